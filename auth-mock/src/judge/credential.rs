//! Checks the credential of a protected call, and the secrets of a token request.

use auth_codegen::model::{Credential, Field, Place, Provider, Source};
use auth_language::request::STATE;
use axum::http::header;
use serde_json::Value as Json;
use url::Url;

use crate::judge::attach::{self, Values};
use crate::judge::one;
use crate::memory::{Ended, Issued, Memory};
use crate::read::fields::canonical_example;
use crate::read::pkce;
use crate::read::reading::Reading;
use crate::read::received::Received;
use crate::read::refusal::{Reason, Refusal};
use crate::route::candidate::Candidate;
use crate::verify::scheme::oauth1;

/// The fields of a token request that are a grant instead of a client secret (RFC 6749 §4.1.3 and §6).
const GRANTS: [&str; 2] = ["code", "refresh_token"];
/// The field with the URL to which the browser was sent (RFC 6749 §4.1.3).
const REDIRECT_URI: &str = "redirect_uri";

/// Checks that a protected call has one of the credentials that it accepts.
pub(crate) fn check(candidate: &Candidate<'_>, received: &Received, memory: &Memory) -> Result<(), Refusal> {
    if !candidate.is_protected() {
        return Ok(());
    }
    let ended = |(credential, values): &(&Credential, Values)| {
        one::token(credential, values).and_then(|token| memory.ended(candidate.key.provider, token))
    };
    let carried = carried(candidate, received);
    match carried.iter().map(ended).min_by_key(Option::is_some) {
        Some(None) => Ok(()),
        Some(Some(Ended::Replaced)) | None => check_none(candidate, received),
        Some(Some(ended)) => Err(Refusal::new(Reason::EndedToken, ended.describe("the token"))),
    }
}

/// Says which credential a call needs. A call that can be made without one and has none is fine.
fn check_none(candidate: &Candidate<'_>, received: &Received) -> Result<(), Refusal> {
    let credentials = candidate.credentials();
    let ways: Vec<String> = credentials.iter().map(|known| describe(known)).collect();
    let names: Vec<&str> = credentials.iter().flat_map(|known| header_names(known)).collect();
    let found = names.into_iter().find(|name| received.headers.contains_key(*name));
    if found.is_none() && candidate.is_optional() {
        return Ok(());
    }
    let problem = match found {
        Some(found) => format!("the credential in `{found}` is unknown"),
        None => "this call needs a credential".to_owned(),
    };
    let help = "with a key from the spec or a token from the response of an example";
    Err(Refusal::new(Reason::Credential, format!("{problem}: send {} {help}", unique(ways).join(" or "))))
}

/// Describes the parts of a credential, with `…` in place of the caller's values.
fn describe(credential: &Credential) -> String {
    let sent = attach::sent(credential, &|_| Some("…".to_owned()));
    let basic = credential.parts.iter().any(|part| part.place == Place::Basic);
    let shown = sent.into_iter().map(|(place, name, value)| {
        let is_basic = basic && name == header::AUTHORIZATION.as_str();
        match place.is_header() {
            true if is_basic => format!("`{name}: Basic …`"),
            true => format!("`{name}: {value}`"),
            false => format!("`{name}={value}` in {}", place.describe()),
        }
    });
    let shown: Vec<String> = shown.collect();
    // What is computed cannot be shown.
    let computed = || header_names(credential).into_iter().map(|name| format!("`{name}: …`")).collect();
    let shown: Vec<String> = if shown.is_empty() { computed() } else { shown };
    shown.join(" and ")
}

/// Checks that the secrets of a token request are those of an example, and that a code belongs to its visit.
pub(crate) fn check_secrets(
    candidate: &Candidate<'_>,
    reading: &Reading,
    received: &Received,
    memory: &Memory,
) -> Result<(), Refusal> {
    let makes_tokens = makes_tokens(candidate);
    let is_checked = |field: &&Field| makes_tokens || is_in_basic(field, candidate);
    let mut checked = candidate.endpoint.fields().iter().filter(is_checked);
    if let Some(field) = checked.find(|field| is_unknown(field, candidate, reading)) {
        let reason = if GRANTS.contains(&field.wire.as_str()) { Reason::Grant } else { Reason::Credential };
        let text = format!("`{}` is unknown: send the value of an example of the spec", field.wire);
        return Err(Refusal::new(reason, text));
    }
    if makes_tokens { check_code(candidate, reading, received, memory) } else { Ok(()) }
}

/// Whether a field is sent in HTTP Basic, which is only for authentication.
fn is_in_basic(field: &Field, candidate: &Candidate<'_>) -> bool {
    let names = candidate.endpoint.parts_in(Place::Basic).flat_map(|part| part.value.names());
    names.into_iter().any(|name| name.ident == field.ident.value)
}

/// Returns the names of a credential's headers.
pub(crate) fn header_names(credential: &Credential) -> Vec<&str> {
    let parts = credential.parts.iter().filter(|part| part.place.is_header());
    let mut names: Vec<&str> = parts.map(attach::name_of).collect();
    names.dedup();
    names
}

/// Returns the parts of a valid credential. If the spec has no example of a key, any secret is valid.
pub(crate) fn example(credential: &Credential, provider: &Provider) -> Vec<attach::Sent> {
    let values = attach::values(credential, provider).into_iter().next().unwrap_or_default();
    attach::sent(credential, &|name| {
        attach::value(name, &values, provider).or_else(|| (!name.optional).then(|| "example".to_owned()))
    })
}

