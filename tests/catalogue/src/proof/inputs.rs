//! What callers give, and where it comes from.

use auth_codegen::model::{Endpoint, Expr, Field, InputKind, Place, Type};
use auth_language::value::Computation;

use crate::look::{Proof, grant, has, is_by_webhook, sends};
use crate::seen::Seen;

/// What every client of OAuth 2.0 sends.
const USUAL: [&str; 9] = [
    "client_id",
    "client_secret",
    "redirect_uri",
    "code",
    "code_verifier",
    "scope",
    "refresh_token",
    "grant_type",
    "token",
];

pub(super) const PROOFS: &[Proof] = &[
    ("in.param_validate", |seen| {
        seen.given().any(is_checked) || seen.provider.settings.iter().any(|setting| setting.pattern.is_some())
    }),
    ("in.params", |seen| seen.provider.settings.iter().next().is_some()),
    ("in.app_client", |seen| seen.makers().any(|maker| sends(maker, "client_id") && sends(maker, "client_secret"))),
    ("in.api_key", |seen| seen.keys().any(|key| key.inputs.len() == 1 && key.inputs[0].ty.value.is_secret())),
    ("in.conn_client", |seen| {
        seen.makers()
            .any(|maker| grant(maker).as_deref() == Some("client_credentials") && sends(maker, "client_secret"))
    }),
    ("in.user_pass", |seen| seen.keys().any(|key| is_pair(&key.inputs)) || seen.makers().any(takes_password)),
    ("in.optional", |seen| seen.given().any(|field| field.optional || field.default.is_some()) || has_default(seen)),
    ("in.param_enum", |seen| {
        seen.provider.settings.iter().any(|setting| !setting.values.is_empty())
            || seen.given().any(|field| is_choice(seen, field))
    }),
    ("in.named_secrets", |seen| {
        seen.provider.credentials.iter().any(|credential| credential.inputs.len() > 1 && has_secret(&credential.inputs))
    }),
    ("in.basic_const_half", |seen| {
        seen.attached().any(|part| part.place == Place::Basic && matches!(part.value, Expr::Literal(_)))
    }),
    ("in.private_key", |seen| seen.given().any(|field| field.ty.value == Type::PrivateKey)),
    ("in.param_secret", |seen| seen.provider.credentials.iter().any(|credential| secrets(&credential.inputs) > 1)),
    ("in.app_extra", |seen| {
        seen.sources().any(|(_, source)| source.inputs.iter().any(|input| is_further(&input.field)))
    }),
    ("in.refresh_token", |seen| {
        seen.sources()
            .any(|(_, source)| source.inputs.iter().any(|input| input.goes_into.mint && is_token(&input.field)))
    }),
    ("in.oneshot", |seen| {
        seen.sources().any(|(_, source)| source.inputs.iter().any(|input| input.field.ty.value == Type::PrivateKey))
    }),
    ("in.split", |seen| seen.computations().iter().any(|computation| matches!(computation, Computation::Piece { .. }))),
    ("cap.webhook", |seen| by_webhook(seen, |kind| *kind == InputKind::Lasting)),
    ("ac.webhook_code", |seen| by_webhook(seen, |kind| *kind == InputKind::Once)),
    ("cred.env", |seen| {
        seen.given().any(|field| field.env.is_some())
            || seen.provider.settings.iter().any(|setting| setting.env.is_some())
    }),
];

fn is_checked(field: &Field) -> bool {
    let is_limited = field.pattern.is_some() || field.at_least.is_some() || field.at_most.is_some();
    is_limited || matches!(field.ty.value, Type::Format(_) | Type::Url | Type::Uuid)
}

fn is_choice(seen: Seen<'_>, field: &Field) -> bool {
    matches!(field.ty.value, Type::Choice(id) if !seen.provider.choices[id].is_scopes)
}

fn has_default(seen: Seen<'_>) -> bool {
    seen.provider.settings.iter().any(|setting| setting.default.is_some())
}

fn has_secret(fields: &[Field]) -> bool {
    secrets(fields) > 0
}

fn secrets(fields: &[Field]) -> usize {
    fields.iter().filter(|field| field.ty.value.is_secret()).count()
}

/// A name that is no secret, and a secret.
fn is_pair(fields: &[Field]) -> bool {
    fields.len() == 2 && secrets(fields) == 1
}

fn takes_password(endpoint: &Endpoint) -> bool {
    endpoint.fields().iter().any(|field| field.wire.to_lowercase().contains("pass")) || has(endpoint, Place::Basic)
}

fn is_further(field: &Field) -> bool {
    !USUAL.contains(&field.wire.as_str()) && !field.ty.value.is_secret() && field.ty.value != Type::PrivateKey
}

fn is_token(field: &Field) -> bool {
    field.ty.value.is_secret() && field.wire.to_lowercase().contains("token")
}

fn by_webhook(seen: Seen<'_>, is_kind: fn(&InputKind) -> bool) -> bool {
    let inputs = seen.sources().flat_map(|(_, source)| &source.inputs).filter(|input| is_kind(&input.kind));
    { inputs }.any(|input| is_by_webhook(&input.field, &seen.provider.endpoints[input.endpoint]))
}
