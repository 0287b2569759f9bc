//! Emits the types of values: records, scopes, enumerations, and the types of fields.

pub(super) mod choice;
pub(super) mod expression;
pub(super) mod record;
pub(super) mod ty;
pub(super) mod variable;