/// Returns the credentials that a call carries, with their values, whether or not their tokens have ended.
pub(crate) fn carried<'p>(candidate: &Candidate<'p>, received: &Received) -> Vec<(&'p Credential, Values)> {
    let found = candidate.credentials().into_iter();
    found.filter_map(|known| Some((known, carried_values(known, candidate, received)?))).collect()
}

fn carried_values(credential: &Credential, candidate: &Candidate<'_>, received: &Received) -> Option<Values> {
    let provider = candidate.provider;
    let mut known = attach::values(credential, provider).into_iter();
    if attach::computes(credential) {
        return known
            .find(|values| attach::is_computed(credential, &|name| attach::value(name, values, provider), received));
    }
    if let (Source::Static, true) = (&credential.source, credential.example.is_empty()) {
        return attach::is_shaped(credential, candidate, received).then(Values::new);
    }
    known.find(|values| {
        let mut sent = attach::sent(credential, &|name| attach::value(name, values, provider));
        sent.retain(|(place, name, _)| attach::has_room(candidate, *place, name));
        let found = |(place, name, _): &attach::Sent| attach::found(candidate, received, *place, name);
        let is_there = |part: &attach::Sent| {
            let (place, _, value) = part;
            let found = found(part);
            if place.is_header() { attach::is_equal(found.as_deref(), value) } else { found.as_ref() == Some(value) }
        };
        let is_left_out = |part: &attach::Sent| found(part).is_none() && attach::is_optional(credential, part);
        sent.iter().any(is_there) && sent.iter().all(|part| is_there(part) || is_left_out(part))
    })
}

/// Whether an endpoint issues tokens.
pub(crate) fn makes_tokens(candidate: &Candidate<'_>) -> bool {
    candidate.provider.credentials.iter().any(|credential| match &credential.source {
        Source::Token(source) => source.makers().any(|endpoint| endpoint == candidate.key.endpoint),
        Source::Static => false,
    })
}

/// Whether the value of a secret field differs from all examples, and from what the provider has answered. Without an example
/// there is nothing to compare it with.
fn is_unknown(field: &Field, candidate: &Candidate<'_>, reading: &Reading) -> bool {
    if !field.ty.value.is_secret() || [pkce::VERIFIER, STATE].contains(&field.wire.as_str()) {
        return false;
    }
    let examples = candidate.endpoint.examples.iter().filter_map(|example| canonical_example(example, field));
    let known: Vec<_> = examples.collect();
    let is_foreign = |found: &Json| !known.contains(found) && !is_answered(found, candidate.provider);
    !known.is_empty() && reading.values.get(&field.ident.value).is_some_and(is_foreign)
}

/// Whether a reply of an example holds a value.
fn is_answered(value: &Json, provider: &Provider) -> bool {
    let mut examples = provider.endpoints.iter().flat_map(|endpoint| &endpoint.examples);
    examples.any(|example| example.response.as_ref().is_some_and(|body| holds(body, value)))
}

fn holds(json: &Json, value: &Json) -> bool {
    match json {
        Json::Object(members) => members.values().any(|member| holds(member, value)),
        Json::Array(items) => items.iter().any(|item| holds(item, value)),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => json == value,
    }
}

/// Checks a code that a visit gave back: it is exchanged once (RFC 6749 §4.1.2), with the redirect URI of the visit
/// (§4.1.3), and with the verifier of its challenge (RFC 7636 §4.6). Codes of examples without a visit are not checked.
fn check_code(
    candidate: &Candidate<'_>,
    reading: &Reading,
    received: &Received,
    memory: &Memory,
) -> Result<(), Refusal> {
    let provider = candidate.key.provider;
    let secret = candidate.endpoint.fields().iter().filter(|field| field.ty.value.is_secret());
    let texts = secret.filter_map(|field| reading.text(field)).map(str::to_owned);
    // The verifier of OAuth 1 is in the signature (RFC 5849 §2.3).
    let mut texts = texts.chain(oauth1::verifier(received));
    let found = texts.find_map(|text| Some((memory.issued(provider, &text)?, text)));
    let Some((issued, code)) = found else { return Ok(()) };
    let field = |wire: &str| candidate.endpoint.fields().iter().find(|field| field.wire == wire);
    let text = |wire: &str| field(wire).and_then(|field| reading.text(field));
    let problem = match &issued {
        Issued { is_used: true, .. } => Some("the code was exchanged before: it can be used once (RFC 6749 §4.1.2)"),
        Issued { redirect_uri, .. } if text(REDIRECT_URI).is_some_and(|found| !is_same_url(found, redirect_uri)) => {
            Some("`redirect_uri` differs from that of the authorization request (RFC 6749 §4.1.3)")
        }
        Issued { challenge: Some(challenge), .. } if field(pkce::VERIFIER).is_some() => match text(pkce::VERIFIER) {
            Some(verifier) if pkce::challenge(verifier) == *challenge => None,
            Some(_) => Some("`code_verifier` does not match the `code_challenge` of the authorization request"),
            None => Some("`code_verifier` is missing: the authorization request had a `code_challenge`"),
        },
        Issued { .. } => None,
    };
    if let Some(problem) = problem {
        return Err(Refusal::new(Reason::Grant, problem));
    }
    memory.use_up(provider, &code);
    Ok(())
}

/// Whether a text is this URL, which was parsed and formatted.
fn is_same_url(text: &str, url: &str) -> bool {
    text == url || Url::parse(text).is_ok_and(|parsed| parsed.as_str() == url)
}

fn unique(mut words: Vec<String>) -> Vec<String> {
    let mut seen = Vec::new();
    words.retain(|word| {
        let is_new = !seen.contains(word);
        seen.push(word.clone());
        is_new
    });
    words
}
