//! Checks that no two items of a generated module have the same name.

use std::collections::HashMap;

use auth_language::name;
use auth_language::problem::Code;

use crate::lower::context::{Context, SCOPE};
use crate::lower::value::record::callback_ident;
use crate::read::{AttachSpec, CredentialSpec, EndpointSpec, ErrorsSpec, Named, Read, Spec, Text, are_several};
use crate::text::Spot;

/// What a name is used for: `` the type `Token` ``.
type What = String;

/// Checks the names of all types of the generated module.
pub(super) fn check(cx: &mut Context<'_>) {
    let spec = cx.spec;
    let mut taken: HashMap<String, What> = HashMap::new();
    let names = generated(spec).into_iter().chain(declared(spec)).chain(requests(spec)).chain(credentials(spec));
    for (ident, what, at) in names {
        if let Some(first) = taken.get(&ident) {
            let message = format!("{what} and {first} would both be `{ident}` in Rust");
            cx.report(Code::COLLISION, at, message, "rename one of them");
        } else {
            taken.insert(ident, what);
        }
    }
}

/// Returns the names of the types that every module has.
fn generated(spec: &Spec) -> Vec<(String, What, Spot)> {
    let (Ok(name), Ok(title)) = (&spec.name, &spec.title) else { return Vec::new() };
    let (at, provider) = (name.at, name::provider_ident(&name.value, &title.value));
    let mut names = vec![
        (format!("{provider}Error"), "the provider's errors".to_owned(), at),
        (provider, "the provider itself".to_owned(), at),
        ("Client".to_owned(), "the generated `Client`".to_owned(), at),
        ("Reply".to_owned(), "the generated `Reply`".to_owned(), at),
        ("C".to_owned(), "the parameter of the generated `Client<C>`".to_owned(), at),
    ];
    if !spec.settings.is_empty() {
        names.push(("Settings".to_owned(), "the generated `Settings`".to_owned(), at));
    }
    let headers = spec.reply_headers.names();
    names.extend(headers.map(|Text { value, at }| (name::const_ident(value), format!("the header `{value}`"), *at)));
    names
}

fn declared(spec: &Spec) -> Vec<(String, What, Spot)> {
    let scopes = spec.scopes.names().next().map(|first| (SCOPE.to_owned(), "the scopes".to_owned(), first.at));
    let names = spec.enums.names().chain(spec.types.names()).chain(spec.error_sets.names());
    let names = names.map(|Text { value, at }| (value.clone(), format!("the type `{value}`"), *at));
    scopes.into_iter().chain(names).collect()
}

fn requests(spec: &Spec) -> Vec<(String, What, Spot)> {
    spec.endpoints.iter().flat_map(names_of).collect()
}

/// Returns the types of an endpoint: its request, its replies, its callback and its errors.
fn names_of(named: &Named<Read<EndpointSpec>>) -> Vec<(String, What, Spot)> {
    let Text { value, at } = &named.name;
    let ident = name::type_ident(value);
    let mut names = vec![(ident.clone(), format!("the request of the endpoint `{value}`"), *at)];
    let Ok(endpoint) = &named.value else { return names };
    if are_several(&endpoint.returns) {
        names.push((format!("{ident}Reply"), format!("the replies of the endpoint `{value}`"), *at));
    }
    if endpoint.is_visit() && endpoint.callback_at.is_some() {
        names.push((callback_ident(value), format!("what the endpoint `{value}` gives back"), *at));
    }
    if let Some(Ok(ErrorsSpec::Own(_))) = &endpoint.errors {
        names.push((format!("{ident}Error"), format!("the errors of the endpoint `{value}`"), *at));
    }
    names
}

fn credentials(spec: &Spec) -> Vec<(String, What, Spot)> {
    let mut names = Vec::new();
    for named in spec.credentials.iter() {
        let Text { value, at } = &named.name;
        let ident = name::type_ident(value);
        let member = named.value.as_ref().ok().and_then(|spec| spec.member.as_ref());
        let log_in = member.map_or(value, |member| &member.log_in.value);
        if let Some(member) = member.filter(|member| member.is_first) {
            names.push((name::type_ident(log_in), format!("the credential `{log_in}`"), member.log_in.at));
        }
        if named.value.as_ref().is_ok_and(has_token_type) {
            names.push((name::token_ident(&ident), format!("the token of the credential `{value}`"), *at));
        }
        if named.value.as_ref().is_ok_and(captures) {
            names.push((format!("{ident}Captured"), format!("what the credential `{value}` captures"), *at));
        }
        let opens = member.is_none_or(|member| member.is_first);
        if opens && named.value.as_ref().is_ok_and(has_opening) {
            let consent = format!("{}Consent", name::type_ident(log_in));
            names.push((consent, format!("the consent of the credential `{log_in}`"), *at));
        }
        names.push((ident, format!("the credential `{value}`"), *at));
    }
    names
}

/// Whether there are calls before the visit.
fn has_opening(credential: &CredentialSpec) -> bool {
    matches!(&credential.authorize, Some(Ok(steps)) if steps.len() > 1)
}

fn captures(credential: &CredentialSpec) -> bool {
    matches!(&credential.token, Some(Ok(token)) if token.capture.is_some())
}

/// Whether a token type is generated for the credential. Bearer tokens use a type of the runtime.
fn has_token_type(credential: &CredentialSpec) -> bool {
    credential.token.is_some() && !matches!(credential.attach.as_deref(), Ok(AttachSpec::Bearer { .. }) | Err(_))
}
