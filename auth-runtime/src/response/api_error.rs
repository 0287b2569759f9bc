//! The errors that a provider documents.

use std::fmt;
use std::time::Duration;

use crate::response::one_line::OneLine;
use crate::response::{Class, ErrorBody, Reply};

/// The documented errors of an endpoint, as an enum with a variant for each status, or for a status with conditions on
/// the body.
///
/// `#[derive(ApiError)]` implements it. The first variant that matches is used, and `other` is for undocumented errors:
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
    /// Whether some errors have a 2xx status: then [`read_success`](Self::read_success) is called before such a reply
    /// is read as a success.
    const READS_SUCCESS: bool = false;

    /// Whether some errors have a 3xx status: then [`read_redirect`](Self::read_redirect) is called for a redirect that is
    /// not followed.
    const READS_REDIRECTS: bool = false;

    /// Returns the variant of a reply whose status is neither 2xx nor 3xx.
    fn read(reply: &Reply<'_>) -> Self
    where
        Self: Sized;

    /// Returns the variant of a 2xx reply that is an error, such as `{"ok": false}`; `None` for a success.
    #[must_use]
    fn read_success(reply: &Reply<'_>) -> Option<Self>
    where
        Self: Sized,
    {
        let _ = reply;
        None
    }

    /// Returns the variant of a 3xx reply that is an error, such as the 301 of a store that says in its body where it is;
    /// `None` for a redirect that is not documented.
    #[must_use]
    fn read_redirect(reply: &Reply<'_>) -> Option<Self>
    where
        Self: Sized,
    {
        let _ = reply;
        None
    }

    /// Returns the name of the variant.
    fn name(&self) -> &'static str;

    /// Returns the body of the variant.
    fn body(&self) -> Option<&dyn ErrorBody>;

    /// Returns what the caller can do about the error; `None` if the status says it.
    fn class(&self) -> Option<Class> {
        None
    }

    /// Returns how long to wait, if the variant documents a field of the body for it.
    fn retry_after(&self) -> Option<Duration> {
        None
    }

    /// Returns the provider's error code.
    fn code(&self) -> Option<&str> {
        self.body()?.code()
    }

    /// Returns the provider's message for people.
    fn message(&self) -> Option<&str> {
        self.body()?.message()
    }
}

/// Documents no errors: use the status, class and body of the refusal.
impl ApiError for () {
    fn read(_: &Reply<'_>) -> Self {}

    fn name(&self) -> &'static str {
        "undocumented"
    }

    fn body(&self) -> Option<&dyn ErrorBody> {
        None
    }
}

/// Formats an error enum: ``InvalidGrant `invalid_grant`: the code has expired``.
#[doc(hidden)]
pub fn fmt_api_error<E: ApiError + ?Sized>(error: &E, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str(error.name())?;
    if let Some(code) = error.code() {
        write!(f, " `{}`", OneLine(code))?;
    }
    error.message().map_or(Ok(()), |message| write!(f, ": {}", OneLine(message)))
}
