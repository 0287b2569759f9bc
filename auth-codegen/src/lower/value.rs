//! Lowers the types of values: records with their fields, scopes and enumerations.

pub(super) mod choice;
pub(super) mod cycle;
pub(super) mod field;
mod origin;
mod property;
pub(super) mod record;
mod split;
pub(super) mod template;
pub(super) mod types;
pub(super) mod uses;
