//! A request before it is signed.

use std::fmt;

use http::{HeaderMap, Method};

/// A request that is finished but for its signature: what a [signer](crate::sign::Sign) signs. URL, headers and body are those
/// that will be sent.
///
/// `Debug` shows the endpoint and the method: the rest may hold secrets.
#[derive(Clone, Copy)]
pub struct Unsigned<'a> {
    endpoint: &'static str,
    method: &'a Method,
    url: &'a str,
    headers: &'a HeaderMap,
    body: &'a [u8],
}

impl<'a> Unsigned<'a> {
    /// A request of these parts, for the tests of a signer.
    #[must_use]
    pub fn new(
        endpoint: &'static str,
        method: &'a Method,
        url: &'a str,
        headers: &'a HeaderMap,
        body: &'a [u8],
    ) -> Self {
        Self { endpoint, method, url, headers, body }
    }

    /// The endpoint that is called.
    #[must_use]
    pub fn endpoint(&self) -> &'static str {
        self.endpoint
    }

    /// The method.
    #[must_use]
    pub fn method(&self) -> &'a Method {
        self.method
    }

    /// The URL. Do not log it: its query may hold secrets.
    #[must_use]
    pub fn url(&self) -> &'a str {
        self.url
    }

    /// The headers, with those of the credential. Those that the HTTP library adds are not there: `Host`, `Content-Length`.
    #[must_use]
    pub fn headers(&self) -> &'a HeaderMap {
        self.headers
    }

    /// The body, byte for byte.
    #[must_use]
    pub fn body(&self) -> &'a [u8] {
        self.body
    }
}

impl fmt::Debug for Unsigned<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { endpoint, method, url: _, headers: _, body: _ } = self;
        f.debug_struct("Unsigned").field("endpoint", endpoint).field("method", method).finish_non_exhaustive()
    }
}
