//! Names of one module stand for one thing each.

use std::collections::HashMap;

use crate::lower::value::choice::SCOPE;
use crate::names;
use crate::read::{AttachSpec, CredentialSpec, ErrorsSpec, Spec, Text};
use crate::text::diagnostics::Diagnostics;
use crate::text::tree::Spot;

/// Everything that becomes a type of the generated module, with what it is.
pub(super) fn check(spec: &Spec, diagnostics: &mut Diagnostics) {
    let mut taken = Taken::default();
    let provider = names::provider_ident(&spec.name.value, &spec.title.value);
    taken.add(format!("{provider}Error"), "the provider's errors".to_owned(), spec.name.spot, diagnostics);
    taken.add(provider, "the provider itself".to_owned(), spec.name.spot, diagnostics);
    for own in ["Client", "Reply"] {
        taken.add(own.to_owned(), format!("the generated `{own}`"), spec.name.spot, diagnostics);
    }
    taken.add("C".to_owned(), "the parameter of the generated `Client<C>`".to_owned(), spec.name.spot, diagnostics);
    for header in &spec.reply_headers {
        let Text { value, spot } = &header.name;
        taken.add(names::const_ident(value), format!("the header `{value}`"), *spot, diagnostics);
    }
    if !spec.scopes.is_empty() {
        taken.add(SCOPE.to_owned(), "the scopes".to_owned(), spec.name.spot, diagnostics);
    }
    for name in declared(spec) {
        taken.add(name.value.clone(), format!("the type `{}`", name.value), name.spot, diagnostics);
    }
    for endpoint in &spec.endpoints {
        let Text { value, spot } = &endpoint.name;
        taken.add(names::type_ident(value), format!("the request of the endpoint `{value}`"), *spot, diagnostics);
        if let Some(ErrorsSpec::Own(_)) = endpoint.value.errors {
            taken.add(
                format!("{}Error", names::type_ident(value)),
                format!("the errors of the endpoint `{value}`"),
                *spot,
                diagnostics,
            );
        }
    }
    for credential in &spec.credentials {
        let Text { value, spot } = &credential.name;
        let ident = names::type_ident(value);
        if is_token_with_own_type(&credential.value) {
            let what = format!("the token of the credential `{value}`");
            taken.add(names::token_ident(&ident), what, *spot, diagnostics);
        }
        taken.add(ident, format!("the credential `{value}`"), *spot, diagnostics);
    }
}

/// The runtime has a type for tokens that are attached as bearer.
fn is_token_with_own_type(credential: &CredentialSpec) -> bool {
    credential.token.is_some() && !matches!(credential.attach, AttachSpec::Bearer)
}

fn declared(spec: &Spec) -> impl Iterator<Item = &Text> {
    let enums = spec.enums.iter().map(|named| &named.name);
    let types = spec.types.iter().map(|named| &named.name);
    enums.chain(types).chain(spec.error_sets.iter().map(|named| &named.name))
}

#[derive(Default)]
struct Taken(HashMap<String, String>);

impl Taken {
    fn add(&mut self, ident: String, what: String, spot: Spot, diagnostics: &mut Diagnostics) {
        if let Some(first) = self.0.get(&ident) {
            diagnostics.report(
                spot,
                format!("{what} and {first} would both be `{ident}` in Rust"),
                "rename one of them",
            );
            return;
        }
        self.0.insert(ident, what);
    }
}
