//! The place in which a token is sent.

use crate::Secret;
use crate::expression::{Encoding, encode_text};
use crate::request::Place;

/// The header, or other place, in which a token is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TokenHeader {
    pub(crate) place: Place,
    pub(crate) name: &'static str,
    pub(crate) prefix: &'static str,
    pub(crate) suffix: &'static str,
    /// How the token is encoded between them.
    encoding: Option<Encoding>,
    /// Whether the whole value is one of the further parts.
    pub(crate) is_made: bool,
}

impl TokenHeader {
    /// The header `Authorization: Bearer …` (RFC 6750 §2.1).
    pub const BEARER: Self = Self::new("authorization", "Bearer ");

    /// Makes a header with a lower-case `name`, and `prefix` before the token. A constant with an invalid name does not
    /// compile:
    ///
    /// ```compile_fail,E0080
    /// # use auth_runtime::session::TokenHeader;
    /// const HEADER: TokenHeader = TokenHeader::new("X-Api-Key", "");
    /// ```
    ///
    /// # Panics
    ///
    /// Panics at run time, if it is not a constant, if the name is empty or is not a valid lower-case header name.
    #[must_use]
    pub const fn new(name: &'static str, prefix: &'static str) -> Self {
        assert!(is_header_name(name), "a header name in lower case is needed");
        Self { place: Place::Header, name, prefix, suffix: "", encoding: None, is_made: false }
    }

    /// Makes a header whose value is more than the token between fixed texts, such as a user name and the token in
    /// HTTP Basic. [`TokenSource::further_parts`](super::TokenSource::further_parts) adds it under the same `name`.
    #[must_use]
    pub const fn made(name: &'static str) -> Self {
        Self { is_made: true, ..Self::new(name, "") }
    }

    /// Selects another place than a header: the query, a path parameter, a cookie, or the body. Only this crate's
    /// client can send a token there; a session does not give it to other HTTP clients.
    #[must_use]
    pub const fn at(place: Place, name: &'static str, prefix: &'static str) -> Self {
        Self { place, name, prefix, suffix: "", encoding: None, is_made: false }
    }

    /// Sets a text that follows the token, such as a quotation mark.
    #[must_use]
    pub const fn before(self, suffix: &'static str) -> Self {
        Self { suffix, ..self }
    }

    /// Sets the encoding in which the token is sent between the texts around it, such as base64 for one that is JSON.
    #[must_use]
    pub const fn encoded(self, encoding: Encoding) -> Self {
        Self { encoding: Some(encoding), ..self }
    }

    /// Returns a token as it is sent between the texts around it.
    pub(crate) fn text_of(self, token: &Secret) -> Secret {
        self.encoding.map_or_else(|| token.clone(), |encoding| encode_text(token.expose().as_bytes(), encoding))
    }

    pub(crate) fn is_header(self) -> bool {
        self.place == Place::Header
    }
}

/// Whether a text is a header name (RFC 9110 §5.6.2) without upper-case letters.
const fn is_header_name(name: &str) -> bool {
    let bytes = name.as_bytes();
    let mut at = 0;
    while at < bytes.len() && is_name_byte(bytes[at]) {
        at += 1;
    }
    at > 0 && at == bytes.len()
}

const fn is_name_byte(byte: u8) -> bool {
    let is_symbol = matches!(byte, b'!' | b'#' | b'$' | b'%' | b'&' | b'\'' | b'*' | b'+' | b'-' | b'.' | b'^' | b'_');
    is_symbol || matches!(byte, b'`' | b'|' | b'~' | b'a'..=b'z' | b'0'..=b'9')
}

#[cfg(test)]
mod tests {
    use http::HeaderName;

    use super::*;

    /// Compares with `http`, except for the quotation mark, which `http` accepts.
    #[test]
    fn knows_header_names() {
        for byte in (0..=127_u8).filter(|byte| *byte != b'"') {
            let text = char::from(byte).to_string();
            let is_name = HeaderName::from_lowercase(text.as_bytes()).is_ok();
            assert_eq!(is_header_name(&text), is_name, "{text:?}");
        }
        assert!(!is_header_name("") && !is_header_name("ä") && is_header_name("x-api-key"));
    }
}
