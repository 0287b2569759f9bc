//! What the parts of a page are made of.

pub(super) mod context;
pub(super) mod field;
pub(super) mod names;
pub(super) mod refusal;
pub(super) mod ty;
