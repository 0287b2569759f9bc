//! Formats what people see: curl commands, and exchanges without secrets.

pub(crate) mod curl;
pub(crate) mod exchange;
pub(crate) mod mask;
pub(crate) mod redact;
pub(crate) mod values;
