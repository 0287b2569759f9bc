//! An endpoint to which a request may be addressed.

use auth_codegen::model::{
    Content, Credential, Endpoint, EndpointId, ErrorSet, Host, HttpCall, Method, Piece, Provider, Source,
};
use url::Url;

use crate::read::received::Pairs;

/// An endpoint to which a request may be addressed.
#[derive(Clone, Debug)]
pub(crate) struct Candidate<'p> {
    pub(crate) provider: &'p Provider,
    pub(crate) endpoint: &'p Endpoint,
    pub(crate) key: Key,
    /// The decoded path parameters.
    pub(crate) parameters: Pairs,
}

/// A provider, by index, with one of its endpoints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    pub(crate) provider: usize,
    pub(crate) endpoint: EndpointId,
}

impl<'p> Candidate<'p> {
    /// Returns the encoding of the body.
    pub(crate) fn content(&self) -> Option<Content> {
        self.endpoint.request.content.map(|content| content.value)
    }

    /// Returns the credentials that the call accepts.
    pub(crate) fn credentials(&self) -> Vec<&'p Credential> {
        self.endpoint.http().map(|call| call.auth.credentials(self.provider)).unwrap_or_default()
    }

    /// Whether the call can also be made without a credential.
    pub(crate) fn is_optional(&self) -> bool {
        self.endpoint.http().is_some_and(|call| call.auth.is_optional())
    }

    /// Whether the call requires a credential.
    pub(crate) fn is_protected(&self) -> bool {
        self.endpoint.http().is_some_and(HttpCall::is_protected)
    }

    /// Whether a credential makes the call before a browser visits its page.
    pub(crate) fn is_before_a_visit(&self) -> bool {
        self.provider.credentials.iter().any(|credential| match &credential.source {
            Source::Token(source) => {
                let opening = source.opening.iter().flat_map(|opening| &opening.steps);
                opening.map(|step| step.endpoint).any(|endpoint| endpoint == self.key.endpoint)
            }
            Source::Static => false,
        })
    }

    /// Returns the documented errors. A visit has none.
    pub(crate) fn errors(&self) -> Option<&'p ErrorSet> {
        self.endpoint.http().map(|call| &self.provider.error_sets[call.errors])
    }
}

/// Returns the path of a provider's host on the server.
pub(crate) fn base_path(provider: &Provider, host: &Host) -> String {
    let prefix =
        Url::parse(&url_of(provider, host)).map(|url| url.path().trim_end_matches('/').to_owned()).unwrap_or_default();
    format!("/{}/{}{prefix}", provider.name, host.name)
}

/// Returns the URL of a host, with the made-up values of its settings.
fn url_of(provider: &Provider, host: &Host) -> String {
    let pieces = host.url.template.pieces().iter().map(|piece| match piece {
        Piece::Text(text) => text.clone(),
        Piece::Name(name) => provider.example_of(name).unwrap_or_default(),
    });
    pieces.collect()
}

/// Returns the method of an endpoint; `GET` for a visit.
pub(crate) fn method(endpoint: &Endpoint) -> &'static str {
    match endpoint.method() {
        Method::Get => "GET",
        Method::Head => "HEAD",
        Method::Post => "POST",
        Method::Put => "PUT",
        Method::Patch => "PATCH",
        Method::Delete => "DELETE",
        Method::Options => "OPTIONS",
    }
}
