//! Signatures over the finished request.

pub(crate) mod emit;
pub(crate) mod read;
