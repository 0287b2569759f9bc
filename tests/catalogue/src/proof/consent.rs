//! Consent in a browser: what the visit says, and what comes back.

use auth_codegen::model::{Endpoint, Expr, Field, Identity, InputKind, NameKind, Part, Pkce, Place, Type, Visit};
use auth_language::host::CapturedPart;
use auth_language::sign::{Argument, Value};
use auth_language::value::Computation;

use crate::look::{Proof, grant, literal, part, text, uses};
use crate::seen::{Seen, as_jwt, computed_by};

const USUAL: [&str; 8] =
    ["client_id", "redirect_uri", "response_type", "scope", "state", "request_uri", "oauth_token", "nonce"];

pub(super) const PROOFS: &[Proof] = &[
    ("ac.any", |seen| {
        seen.pages().next().is_some()
            && seen.makers().any(|maker| grant(maker).as_deref() == Some("authorization_code"))
    }),
    ("ac.pkce_on", |seen| seen.pages().any(|(_, visit)| visit.pkce == Pkce::S256 || visit.pkce == Pkce::Supported)),
    ("ac.pkce_off", |seen| seen.pages().any(|(_, visit)| visit.pkce == Pkce::Off)),
    ("ac.params", |seen| queries(seen).any(|part| !USUAL.contains(&part.name.value.as_str()))),
    ("ac.scopes_default", |seen| scopes(seen).any(|field| field.default.is_some())),
    ("ac.scope_sep", |seen| {
        scopes(seen).any(|field| field.separator.as_ref().is_some_and(|separator| separator.value != " "))
    }),
    ("ac.user_scope", |seen| queries(seen).filter(|part| part.name.value.contains("scope")).count() > 1),
    ("ac.dcr", |seen| seen.provider.credentials.iter().any(|credential| credential.registration.is_some())),
    ("ac.params_tmpl", |seen| queries(seen).any(|part| is_made(&part.value))),
    ("ac.rename", |seen| {
        seen.pages().any(|(page, _)| {
            ["client_id", "redirect_uri", "response_type"].iter().any(|name| part(page, name).is_none())
        })
    }),
    ("ac.resource", |seen| seen.pages().any(|(page, _)| part(page, "resource").is_some())),
    ("ac.skip_empty", |seen| seen.pages().any(|(page, _)| page.fields().iter().any(|field| field.optional))),
    ("ac.skip_encode", |seen| {
        seen.endpoints()
            .any(|endpoint| [Place::Path, Place::Query].iter().any(|place| !endpoint.raw_in(*place).is_empty()))
    }),
    ("ac.response_type", |seen| {
        seen.pages().any(|(page, _)| literal(page, "response_type").is_some_and(|kind| kind != "code"))
    }),
    ("ac.cimd", |seen| {
        seen.pages()
            .any(|(page, _)| page.fields().iter().any(|field| field.wire == "client_id" && field.ty.value == Type::Url))
    }),
    ("ac.install", |seen| {
        callbacks(seen)
            .any(|field| ["installation", "configuration"].iter().any(|word| field.ident.value.contains(word)))
    }),
    ("ac.cb_code", |seen| {
        callbacks(seen)
            .any(|field| field.ident.value == "code" && field.paths().iter().all(|path| path.segments() != ["code"]))
    }),
    ("ac.cb_state", |seen| compared(seen).any(|part| part.name.value != "state" && is_state(&part.value))),
    ("ac.fragment", |seen| seen.pages().any(|(page, _)| page.path().contains('#'))),
    ("ac.discovery", |seen| {
        seen.makers().any(|call| call.path().contains("/.well-known/") || is_well_known(seen, call))
    }),
    ("o1.three_leg", |seen| {
        seen.signers("oauth1").any(|arguments| has(arguments, "callback"))
            && seen.signers("oauth1").any(|arguments| has(arguments, "verifier"))
    }),
    ("oauth.form_post", |seen| {
        seen.pages().any(|(page, _)| literal(page, "response_mode").as_deref() == Some("form_post"))
    }),
    ("oauth.iss", |seen| compared(seen).any(|part| part.name.value == "iss")),
    ("oauth.device", |seen| {
        seen.makers().any(|maker| grant(maker).as_deref() == Some("urn:ietf:params:oauth:grant-type:device_code"))
            && seen.steps().any(|step| step.repeats.is_some())
    }),
    ("oauth.par", |seen| seen.pages().any(|(page, visit)| visit.pushed && part(page, "request_uri").is_some())),
    ("oauth.jar", |seen| {
        seen.makers().chain(seen.pages().map(|(page, _)| page)).any(|call| {
            part(call, "request").is_some()
                && computed_by(call).into_iter().any(|computation| as_jwt(computation).is_some())
        })
    }),
    ("oauth.identity", |seen| {
        seen.provider.credentials.iter().any(|credential| matches!(credential.identity, Some(Identity::Token { .. })))
    }),
    ("oauth.log_out", |seen| seen.sources().any(|(_, source)| source.log_out.is_some())),
    ("oauth.callback_hmac", |seen| seen.pages().any(|(_, visit)| visit.compared.signature.is_some())),
    ("life.mfa", |seen| {
        seen.sources().any(|(_, source)| source.inputs.iter().any(|input| matches!(input.kind, InputKind::Asked(_))))
    }),
];

fn queries(seen: Seen<'_>) -> impl Iterator<Item = &Part> {
    seen.pages().flat_map(|(page, _)| page.parts_in(Place::Query))
}

/// The fields of visits that are scopes.
fn scopes(seen: Seen<'_>) -> impl Iterator<Item = &Field> {
    seen.pages().flat_map(|(page, _)| page.fields()).filter(|field| field.wire.contains("scope"))
}

fn callbacks(seen: Seen<'_>) -> impl Iterator<Item = &Field> {
    let record = move |visit: &Visit| visit.callback.map(|id| &seen.provider.records[id]);
    seen.pages().filter_map(move |(_, visit)| record(visit)).flat_map(|record| &record.fields)
}

fn compared(seen: Seen<'_>) -> impl Iterator<Item = &Part> {
    seen.pages().flat_map(|(_, visit)| &visit.compared.expected)
}

fn is_state(value: &Expr) -> bool {
    value.names().iter().any(|name| name.kind == NameKind::Computed && name.name == "state") || uses(value, "state")
}

/// Whether a value is a template, or random.
fn is_made(value: &Expr) -> bool {
    let is_setting = value.names().iter().any(|name| matches!(name.kind, NameKind::Setting | NameKind::Captured));
    let is_random = matches!(value, Expr::Computed(computation) if matches!(**computation, Computation::Random(_)));
    text(value).is_none() && (is_setting || is_random)
}

fn is_well_known(seen: Seen<'_>, call: &Endpoint) -> bool {
    let captured = seen.provider.hosts[call.host].captured.as_ref();
    captured.is_some_and(|captured| matches!(captured.part, CapturedPart::WellKnown(_)))
}

fn has(arguments: &[Argument], name: &str) -> bool {
    arguments.iter().any(|argument| argument.name == name && matches!(argument.value, Value::Expr(_)))
}
