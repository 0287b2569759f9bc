//! Finds the endpoints for a path and a method. The path is `/<provider>/<host>`, followed by the path of the host's
//! URL and the path of the endpoint.

use auth_codegen::model::{Endpoint, EndpointId, Place, Provider};
use auth_language::suggest;
use axum::http::Method;

use crate::route::candidate::{Candidate, Key, base_path, method};
use crate::route::pattern::{match_path, match_raw};

/// The endpoints at a path.
pub(crate) enum Route<'p> {
    /// One or more endpoints; several differ only in their fields.
    Endpoints(Vec<Candidate<'p>>),
    /// Only endpoints with other methods.
    OtherMethods { provider: &'p Provider, methods: Vec<&'p str> },
    /// No endpoint.
    Nothing { provider: Option<&'p Provider> },
}

pub(crate) fn find<'p>(providers: &'p [Provider], method: &Method, path: &str) -> Route<'p> {
    let name = path.split('/').nth(1).unwrap_or_default();
    let Some((index, provider)) = providers.iter().enumerate().find(|(_, provider)| provider.name == name) else {
        return Route::Nothing { provider: None };
    };
    let there = at_path(index, provider, path);
    if there.is_empty() {
        return Route::Nothing { provider: Some(provider) };
    }
    let methods = methods(&there);
    let meant: Vec<_> = there.into_iter().filter(|found| self::method(found.endpoint) == method.as_str()).collect();
    if meant.is_empty() { Route::OtherMethods { provider, methods } } else { Route::Endpoints(most_literal(meant)) }
}

/// Lists the paths of one provider or of all, for an error message.
pub(crate) fn list(providers: &[Provider], provider: Option<&Provider>) -> String {
    let providers = provider.map_or(providers, std::slice::from_ref);
    let paths = providers.iter().flat_map(|provider| {
        provider.endpoints.iter().map(move |endpoint| {
            let base = base_path(provider, &provider.hosts[endpoint.host]);
            format!("{} {base}{}", method(endpoint), endpoint.path())
        })
    });
    let mut paths: Vec<String> = paths.collect();
    paths.dedup();
    paths.join(", ")
}

/// Returns the endpoint whose path is nearest to one that no endpoint has: its method and its path.
pub(crate) fn nearest(providers: &[Provider], provider: Option<&Provider>, path: &str) -> Option<String> {
    let known = provider.map_or(providers, std::slice::from_ref).iter().flat_map(|provider| {
        provider.endpoints.iter().map(move |endpoint| {
            let base = base_path(provider, &provider.hosts[endpoint.host]);
            (method(endpoint), format!("{base}{}", endpoint.path()))
        })
    });
    let known: Vec<(&str, String)> = known.collect();
    let path = path.trim_end_matches('/').replace("//", "/");
    let tail = provider.and_then(|provider| path.strip_prefix(&format!("/{}", provider.name))).unwrap_or(&path);
    // With a slash too many, without the path of the host, or with a typing error in one of the segments.
    let tests: [&dyn Fn(&str) -> bool; 3] =
        [&|known| known == path, &|known| tail.len() > 1 && known.ends_with(tail), &|known| is_like(known, &path)];
    let found = tests.into_iter().find_map(|test| known.iter().find(|(_, known)| test(known)))?;
    Some(format!("{} {}", found.0, found.1))
}

/// Whether each segment of a path is near to that of a template.
fn is_like(template: &str, path: &str) -> bool {
    let near = |(known, found): (&str, &str)| {
        known == found || (known.starts_with('{') && !found.is_empty()) || suggest::is_near(found, known)
    };
    template.split('/').count() == path.split('/').count() && template.split('/').zip(path.split('/')).all(near)
}

fn at_path<'p>(index: usize, provider: &'p Provider, path: &str) -> Vec<Candidate<'p>> {
    let candidate = |(id, endpoint): (EndpointId, &'p Endpoint)| {
        let base = base_path(provider, &provider.hosts[endpoint.host]);
        let template = endpoint.path();
        // A browser does not send the fragment.
        let template = template.split('#').next().unwrap_or_default();
        let (path, raw) = (path.strip_prefix(&base)?, endpoint.raw_in(Place::Path));
        let parameters = if raw.is_empty() { match_path(template, path) } else { match_raw(template, path, &raw) };
        let parameters = parameters?;
        Some(Candidate { provider, endpoint, key: Key { provider: index, endpoint: id }, parameters })
    };
    provider.endpoints.with_ids().filter_map(candidate).collect()
}

fn methods<'p>(candidates: &[Candidate<'p>]) -> Vec<&'p str> {
    let mut methods: Vec<&str> = candidates.iter().map(|candidate| method(candidate.endpoint)).collect();
    methods.sort_unstable();
    methods.dedup();
    methods
}

/// Prefers paths with fewer parameters: `/keys/current` has precedence over `/keys/{key_id}`.
fn most_literal(mut candidates: Vec<Candidate<'_>>) -> Vec<Candidate<'_>> {
    let fewest = candidates.iter().map(|candidate| candidate.parameters.len()).min().unwrap_or_default();
    candidates.retain(|candidate| candidate.parameters.len() == fewest);
    candidates
}
