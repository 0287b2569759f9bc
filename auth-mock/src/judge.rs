//! Checks a request against the spec.

pub(crate) mod attach;
pub(crate) mod check;
pub(crate) mod credential;
pub(crate) mod one;
pub(crate) mod proof;
pub(crate) mod visit;
