//! Converts the body of a reply from any encoding to JSON, from which types and conditions are read.

mod form;
#[cfg(feature = "xml")]
mod xml;

use bytes::Bytes;

use self::form::form_to_json;
#[cfg(feature = "xml")]
use self::xml::xml_to_json;
use crate::call::ReplyEncoding;
use crate::response::RawResponse;
use crate::value::decode::textual::Textual;
use crate::value::decode::tolerance::{WHOLE, is_tolerant, note};
use crate::value::encode::write_json_text;
use crate::value::wiped::WipedBuffer;
use crate::value::{DecodeError, JsonRef};

/// Calls `read` with the body as JSON. Forms, XML documents and texts contain only texts, so that numbers are read from
/// texts.
pub(crate) fn with_json<T>(raw: &RawResponse, read: impl FnOnce(Result<JsonRef<'_>, DecodeError>) -> T) -> T {
    with_encoding(raw, encoding(raw), read)
}

/// Calls `read` with the body of a success. Where a text is documented, an object is that text: a token may be JSON.
pub(crate) fn with_value<T>(raw: &RawResponse, read: impl FnOnce(Result<JsonRef<'_>, DecodeError>) -> T) -> T {
    let is_object = raw.body.trim_ascii_start().starts_with(b"{");
    let encoding = if raw.reply == ReplyEncoding::Text && is_object { ReplyEncoding::Text } else { encoding(raw) };
    with_encoding(raw, encoding, read)
}

fn with_encoding<T>(
    raw: &RawResponse,
    encoding: ReplyEncoding,
    read: impl FnOnce(Result<JsonRef<'_>, DecodeError>) -> T,
) -> T {
    let _mode = mode(encoding);
    match document(raw, encoding) {
        Ok(document) => read(JsonRef::parse(&document)),
        Err(error) => read(Err(error)),
    }
}

/// All other encodings contain only texts.
fn mode(encoding: ReplyEncoding) -> Option<Textual> {
    (encoding != ReplyEncoding::Json).then(Textual::begin)
}

impl RawResponse {
    /// Whether the body, read as JSON, satisfies a condition.
    #[doc(hidden)]
    pub fn says(&self, condition: impl FnOnce(Option<JsonRef<'_>>) -> bool) -> bool {
        with_json(self, |json| condition(json.ok()))
    }
}

/// Returns the encoding of a body: that of the endpoint, unless the reply says that it is JSON, as errors often do.
/// Some token endpoints send a form where JSON is documented, some of them as plain text, and others call JSON a form.
fn encoding(raw: &RawResponse) -> ReplyEncoding {
    let is = |media_type: &[u8]| raw.media_type().eq_ignore_ascii_case(media_type);
    let is_json = is(b"application/json") || raw.media_type().to_ascii_lowercase().ends_with(b"+json");
    match raw.reply {
        _ if is_json => ReplyEncoding::Json,
        ReplyEncoding::Json | ReplyEncoding::Form if starts_like_json(&raw.body) => ReplyEncoding::Json,
        ReplyEncoding::Json if is(b"application/x-www-form-urlencoded") => ReplyEncoding::Form,
        ReplyEncoding::Json if is_tolerant() && raw.status.is_success() && is(b"text/plain") => ReplyEncoding::Form,
        // Refusals of gateways may have any encoding.
        #[cfg(feature = "xml")]
        ReplyEncoding::Json if !raw.status.is_success() && (is(b"application/xml") || is(b"text/xml")) => {
            ReplyEncoding::Xml
        }
        // An error is often a single sentence.
        ReplyEncoding::Json if !raw.status.is_success() && is(b"text/plain") => ReplyEncoding::Text,
        documented => documented,
    }
}

fn starts_like_json(body: &[u8]) -> bool {
    matches!(body.strip_prefix(MARK).unwrap_or(body).trim_ascii_start().first(), Some(b'{' | b'[' | b'"'))
}

/// A byte order mark, which RFC 8259 §8.1 allows to ignore.
pub(crate) const MARK: &[u8] = b"\xef\xbb\xbf";

/// Returns the body as JSON text, without a byte order mark.
fn document(raw: &RawResponse, encoding: ReplyEncoding) -> Result<Bytes, DecodeError> {
    let body = decoded(raw)?;
    match encoding {
        ReplyEncoding::Json if is_tolerant() && std::str::from_utf8(&body).is_err() => Ok(from_latin1(&body)),
        ReplyEncoding::Json => Ok(body),
        ReplyEncoding::Form => Ok(form_to_json(&body).into_bytes()),
        #[cfg(feature = "xml")]
        ReplyEncoding::Xml => xml_to_json(&body).map(WipedBuffer::into_bytes),
        ReplyEncoding::Text | ReplyEncoding::Bytes => text_to_json(&body).map(WipedBuffer::into_bytes),
    }
}

/// Returns the body without a byte order mark. A good token does not depend on what a header calls its reply.
fn decoded(raw: &RawResponse) -> Result<Bytes, DecodeError> {
    if raw.is_encoded() && !(is_tolerant() && starts_like_json(&raw.body)) {
        return Err(DecodeError::encoded());
    }
    let body = &raw.body;
    Ok(body.strip_prefix(MARK).map_or_else(|| body.clone(), |text| body.slice_ref(text)))
}

/// Converts a token reply that is not UTF-8, because the name of a user or a message is in Latin-1.
fn from_latin1(body: &[u8]) -> Bytes {
    note(WHOLE, false);
    let mut text = WipedBuffer::new();
    for byte in body {
        text.push(char::from(*byte).encode_utf8(&mut [0; 2]).as_bytes());
    }
    text.into_bytes()
}

/// Converts a text to a JSON string, without line breaks at its end.
fn text_to_json(body: &[u8]) -> Result<WipedBuffer, DecodeError> {
    let text = std::str::from_utf8(body).map_err(|_| DecodeError::not_utf8())?;
    let mut json = WipedBuffer::new();
    write_json_text(text.trim_end_matches(['\r', '\n']), &mut json);
    Ok(json)
}

#[cfg(test)]
mod tests {
    use http::header::CONTENT_TYPE;
    use http::{HeaderMap, HeaderValue, StatusCode};

    use super::*;
    use crate::value::{Decode as _, Secret};

    #[test]
    fn a_text_may_be_an_object() {
        let headers = HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_static("application/json"))]);
        for (body, expected) in [(r#"{"payload":"p"}"#, r#"{"payload":"p"}"#), (r#""t_1""#, "t_1")] {
            let raw = RawResponse::new(StatusCode::OK, headers.clone(), body).reading(ReplyEncoding::Text);
            let found = with_value(&raw, |json| Secret::decode(json.unwrap()).unwrap());
            assert!(found.matches(expected), "{body}");
        }
    }
}
