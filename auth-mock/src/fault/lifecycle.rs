//! What an endpoint does in the lifecycle of tokens, and how their end is played.

use auth_codegen::conformance;
use auth_codegen::model::{
    Credential, EndpointId, Example, Field, Grace, HttpCall, Provider, ReplyField, Source, Step, TokenReply,
    TokenSource,
};

use crate::judge::attach::Values;
use crate::judge::credential::carried;
use crate::judge::one::token;
use crate::memory::{Ended, Memory};
use crate::read::received::Received;
use crate::route::candidate::Candidate;

/// Whether a call can have a token or a key that expires.
pub(super) fn has_token(provider: &Provider, endpoint: EndpointId) -> bool {
    let call = provider.endpoints[endpoint].http();
    call.is_some_and(HttpCall::is_protected) || sources(provider).any(|(_, source)| is_among(&source.refresh, endpoint))
}

/// Returns the field of the reply with the refresh token that an endpoint issues.
pub(super) fn refresh_field(provider: &Provider, endpoint: EndpointId) -> Option<&Field> {
    let mut places = sources(provider).flat_map(|(_, source)| places(source));
    places.find(|(steps, place)| makes(steps, place, endpoint)).map(|(_, place)| &place.field)
}

/// Returns the field of the reply with the access token that an endpoint issues.
pub(super) fn access_field(provider: &Provider, endpoint: EndpointId) -> Option<&Field> {
    let mut places = sources(provider).flat_map(|(_, source)| places_of(source, |reply| &reply.access_token));
    places.find(|(steps, place)| makes(steps, place, endpoint)).map(|(_, place)| &place.field)
}

/// Whether the refresh token that an endpoint replaces is good until the new token is used.
pub(super) fn is_good_until_used(provider: &Provider, endpoint: EndpointId) -> bool {
    let mut renewing = sources(provider).filter(|(_, source)| is_among(&source.refresh, endpoint));
    renewing.any(|(_, source)| source.facts.grace == Some(Grace::UntilUsed))
}

/// Returns the tokens that a call carries.
pub(crate) fn carried_tokens(chosen: &Candidate<'_>, received: &Received) -> Vec<String> {
    let carried = carried(chosen, received);
    carried.iter().filter_map(|(credential, values)| token(credential, values).map(ToString::to_string)).collect()
}

/// Returns the Rust field with the token that a call for another token carries.
pub(super) fn renewed_by(provider: &Provider, endpoint: EndpointId) -> Option<&str> {
    let mut steps = sources(provider).flat_map(|(_, source)| &source.refresh);
    steps.find(|step| step.endpoint == endpoint)?.carries.as_ref().map(|(ident, _)| ident.as_str())
}

/// Ends the tokens that a call carries or renews, and with a whole grant its refresh tokens, too. Returns whether the call
/// carries a key instead: a key does not end, so only this call can be refused.
pub(super) fn end(
    chosen: &Candidate<'_>,
    (renewed, received): (Option<&str>, &Received),
    ended: Ended,
    memory: &Memory,
) -> bool {
    let provider = chosen.key.provider;
    if let Some(renewed) = renewed {
        memory.end(provider, renewed, ended);
    }
    let carried: Vec<(&Credential, Values)> = carried(chosen, received);
    for (credential, values) in &carried {
        if let Some(token) = token(credential, values) {
            memory.end(provider, token, ended);
        }
        if ended == Ended::Revoked {
            for text in refresh_tokens(credential, chosen.provider) {
                memory.end(provider, &text, ended);
            }
        }
    }
    carried.iter().any(|(credential, values)| token(credential, values).is_none())
}

/// Returns the refresh tokens in the examples of a credential's replies.
fn refresh_tokens(credential: &Credential, provider: &Provider) -> Vec<String> {
    let Some(source) = source_of(credential) else { return Vec::new() };
    let examples = places(source).flat_map(|(steps, place)| {
        let made = steps.iter().filter(|step| step.name == place.step);
        let examples = made.flat_map(|step| &provider.endpoints[step.endpoint].examples);
        examples.filter_map(|example| text_of(&place.field, example))
    });
    examples.collect()
}

/// Returns the text of a field in the reply of an example.
pub(super) fn text_of(field: &Field, example: &Example) -> Option<String> {
    let in_body = example.response.as_ref().and_then(|json| conformance::look_up(field, json)).cloned();
    let found = in_body.or_else(|| conformance::in_head(field, &example.headers))?;
    found.as_str().map(str::to_owned)
}

fn sources(provider: &Provider) -> impl Iterator<Item = (&Credential, &TokenSource)> {
    provider.credentials.iter().filter_map(|credential| Some((credential, source_of(credential)?)))
}

fn source_of(credential: &Credential) -> Option<&TokenSource> {
    match &credential.source {
        Source::Token(source) => Some(source),
        Source::Static => None,
    }
}

/// Returns the places of the refresh token, with the steps that answer it.
fn places(source: &TokenSource) -> impl Iterator<Item = (&[Step], &ReplyField)> {
    places_of(source, |reply| &reply.refresh_token)
}

/// Returns the places of a member of the token reply, with the steps that answer it.
fn places_of(
    source: &TokenSource,
    member: impl Fn(&TokenReply) -> &Option<ReplyField>,
) -> impl Iterator<Item = (&[Step], &ReplyField)> {
    let found = |reply| member(reply).iter().flat_map(ReplyField::places);
    let first = found(&source.reply).map(|place| (source.mint.as_slice(), place));
    first.chain(found(&source.renewed).map(|place| (source.refresh.as_slice(), place)))
}

fn makes(steps: &[Step], place: &ReplyField, endpoint: EndpointId) -> bool {
    steps.iter().any(|step| step.name == place.step && step.endpoint == endpoint)
}

fn is_among(steps: &[Step], endpoint: EndpointId) -> bool {
    steps.iter().any(|step| step.endpoint == endpoint)
}
