//! Encodes and decodes HTTP Basic authentication (RFC 7617).

use auth_codegen::model::BasicEncoding;
use auth_language::request::USERNAME;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use url::form_urlencoded::byte_serialize;

/// Decodes the user name and the password of an `Authorization` value. The scheme name is case-insensitive.
pub(crate) fn decode(value: &str) -> Option<[String; 2]> {
    let (scheme, encoded) = value.split_once(' ')?;
    let text = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (username, password) = text.split_once(':')?;
    scheme.eq_ignore_ascii_case("basic").then(|| [username.to_owned(), password.to_owned()])
}

/// Returns the user name or the password of an `Authorization` value, by the name of the part.
pub(crate) fn part(value: &str, name: &str) -> Option<String> {
    let [username, password] = decode(value)?;
    Some(if name == USERNAME { username } else { password })
}

/// Returns the `Authorization` value.
pub(crate) fn encode(username: &str, password: &str, encoding: BasicEncoding) -> String {
    let [username, password] = [username, password].map(|half| match encoding {
        BasicEncoding::Plain => half.to_owned(),
        BasicEncoding::Form => byte_serialize(half.as_bytes()).collect(),
    });
    format!("Basic {}", STANDARD.encode(format!("{username}:{password}")))
}
