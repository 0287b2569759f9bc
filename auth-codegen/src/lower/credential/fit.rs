//! Checks that calls have a place for what a credential adds: a path parameter, or a body.

use std::collections::HashMap;

use auth_language::id::{CredentialId, Table};
use auth_language::problem::Code;
use auth_language::request::Content;
use auth_language::spanned::Spanned;
use auth_language::suggest;
use auth_language::template::Template;

use crate::lower::context::Context;
use crate::lower::host;
use crate::lower::value::field::sound;
use crate::model::{Credential, Place};
use crate::read::{AttachSpec, AuthSpec, CredentialSpec, EndpointSpec, PlacedSpec, Text, TlsSpec};
use crate::text::Spot;

/// Returns the path parameters that the credentials of an endpoint supply.
pub(in crate::lower) fn attached(spec: &EndpointSpec, names: &[&str], cx: &Context<'_>) -> Vec<Spanned<String, Spot>> {
    let Some(auth) = &spec.auth else { return Vec::new() };
    let at = auth.as_ref().map_or(Spot::default(), |auth| auth.at);
    // A broken one may be any.
    let accepted: Vec<&CredentialSpec> = match auth {
        Ok(auth) if are_known(auth, cx) => {
            credentials(auth, cx).into_iter().map(|(_, credential)| credential).collect()
        }
        Ok(_) | Err(_) => cx.spec.credentials.sound().map(|(_, credential)| credential).collect(),
    };
    let placed = accepted.into_iter().flat_map(of);
    let paths = placed.filter(|placed| placed.place == Place::Path).flat_map(|placed| placed.entries.names());
    // A misspelled one is reported where it is.
    let meant = |name: &Text| {
        let same = names.iter().find(|known| **known == name.value).copied();
        same.or_else(|| suggest::nearest(&name.value, names))
    };
    let mut attached: Vec<Spanned<String, Spot>> = Vec::new();
    for name in paths.filter_map(meant) {
        if !attached.iter().any(|other| other.value == name) {
            attached.push(Spanned::new(name.to_owned(), at));
        }
    }
    attached
}

/// Returns the credential that has a parameter of a path, if the call is made without one.
pub(in crate::lower) fn lacking<'s>(spec: &EndpointSpec, name: &str, cx: &Context<'s>) -> Option<&'s str> {
    let has = |placed: &PlacedSpec| placed.place == Place::Path && placed.entries.has(name);
    let mut all = cx.spec.credentials.sound().filter(|_| spec.auth.is_none());
    all.find(|(_, credential)| of(credential).iter().any(has)).map(|(name, _)| name.value.as_str())
}

/// Checks that every call has a place for each part of its credentials. A parameter that is not secret is left out where
/// the path does not have it.
pub(super) fn check(credentials: &Table<CredentialId, Credential>, cx: &mut Context<'_>) {
    let spec = cx.spec;
    let mut lowered: HashMap<&str, &Credential> = HashMap::new();
    for credential in credentials {
        lowered.entry(base_of(&credential.name)).or_insert(credential);
    }
    for named in spec.endpoints.iter() {
        let Ok(endpoint) = &named.value else { continue };
        let Some(auth) = sound(&endpoint.auth).filter(|_| !cx.lacks_body(&named.name.value)) else { continue };
        let mut found: Vec<(String, String)> = Vec::new();
        for (name, credential) in self::credentials(auth, cx) {
            let bodies = of(credential).iter().filter_map(|placed| without_body(name, placed, endpoint));
            found.extend(bodies.filter(|_| !has_unknown_key(&named.name, cx)));
            found.extend(lowered.get(name).and_then(|lowered| without_place(name, lowered, endpoint)));
        }
        for (message, help) in found {
            cx.report(Code::ATTACH, auth.at, message, help);
        }
    }
    credentials.iter().for_each(|credential| check_used(credential, cx));
}

/// Reports a path parameter that no call of the credential has.
fn check_used(credential: &Credential, cx: &mut Context<'_>) {
    let spec = cx.spec;
    let is_whole = spec.endpoints.iter().all(|named| named.value.as_ref().is_ok_and(|it| it.route.is_ok()));
    for part in credential.parts.iter().filter(|part| part.place == Place::Path && !part.value.is_secret()) {
        let name = &part.name;
        let calls = spec.endpoints.sound().filter(|(_, endpoint)| {
            let auth = sound(&endpoint.auth).map(|auth| credentials(auth, cx)).unwrap_or_default();
            auth.iter().any(|(known, _)| is_of(&credential.name, known))
        });
        let paths = calls.filter_map(|(_, endpoint)| endpoint.route.as_ref().ok());
        let known: Vec<String> = paths.flat_map(|path| parameters(&path.value)).collect();
        if is_whole && !known.contains(&name.value) {
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            let help = match suggest::nearest(&name.value, &known) {
                Some(_) => suggest::help(&name.value, name.at, &known, ""),
                None => "write it into the path of a call, or remove this".into(),
            };
            let message = format!("no call of `{}` has `{{{}}}` in its path", credential.name, name.value);
            cx.report(Code::ATTACH, name.at, message, help);
        }
    }
}

