//! Checks the credential of a protected call, and the secrets of a token request.

use auth_codegen::model::{Attachment, Credential, Field, Provider, Source, Type};
use auth_codegen::secrets;
use axum::http::header;

use crate::memory::Memory;
use crate::read::fields::{Reading, canonical_example};
use crate::read::pkce;
use crate::read::received::Received;
use crate::read::refusal::{Reason, Refusal};
use crate::route::candidate::Candidate;

/// The fields of a token request that are a grant and not a secret of the client (RFC 6749 §4.1.3 and §6).
const GRANTS: [&str; 2] = [CODE, "refresh_token"];
/// The field of the authorization code.
const CODE: &str = "code";

/// Checks that a protected call has one of the provider's credentials.
pub(crate) fn check(candidate: &Candidate<'_>, received: &Received) -> Result<(), Refusal> {
    let credentials = &candidate.provider.credentials;
    if !candidate.is_protected() || credentials.iter().any(|known| is_carried(known, candidate.provider, received)) {
        return Ok(());
    }
    let ways: Vec<String> =
        credentials.iter().map(|known| format!("`{}: {}`", header_name(known), with_prefix(known, "…"))).collect();
    let problem = match credentials.iter().find(|known| received.headers.contains_key(header_name(known))) {
        Some(found) => format!("the credential in `{}` is unknown", header_name(found)),
        None => "this call needs a credential".to_owned(),
    };
    let help = "with a key from the spec or a token from the response of an example";
    Err(Refusal::new(Reason::Credential, format!("{problem}: send {} {help}", unique(ways).join(" or "))))
}

/// Checks that the secrets of a token request are those of an example, and that the verifier of a code fits its challenge.
pub(crate) fn check_secrets(candidate: &Candidate<'_>, reading: &Reading, memory: &Memory) -> Result<(), Refusal> {
    if !makes_tokens(candidate) {
        return Ok(());
    }
    if let Some(field) =
        candidate.endpoint.fields().map(|(_, field)| field).find(|field| is_unknown(field, candidate, reading))
    {
        let reason = if GRANTS.contains(&field.wire.as_str()) { Reason::Grant } else { Reason::Credential };
        let text = format!("`{}` is unknown: send the value of an example of the spec", field.wire);
        return Err(Refusal::new(reason, text));
    }
    check_verifier(candidate, reading, memory)
}

/// The value of a credential's header.
pub(crate) fn with_prefix(credential: &Credential, secret: &str) -> String {
    match &credential.attach {
        Attachment::Bearer => format!("Bearer {secret}"),
        Attachment::Header { name: _, prefix } => format!("{}{secret}", prefix.as_deref().unwrap_or_default()),
    }
}

/// The name of a credential's header.
pub(crate) fn header_name(credential: &Credential) -> &str {
    match &credential.attach {
        Attachment::Bearer => header::AUTHORIZATION.as_str(),
        Attachment::Header { name, prefix: _ } => name,
    }
}

/// A secret that is valid for a credential. Any secret is, where the spec has no example of a key.
pub(crate) fn example(credential: &Credential, provider: &Provider) -> String {
    secrets::of(credential, provider).into_iter().next().unwrap_or_else(|| "example".to_owned())
}

fn is_carried(credential: &Credential, provider: &Provider, received: &Received) -> bool {
    let Some(secret) = received.header(header_name(credential)).and_then(|value| without_prefix(credential, value))
    else {
        return false;
    };
    let known = secrets::of(credential, provider);
    match &credential.source {
        Source::Static { example: None } => !secret.is_empty(),
        Source::Static { .. } | Source::Token(_) => known.iter().any(|known| known == secret),
    }
}

/// The secret in the value of a credential's header. The name of a scheme is case-insensitive (RFC 9110 §11.1).
pub(crate) fn without_prefix<'v>(credential: &Credential, value: &'v str) -> Option<&'v str> {
    match &credential.attach {
        Attachment::Bearer => {
            let (scheme, secret) = value.split_once(' ')?;
            scheme.eq_ignore_ascii_case("bearer").then(|| secret.trim_start())
        }
        Attachment::Header { name: _, prefix } => value.strip_prefix(prefix.as_deref().unwrap_or_default()),
    }
}

fn makes_tokens(candidate: &Candidate<'_>) -> bool {
    candidate.provider.credentials.iter().any(|credential| match &credential.source {
        Source::Token(source) => source.makers().any(|endpoint| endpoint == candidate.key.endpoint),
        Source::Static { .. } => false,
    })
}

/// A field without an example cannot be unknown: there is nothing to compare it with.
fn is_unknown(field: &Field, candidate: &Candidate<'_>, reading: &Reading) -> bool {
    if field.ty != Type::Secret || field.wire == pkce::VERIFIER {
        return false;
    }
    let examples = candidate.endpoint.examples.iter().filter_map(|example| canonical_example(example, field));
    let known: Vec<_> = examples.collect();
    reading.values.get(&field.ident).is_some_and(|found| !known.is_empty() && !known.contains(found))
}

/// RFC 7636 §4.6, if the visit had a challenge and the exchange has a field for the verifier.
fn check_verifier(candidate: &Candidate<'_>, reading: &Reading, memory: &Memory) -> Result<(), Refusal> {
    let field = |wire: &str| candidate.endpoint.fields().map(|(_, field)| field).find(|field| field.wire == wire);
    let (Some(code), Some(verifier)) = (field(CODE).and_then(|field| reading.text(field)), field(pkce::VERIFIER))
    else {
        return Ok(());
    };
    let Some(challenge) = memory.challenge(candidate.key.provider, code) else { return Ok(()) };
    let text = match reading.text(verifier) {
        Some(verifier) if pkce::challenge(verifier) == challenge => {
            memory.forget_challenge(candidate.key.provider, code);
            return Ok(());
        }
        Some(_) => "`code_verifier` does not match the `code_challenge` of the authorization request",
        None => "`code_verifier` is missing: the authorization request had a `code_challenge`",
    };
    Err(Refusal::new(Reason::Grant, text))
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
