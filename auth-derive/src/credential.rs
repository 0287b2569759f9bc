//! The derives of credentials: static keys, token sources, what is asked before a consent, and credentials in environment variables.

mod attachment;
pub(crate) mod check;
pub(crate) mod consent;
mod emit;
pub(crate) mod environment;
mod header;
pub(crate) mod key;
mod ready;
mod session;
pub(crate) mod source;
