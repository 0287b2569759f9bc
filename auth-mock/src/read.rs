//! What a request says.

pub(crate) mod content;
pub(crate) mod fields;
pub(crate) mod received;
pub(crate) mod refusal;
pub(crate) mod text;
