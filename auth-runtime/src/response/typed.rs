//! The response to a successful call.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::response::RawResponse;

/// The response to a successful call: the typed value, with status, headers and body as received.
///
/// ```
/// use auth_runtime::http::{HeaderMap, HeaderValue, StatusCode};
/// use auth_runtime::Response;
/// use auth_runtime::response::RawResponse;
///
/// let headers = HeaderMap::from_iter([("x-request-id".parse()?, HeaderValue::from_static("r1"))]);
/// let raw = RawResponse::new(StatusCode::OK, headers, "{}");
/// let response = Response::new("value", raw);
/// assert_eq!((response.value().len(), response.header("x-request-id")), (5, Some("r1")));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Response<T> {
    value: T,
    raw: RawResponse,
}

impl<T> Response<T> {
    /// Makes a response of a value and the raw response from which it was read.
    #[must_use]
    pub fn new(value: T, raw: RawResponse) -> Self {
        Self { value, raw }
    }

    /// Returns the typed value.
    #[must_use]
    pub fn value(&self) -> &T {
        &self.value
    }

    /// Returns only the typed value.
    #[must_use]
    pub fn into_value(self) -> T {
        self.value
    }

    /// Returns the 2xx status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.raw.status
    }

    /// Returns all headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.raw.headers
    }

    /// Returns the header `name`, in upper or lower case, if it is present and visible ASCII.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.raw.headers.get(name)?.to_str().ok()
    }

    /// Returns the body, byte for byte. It may contain secrets.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        &self.raw.body
    }
}

/// Shows the value and the status; headers and body may contain secrets.
impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response").field("value", &self.value).field("status", &self.raw.status).finish()
    }
}
