//! Requests and their replies, for tests and logs.

use std::fmt;

use auth_codegen::model::Provider;

use crate::answer::reply::Reply;
use crate::read::received::Received;
use crate::route::candidate::Candidate;
use crate::show::redact::Redactor;

/// A request and its reply. Secrets are replaced by `***`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Exchange {
    /// The name of the provider, if the path begins with one.
    pub provider: Option<String>,
    /// The name of the endpoint in the spec, if one has this path and method.
    pub endpoint: Option<String>,
    /// The method in upper case.
    pub method: String,
    /// The path on the server, and the query.
    pub path: String,
    /// The headers of the request, by lower-case names.
    pub headers: Vec<(String, String)>,
    /// The `Content-Type` of the request.
    pub content_type: Option<String>,
    /// The body of the request. If it could not be read, only its size: `(17 bytes)`.
    pub request: String,
    /// The status of the reply.
    pub status: u16,
    /// The body of the reply. Empty if there is none.
    pub response: String,
}

impl Exchange {
    pub(crate) fn new(
        redactor: &Redactor,
        provider: Option<&Provider>,
        chosen: Option<&Candidate<'_>>,
        received: &Received,
        reply: &Reply,
    ) -> Self {
        Self {
            provider: provider.map(|provider| provider.name.clone()),
            endpoint: chosen.map(|chosen| chosen.endpoint.spec_name().to_owned()),
            method: received.method.to_string(),
            path: redactor.path(chosen, received),
            headers: redactor.headers(received),
            content_type: received.header("content-type").map(str::to_owned),
            request: redactor.request(chosen, received),
            status: reply.status.as_u16(),
            response: redactor.response(chosen, reply),
        }
    }
}

/// Formats the exchange as one line of a log: method, path and status.
impl fmt::Display for Exchange {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {} {}", self.method, self.path, self.status)
    }
}
