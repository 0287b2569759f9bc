//! Reads the user name and the password of HTTP Basic authentication (RFC 7617).

pub(crate) mod halves;

use auth_codegen::model::{BasicEncoding, Place};
use axum::http::header;
use url::form_urlencoded;

use self::halves::decode;
use crate::read::received::{Pairs, Received};
use crate::read::refusal::{Reason, Refusal};
use crate::route::candidate::Candidate;

/// Reads the user name and the password of a request, if the endpoint has them.
///
/// # Errors
/// Returns a refusal if they are missing or cannot be decoded.
pub(crate) fn read(candidate: &Candidate<'_>, received: &Received) -> Result<Pairs, Refusal> {
    if candidate.endpoint.parts_in(Place::Basic).next().is_none() {
        return Ok(Pairs::new());
    }
    let refuse = |text: &str| Refusal::new(Reason::Credential, text);
    let value = received.header(header::AUTHORIZATION.as_str());
    let value = value.ok_or_else(|| refuse("this call needs `authorization: Basic …` (RFC 7617)"))?;
    let halves = decode(value)
        .ok_or_else(|| refuse("`authorization` must be `Basic` and `username:password` in base64 (RFC 7617)"))?;
    let encoding = candidate.endpoint.basic_encoding;
    if encoding == BasicEncoding::Form && !halves.iter().all(|half| half.bytes().all(is_form)) {
        let text = "the user name and the password in `authorization` must be form-urlencoded first (RFC 6749 §2.3.1)";
        return Err(refuse(text));
    }
    let names = ["username", "password"].map(str::to_owned);
    Ok(names.into_iter().zip(halves.map(|half| unescape(&half, encoding))).collect())
}

/// Whether a byte can occur in form-urlencoded text.
fn is_form(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"*-._+%".contains(&byte)
}

/// Decodes a user name or a password, which may be form-urlencoded (RFC 6749 §2.3.1).
fn unescape(half: &str, encoding: BasicEncoding) -> String {
    match encoding {
        BasicEncoding::Plain => half.to_owned(),
        BasicEncoding::Form => {
            let mut pairs = form_urlencoded::parse(half.as_bytes());
            pairs.next().map_or_else(String::new, |(text, _)| text.into_owned())
        }
    }
}
