//! A response as received.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode, header};

use crate::call::ReplyEncoding;
use crate::request::Carried;

/// A response before decoding, as an HTTP client returns it: the input of [`read`](crate::call::read). `Debug` shows
/// only the status.
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
    pub(crate) reply: ReplyEncoding,
}

impl RawResponse {
    /// Makes a response of these parts. The body has no transfer and content encoding.
    #[must_use]
    pub fn new(status: StatusCode, headers: HeaderMap, body: impl Into<Bytes>) -> Self {
        Self { status, headers, body: body.into(), carried: Carried::default(), reply: ReplyEncoding::Json }
    }

    /// Returns the status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// Returns all headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Returns the body, byte for byte. It may contain secrets.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// Hides these secrets of the request if an error body repeats them.
    #[must_use]
    pub fn hiding(self, carried: Carried) -> Self {
        Self { carried, ..self }
    }

    /// Sets the encoding in which the body is read.
    pub(crate) fn reading(self, reply: ReplyEncoding) -> Self {
        Self { reply, ..self }
    }

    /// Whether the body has a content encoding that was not requested (RFC 9110 §8.4).
    pub(crate) fn is_encoded(&self) -> bool {
        !self.headers.get_all(header::CONTENT_ENCODING).iter().all(is_identity)
    }

    /// Returns the media type of the body, without its parameters.
    pub(crate) fn media_type(&self) -> &[u8] {
        let content_type = self.headers.get(header::CONTENT_TYPE).map(HeaderValue::as_bytes).unwrap_or_default();
        content_type.split(|byte| *byte == b';').next().unwrap_or_default().trim_ascii()
    }
}

fn is_identity(encoding: &HeaderValue) -> bool {
    encoding.is_empty() || encoding.as_bytes().eq_ignore_ascii_case(b"identity")
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
