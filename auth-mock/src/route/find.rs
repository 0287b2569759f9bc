//! Which endpoints a path and a method mean: `/<provider>/<host>`, the path of the host's URL, the path of the endpoint.

use auth_codegen::model::{Call, Content, Endpoint, ErrorSet, Host, Provider};
use axum::http::Method;
use percent_encoding::percent_decode_str;
use url::Url;

use crate::read::received::Pairs;

/// What stands at a path.
pub(crate) enum Route<'p> {
    /// One endpoint, or several that only their fields tell apart; at least one.
    Endpoints(Vec<Candidate<'p>>),
    /// Endpoints with other methods.
    OtherMethods { provider: &'p Provider, methods: Vec<&'p str> },
    /// Nothing.
    Nothing { provider: Option<&'p Provider> },
}

/// An endpoint that a request may mean.
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

    /// Whether the call needs a credential.
    pub(crate) fn is_protected(&self) -> bool {
        self.endpoint.http().is_some_and(|call| call.protected)
    }

    /// The documented refusals. A page that a browser visits has none.
    pub(crate) fn errors(&self) -> Option<&'p ErrorSet> {
        self.endpoint.http().and_then(|call| self.provider.error_sets.get(call.errors))
    }
}

/// Where a host of a provider is on the server.
pub(crate) fn base_path(provider: &Provider, host: &Host) -> String {
    let prefix = Url::parse(&host.url).map(|url| url.path().trim_end_matches('/').to_owned()).unwrap_or_default();
    format!("/{}/{}{prefix}", provider.name, host.name)
}

/// The method of an endpoint; a browser gets.
pub(crate) fn method(endpoint: &Endpoint) -> &str {
    match &endpoint.call {
        Call::Http(call) => &call.method,
        Call::Visit { .. } => "GET",
    }
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

/// The paths of a provider, or of all, for somebody who has missed them.
pub(crate) fn list(providers: &[Provider], provider: Option<&Provider>) -> String {
    let providers = provider.map_or(providers, std::slice::from_ref);
    let paths = providers.iter().flat_map(|provider| {
        provider.endpoints.iter().filter_map(move |endpoint| {
            let base = base_path(provider, provider.hosts.get(endpoint.host)?);
            Some(format!("{} {base}{}", method(endpoint), endpoint.path))
        })
    });
    let mut paths: Vec<String> = paths.collect();
    paths.dedup();
    paths.join(", ")
}

fn at_path<'p>(index: usize, provider: &'p Provider, path: &str) -> Vec<Candidate<'p>> {
    let candidate = |(endpoint_index, endpoint): (usize, &'p Endpoint)| {
        let base = base_path(provider, provider.hosts.get(endpoint.host)?);
        let parameters = match_path(&endpoint.path, path.strip_prefix(&base)?)?;
        Some(Candidate { provider, endpoint, key: Key { provider: index, endpoint: endpoint_index }, parameters })
    };
    provider.endpoints.iter().enumerate().filter_map(candidate).collect()
}

fn methods<'p>(candidates: &[Candidate<'p>]) -> Vec<&'p str> {
    let mut methods: Vec<&str> = candidates.iter().map(|candidate| method(candidate.endpoint)).collect();
    methods.sort_unstable();
    methods.dedup();
    methods
}

/// `/keys/current` means itself and not `/keys/{key_id}`.
fn most_literal(mut candidates: Vec<Candidate<'_>>) -> Vec<Candidate<'_>> {
    let fewest = candidates.iter().map(|candidate| candidate.parameters.len()).min().unwrap_or_default();
    candidates.retain(|candidate| candidate.parameters.len() == fewest);
    candidates
}

/// The parameters of a path that fits a template. The path is cut before it is decoded: `%2F` separates nothing.
fn match_path(template: &str, path: &str) -> Option<Pairs> {
    let (templates, segments) = (template.split('/'), path.split('/'));
    if templates.clone().count() != segments.clone().count() {
        return None;
    }
    let mut found = Pairs::new();
    for (template, segment) in templates.zip(segments) {
        found.extend(match_segment(template, &percent_decode_str(segment).decode_utf8_lossy())?);
    }
    Some(found)
}

/// A segment may be part text, part parameter: `{key_id}:rotate`.
fn match_segment(template: &str, text: &str) -> Option<Pairs> {
    let Some((before, (name, after))) = split_parameter(template) else {
        return (template == text).then(Pairs::new);
    };
    let text = text.strip_prefix(before)?;
    let ends = text.char_indices().map(|(start, c)| start + c.len_utf8());
    ends.rev().find_map(|end| {
        let (value, rest) = text.split_at_checked(end)?;
        let mut found = match_segment(after, rest)?;
        found.insert(0, (name.to_owned(), value.to_owned()));
        Some(found)
    })
}

fn split_parameter(template: &str) -> Option<(&str, (&str, &str))> {
    let (before, rest) = template.split_once('{')?;
    Some((before, rest.split_once('}')?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matches_paths() {
        let rows = [
            ("/a/b", "/a/b", ""),
            ("/a/b", "/a/b/", "no"),
            ("/a/{x}", "/a/1", "x=1"),
            ("/a/{x}", "/a/", "no"),
            ("/a/{x}", "/a/b%2Fc%20d", "x=b/c d"),
            ("/{x}/b/{y}", "/1/b/2", "x=1 y=2"),
            ("/{x}:rotate", "/k:1:rotate", "x=k:1"),
            ("/{x}:rotate", "/k:turn", "no"),
            ("/{x}.{y}", "/é.json", "x=é y=json"),
        ];
        for (template, path, expected) in rows {
            let found = match_path(template, path).map(|pairs| {
                let pairs: Vec<String> = pairs.iter().map(|(name, text)| format!("{name}={text}")).collect();
                pairs.join(" ")
            });
            assert_eq!(found.as_deref().unwrap_or("no"), expected, "{template} {path}");
        }
    }
}
