//! The body of an error response.

pub(super) mod condition;
pub(super) mod problem;

use crate::value::JsonRef;

/// The body of an error response. Reading it never fails: an absent member or one of another type is left out, because
/// a failing provider may not send what it documents.
///
/// `#[derive(ErrorBody)]` implements it for a struct of optional fields:
///
/// ```
/// use auth_runtime::ErrorBody;
/// use auth_runtime::value::JsonRef;
///
/// #[derive(ErrorBody)]
/// struct Fault {
///     #[error_body(at("error.code", "error"), code)]
///     code: Option<String>,
///     #[error_body(message)]
///     message: Option<String>,
/// }
///
/// let fault = Fault::read(JsonRef::parse(br#"{"error": "gone", "message": 7}"#).ok());
/// assert_eq!((fault.code(), fault.message()), (Some("gone"), None));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the body of an error response",
    label = "does not implement `ErrorBody`",
    note = "derive it on a struct of `Option<…>` fields: `#[derive(ErrorBody)]`"
)]
pub trait ErrorBody {
    /// Reads a body; `None` if it is not JSON.
    fn read(json: Option<JsonRef<'_>>) -> Self
    where
        Self: Sized;

    /// Whether it reads headers of the reply, which are present even if the body is not JSON.
    #[doc(hidden)]
    #[must_use]
    fn reads_head() -> bool
    where
        Self: Sized,
    {
        false
    }

    /// Returns the provider's stable error code.
    fn code(&self) -> Option<&str> {
        None
    }

    /// Returns the provider's message for people.
    fn message(&self) -> Option<&str> {
        None
    }
}
