//! Reads a request: its fields, and the parts that cannot be read.

pub(crate) mod asked;
pub(crate) mod basic;
pub(crate) mod capture;
pub(crate) mod content;
pub(crate) mod fields;
pub(crate) mod made;
pub(crate) mod own;
pub(crate) mod pkce;
pub(crate) mod reading;
pub(crate) mod received;
pub(crate) mod refusal;
pub(crate) mod text;
