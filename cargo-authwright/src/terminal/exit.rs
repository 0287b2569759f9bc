//! The exit codes, which scripts rely on.

/// Everything is in order.
pub const FINE: u8 = 0;
/// Something was found: problems in a spec, or generated files that are out of date.
pub const FOUND: u8 = 1;
/// The command was used wrongly, or a file could not be read or written.
pub const WRONG_USE: u8 = 2;
