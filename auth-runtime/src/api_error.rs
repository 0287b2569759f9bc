//! The errors that a provider documents.

use std::fmt;

use http::StatusCode;

use crate::encode::write_text;
use crate::wiped::WipedBuffer;
use crate::{Class, Encode, ErrorBody, JsonRef};

/// The documented errors of an endpoint, as an enum: one variant a status, or a status and a member of the body.
///
/// `#[derive(ApiError)]` implements it; the first variant that fits wins, and `other` takes the rest:
///
/// ```
/// use auth_runtime::{ApiError, ErrorBody, JsonRef, http::StatusCode};
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

/// A text from outside: on one line, without control characters, of a length that a log can bear.
pub(crate) struct OneLine<'a>(pub(crate) &'a str);

impl fmt::Display for OneLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const LONGEST: usize = 300;
        let printable = |char: char| if char.is_control() || is_layout(char) { ' ' } else { char };
        let mut chars = self.0.chars();
        for char in chars.by_ref().take(LONGEST) {
            fmt::Write::write_char(f, printable(char))?;
        }
        f.write_str(if chars.next().is_some() { "…" } else { "" })
    }
}

impl fmt::Debug for OneLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.to_string(), f)
    }
}

/// Breaks a line, or turns the direction of what follows, without being a control character.
fn is_layout(char: char) -> bool {
    matches!(char, '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stays_on_one_line() {
        let rows = [
            ("a\r\nb\u{85}\u{1b}[31mc", "a  b  [31mc"),
            ("a\u{2028}b\u{2029}c", "a b c"),
            ("a\u{202E}b\u{2066}c", "a b c"),
            ("ä…", "ä…"),
        ];
        for (text, expected) in rows {
            assert_eq!(OneLine(text).to_string(), expected);
        }
        assert_eq!(OneLine(&"x".repeat(301)).to_string(), "x".repeat(300) + "…");
    }
}
