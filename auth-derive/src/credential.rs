//! The derives of credentials: static keys, token sources, and credentials in environment variables.

mod attachment;
mod emit;
pub(crate) mod environment;
mod header;
pub(crate) mod key;
mod session;
pub(crate) mod source;
