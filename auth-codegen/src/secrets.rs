//! The made-up secrets of a spec's examples: what its mock accepts, and what no log of a test may hold.

use serde_json::Value as Json;

use crate::conformance;
use crate::model::{Credential, Endpoint, Example, Field, Provider, Returns, Source, Type};

/// The secrets that are this credential: its made-up key, or the tokens that examples answer.
#[must_use]
pub fn of(credential: &Credential, provider: &Provider) -> Vec<String> {
    match &credential.source {
        Source::Static { example } => example.iter().cloned().collect(),
        Source::Token(source) => {
            let endpoints = source.makers().filter_map(|endpoint| provider.endpoints.get(endpoint));
            endpoints.flat_map(|endpoint| tokens(endpoint, &source.reply.access_token, provider)).collect()
        }
    }
}

/// Every secret that stands in an example, sent or answered, and every made-up key.
#[must_use]
pub fn all(provider: &Provider) -> Vec<String> {
    let keys = provider.credentials.iter().flat_map(|credential| of(credential, provider));
    let examples =
        provider.endpoints.iter().flat_map(|endpoint| endpoint.examples.iter().map(move |example| (endpoint, example)));
    let found = examples.flat_map(|(endpoint, example)| {
        let sent = endpoint
            .fields()
            .map(|(_, field)| field)
            .filter(|field| field.ty == Type::Secret)
            .filter_map(|field| example.given(&field.ident));
        let answered = response_fields(endpoint, provider).iter().filter(|field| field.ty == Type::Secret);
        let answered =
            answered.filter_map(|field| example.response.as_ref().and_then(|json| conformance::look_up(field, json)));
        sent.chain(answered).filter_map(Json::as_str).map(str::to_owned).collect::<Vec<_>>()
    });
    keys.chain(found).collect()
}

/// The tokens that the examples of an endpoint answer in that field.
pub(crate) fn tokens(endpoint: &Endpoint, field: &str, provider: &Provider) -> Vec<String> {
    endpoint.examples.iter().filter_map(|example| token(endpoint, example, field, provider)).collect()
}

/// The token that an example of an endpoint answers in that field.
pub(crate) fn token(endpoint: &Endpoint, example: &Example, field: &str, provider: &Provider) -> Option<String> {
    let field = response_fields(endpoint, provider).iter().find(|candidate| candidate.ident == field)?;
    conformance::look_up(field, example.response.as_ref()?)?.as_str().map(str::to_owned)
}

fn response_fields<'p>(endpoint: &Endpoint, provider: &'p Provider) -> &'p [Field] {
    match endpoint.http().map(|call| &call.returns) {
        Some(Returns::Type(Type::Record(name))) => {
            provider.record(name).map(|record| record.fields.as_slice()).unwrap_or_default()
        }
        Some(Returns::Type(_) | Returns::Nothing) | None => &[],
    }
}
