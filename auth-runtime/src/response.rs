//! From an HTTP response to a typed one: the declared reply, or one of the documented errors.

mod api_error;
mod class;
mod error_body;
mod from_body;
pub(crate) mod one_line;
mod problem;
mod raw_response;
mod refusal;
mod typed;
mod undecodable;

pub use self::api_error::ApiError;
#[doc(hidden)]
pub use self::api_error::{fmt_api_error, says};
pub use self::class::Class;
pub use self::error_body::ErrorBody;
pub use self::from_body::FromBody;
pub use self::problem::ProblemDetails;
pub use self::raw_response::RawResponse;
pub use self::refusal::Refusal;
pub use self::typed::Response;
pub use self::undecodable::Undecodable;
