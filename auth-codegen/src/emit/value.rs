//! Types of values: records, scopes and enumerations, and the Rust types of fields.

pub(super) mod choice;
pub(super) mod record;
pub(super) mod ty;
