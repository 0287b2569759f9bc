//! Computed values.

pub(crate) mod emit;
pub(crate) mod item;
pub(crate) mod read;
