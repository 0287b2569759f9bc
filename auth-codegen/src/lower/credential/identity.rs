//! Lowers `identity`: how the user's identity is found.

use auth_language::problem::Code;
use auth_language::value::{NameKind, Type};

use super::check::check_ready;
use crate::lower::context::Context;
use crate::lower::host::setting::Settings;
use crate::lower::lifecycle::{Calls, Returned, own_name};
use crate::lower::value::field::{is_open, sound};
use crate::lower::value::template;
use crate::model::{Endpoint, EndpointId, Identity, Issuer, Returns, TokenSource};
use crate::read::{CredentialSpec, IdentitySpec, Text};

/// The client for which an `id_token` is issued (`OpenID` Connect Core 1.0 §2).
const CLIENT_ID: &str = "client_id";
const NONCE: &str = "nonce";

/// The declarations that an identity refers to.
pub(super) struct Around<'a, 'k> {
    pub(super) settings: &'a Settings,
    pub(super) calls: &'a Calls<'k>,
    pub(super) source: Option<&'a TokenSource>,
}

/// Lowers an identity; `None` if there is none, or a part of it is broken.
pub(super) fn lower(spec: &CredentialSpec, around: &Around<'_, '_>, cx: &mut Context<'_>) -> Option<Identity> {
    let identity = sound(&spec.identity).filter(|_| spec.without_token().is_none())?;
    if spec.token.is_none() {
        let message = "a static credential logs nobody in";
        cx.report(Code::IDENTITY, identity.spot, message, "remove `identity`, or say `token` instead");
        return None;
    }
    let from = identity.from.as_ref().ok()?;
    let is_call = cx.spec.endpoints.names().any(|name| name.value == from.value);
    // What has a `subject` is a call.
    if !is_call && identity.subject.is_some() {
        around.calls.call(from, cx);
        return None;
    }
    if is_call { lower_call(from, identity, around, cx) } else { lower_token(from, identity, spec, around, cx) }
}

/// Lowers a call with the token, and the field of its reply that identifies the user.
fn lower_call(from: &Text, identity: &IdentitySpec, around: &Around<'_, '_>, cx: &mut Context<'_>) -> Option<Identity> {
    check_no_token(from, identity, cx);
    let endpoint = around.calls.call(from, cx)?;
    if !around.calls.is_protected(endpoint) {
        let message = format!("`{}` is not sent with the token, so it cannot tell who logged in", from.value);
        cx.report(Code::IDENTITY, from.at, message, "say `auth: required` there");
        return None;
    }
    check_ready(from, endpoint, Code::IDENTITY, around.calls, cx);
    if identity.subject.is_none() {
        let help = "add `subject: FIELD`: what the provider calls the person for ever, such as `sub` or `id`";
        cx.report(Code::IDENTITY, identity.spot, "the field that names the person is missing", help);
    }
    let subject = find_subject(sound(&identity.subject)?, endpoint, around, cx)?;
    Some(Identity::Call { endpoint, subject })
}

/// Checks that a call has nothing that applies only to an `id_token`.
fn check_no_token(from: &Text, identity: &IdentitySpec, cx: &mut Context<'_>) {
    let of_tokens = [&identity.issuer, &identity.audience, &identity.nonce, &identity.keys];
    for text in of_tokens.into_iter().filter_map(sound) {
        let message = format!("this applies only to an `id_token`, and `{}` is a call", from.value);
        cx.report(Code::IDENTITY, text.at, message, "remove it, or name a field with an `id_token`");
    }
}

fn find_subject(name: &Text, endpoint: EndpointId, around: &Around<'_, '_>, cx: &mut Context<'_>) -> Option<String> {
    let record = match around.calls.returned(endpoint) {
        Returned::Record(record) => record,
        Returned::Unknown => return None,
        Returned::OneOf(_) | Returned::Other => {
            let message = "the reply of the call has no fields";
            cx.report(Code::IDENTITY, name.at, message, "declare it under `types`, and name it in `returns`");
            return None;
        }
    };
    let Some(field) = record.fields.iter().find(|field| field.wire == name.value) else {
        let known: Vec<&str> = record.fields.iter().map(|field| field.wire.as_str()).collect();
        let help = auth_language::suggest::help(&name.value, name.at, &known, "its fields are");
        cx.report(Code::IDENTITY, name.at, format!("`{}` has no field `{}`", record.ident, name.value), help);
        return None;
    };
    let is_text = matches!(field.ty.value, Type::String | Type::Integer | Type::Uuid) && !field.optional;
    if !is_text && !is_open(field) {
        let message = format!("`{}` does not always name a person: it is not one text, or may be absent", name.value);
        cx.report(Code::IDENTITY, name.at, message, "name a field of the type `string`, `integer` or `uuid`");
    }
    Some(field.ident.value.clone())
}

/// Lowers a signed JWT of the login, which is kept with the token.
fn lower_token(
    from: &Text,
    identity: &IdentitySpec,
    spec: &CredentialSpec,
    around: &Around<'_, '_>,
    cx: &mut Context<'_>,
) -> Option<Identity> {
    let field = own_name(&from.value).to_owned();
    check_names(identity, around, cx);
    if !is_captured(&field, spec) && !cx.is_mentioned(&field) {
        let message = format!("`{}` is neither an endpoint nor kept with the token", from.value);
        let help = format!("add `capture: {}` to `token`, or name the call that says who logged in", from.value);
        cx.report(Code::IDENTITY, from.at, message, help);
    }
    check_verifiable(identity, cx);
    let keys = sound(&identity.keys).and_then(|name| lower_keys(name, around, cx));
    let issuer = sound(&identity.issuer).and_then(|issuer| lower_issuer(issuer, spec, around, cx));
    Some(Identity::Token { field, issuer: issuer?, keys: keys? })
}

