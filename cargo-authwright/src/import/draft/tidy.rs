//! Makes a draft a spec without mistakes: names that Rust can have and that differ, and nothing that is not used.

use std::collections::HashSet;

use auth_language::name as ident;
use auth_language::request::is_taken;

use super::{Attach, Draft, Endpoint, Field, Returned, Source, Ty, align};
use crate::import::guess::{made_up, name};

/// Methods that every client has, and names that no method can have.
const TAKEN: [&str; 10] = ["new", "builder", "with", "connection", "clone", "fmt", "from", "self", "super", "crate"];
/// Methods of every credential.
const OF_CREDENTIALS: [&str; 6] = ["new", "clone", "session", "check", "from_env", "from_vars"];

/// Returns a name for an endpoint that no other has.
pub(crate) fn endpoint_name(wanted: &str, draft: &Draft) -> String {
    let is_taken = |name: &str| TAKEN.contains(&name) || draft.endpoints.iter().any(|endpoint| endpoint.name == name);
    let wanted = if TAKEN.contains(&wanted) { format!("{wanted}_call") } else { wanted.to_owned() };
    name::unique(&wanted, is_taken)
}

/// Returns a name for a credential that no other has.
pub(crate) fn credential_name(wanted: &str, draft: &Draft) -> String {
    let is_taken =
        |name: &str| name == "required" || draft.credentials.iter().any(|credential| credential.name == name);
    name::unique(wanted, is_taken)
}

/// Returns a name for a type that no other has.
pub(crate) fn type_name(wanted: &str, draft: &Draft) -> String {
    name::unique_type(wanted, |name| name == "Scope" || draft.record(name).is_some() || draft.choice(name).is_some())
}

/// Removes what is not used, gives everything a name of its own, and adds missing examples.
pub(crate) fn tidy(draft: &mut Draft) {
    remove_unused(draft);
    rename_credentials(draft);
    rename_types(draft);
    name_fields(draft);
    add_examples(draft);
    align::align(draft);
    draft.endpoints.iter_mut().for_each(tell_apart);
}

/// Where two places have a value of one name, an example calls the second by its name in Rust.
fn tell_apart(endpoint: &mut Endpoint) {
    let fields: Vec<(String, Option<String>)> =
        endpoint.fields().map(|field| (field.name.clone(), field.rust.clone())).collect();
    for example in &mut endpoint.examples {
        let mut seen: HashSet<String> = HashSet::new();
        for (name, _) in &mut example.request {
            if !seen.insert(name.clone()) {
                let second = fields.iter().filter(|(known, _)| known == name).find_map(|(_, rust)| rust.clone());
                *name = second.unwrap_or_else(|| name.clone());
            }
        }
    }
}

fn remove_unused(draft: &mut Draft) {
    let hosts: HashSet<String> = draft.endpoints.iter().filter_map(|endpoint| endpoint.host.clone()).collect();
    draft.hosts.retain(|host| hosts.contains(&host.name));
    let used = used_types(draft);
    draft.types.retain(|record| used.contains(&record.name));
    draft.enums.retain(|choice| used.contains(&choice.name));
    let needs_scopes = draft.endpoints.iter().any(|endpoint| endpoint.auth.iter().any(|auth| !auth.scopes.is_empty()));
    if !needs_scopes && !used.contains("Scope") {
        draft.scopes.clear();
    }
    let sets: HashSet<&str> = draft.endpoints.iter().filter_map(|endpoint| endpoint.errors.as_deref()).collect();
    draft.error_sets.retain(|(name, _)| sets.contains(name.as_str()));
    let texts = used_templates(draft);
    draft.settings.retain(|setting| texts.iter().any(|text| text.contains(&format!("{{{}}}", setting.name))));
}

/// The texts in which settings may be named.
fn used_templates(draft: &Draft) -> Vec<String> {
    let hosts = draft.hosts.iter().map(|host| host.url.clone());
    let paths = draft.endpoints.iter().map(|endpoint| endpoint.path.clone());
    hosts.chain(paths).chain([draft.base_url.clone()]).collect()
}

