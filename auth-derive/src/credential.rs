//! Credentials: keys, inputs that become tokens, and their values in the environment.

mod attachment;
mod emit;
pub(crate) mod environment;
mod header;
pub(crate) mod key;
mod session;
pub(crate) mod source;
