//! Whether a request is what the spec asks for.

pub(crate) mod check;
pub(crate) mod credential;
pub(crate) mod pkce;
