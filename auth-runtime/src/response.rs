//! Turns an HTTP response into a typed reply or a documented error.

mod api_error;
mod class;
mod classes;
pub(crate) mod document;
mod error_body;
mod from_response;
pub(crate) mod one_line;
mod raw_response;
mod refusal;
mod reply;
mod typed;
mod undecodable;

pub use self::api_error::ApiError;
#[doc(hidden)]
pub use self::api_error::fmt_api_error;
pub use self::class::Class;
pub use self::classes::Classes;
pub use self::error_body::ErrorBody;
#[doc(hidden)]
pub use self::error_body::condition::{is, is_present};
pub use self::error_body::problem::ProblemDetails;
pub use self::from_response::FromResponse;
#[doc(hidden)]
pub use self::from_response::no_such_reply;
pub use self::raw_response::RawResponse;
pub use self::refusal::Refusal;
pub(crate) use self::refusal::class_of;
pub use self::reply::Reply;
pub use self::typed::Response;
pub use self::undecodable::Undecodable;
#[doc(hidden)]
pub use crate::value::Literal;
pub use crate::value::head::{Challenge, challenges};
