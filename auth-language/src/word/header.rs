//! Checks header names and values (RFC 9110 §5).

use crate::problem::{Broken, Code, Problems};
use crate::spanned::Spanned;

/// Headers that describe the message itself, which the HTTP client sets.
const MESSAGE: [&str; 7] = ["connection", "content-length", "expect", "host", "te", "transfer-encoding", "upgrade"];
/// The header that carries credentials (RFC 9110 §11.6.2).
pub const AUTHORIZATION: &str = "authorization";

/// Whether a text is a token (RFC 9110 §5.6.2), the syntax of header names.
#[must_use]
pub fn is_name(name: &str) -> bool {
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !name.is_empty() && name.bytes().all(is_token)
}

/// Whether a text is a valid header value: visible ASCII, with spaces only inside (RFC 9110 §5.5).
#[must_use]
pub fn is_value(value: &str) -> bool {
    value.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ') && value.trim() == value
}

/// Checks that a header name is a token.
///
/// # Errors
/// Reports a problem if the name is malformed.
pub fn check_name<P: Copy>(name: &Spanned<String, P>, problems: &mut Problems<P>) -> Result<(), Broken> {
    if is_name(&name.value) {
        return Ok(());
    }
    let message = format!("`{}` is not a header name", name.value);
    Err(problems.report(Code::HEADER, name.at, message, "use letters, digits and hyphens, as in `X-Api-Key`"))
}

/// Checks that a header value is visible ASCII.
///
/// # Errors
/// Reports a problem if the value is malformed.
pub fn check_value<P: Copy>(value: &str, at: P, problems: &mut Problems<P>) -> Result<(), Broken> {
    if is_value(value) {
        return Ok(());
    }
    let message = "a header value can hold only visible ASCII characters, with spaces between them";
    Err(problems.report(Code::HEADER, at, message, "remove line ends, other alphabets, and spaces around the value"))
}

/// Checks that a spec may set this header: message headers are set by the HTTP client, and `Authorization` by the
/// credential.
///
/// # Errors
/// Reports a problem if the header may not be set.
pub fn check_settable<P: Copy>(name: &Spanned<String, P>, problems: &mut Problems<P>) -> Result<(), Broken> {
    let lower = name.value.to_ascii_lowercase();
    let message = format!("the runtime sets `{}`", name.value);
    if MESSAGE.contains(&lower.as_str()) {
        return Err(problems.report(Code::HEADER, name.at, message, "remove it"));
    }
    if lower == AUTHORIZATION {
        let help = "remove it; a credential says how it is attached, and `basic` sends a user name and a password";
        return Err(problems.report(Code::HEADER, name.at, message, help));
    }
    Ok(())
}
