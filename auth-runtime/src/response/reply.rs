//! A reply as the error enums read it.

use std::fmt;

use http::{HeaderMap, StatusCode};

use crate::response::ErrorBody;
use crate::value::JsonRef;
use crate::value::head::{Head, Hide};

/// A reply as [`ApiError`](crate::ApiError) reads it: status, headers, and the body if it is JSON. Secrets of the
/// request that the body repeats are hidden.
#[derive(Clone, Copy)]
pub struct Reply<'a> {
    status: StatusCode,
    headers: &'a HeaderMap,
    head: Head<'a>,
    json: Option<JsonRef<'a>>,
}

impl<'a> Reply<'a> {
    /// Makes a reply of these parts.
    #[must_use]
    pub fn new(status: StatusCode, headers: &'a HeaderMap, json: Option<JsonRef<'a>>) -> Self {
        Self { status, headers, head: Head::new(headers), json }
    }

    /// Hides secrets of the request that headers repeat.
    pub(crate) fn hiding(self, hide: &'a (dyn Hide + Sync)) -> Self {
        Self { head: self.head.hiding(hide), ..self }
    }

    /// Returns the status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// Returns all headers as received.
    #[must_use]
    pub fn headers(&self) -> &'a HeaderMap {
        self.headers
    }

    /// Returns the body; `None` if it is not JSON. A form is converted to an object of strings.
    #[must_use]
    pub fn json(&self) -> Option<JsonRef<'a>> {
        self.json.map(|json| json.with_head(self.head))
    }

    /// Reads an error body, including the fields that come from headers.
    #[must_use]
    pub fn body<B: ErrorBody>(&self) -> B {
        B::read(self.json().or_else(|| B::reads_head().then(|| JsonRef::nothing().with_head(self.head))))
    }
}

/// Shows the status; headers and body may contain secrets.
impl fmt::Debug for Reply<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reply").field("status", &self.status).field("json", &self.json).finish_non_exhaustive()
    }
}
