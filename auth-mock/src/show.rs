//! Formats what people see: curl commands, and exchanges without secrets.

pub(crate) mod curl;
pub(crate) mod exchange;
mod log;
pub(crate) mod mask;
pub(crate) mod redact;
mod seen;
pub(crate) mod values;
pub(crate) mod xml;
