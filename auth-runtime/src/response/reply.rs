//! A reply as the documented errors see it.

use http::{HeaderMap, StatusCode};

use crate::value::JsonRef;

/// A reply as [`ApiError`](crate::ApiError) reads it: status, headers, and the body if it is JSON. Secrets of the request that
/// the body repeats are hidden.
#[derive(Clone, Copy, Debug)]
pub struct Reply<'a> {
    status: StatusCode,
    headers: &'a HeaderMap,
    json: Option<JsonRef<'a>>,
}

impl<'a> Reply<'a> {
    /// A reply of these parts.
    #[must_use]
    pub fn new(status: StatusCode, headers: &'a HeaderMap, json: Option<JsonRef<'a>>) -> Self {
        Self { status, headers, json }
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// All headers, as they were received.
    #[must_use]
    pub fn headers(&self) -> &'a HeaderMap {
        self.headers
    }

    /// The body; `None` if it is not JSON. A form is an object of strings.
    #[must_use]
    pub fn json(&self) -> Option<JsonRef<'a>> {
        self.json
    }
}
