//! The derives of error replies: their bodies, and the enum of documented errors.

pub(crate) mod api_error;
mod case;
mod emit;
pub(crate) mod error_body;
mod read;