/// Returns the parameters of a path.
fn parameters(path: &str) -> Vec<String> {
    Template::parse(path).map(|path| path.names().map(str::to_owned).collect()).unwrap_or_default()
}

fn has_parameter(endpoint: &EndpointSpec, name: &str) -> bool {
    endpoint.route.as_ref().is_ok_and(|path| path.value.contains(&format!("{{{name}}}")))
}

/// Returns the client certificates of the hosts at which a credential is used; `None` for a broken one, and where a broken
/// `auth` may name the credential.
pub(super) fn tls<'s>(credential: &str, cx: &Context<'s>) -> Vec<Option<&'s TlsSpec>> {
    let endpoints = cx.spec.endpoints.sound().map(|(_, endpoint)| endpoint);
    let shown = endpoints.filter_map(|endpoint| Some((endpoint, host::of(endpoint, cx.spec)?.tls.as_ref()?)));
    let used = shown.filter_map(|(endpoint, tls)| match &endpoint.auth {
        Some(Ok(auth)) if accepts(auth, credential) => Some(tls.as_ref().ok()),
        Some(Ok(auth)) if are_known(auth, cx) => None,
        Some(Ok(_) | Err(_)) => Some(None),
        None => None,
    });
    used.collect()
}

fn of(credential: &CredentialSpec) -> &[PlacedSpec] {
    credential.attach.as_deref().map(AttachSpec::placed).unwrap_or_default()
}

/// Returns the credentials with which a call can be made.
fn credentials<'s>(auth: &AuthSpec, cx: &Context<'s>) -> Vec<(&'s str, &'s CredentialSpec)> {
    let all = cx.spec.credentials.sound().map(|(name, credential)| (name.value.as_str(), credential));
    all.filter(|(name, _)| accepts(auth, name)).collect()
}

/// Whether a call can be made with a credential.
fn accepts(auth: &AuthSpec, name: &str) -> bool {
    match &auth.any {
        None => true,
        Some(Err(_)) => false,
        Some(Ok(names)) => {
            names.iter().filter_map(|wanted| wanted.as_ref().ok()).any(|wanted| is_of(&wanted.value, name))
        }
    }
}

/// Whether the credentials of a call are declared.
fn are_known(auth: &AuthSpec, cx: &Context<'_>) -> bool {
    let is_known = |word: &Text| cx.spec.credentials.names().any(|name| is_of(&word.value, &name.value));
    let Some(Ok(names)) = &auth.any else { return true };
    names.iter().all(|wanted| wanted.as_ref().is_ok_and(is_known))
}

/// Whether a word names a credential or one of its tokens.
fn is_of(word: &str, credential: &str) -> bool {
    base_of(word) == credential
}

/// Returns the name of a credential without that of its token.
fn base_of(word: &str) -> &str {
    word.split('.').next().unwrap_or(word)
}

/// Describes a secret of a credential that has no place in the path of a call.
fn without_place(name: &str, credential: &Credential, endpoint: &EndpointSpec) -> Option<(String, String)> {
    endpoint.route.as_ref().ok()?;
    let mut secrets = credential.parts.iter().filter(|part| part.place == Place::Path && part.value.is_secret());
    let part = &secrets.find(|part| !has_parameter(endpoint, &part.name.value))?.name.value;
    let message = format!("`{name}` sends `{part}` in the path, and this path has no `{{{part}}}`");
    Some((message, format!("write `{{{part}}}` into the path, or name another credential under `auth`")))
}

/// Whether an endpoint has a key that the language does not know, which may be meant for its body.
fn has_unknown_key(name: &Text, cx: &Context<'_>) -> bool {
    let next = cx.spec.endpoints.names().map(|name| name.at).find(|at| *at > name.at);
    let is_in = |at: Spot| at > name.at && next.is_none_or(|next| at < next);
    cx.found().iter().any(|problem| problem.code == Code::UNKNOWN_KEY && is_in(problem.at))
}

/// Describes a part of a credential for which a call has no body.
fn without_body(credential: &str, placed: &PlacedSpec, endpoint: &EndpointSpec) -> Option<(String, String)> {
    let name = &placed.entries.names().next()?.value;
    let content = placed.content?;
    let has = match content {
        Content::Json => endpoint.json.is_some(),
        Content::Form => endpoint.form.is_some(),
        Content::Xml | Content::JsonValue | Content::Text | Content::Multipart | Content::Bytes => false,
    };
    let word = content.word();
    let message = format!("`{credential}` adds `{name}` to a `{word}` body, and this call has none");
    (!has).then(|| (message, "declare its body, or name another credential under `auth`".to_owned()))
}
