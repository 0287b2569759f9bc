//! An answer as it came.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode, header};

use crate::Carried;
use crate::encode::write_json_text;
use crate::wiped::WipedBuffer;

/// An answer before it is read: what a HTTP client hands to [`read`](crate::read). `Debug` shows the status only.
///
/// ```
/// use auth_runtime::RawResponse;
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
    /// An answer of these parts; the body without transfer and content encoding.
    #[must_use]
    pub fn new(status: StatusCode, headers: HeaderMap, body: impl Into<Bytes>) -> Self {
        Self { status, headers, body: body.into(), carried: Carried::default() }
    }

    /// Hides the secrets of the request where an error body repeats them.
    #[must_use]
    pub fn hiding(self, carried: Carried) -> Self {
        Self { carried, ..self }
    }

    /// Whether the body is in an encoding that nobody asked for (RFC 9110 §8.4).
    pub(crate) fn is_encoded(&self) -> bool {
        let mut encodings = self.headers.get_all(header::CONTENT_ENCODING).iter();
        encodings.any(|encoding| !encoding.as_bytes().eq_ignore_ascii_case(b"identity") && !encoding.is_empty())
    }

    /// The body as JSON text. A form becomes an object of strings, since some token endpoints answer one.
    pub(crate) fn document(&self) -> Bytes {
        if self.is_form() { form_to_json(&self.body).into_bytes() } else { self.body.clone() }
    }

    fn is_form(&self) -> bool {
        let content_type = self.headers.get(header::CONTENT_TYPE).map(http::HeaderValue::as_bytes).unwrap_or_default();
        let form = b"application/x-www-form-urlencoded";
        content_type.get(..form.len()).is_some_and(|start| start.eq_ignore_ascii_case(form))
    }
}

fn form_to_json(form: &[u8]) -> WipedBuffer {
    let mut json = WipedBuffer::new();
    for (name, text) in url::form_urlencoded::parse(form) {
        json.push_str(if json.as_slice().is_empty() { "{" } else { "," });
        write_json_text(&name, &mut json);
        json.push_str(":");
        // The decoded text may be a token: taking it over as a secret wipes it.
        write_json_text(crate::Secret::from(text.into_owned()).expose(), &mut json);
    }
    json.push_str(if json.as_slice().is_empty() { "{}" } else { "}" });
    json
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
