//! Turns a typed request into an HTTP request.

pub(crate) mod body;
pub(crate) mod carried;
mod context;
pub mod expression;
pub(crate) mod fields;
pub(crate) mod header;
pub(crate) mod part;
mod place;
pub(crate) mod prepare;
mod request_error;
mod rule;
pub(crate) mod write;

pub use self::body::Body;
pub use self::body::upload::Upload;
pub use self::carried::Carried;
pub use self::context::Context;
pub use self::fields::Fields;
pub use self::part::Part;
pub use self::place::{BasicEncoding, Place};
pub use self::prepare::Prepared;
pub use self::request_error::{RequestError, RequestProblem};
pub use self::rule::Rule;
