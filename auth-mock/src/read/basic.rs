//! HTTP Basic (RFC 7617).

use auth_codegen::model::{BasicEncoding, Place};
use axum::http::header;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use url::form_urlencoded::{self, byte_serialize};

use crate::read::received::{Pairs, Received};
use crate::route::candidate::Candidate;

/// The user name and the password of a request, if the endpoint has them.
pub(crate) fn read(candidate: &Candidate<'_>, received: &Received) -> Pairs {
    if candidate.endpoint.parts_in(Place::Basic).next().is_none() {
        return Pairs::new();
    }
    let halves = received.header(header::AUTHORIZATION.as_str()).and_then(decode);
    let halves = halves.map(|halves| halves.map(|half| unescape(&half, candidate.endpoint.basic_encoding)));
    let names = ["username", "password"].map(str::to_owned);
    halves.map(|halves| names.into_iter().zip(halves).collect()).unwrap_or_default()
}

/// The user name and the password in a value of `Authorization`. The name of the scheme is case-insensitive.
pub(crate) fn decode(value: &str) -> Option<[String; 2]> {
    let (scheme, encoded) = value.split_once(' ')?;
    let text = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (username, password) = text.split_once(':')?;
    scheme.eq_ignore_ascii_case("basic").then(|| [username.to_owned(), password.to_owned()])
}

/// The value of `Authorization`.
pub(crate) fn encode(username: &str, password: &str, encoding: BasicEncoding) -> String {
    let [username, password] = [username, password].map(|half| match encoding {
        BasicEncoding::Plain => half.to_owned(),
        BasicEncoding::Form => byte_serialize(half.as_bytes()).collect(),
    });
    format!("Basic {}", STANDARD.encode(format!("{username}:{password}")))
}

/// RFC 6749 §2.3.1.
fn unescape(half: &str, encoding: BasicEncoding) -> String {
    match encoding {
        BasicEncoding::Plain => half.to_owned(),
        BasicEncoding::Form => {
            let mut pairs = form_urlencoded::parse(half.as_bytes());
            pairs.next().map_or_else(String::new, |(text, _)| text.into_owned())
        }
    }
}
