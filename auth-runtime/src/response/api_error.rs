//! The errors that a provider documents.

use std::fmt;

use http::StatusCode;

use crate::response::one_line::OneLine;
use crate::response::{Class, ErrorBody};
use crate::value::encode::write_text;
use crate::value::wiped::WipedBuffer;
use crate::value::{Encode, JsonRef};

/// The documented errors of an endpoint, as an enum: one variant a status, or a status and a member of the body.
///
/// `#[derive(ApiError)]` implements it; the first variant that fits wins, and `other` takes the rest:
///
/// ```
/// use auth_runtime::{ApiError, ErrorBody};
/// use auth_runtime::http::StatusCode;
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
/// assert_eq!(TokenError::read(StatusCode::BAD_REQUEST, json).name(), "InvalidGrant");
/// assert_eq!(TokenError::read(StatusCode::NOT_FOUND, json).name(), "Other");
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say what a refusal means",
    label = "does not implement `ApiError`",
    note = "derive it on an enum: `#[derive(ApiError)]`; write `error = ()` if nothing is documented"
)]
pub trait ApiError {
    /// The variant of a status that is neither 2xx nor 3xx, and of its body, if that is JSON.
    fn read(status: StatusCode, json: Option<JsonRef<'_>>) -> Self
    where
        Self: Sized;

    /// The name of the variant.
    fn name(&self) -> &'static str;

    /// The body of the variant.
    fn body(&self) -> Option<&dyn ErrorBody>;

    /// What the failure asks of the caller; `None` stands for what the status means.
    fn class(&self) -> Option<Class> {
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

/// No documented errors: only status, class and body of a refusal tell more.
impl ApiError for () {
    fn read(_: StatusCode, _: Option<JsonRef<'_>>) -> Self {}

    fn name(&self) -> &'static str {
        "undocumented"
    }

    fn body(&self) -> Option<&dyn ErrorBody> {
        None
    }
}

/// Whether a field of an error body says `expected`: the `when` of `#[derive(ApiError)]`.
#[doc(hidden)]
#[must_use]
pub fn says(field: &dyn Encode, expected: &str) -> bool {
    let mut text = WipedBuffer::new();
    write_text(&field.encode(), &mut text).is_ok() && text.as_slice() == expected.as_bytes()
}

/// The `Display` of an error enum: ``InvalidGrant `invalid_grant`: the code has expired``.
#[doc(hidden)]
pub fn fmt_api_error(error: &dyn ApiError, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str(error.name())?;
    if let Some(code) = error.code() {
        write!(f, " `{}`", OneLine(code))?;
    }
    error.message().map_or(Ok(()), |message| write!(f, ": {}", OneLine(message)))
}
