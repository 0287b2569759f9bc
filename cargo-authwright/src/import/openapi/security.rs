//! Security requirements: which credentials a call takes.

use serde_json::Value as Json;

use super::document::Document;
use super::scheme::{self, Scheme};
use super::select::Call;
use crate::import::draft::{Attach, Auth, Credential, Draft, Field, Source, Ty, tidy};
use crate::import::guess::name;

/// Says of each call which credentials it takes.
pub(super) fn apply(document: &Document, chosen: &[Call<'_>], schemes: &[Scheme], draft: &mut Draft) {
    let mut combined: Vec<(Vec<String>, String)> = Vec::new();
    for (index, call) in chosen.iter().enumerate() {
        let security = call.operation.get("security").or_else(|| document.root.get("security"));
        let all: Vec<&Json> = security.and_then(Json::as_array).into_iter().flatten().collect();
        let auth = auth(&all, schemes, &mut combined, draft);
        if let Some(endpoint) = draft.endpoints.get_mut(index) {
            endpoint.auth = auth;
        }
    }
    shorten(draft);
}

/// Alternatives: each is some schemes that are needed together, and nothing means that none is needed.
fn auth(
    all: &[&Json],
    schemes: &[Scheme],
    combined: &mut Vec<(Vec<String>, String)>,
    draft: &mut Draft,
) -> Option<Auth> {
    let mut auth = Auth::default();
    for requirement in all.iter().filter_map(|one| one.as_object()) {
        let names: Vec<&String> = requirement.keys().collect();
        match names.as_slice() {
            [] => auth.optional = true,
            [one] => {
                if let Some(scheme) = find(one, schemes, draft) {
                    auth.any.extend(scheme.credentials.iter().cloned());
                    if scheme.has_scopes {
                        let scopes = requirement
                            .get(*one)
                            .and_then(Json::as_array)
                            .into_iter()
                            .flatten()
                            .filter_map(Json::as_str);
                        auth.scopes.extend(scopes.filter(|scope| scheme::is_scope(scope)).map(str::to_owned));
                    }
                }
            }
            several => auth.any.extend(together(several, schemes, combined, draft)),
        }
    }
    auth.any = apart(auth.any);
    // Scopes of one alternative are not those of another.
    let alternatives = all.iter().filter(|one| one.as_object().is_some_and(|one| !one.is_empty())).count();
    auth.scopes = if alternatives == 1 { apart(auth.scopes) } else { Vec::new() };
    for scope in &auth.scopes {
        if !draft.scopes.iter().any(|(known, _)| known == scope) {
            draft.scopes.push((scope.clone(), format!("`{scope}`.")));
        }
    }
    (!auth.any.is_empty()).then_some(auth)
}

fn apart(names: Vec<String>) -> Vec<String> {
    let mut apart: Vec<String> = Vec::new();
    for name in names {
        if !apart.contains(&name) {
            apart.push(name);
        }
    }
    apart
}

fn find<'s>(name: &str, schemes: &'s [Scheme], draft: &mut Draft) -> Option<&'s Scheme> {
    let found = schemes.iter().find(|scheme| scheme.name == name);
    if found.is_none() {
        draft.remark(format!("A call needs the scheme `{name}`, which the document does not define."));
    }
    found
}

/// Several schemes at once. Secrets that do not change are one credential with several inputs.
fn together(
    names: &[&String],
    schemes: &[Scheme],
    combined: &mut Vec<(Vec<String>, String)>,
    draft: &mut Draft,
) -> Vec<String> {
    let key: Vec<String> = names.iter().map(|name| (*name).clone()).collect();
    if let Some((_, known)) = combined.iter().find(|(known, _)| *known == key) {
        return vec![known.clone()];
    }
    let found: Vec<Scheme> = names.iter().filter_map(|name| find(name, schemes, draft).cloned()).collect();
    let of = |name: &String| draft.credentials.iter().find(|credential| credential.name == *name);
    if found.len() < names.len() {
        return found.first().map(|scheme| scheme.credentials.clone()).unwrap_or_default();
    }
    let parts: Option<Vec<&Credential>> = found.iter().map(|scheme| of(scheme.credentials.first()?)).collect();
    let merged = parts.and_then(|parts| merge(&parts));
    let Some((inputs, attach)) = merged else {
        draft.remark(format!("A call needs {} together, which the language has for secrets that do not change; only the first is attached.", key.join(" and ")));
        return found.first().map(|scheme| scheme.credentials.clone()).unwrap_or_default();
    };
    let name = tidy::credential_name(&name::snake(&key.join(" and ")), draft);
    let doc = format!("{}, together.", key.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" and "));
    draft.credentials.push(Credential {
        name: name.clone(),
        doc,
        source: Source::Inputs(inputs),
        attach,
        ..Credential::default()
    });
    combined.push((key, name.clone()));
    vec![name]
}

/// Returns the inputs and the places of credentials that are sent together. `None` if one is no plain secret.
fn merge(credentials: &[&Credential]) -> Option<(Vec<Field>, Attach)> {
    let mut inputs: Vec<Field> = Vec::new();
    let mut parts = Vec::new();
    for credential in credentials {
        let Source::Key { in_url } = credential.source else { return None };
        let name = name::unique(&credential.name, |name| inputs.iter().any(|input| input.name == name));
        inputs.push(Field::new(name.clone(), Ty::Word(if in_url { "secret in url" } else { "secret" })));
        match &credential.attach {
            Attach::Bearer => parts.push(("headers", "Authorization".to_owned(), format!("Bearer {{{name}}}"))),
            Attach::Header { name: header, prefix } => {
                parts.push(("headers", header.clone(), format!("{}{{{name}}}", prefix.as_deref().unwrap_or_default())));
            }
            Attach::Parts(found) => {
                parts.extend(found.iter().map(|(place, known, _)| (*place, known.clone(), format!("{{{name}}}"))));
            }
            Attach::Basic { .. } | Attach::Digest { .. } | Attach::Certificate => return None,
        }
    }
    parts.sort_by_key(|(place, _, _)| *place);
    Some((inputs, Attach::Parts(parts)))
}

/// Removes credentials that no call takes, with the calls that only they make. One is kept.
pub(super) fn remove_unused(draft: &mut Draft) {
    let needed: Vec<String> = draft
        .endpoints
        .iter()
        .filter_map(|endpoint| endpoint.auth.as_ref())
        .flat_map(|auth| auth.any.clone())
        .collect();
    let is_any = draft.endpoints.iter().any(|endpoint| endpoint.auth.as_ref().is_some_and(|auth| auth.any.is_empty()));
    if needed.is_empty() || is_any {
        return;
    }
    let is_static = |credential: &Credential| !matches!(credential.source, Source::Token(_));
    draft.credentials.retain(|credential| needed.contains(&credential.name) || !is_static(credential));
}

/// `auth: required` is enough where a call takes every credential.
fn shorten(draft: &mut Draft) {
    let all: Vec<String> = draft.credentials.iter().map(|credential| credential.name.clone()).collect();
    for auth in draft.endpoints.iter_mut().filter_map(|endpoint| endpoint.auth.as_mut()) {
        if all.iter().all(|name| auth.any.contains(name)) && !auth.optional && auth.scopes.is_empty() {
            auth.any.clear();
        }
    }
}
