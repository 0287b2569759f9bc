//! What is shown to people: commands, and exchanges without secrets.

pub(crate) mod curl;
pub(crate) mod exchange;
pub(crate) mod redact;
