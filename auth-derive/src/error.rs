//! Error responses: the body, and the enum of the documented errors.

pub(crate) mod api_error;
mod case;
mod emit;
pub(crate) mod error_body;
mod read;