/// Checks that the issuer and its keys are given.
fn check_verifiable(identity: &IdentitySpec, cx: &mut Context<'_>) {
    let issuer = identity.issuer.is_none().then_some("issuer: https://login.acme.example");
    let keys = identity.keys.is_none().then_some("keys: get_keys");
    for example in issuer.into_iter().chain(keys) {
        let message = "an `id_token` is checked with the keys of its issuer";
        cx.report(Code::IDENTITY, identity.spot, message, format!("add `{example}`, for example"));
    }
}

/// Checks the audience and the nonce, which are always the requesting client and the nonce of the authorization page.
fn check_names(identity: &IdentitySpec, around: &Around<'_, '_>, cx: &mut Context<'_>) {
    if let Some(audience) = sound(&identity.audience).filter(|audience| audience.value != CLIENT_ID) {
        let message = "an `id_token` is for the client that asked (`OpenID` Connect Core 1.0 §2)";
        cx.report(Code::IDENTITY, audience.at, message, "write `audience: client_id`");
    }
    let has_client = around.source.is_none_or(|source| {
        let mut inputs = source.inputs.iter();
        // A broken call may have it.
        inputs.any(|input| input.field.wire == CLIENT_ID)
            || source.mint.iter().any(|step| around.calls.is_open(step.endpoint, cx))
            || source.mint.iter().any(|step| Calls::is_in_example(step.endpoint, CLIENT_ID, cx))
    });
    if !has_client {
        let message = "no input is the `client_id` that an `id_token` is for";
        cx.report(Code::IDENTITY, identity.spot, message, "declare `client_id` where the token is asked for");
    }
    let Some(nonce) = sound(&identity.nonce) else { return };
    let visit = around.source.and_then(|source| source.authorize).map(|visit| &around.calls.endpoints[visit]);
    if !visit.is_none_or(sends_nonce) {
        let message = "the authorization page is given no `nonce`";
        cx.report(Code::IDENTITY, nonce.at, message, "add a parameter `nonce` to the `query` of the visit");
    }
}

fn sends_nonce(visit: &Endpoint) -> bool {
    visit.request.parts.iter().any(|part| part.name.value == NONCE)
}

/// Whether a field is kept with the token, or may be.
fn is_captured(field: &str, spec: &CredentialSpec) -> bool {
    let Some(Ok(token)) = &spec.token else { return true };
    match &token.capture {
        None => false,
        Some(Err(_)) => true,
        Some(Ok(names)) => names.iter().any(|name| own_name(&name.value) == field),
    }
}

/// Lowers the endpoint of the issuer's public keys, which needs no credential.
fn lower_keys(name: &Text, around: &Around<'_, '_>, cx: &mut Context<'_>) -> Option<EndpointId> {
    let endpoint = around.calls.call(name, cx)?;
    let call = around.calls.endpoints[endpoint].http()?;
    let is_json = matches!(&call.returns, Returns::Type(Type::Json | Type::Foreign));
    if call.is_protected() || !is_json {
        let message = format!("`{}` does not answer the keys of an issuer (RFC 7517)", name.value);
        cx.report(Code::IDENTITY, name.at, message, "let it return `json`, without `auth`");
        return None;
    }
    check_ready(name, endpoint, Code::IDENTITY, around.calls, cx);
    Some(endpoint)
}

fn lower_issuer(issuer: &Text, spec: &CredentialSpec, around: &Around<'_, '_>, cx: &mut Context<'_>) -> Option<Issuer> {
    let name = issuer.value.trim_matches(['{', '}']);
    if issuer.value.starts_with("https://") || name.contains(['{', '}']) {
        return lower_said(issuer, around, cx);
    }
    if cx.spec.settings.may_have(name) {
        return lower_said(&Text::new(format!("{{{name}}}"), issuer.at), around, cx);
    }
    let field = own_name(name);
    if is_captured(field, spec) {
        return Some(Issuer::Captured(field.to_owned()));
    }
    let message = format!("`{}` is neither a URL nor a setting nor kept with the token", issuer.value);
    let help = "write the URL of the issuer, character by character as it names itself";
    cx.report(Code::IDENTITY, issuer.at, message, help);
    None
}

/// Lowers an issuer that is a URL, or a template over settings.
fn lower_said(text: &Text, around: &Around<'_, '_>, cx: &mut Context<'_>) -> Option<Issuer> {
    let url = template::resolve(text, &around.settings.scope(Vec::new()), cx)?;
    if let Some(name) = url.names().into_iter().find(|name| name.kind != NameKind::Setting) {
        let message = format!("`{{{}}}` is no setting", name.name);
        let help = "name settings in the URL of an issuer; one that a log-in finds is named whole: `issuer: FIELD`";
        cx.report(Code::IDENTITY, text.at, message, help);
        return None;
    }
    Some(Issuer::Said(url))
}
