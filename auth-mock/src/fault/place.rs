//! The endpoints that a fault is for, by name.

use auth_codegen::model::{Endpoint, Provider};
use auth_language::suggest;

use crate::fault::error::FaultError;
use crate::route::candidate::Key;

/// All endpoints, of all providers or of one.
const ALL: &str = "*";

/// An endpoint that a name means.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Meant<'p> {
    pub(crate) provider: &'p Provider,
    pub(crate) endpoint: &'p Endpoint,
    pub(crate) key: Key,
}

/// Returns the endpoints that a text names: `acme.log_in`, `log_in`, `acme.*` or `*`.
pub(crate) fn find<'p>(providers: &'p [Provider], text: &str) -> Result<Vec<Meant<'p>>, FaultError> {
    let text = text.trim();
    let (provider, name) = match text.split_once('.') {
        Some((provider, name)) => (Some(provider), name),
        None => (None, text),
    };
    if let Some(unknown) = provider.filter(|name| !providers.iter().any(|known| known.name == *name)) {
        let known: Vec<&str> = providers.iter().map(|known| known.name.as_str()).collect();
        return Err(unknown_name("provider", unknown, &known, "the providers are"));
    }
    let here = all(providers).filter(|meant| provider.is_none_or(|name| meant.provider.name == name));
    let here: Vec<Meant<'_>> = here.collect();
    if name == ALL {
        return Ok(here);
    }
    let found: Vec<Meant<'_>> =
        here.iter().filter(|meant| meant.endpoint.spec_name() == plain(name)).copied().collect();
    match found.as_slice() {
        [] => {
            let known: Vec<&str> = here.iter().map(|meant| meant.endpoint.spec_name()).collect();
            Err(unknown_name("endpoint", name, &known, "the endpoints are"))
        }
        [_] => Ok(found),
        [first, second, ..] => Err(FaultError::new(format!(
            "`{name}` is an endpoint of `{}` and of `{}`: write `{}.{name}`",
            first.provider.name, second.provider.name, first.provider.name
        ))),
    }
}

/// Splits `log_in: 503 once` or `log_in 503 once` into the endpoint and the fault.
pub(crate) fn split(text: &str) -> Result<(&str, &str), FaultError> {
    let text = text.trim();
    let end = text.find(|c: char| c == ':' || c.is_whitespace());
    let (endpoint, fault) = text.split_at(end.unwrap_or(text.len()));
    let fault = fault.trim_start_matches(|c: char| c == ':' || c.is_whitespace());
    if endpoint.is_empty() || fault.is_empty() {
        return Err(FaultError::new("write the endpoint and what happens to its calls: `log_in: 503 once`"));
    }
    Ok((endpoint, fault))
}

fn all(providers: &[Provider]) -> impl Iterator<Item = Meant<'_>> {
    providers.iter().enumerate().flat_map(|(index, provider)| {
        let endpoints = provider.endpoints.with_ids();
        endpoints.map(move |(id, endpoint)| Meant { provider, endpoint, key: Key { provider: index, endpoint: id } })
    })
}

fn plain(name: &str) -> &str {
    name.trim_start_matches("r#")
}

pub(super) fn unknown_name(what: &str, name: &str, known: &[&str], all: &str) -> FaultError {
    let help = suggest::help(name, (), known, all);
    FaultError::new(format!("there is no {what} `{name}`: {}", help.advice()))
}
