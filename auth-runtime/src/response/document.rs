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
use crate::value::decode::textual::textually;
use crate::value::encode::write_json_text;
use crate::value::wiped::WipedBuffer;
use crate::value::{DecodeError, JsonRef};

/// Calls `read` with the body as JSON. Forms, XML documents and texts contain only texts, so that numbers are read from
/// texts.
pub(crate) fn with_json<T>(raw: &RawResponse, read: impl FnOnce(Result<JsonRef<'_>, DecodeError>) -> T) -> T {
    if raw.is_encoded() {
        return read(Err(DecodeError::encoded()));
    }
    let encoding = encoding(raw);
    match document(raw, encoding) {
        Err(error) => read(Err(error)),
        Ok(document) if encoding == ReplyEncoding::Json => read(JsonRef::parse(&document)),
        Ok(document) => textually(|| read(JsonRef::parse(&document))),
    }
}

impl RawResponse {
    /// Whether the body, read as JSON, satisfies a condition.
    #[doc(hidden)]
    pub fn says(&self, condition: impl FnOnce(Option<JsonRef<'_>>) -> bool) -> bool {
        with_json(self, |json| condition(json.ok()))
    }
}

/// Returns the encoding of a body: that of the endpoint, unless the reply says that it is JSON, as errors often do.
/// Some token endpoints send a form where JSON is documented.
fn encoding(raw: &RawResponse) -> ReplyEncoding {
    let is = |media_type: &[u8]| raw.media_type().eq_ignore_ascii_case(media_type);
    let is_json = is(b"application/json") || raw.media_type().to_ascii_lowercase().ends_with(b"+json");
    match raw.reply {
        _ if is_json => ReplyEncoding::Json,
        ReplyEncoding::Json if is(b"application/x-www-form-urlencoded") => ReplyEncoding::Form,
        // Refusals of gateways may have any encoding.
        #[cfg(feature = "xml")]
        ReplyEncoding::Json if !raw.status.is_success() && (is(b"application/xml") || is(b"text/xml")) => {
            ReplyEncoding::Xml
        }
        // An error is often a single sentence.
        ReplyEncoding::Json if !raw.status.is_success() && is(b"text/plain") && !starts_like_json(&raw.body) => {
            ReplyEncoding::Text
        }
        documented => documented,
    }
}

fn starts_like_json(body: &[u8]) -> bool {
    matches!(body.trim_ascii_start().first(), Some(b'{' | b'[' | b'"'))
}

/// Returns the body as JSON text, without a byte order mark (which RFC 8259 §8.1 allows to ignore).
fn document(raw: &RawResponse, encoding: ReplyEncoding) -> Result<Bytes, DecodeError> {
    let body = &raw.body;
    let body = body.strip_prefix(b"\xef\xbb\xbf").map_or_else(|| body.clone(), |text| body.slice_ref(text));
    match encoding {
        ReplyEncoding::Json => Ok(body),
        ReplyEncoding::Form => Ok(form_to_json(&body).into_bytes()),
        #[cfg(feature = "xml")]
        ReplyEncoding::Xml => xml_to_json(&body).map(WipedBuffer::into_bytes),
        ReplyEncoding::Text | ReplyEncoding::Bytes => text_to_json(&body).map(WipedBuffer::into_bytes),
    }
}

/// Converts a text to a JSON string, without line breaks at its end.
fn text_to_json(body: &[u8]) -> Result<WipedBuffer, DecodeError> {
    let text = std::str::from_utf8(body).map_err(|_| DecodeError::not_utf8())?;
    let mut json = WipedBuffer::new();
    write_json_text(text.trim_end_matches(['\r', '\n']), &mut json);
    Ok(json)
}
