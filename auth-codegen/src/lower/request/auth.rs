//! Lowers `auth`: the credentials that a call accepts.

use auth_language::id::Id;
use auth_language::problem::Code;
use auth_language::suggest;

use crate::lower::context::{Context, Declared, SCOPE};
use crate::lower::value::field::sound;
use crate::model::{Auth, CredentialId, Endpoint};
use crate::read::{AuthSpec, REQUIRED, Text};

pub(super) fn lower(spec: &AuthSpec, cx: &mut Context<'_>) -> Auth {
    let credentials = match &spec.any {
        None if !spec.optional => return Auth::Any,
        None => all(spec, cx),
        Some(Err(_)) => return Auth::Any,
        Some(Ok(names)) => {
            let found = names.iter().map(|name| find(name.as_ref().ok()?, cx));
            let Some(found) = found.collect::<Option<Vec<CredentialId>>>() else { return Auth::Any };
            found
        }
    };
    check_twice(spec, cx);
    match credentials.as_slice() {
        [one] if !spec.optional => Auth::Credential(*one),
        _ => Auth::OneOf { credentials, optional: spec.optional },
    }
}

/// Whether an endpoint names credentials, and one of them is not known.
pub(in crate::lower) fn is_unread(endpoint: &Endpoint, cx: &Context<'_>) -> bool {
    let mut specs = cx.spec.endpoints.sound().filter(|(name, _)| name.value == endpoint.name);
    let names_some = |spec: &AuthSpec| spec.any.is_some() || spec.optional;
    let names = specs.any(|(_, spec)| spec.auth.as_ref().is_some_and(|auth| auth.as_ref().map_or(true, names_some)));
    names && endpoint.http().is_some_and(|call| call.auth == Auth::Any)
}

/// Returns all credentials of the provider, and reports if there are none.
fn all(spec: &AuthSpec, cx: &mut Context<'_>) -> Vec<CredentialId> {
    let credentials = &cx.spec.credentials;
    let ids: Vec<CredentialId> = credentials.names().enumerate().map(|(number, _)| Id::new(number)).collect();
    if ids.is_empty() && credentials.broken().is_none() {
        cx.report_no_credential(spec.at);
    }
    ids
}

/// Returns the credential with a name.
fn find(name: &Text, cx: &mut Context<'_>) -> Option<CredentialId> {
    let credentials = &cx.spec.credentials;
    let number = credentials.names().position(|known| known.value == name.value);
    if number.is_none() && credentials.broken().is_none() {
        if let Some(tokens) = tokens_of(name, cx) {
            let message = format!("`{}` has several tokens", name.value);
            cx.report(Code::AUTH, name.at, message, format!("say which: {tokens}"));
            return None;
        }
        let known: Vec<&str> = credentials
            .names()
            .map(|name| name.value.as_str())
            .filter(|name| *name != REQUIRED)
            .chain([REQUIRED])
            .collect();
        if Context::is_misnamed(&name.value, &known) {
            return None;
        }
        if credentials.is_empty() {
            cx.report_no_credential(name.at);
            return None;
        }
        let message = format!("`auth` cannot be `{}`", name.value);
        let all = "`required` is any credential; the names here are";
        let help = suggest::help(&name.value, name.at, &known, all);
        cx.report(Code::AUTH, name.at, message, help);
    }
    number.map(Id::new)
}

/// Returns the tokens of a credential that has several.
fn tokens_of(name: &Text, cx: &Context<'_>) -> Option<String> {
    let tokens = cx
        .spec
        .credentials
        .names()
        .filter(|known| known.value.split_once('.').is_some_and(|(log_in, _)| log_in == name.value));
    let tokens: Vec<String> = tokens.map(|token| format!("`{}`", token.value)).collect();
    (!tokens.is_empty()).then(|| tokens.join(" or "))
}

/// Reports a name that is listed twice.
fn check_twice(spec: &AuthSpec, cx: &mut Context<'_>) {
    let names: Vec<&Text> = sound(&spec.any).into_iter().flatten().filter_map(|name| name.as_ref().ok()).collect();
    for (index, name) in names.iter().enumerate() {
        if names[..index].iter().any(|before| before.value == name.value) {
            let message = format!("`{}` is listed twice", name.value);
            cx.report(Code::AUTH, name.at, message, "remove one of the two");
        }
    }
}

/// Returns the scopes of a call, after checking that they are declared.
pub(super) fn lower_scopes(spec: &AuthSpec, cx: &mut Context<'_>) -> Vec<String> {
    let scopes: Vec<&Text> =
        sound(&spec.scopes).into_iter().flatten().filter_map(|scope| scope.as_ref().ok()).collect();
    if !scopes.is_empty() {
        cx.refer(Declared::Type, SCOPE);
    }
    let declared = &cx.spec.scopes;
    let known: Vec<&str> = declared.names().map(|name| name.value.as_str()).collect();
    for scope in scopes.iter().filter(|scope| declared.broken().is_none() && !known.contains(&scope.value.as_str())) {
        if known.is_empty() && !cx.miss(SCOPE) {
            break;
        }
        cx.report_unknown(Code::AUTH, "scope", scope, &known, "declare it under `scopes`; the scopes so far are");
    }
    scopes.into_iter().map(|scope| scope.value.clone()).collect()
}
