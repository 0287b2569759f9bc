//! A successful response that does not have the documented form.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::request::Carried;
use crate::response::RawResponse;
use crate::value::DecodeError;

/// A successful response that does not have the documented form. `Debug` and `Display` say where it differs and what
/// was expected; headers and body are available only through explicit calls.
pub struct Undecodable {
    endpoint: &'static str,
    error: DecodeError,
    raw: RawResponse,
}

impl Undecodable {
    /// Makes the error without the secrets of the request: they are no longer needed, and an error may be kept for long.
    pub(crate) fn new(endpoint: &'static str, error: DecodeError, raw: RawResponse) -> Self {
        Self { endpoint, error, raw: raw.hiding(Carried::default()) }
    }

    /// Returns the endpoint that was called.
    #[must_use]
    pub fn endpoint(&self) -> &'static str {
        self.endpoint
    }

    /// Returns the 2xx status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.raw.status
    }

    /// Returns the path of the wrong member, such as `data.bearer`; empty for the whole body.
    #[must_use]
    pub fn path(&self) -> &str {
        self.error.path()
    }

    /// Returns where the response differs and what was expected.
    #[must_use]
    pub fn error(&self) -> &DecodeError {
        &self.error
    }

    /// Returns all headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.raw.headers
    }

    /// Returns the body, byte for byte. Do not log it: it may contain a token.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        &self.raw.body
    }
}

impl fmt::Display for Undecodable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { endpoint, error, raw } = self;
        write!(f, "`{endpoint}` was answered with {} and an undocumented body: {error}", raw.status.as_u16())
    }
}

impl fmt::Debug for Undecodable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Undecodable")
            .field("endpoint", &self.endpoint)
            .field("status", &self.raw.status)
            .field("error", &self.error)
            .finish_non_exhaustive()
    }
}

impl std::error::Error for Undecodable {}
