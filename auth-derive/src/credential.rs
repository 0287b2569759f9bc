//! Credentials: keys, inputs that become tokens, and their values in the environment.

pub(crate) mod environment;
pub(crate) mod header;
pub(crate) mod key;
pub(crate) mod session;
pub(crate) mod source;
