//! Requests that are sent on to the real provider.

use std::future::Future;
use std::pin::Pin;

use auth_codegen::model::{EndpointId, Provider};
use axum::body::Bytes;
use axum::http::{Request, Response};
use serde_json::Value as Json;

use crate::judge::check::choose;
use crate::memory::Memory;
use crate::read::received::Received;
use crate::route::candidate::{self, base_path};
use crate::route::find::{self, Route};

/// Sends requests on to a provider's real API.
pub trait Forward: Send + Sync + 'static {
    /// Sends a request on. What is returned as an error becomes the text of a 502.
    fn forward(&self, request: Forwarded) -> Pin<Box<dyn Future<Output = Result<Response<Bytes>, String>> + Send>>;
}

/// A request to be sent on.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Forwarded {
    /// The name of the provider.
    pub provider: String,
    /// The name of the provider's host: `base`.
    pub host: String,
    /// The path and the query after the URL of the host: `/token?x=1`.
    pub rest: String,
    /// The request as it came.
    pub request: Request<Bytes>,
}

/// A request as it is read for the endpoint of a spec.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Understood {
    /// The provider, by its index.
    pub provider: usize,
    /// The endpoint.
    pub endpoint: EndpointId,
    /// The values that the caller gives, by the Rust names of the fields. Lists are lists, and numbers are numbers.
    pub values: Vec<(String, Json)>,
    /// Why the body or the user name and password could not be read.
    pub unread: Option<String>,
}

/// Reads a request whose path is one of the mock. Its values need not be those of an example.
///
/// # Errors
/// If no endpoint has this method and path. The error says which one is nearest, without quoting the path.
pub fn understand(providers: &[Provider], request: &Request<Bytes>) -> Result<Understood, String> {
    let path = request.uri().path();
    let candidates = match find::find(providers, request.method(), path) {
        Route::Endpoints(candidates) => candidates,
        Route::OtherMethods { methods, .. } => {
            return Err(format!(
                "no endpoint has the method `{}` at its path, which has `{}`",
                request.method(),
                methods.join("`, `")
            ));
        }
        Route::Nothing { provider } => {
            let near = find::nearest(providers, provider, path).map(|near| format!("; the nearest is {near}"));
            return Err(format!("no endpoint has its path{}", near.unwrap_or_default()));
        }
    };
    let received = Received {
        method: request.method().clone(),
        uri: request.uri().clone(),
        headers: request.headers().clone(),
        body: Some(request.body().clone()),
    };
    let (chosen, reading) = choose(&candidates, &received, &Memory::default()).ok_or("no endpoint has its path")?;
    Ok(Understood {
        provider: chosen.key.provider,
        endpoint: chosen.key.endpoint,
        values: reading.values.into_iter().collect(),
        unread: reading.unread.map(|refusal| refusal.text()),
    })
}

/// Returns the path of a provider's host on the mock: what [`Mock::url`](crate::Mock::url) has after the address.
#[must_use]
pub fn path_of_host(provider: &Provider, host: &str) -> Option<String> {
    let host = provider.hosts.iter().find(|known| known.name == host)?;
    Some(base_path(provider, host))
}

/// Finds the host to which a request is addressed.
pub(super) fn address(providers: &[Provider], received: &Received) -> Option<Forwarded> {
    let path = received.uri.path();
    let hosts = providers.iter().flat_map(|provider| provider.hosts.iter().map(move |host| (provider, host)));
    let found = hosts.filter_map(|(provider, host)| {
        let base = candidate::base_path(provider, host);
        let rest = path.strip_prefix(base.as_str()).filter(|rest| rest.is_empty() || rest.starts_with('/'))?;
        Some((base.len(), provider, host, rest.to_owned()))
    });
    let (_, provider, host, mut rest) = found.max_by_key(|(length, ..)| *length)?;
    if let Some(query) = received.uri.query() {
        rest = format!("{rest}?{query}");
    }
    let mut request = Request::new(received.body.clone().unwrap_or_default());
    *request.method_mut() = received.method.clone();
    *request.uri_mut() = received.uri.clone();
    *request.headers_mut() = received.headers.clone();
    Some(Forwarded { provider: provider.name.clone(), host: host.name.clone(), rest, request })
}
