//! An endpoint that a request may be for.

use auth_codegen::model::{Call, Content, Endpoint, ErrorSet, Host, Provider};
use url::Url;

use crate::read::received::Pairs;

/// An endpoint that a request may be for.
#[derive(Clone, Debug)]
pub(crate) struct Candidate<'p> {
    pub(crate) provider: &'p Provider,
    pub(crate) endpoint: &'p Endpoint,
    pub(crate) key: Key,
    /// The parameters of the path, decoded.
    pub(crate) parameters: Pairs,
}

/// A provider and one of its endpoints, by index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    pub(crate) provider: usize,
    pub(crate) endpoint: usize,
}

impl<'p> Candidate<'p> {
    /// The encoding of the body.
    pub(crate) fn content(&self) -> Content {
        self.endpoint.http().map_or(Content::None, |call| call.content)
    }

    /// Whether the call requires a credential.
    pub(crate) fn is_protected(&self) -> bool {
        self.endpoint.http().is_some_and(|call| call.protected)
    }

    /// The documented errors. A visit has none.
    pub(crate) fn errors(&self) -> Option<&'p ErrorSet> {
        self.endpoint.http().and_then(|call| self.provider.error_sets.get(call.errors))
    }
}

/// The path of a provider's host on the server.
pub(crate) fn base_path(provider: &Provider, host: &Host) -> String {
    let prefix = Url::parse(&host.url).map(|url| url.path().trim_end_matches('/').to_owned()).unwrap_or_default();
    format!("/{}/{}{prefix}", provider.name, host.name)
}

/// The method of an endpoint; that of a visit is `GET`.
pub(crate) fn method(endpoint: &Endpoint) -> &str {
    match &endpoint.call {
        Call::Http(call) => &call.method,
        Call::Visit { .. } => "GET",
    }
}
