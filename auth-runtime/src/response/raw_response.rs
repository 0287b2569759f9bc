//! A response as it was received.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode, header};

use crate::request::Carried;
use crate::value::JsonRef;
use crate::value::encode::write_json_text;
use crate::value::wiped::WipedBuffer;

/// A response before it is read, as an HTTP client returns it: the input of [`read`](crate::call::read). `Debug` shows the status only.
///
/// ```
/// use auth_runtime::response::RawResponse;
/// use auth_runtime::http::{HeaderMap, StatusCode};
///
/// let raw = RawResponse::new(StatusCode::OK, HeaderMap::new(), r#"{"access_token":"at_1"}"#);
/// assert!(!format!("{raw:?}").contains("at_1"));
/// ```
#[derive(Clone)]
pub struct RawResponse {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    pub(crate) carried: Carried,
}

impl RawResponse {
    /// A response of these parts; the body without transfer and content encoding.
    #[must_use]
    pub fn new(status: StatusCode, headers: HeaderMap, body: impl Into<Bytes>) -> Self {
        Self { status, headers, body: body.into(), carried: Carried::default() }
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// All headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body, byte for byte. It may hold secrets.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// Hides the secrets of the request where an error body repeats them.
    #[must_use]
    pub fn hiding(self, carried: Carried) -> Self {
        Self { carried, ..self }
    }

    /// Whether the body, as JSON, is what a condition asks for.
    #[doc(hidden)]
    pub fn says(&self, condition: impl FnOnce(Option<JsonRef<'_>>) -> bool) -> bool {
        let document = self.document();
        condition(if self.is_encoded() { None } else { JsonRef::parse(&document).ok() })
    }

    /// Whether the body is in an encoding that nobody asked for (RFC 9110 §8.4).
    pub(crate) fn is_encoded(&self) -> bool {
        let mut encodings = self.headers.get_all(header::CONTENT_ENCODING).iter();
        encodings.any(|encoding| !encoding.as_bytes().eq_ignore_ascii_case(b"identity") && !encoding.is_empty())
    }

    /// The body as JSON text, without a byte order mark (RFC 8259 §8.1 lets a reader ignore it). A form becomes an object of
    /// strings, since some token endpoints send one.
    pub(crate) fn document(&self) -> Bytes {
        let text =
            self.body.strip_prefix(b"\xef\xbb\xbf").map_or_else(|| self.body.clone(), |text| self.body.slice_ref(text));
        if self.is_form() { form_to_json(&text).into_bytes() } else { text }
    }

    fn is_form(&self) -> bool {
        let content_type = self.headers.get(header::CONTENT_TYPE).map(http::HeaderValue::as_bytes).unwrap_or_default();
        let form = b"application/x-www-form-urlencoded";
        content_type.get(..form.len()).is_some_and(|start| start.eq_ignore_ascii_case(form))
    }
}

fn form_to_json(form: &[u8]) -> WipedBuffer {
    let mut json = WipedBuffer::new();
    for pair in form.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty()) {
        let mut parts = pair.splitn(2, |byte| *byte == b'=').map(form_decode);
        json.push_str(if json.as_slice().is_empty() { "{" } else { "," });
        write_json_text(parts.next().unwrap_or_default().as_str(), &mut json);
        json.push_str(":");
        write_json_text(parts.next().unwrap_or_default().as_str(), &mut json);
    }
    json.push_str(if json.as_slice().is_empty() { "{}" } else { "}" });
    json
}

/// A name or a text of a form (WHATWG URL §5.1). It may be a token, of which the decoder of `url` leaves a copy behind.
fn form_decode(text: &[u8]) -> WipedBuffer {
    let mut decoded = WipedBuffer::with_capacity(text.len());
    let mut rest = text;
    while let [first, after @ ..] = rest {
        let escaped = if *first == b'%' { after.split_first_chunk().and_then(from_hex) } else { None };
        let (byte, after) = escaped.unwrap_or((if *first == b'+' { b' ' } else { *first }, after));
        decoded.push(&[byte]);
        rest = after;
    }
    decoded
}

/// The byte of two hexadecimal digits, with what follows.
fn from_hex<'a>((digits, after): (&[u8; 2], &'a [u8])) -> Option<(u8, &'a [u8])> {
    let [high, low] = digits.map(|digit| char::from(digit).to_digit(16));
    Some((u8::try_from(high? * 16 + low?).ok()?, after))
}

impl From<http::Response<Bytes>> for RawResponse {
    fn from(response: http::Response<Bytes>) -> Self {
        let (parts, body) = response.into_parts();
        Self::new(parts.status, parts.headers, body)
    }
}

impl fmt::Debug for RawResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RawResponse({}, {} bytes)", self.status, self.body.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_read_as_by_the_library() {
        let rows =
            ["", "&&", "a", "=b", "a=b=c&", "a+b=%20+%2B", "%61=%c3%A9", "a=%&b=%4&c=%4g&d=%+1", "a=1&a=2", "ä=ö"];
        for form in rows {
            let pairs = url::form_urlencoded::parse(form.as_bytes());
            let members = pairs.map(|(name, text)| format!("{name:?}:{text:?}")).collect::<Vec<_>>().join(",");
            assert_eq!(form_to_json(form.as_bytes()).as_str(), format!("{{{members}}}"), "{form}");
        }
    }
}
