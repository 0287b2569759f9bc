//! The format marks in the text of a record.

/// Marks the text as a record, so that other data is not mistaken for one and overwritten.
pub(super) const FORMAT: &str = "authwright session 2";
/// Marks a record without an owner: see [`SessionBuilder::adopt_record`](crate::session::SessionBuilder::adopt_record).
pub(super) const OLD_FORMAT: &str = "authwright session 1";
