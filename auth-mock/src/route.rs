//! Finds the endpoints to which a request may be addressed.

pub(crate) mod candidate;
pub(crate) mod find;
pub(crate) mod pattern;