/// Returns the names of the types that are used, directly or through others.
fn used_types(draft: &Draft) -> HashSet<String> {
    let mut open: Vec<String> = Vec::new();
    for endpoint in &draft.endpoints {
        open.extend(endpoint.fields().filter_map(|field| field.ty.named().map(str::to_owned)));
        open.extend(endpoint.returns.iter().filter_map(|(_, returned)| returned_name(returned)));
    }
    let sets = draft.error_sets.iter().flat_map(|(_, cases)| cases);
    open.extend(draft.errors.iter().chain(sets).filter_map(|case| case.body.clone()));
    open.extend(draft.error_body.clone());
    open.extend(draft.settings.iter().map(|setting| setting.ty.clone()));
    let mut used = HashSet::new();
    while let Some(name) = open.pop() {
        if let (true, Some(record)) = (used.insert(name.clone()), draft.record(&name)) {
            open.extend(record.fields.iter().filter_map(|field| field.ty.named().map(str::to_owned)));
        }
    }
    used
}

fn returned_name(returned: &Returned) -> Option<String> {
    match returned {
        Returned::Nothing => None,
        Returned::Type { ty, .. } => ty.named().map(str::to_owned),
    }
}

/// Gives credentials names that differ from those of the requests, which are types as well.
fn rename_credentials(draft: &mut Draft) {
    let mut taken = generated(draft);
    for index in 0..draft.credentials.len() {
        let old = draft.credentials[index].name.clone();
        let candidates = [old.clone(), format!("{old}_credential")];
        let is_free = |name: &String| !taken.contains(&ident::type_ident(name)) && name != "required";
        let free = candidates.into_iter().find(is_free);
        let new = free.unwrap_or_else(|| name::unique(&old, |name| taken.contains(&ident::type_ident(name))));
        taken.insert(ident::type_ident(&new));
        for auth in draft.endpoints.iter_mut().filter_map(|endpoint| endpoint.auth.as_mut()) {
            for name in auth.any.iter_mut().filter(|name| **name == old) {
                name.clone_from(&new);
            }
        }
        draft.credentials[index].name = new;
    }
}

/// Returns the names of the types that are generated beside those of the draft.
fn generated(draft: &Draft) -> HashSet<String> {
    let provider = ident::provider_ident(&draft.name, &draft.title);
    let fixed = ["Client", "Reply", "C", "Settings", "Scope", "Self"].map(str::to_owned);
    let mut names: HashSet<String> = fixed.into_iter().chain([format!("{provider}Error"), provider]).collect();
    for endpoint in &draft.endpoints {
        let request = ident::type_ident(&endpoint.name);
        if endpoint.returns.len() > 1 {
            names.insert(format!("{request}Reply"));
        }
        names.insert(request);
    }
    names
}

fn rename_types(draft: &mut Draft) {
    let mut taken = generated(draft);
    for credential in &draft.credentials {
        let name = ident::type_ident(&credential.name);
        if matches!(credential.source, Source::Token(_)) && credential.attach != Attach::Bearer {
            taken.insert(ident::token_ident(&name));
        }
        taken.insert(name);
    }
    taken.extend(draft.error_sets.iter().map(|(name, _)| name.clone()));
    for old in type_names(draft) {
        let new = name::unique_type(&old, |name| taken.contains(name));
        taken.insert(new.clone());
        if new != old {
            // The new name may be that of a type which is renamed later: it is marked until all are done.
            rename_type(&old, &format!("\u{0}{new}"), draft);
        }
    }
    for old in type_names(draft).iter().filter(|name| name.starts_with('\u{0}')) {
        rename_type(old, old.trim_start_matches('\u{0}'), draft);
    }
}

/// Returns the names of all enumerations and objects.
fn type_names(draft: &Draft) -> Vec<String> {
    let enums = draft.enums.iter().map(|choice| &choice.name);
    enums.chain(draft.types.iter().map(|record| &record.name)).cloned().collect()
}

