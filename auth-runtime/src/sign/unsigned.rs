//! Requests before they are signed.

use std::fmt;

use http::header::CONTENT_TYPE;
use http::{HeaderMap, Method};
use url::{Position, Url};

use crate::expression::Named;
use crate::request::RequestProblem;
use crate::sign::Memory;
use crate::value::Secret;

/// A request that is complete except for its signature: the input of a [signer](crate::sign::Sign). URL, headers and
/// body are those that will be sent.
///
/// `Debug` shows only the endpoint and the method, because the rest may contain secrets.
#[derive(Clone, Copy)]
pub struct Unsigned<'a> {
    endpoint: &'static str,
    method: &'a Method,
    url: &'a str,
    headers: &'a HeaderMap,
    body: &'a [u8],
    known: Known<'a>,
}

/// Data that a request uses in addition to its own parts.
#[derive(Clone, Copy, Default)]
pub(crate) struct Known<'a> {
    pub(crate) memory: Option<&'a Memory>,
    pub(crate) named: Option<&'a Named<'static>>,
    pub(crate) settings: Option<&'a crate::host::SettingValues>,
    pub(crate) captured: Option<&'a crate::host::Captured>,
    /// Whether a part of the body is read while it is sent.
    pub(crate) is_streamed: bool,
}

impl<'a> Unsigned<'a> {
    /// Makes a request of these parts, for the tests of a signer.
    #[must_use]
    pub fn new(
        endpoint: &'static str,
        method: &'a Method,
        url: &'a str,
        headers: &'a HeaderMap,
        body: &'a [u8],
    ) -> Self {
        Self { endpoint, method, url, headers, body, known: Known::default() }
    }

    /// Sets the memory of the signers.
    #[must_use]
    pub fn with_memory(self, memory: &'a Memory) -> Self {
        Self { known: Known { memory: Some(memory), ..self.known }, ..self }
    }

    pub(crate) fn knowing(self, known: Known<'a>) -> Self {
        Self { known, ..self }
    }

    /// Replaces the URL and the headers.
    pub(crate) fn changed(self, url: &'a str, headers: &'a HeaderMap) -> Self {
        Self { url, headers, ..self }
    }

    /// Returns the endpoint of the request.
    #[must_use]
    pub fn endpoint(&self) -> &'static str {
        self.endpoint
    }

    /// Returns the method.
    #[must_use]
    pub fn method(&self) -> &'a Method {
        self.method
    }

    /// Whether the body is a form.
    pub(crate) fn is_form(&self) -> bool {
        let content = self.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        content.is_some_and(|content| content.starts_with("application/x-www-form-urlencoded"))
    }

    /// Returns the body if it is a form, or else nothing.
    pub(crate) fn form(&self) -> &'a str {
        if self.is_form() { std::str::from_utf8(self.body).unwrap_or_default() } else { "" }
    }

    /// Returns the URL. Do not log it: its query may contain secrets.
    #[must_use]
    pub fn url(&self) -> &'a str {
        self.url
    }

    /// Returns the path as it is sent, percent-encoded.
    #[must_use]
    pub fn path(&self) -> &'a str {
        self.target().split('?').next().unwrap_or("/")
    }

    /// Returns the path, and the query after a `?` if there is one, as they are sent (RFC 9112 §3.2.1). Do not log it.
    #[must_use]
    pub fn target(&self) -> &'a str {
        let rest = self.url.split_once("://").map_or(self.url, |(_, rest)| rest);
        let target = rest.find('/').and_then(|start| rest.get(start..)).unwrap_or("/");
        target.split('#').next().unwrap_or("/")
    }

    /// Returns the query as it is sent, percent-encoded, without its `?`. Do not log it.
    #[must_use]
    pub fn query(&self) -> &'a str {
        self.target().split_once('?').map_or("", |(_, query)| query)
    }

    /// Returns host and port as in the header `Host` (RFC 9110 §7.2).
    #[must_use]
    pub fn authority(&self) -> String {
        Url::parse(self.url).map(|url| url[Position::BeforeHost..Position::AfterPort].to_owned()).unwrap_or_default()
    }

    /// Returns scheme, host and port.
    #[must_use]
    pub fn origin(&self) -> String {
        Url::parse(self.url).map(|url| url[..Position::BeforePath].to_owned()).unwrap_or_default()
    }

    /// Returns the headers, including the credential's. Headers that the HTTP library adds, `Host` and
    /// `Content-Length`, are missing.
    #[must_use]
    pub fn headers(&self) -> &'a HeaderMap {
        self.headers
    }

    /// Returns the body, byte for byte; empty if it [is streamed](Self::is_streamed).
    #[must_use]
    pub fn body(&self) -> &'a [u8] {
        self.body
    }

    /// Whether a part of the body is a file or a stream, so that nobody knows its bytes yet. A signature over the body
    /// must be refused then.
    #[must_use]
    pub fn is_streamed(&self) -> bool {
        self.known.is_streamed
    }

    /// Returns the body for a signature over it, or an error if it is streamed.
    pub(crate) fn whole_body(&self) -> Result<&'a [u8], RequestProblem> {
        let reason = "the body is read while it is sent: hand over its bytes, as in `Upload::from(bytes)`";
        let streamed = RequestProblem::Computed { name: "request.body", reason };
        if self.is_streamed() { Err(streamed) } else { Ok(self.body) }
    }

    /// Returns the memory of the connection's signers.
    #[must_use]
    pub fn memory(&self) -> Option<&'a Memory> {
        self.known.memory
    }

    pub(crate) fn known(&self) -> Known<'a> {
        self.known
    }

    /// Returns a named value of the request.
    #[must_use]
    pub fn computed(&self, name: &str) -> Option<Secret> {
        crate::expression::bytes_of(self.known.named?.get(name)?).ok().map(|text| Secret::from(text.as_str()))
    }
}

impl fmt::Debug for Unsigned<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { endpoint, method, url: _, headers: _, body: _, known: _ } = self;
        f.debug_struct("Unsigned").field("endpoint", endpoint).field("method", method).finish_non_exhaustive()
    }
}
