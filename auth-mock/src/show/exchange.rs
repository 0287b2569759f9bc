//! Requests and their replies, for tests and logs.

use std::fmt;
use std::time::{Duration, SystemTime};

use auth_codegen::model::Provider;

use crate::answer::cut::Ending;
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
    /// The status of the reply; 0 if the connection was closed without one.
    pub status: u16,
    /// The body of the reply. Empty if there is none.
    pub response: String,
    /// The name of the credential that the request carries, if it is known.
    pub credential: Option<String>,
    /// Why the request was refused: each difference between it and the spec. Empty if it was not.
    pub refused: Vec<String>,
    /// The faults that it has met, as text: `slow 500ms`.
    pub faults: Vec<String>,
    /// When it came.
    pub at: SystemTime,
    /// How long the reply took, with the delay of a fault.
    pub took: Duration,
}

/// What is known about an exchange besides its request and its reply.
#[derive(Clone, Debug)]
pub(crate) struct Story {
    pub(crate) credential: Option<String>,
    pub(crate) refused: Vec<String>,
    pub(crate) faults: Vec<String>,
    pub(crate) at: SystemTime,
    pub(crate) took: Duration,
}

impl Exchange {
    pub(crate) fn new(
        redactor: &Redactor,
        provider: Option<&Provider>,
        chosen: Option<&Candidate<'_>>,
        received: &Received,
        (reply, story): (&Reply, Story),
    ) -> Self {
        redactor.learn(chosen, received, reply);
        let Story { credential, refused, faults, at, took } = story;
        Self {
            provider: provider.map(|provider| provider.name.clone()),
            endpoint: chosen.map(|chosen| chosen.endpoint.spec_name().to_owned()),
            method: received.method.to_string(),
            path: redactor.path(chosen, received),
            headers: redactor.headers(received),
            content_type: received.header("content-type").map(str::to_owned),
            request: redactor.request(chosen, received),
            status: if reply.ending == Ending::Closed { 0 } else { reply.status.as_u16() },
            response: redactor.response(chosen, reply),
            credential,
            refused: refused.iter().map(|text| redactor.scrub(text)).collect(),
            faults,
            at,
            took,
        }
    }
}

/// Formats the exchange as one line of a log: method, path and status.
impl fmt::Display for Exchange {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {} {}", self.method, self.path, self.status)
    }
}
