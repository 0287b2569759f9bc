//! What was asked and what was answered, for tests and logs.

use std::fmt;

use auth_codegen::model::Provider;

use crate::answer::reply::Reply;
use crate::read::received::Received;
use crate::route::find::Candidate;
use crate::show::redact::Redactor;

/// A request and the reply to it. It holds no secret: `***` stands in the place of each.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Exchange {
    /// The name of the provider, if the path begins with one.
    pub provider: Option<String>,
    /// The name of the endpoint, if path and method are those of one.
    pub endpoint: Option<String>,
    /// The method, in capitals.
    pub method: String,
    /// The path on the server, and the query.
    pub path: String,
    /// The headers of the request, by names in lower case.
    pub headers: Vec<(String, String)>,
    /// The type of the request's body, as it was sent.
    pub content_type: Option<String>,
    /// The body of the request. One that could not be read is only counted: `(17 bytes)`.
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

/// One line for a log: method, path and status.
impl fmt::Display for Exchange {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {} {}", self.method, self.path, self.status)
    }
}
