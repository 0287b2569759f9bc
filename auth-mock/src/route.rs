//! Which endpoints a request may be for.

pub(crate) mod candidate;
pub(crate) mod find;
pub(crate) mod pattern;
