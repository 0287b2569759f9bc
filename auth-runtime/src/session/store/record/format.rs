//! What the text of a record begins with.

/// Says what the text is, so that nothing else is mistaken for it and overwritten.
pub(super) const FORMAT: &str = "authwright session 2";
/// A record without an owner: see [`SessionBuilder::adopt_record`](crate::session::SessionBuilder::adopt_record).
pub(super) const OLD_FORMAT: &str = "authwright session 1";
