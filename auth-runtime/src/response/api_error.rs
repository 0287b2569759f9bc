//! The errors that a provider documents.

use std::fmt;
use std::time::Duration;

use crate::response::one_line::OneLine;
use crate::response::{Class, ErrorBody, Reply};

/// The documented errors of an endpoint, as an enum: one variant for a status, or for a status and a value in the body.
///
/// `#[derive(ApiError)]` implements it; the first variant that fits wins, and `other` takes the rest:
///
/// ```
/// use auth_runtime::{ApiError, ErrorBody};
/// use auth_runtime::http::{HeaderMap, StatusCode};
/// use auth_runtime::response::Reply;
/// use auth_runtime::value::JsonRef;
///
/// #[derive(Debug, ErrorBody)]
/// struct Fault {
///     #[error_body(code)]
///     error: Option<String>,
/// }
///
/// #[derive(Debug, ApiError)]
/// enum TokenError {
///     #[api_error(400, when(error = "invalid_grant"), class = reauthenticate)]
///     InvalidGrant(Fault),
///     #[api_error(other)]
///     Other(Fault),
/// }
///
/// let json = JsonRef::parse(br#"{"error": "invalid_grant"}"#).ok();
/// let read = |status| TokenError::read(&Reply::new(status, &HeaderMap::new(), json)).name();
/// assert_eq!((read(StatusCode::BAD_REQUEST), read(StatusCode::NOT_FOUND)), ("InvalidGrant", "Other"));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say what a refusal means",
    label = "does not implement `ApiError`",
    note = "derive it on an enum: `#[derive(ApiError)]`; write `error = ()` if nothing is documented"
)]
pub trait ApiError {
    /// Whether some cases are replies with a 2xx: then [`read_success`](Self::read_success) is asked before such a reply is
    /// taken for a success.
    const READS_SUCCESS: bool = false;

    /// The variant of a reply whose status is neither 2xx nor 3xx.
    fn read(reply: &Reply<'_>) -> Self
    where
        Self: Sized;

    /// The variant of a reply with a 2xx that is a refusal all the same, such as `{"ok": false}`; `None` for a success.
    #[must_use]
    fn read_success(reply: &Reply<'_>) -> Option<Self>
    where
        Self: Sized,
    {
        let _ = reply;
        None
    }

    /// The name of the variant.
    fn name(&self) -> &'static str;

    /// The body of the variant.
    fn body(&self) -> Option<&dyn ErrorBody>;

    /// What the failure asks of the caller; `None` means: as the status says.
    fn class(&self) -> Option<Class> {
        None
    }

    /// How long the body asks to wait, if the variant documents a member that says so.
    fn retry_after(&self) -> Option<Duration> {
        None
    }

    /// The provider's own code.
    fn code(&self) -> Option<&str> {
        self.body()?.code()
    }

    /// What the provider says to a person.
    fn message(&self) -> Option<&str> {
        self.body()?.message()
    }
}

/// No documented errors: see the status, class and body of the refusal.
impl ApiError for () {
    fn read(_: &Reply<'_>) -> Self {}

    fn name(&self) -> &'static str {
        "undocumented"
    }

    fn body(&self) -> Option<&dyn ErrorBody> {
        None
    }
}

/// The `Display` of an error enum: ``InvalidGrant `invalid_grant`: the code has expired``.
#[doc(hidden)]
pub fn fmt_api_error<E: ApiError + ?Sized>(error: &E, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str(error.name())?;
    if let Some(code) = error.code() {
        write!(f, " `{}`", OneLine(code))?;
    }
    error.message().map_or(Ok(()), |message| write!(f, ": {}", OneLine(message)))
}
