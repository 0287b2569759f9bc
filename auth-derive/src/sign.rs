//! Parses and emits signatures over the finished request.

pub(crate) mod emit;
pub(crate) mod read;