fn rename_type(old: &str, new: &str, draft: &mut Draft) {
    let own = draft.enums.iter_mut().map(|choice| &mut choice.name);
    let own = own.chain(draft.types.iter_mut().map(|record| &mut record.name));
    for name in own.filter(|name| *name == old) {
        new.clone_into(name);
    }
    for name in references(draft).into_iter().filter(|name| **name == old) {
        new.clone_into(name);
    }
}

/// Returns every mention of a type.
fn references(draft: &mut Draft) -> Vec<&mut String> {
    let mut found: Vec<&mut String> = Vec::new();
    for record in &mut draft.types {
        found.extend(record.fields.iter_mut().filter_map(|field| field.ty.named_mut()));
    }
    for endpoint in &mut draft.endpoints {
        found.extend(mentions(endpoint));
    }
    let sets = draft.error_sets.iter_mut().flat_map(|(_, cases)| cases);
    found.extend(draft.errors.iter_mut().chain(sets).filter_map(|case| case.body.as_mut()));
    found.extend(draft.error_body.as_mut());
    found.extend(draft.settings.iter_mut().map(|setting| &mut setting.ty));
    found
}

fn mentions(endpoint: &mut Endpoint) -> Vec<&mut String> {
    let mut found: Vec<&mut String> = Vec::new();
    let Endpoint { path_parts, query, headers, cookies, body, basic, returns, .. } = endpoint;
    let types = returns.iter_mut().filter_map(|(_, returned)| match returned {
        Returned::Nothing => None,
        Returned::Type { ty, .. } => Some(ty),
    });
    let around = [path_parts, query, headers, cookies].into_iter().flatten().chain(body.parts_mut());
    let fields = around.filter_map(|part| match &mut part.value {
        super::Value::Field(field) => Some(&mut field.ty),
        super::Value::Const(_) | super::Value::Template(_) => None,
    });
    found.extend(types.chain(fields).chain(basic.iter_mut().map(|field| &mut field.ty)).filter_map(Ty::named_mut));
    found
}

/// Gives fields names in Rust that differ from each other and from methods.
fn name_fields(draft: &mut Draft) {
    for record in &mut draft.types {
        name_apart(record.fields.iter_mut(), |_| false);
    }
    for endpoint in &mut draft.endpoints {
        let is_visit = endpoint.is_visit();
        name_apart(endpoint.fields_mut(), |ident| is_taken(ident, is_visit));
    }
    for credential in &mut draft.credentials {
        if let Source::Inputs(inputs) = &mut credential.source {
            name_apart(inputs.iter_mut(), |ident| OF_CREDENTIALS.contains(&ident));
        }
    }
}

fn name_apart<'f>(fields: impl Iterator<Item = &'f mut Field>, is_method: impl Fn(&str) -> bool) {
    let mut taken: HashSet<String> = HashSet::new();
    for field in fields {
        let plain = ident::field_ident(&field.name);
        let wanted = ident::plain(&plain).trim_end_matches('_').to_owned();
        let is_free = |name: &str| !taken.contains(name) && !is_method(name) && ident::is_snake_case(name);
        if is_free(&wanted) && ident::plain(&plain).len() - wanted.len() <= 1 {
            taken.insert(wanted);
            continue;
        }
        let wanted = if is_method(&wanted) { format!("{wanted}_value") } else { name::snake(&wanted) };
        let name = name::unique(&wanted, |name| !is_free(name));
        taken.insert(name.clone());
        field.rust = Some(name);
    }
}

/// Adds examples where there is none and one is needed.
fn add_examples(draft: &mut Draft) {
    for index in 0..draft.endpoints.len() {
        let endpoint = &draft.endpoints[index];
        if !endpoint.examples.is_empty() || is_self_evident(endpoint) {
            continue;
        }
        let example = made_up::example(endpoint, draft);
        draft.endpoints[index].examples.push(example);
    }
}

/// Whether an endpoint has neither fields nor a reply to show.
fn is_self_evident(endpoint: &Endpoint) -> bool {
    let returns_nothing = endpoint.returns.iter().all(|(_, returned)| *returned == Returned::Nothing);
    !endpoint.is_visit() && returns_nothing && endpoint.fields().next().is_none()
}
