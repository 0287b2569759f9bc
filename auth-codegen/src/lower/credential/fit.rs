//! Checks that calls have a place for what a credential adds: a path parameter, or a body.

use auth_language::problem::Code;
use auth_language::request::Content;
use auth_language::spanned::Spanned;

use crate::lower::context::Context;
use crate::lower::host;
use crate::lower::value::field::sound;
use crate::model::Place;
use crate::read::{AttachSpec, AuthSpec, CredentialSpec, EndpointSpec, PlacedSpec, TlsSpec};
use crate::text::Spot;

/// Returns the path parameters that the credentials of an endpoint supply.
pub(in crate::lower) fn attached(spec: &EndpointSpec, names: &[&str], cx: &Context<'_>) -> Vec<Spanned<String, Spot>> {
    let Some(auth) = sound(&spec.auth) else { return Vec::new() };
    let placed = credentials(auth, cx).into_iter().flat_map(|(_, credential)| of(credential));
    let paths = placed.filter(|placed| placed.place == Place::Path).flat_map(|placed| placed.entries.names());
    let known = paths.filter(|name| names.contains(&name.value.as_str()));
    let mut attached: Vec<Spanned<String, Spot>> = Vec::new();
    for name in known {
        if !attached.iter().any(|other| other.value == name.value) {
            attached.push(Spanned::new(name.value.clone(), auth.at));
        }
    }
    attached
}

/// Checks that every call has a place for each part of its credentials.
pub(super) fn check(cx: &mut Context<'_>) {
    let spec = cx.spec;
    for named in spec.endpoints.iter() {
        let Ok(endpoint) = &named.value else { continue };
        let Some(auth) = sound(&endpoint.auth) else { continue };
        let found: Vec<(String, String)> = credentials(auth, cx)
            .into_iter()
            .flat_map(|(name, credential)| {
                of(credential).iter().filter_map(move |placed| misfit(name, placed, endpoint))
            })
            .collect();
        for (message, help) in found {
            cx.report(Code::ATTACH, auth.at, message, help);
        }
    }
}

/// Returns the client certificates of the hosts at which a credential is used; `None` for a broken one.
pub(super) fn tls<'s>(credential: &str, cx: &Context<'s>) -> Vec<Option<&'s TlsSpec>> {
    let endpoints = cx.spec.endpoints.sound().map(|(_, endpoint)| endpoint);
    let is_used = |endpoint: &&EndpointSpec| {
        let auth = sound(&endpoint.auth);
        auth.is_some_and(|auth| credentials(auth, cx).iter().any(|(name, _)| *name == credential))
    };
    let hosts = endpoints.filter(is_used).filter_map(|endpoint| host::of(endpoint, cx.spec));
    hosts.filter_map(|host| Some(host.tls.as_ref()?.as_ref().ok())).collect()
}

fn of(credential: &CredentialSpec) -> &[PlacedSpec] {
    credential.attach.as_ref().map(AttachSpec::placed).unwrap_or_default()
}

/// Returns the credentials with which a call can be made.
fn credentials<'s>(auth: &AuthSpec, cx: &Context<'s>) -> Vec<(&'s str, &'s CredentialSpec)> {
    let wanted = |name: &str| match &auth.any {
        None => true,
        Some(Err(_)) => false,
        Some(Ok(names)) => {
            names.iter().filter_map(|wanted| wanted.as_ref().ok()).any(|wanted| is_of(&wanted.value, name))
        }
    };
    let all = cx.spec.credentials.sound().map(|(name, credential)| (name.value.as_str(), credential));
    all.filter(|(name, _)| wanted(name)).collect()
}

/// Whether a word names a credential or one of its tokens.
fn is_of(word: &str, credential: &str) -> bool {
    word.split('.').next() == Some(credential)
}

fn misfit(credential: &str, placed: &PlacedSpec, endpoint: &EndpointSpec) -> Option<(String, String)> {
    let name = &placed.entries.names().next()?.value;
    if placed.place == Place::Path {
        let path = endpoint.route.as_ref().ok()?;
        let message = format!("`{credential}` sends `{name}` in the path, and this path has no `{{{name}}}`");
        let help = || format!("write `{{{name}}}` into the path, or name another credential under `auth`");
        return (!path.value.contains(&format!("{{{name}}}"))).then(|| (message, help()));
    }
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
