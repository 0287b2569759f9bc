//! The body of an error response.

use crate::value::JsonRef;

/// The body of an error response. Reading it never fails: what is absent or of another type is left out, because a
/// provider in trouble does not keep to its own documentation.
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
    /// Reads a body; `None` means that it is not JSON.
    fn read(json: Option<JsonRef<'_>>) -> Self
    where
        Self: Sized;

    /// Whether it reads the head of the reply, which is there even where the body is not JSON.
    #[doc(hidden)]
    #[must_use]
    fn reads_head() -> bool
    where
        Self: Sized,
    {
        false
    }

    /// The provider's own stable code.
    fn code(&self) -> Option<&str> {
        None
    }

    /// What the provider says to a person.
    fn message(&self) -> Option<&str> {
        None
    }
}
