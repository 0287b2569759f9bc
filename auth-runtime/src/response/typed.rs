//! The response to a successful call.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::response::RawResponse;

/// The response to a successful call: the typed value, and status, headers and body as they were received.
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
    /// A value and the raw response that it was read from.
    #[must_use]
    pub fn new(value: T, raw: RawResponse) -> Self {
        Self { value, raw }
    }

    /// The typed value.
    #[must_use]
    pub fn value(&self) -> &T {
        &self.value
    }

    /// The typed value alone.
    #[must_use]
    pub fn into_value(self) -> T {
        self.value
    }

    /// The status, a 2xx.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.raw.status
    }

    /// All headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.raw.headers
    }

    /// The header `name`, in any case, if it is there and visible ASCII.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.raw.headers.get(name)?.to_str().ok()
    }

    /// The body, byte for byte. It may hold secrets.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        &self.raw.body
    }
}

/// Shows the value and the status; headers and body may hold secrets.
impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response").field("value", &self.value).field("status", &self.raw.status).finish()
    }
}
