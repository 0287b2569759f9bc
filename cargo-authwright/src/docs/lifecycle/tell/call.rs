//! A call with a credential.

use auth_codegen::model::{Credential, Endpoint, Provider, Source};

use super::life::{code, request};
use crate::docs::lifecycle::story::{Phase, Who};
use crate::docs::value;

/// Tells a call that takes the credential. `by` is who sends it.
pub(super) fn phase(credential: &Credential, by: Who, provider: &Provider) -> Phase {
    let mut phase = Phase::new("Each call");
    let sample = sample(credential, provider);
    phase.ask(Who::You, by, sample.map_or_else(|| "a call".to_owned(), |endpoint| code(endpoint.spec_name())));
    let call = sample.map_or_else(|| "the call".to_owned(), request);
    phase.ask(by, Who::Provider, format!("{call}{}", attached(credential)));
    phase.answer(Who::Provider, Who::You, "the reply, or a typed error");
    phase
}

/// The first call that takes the credential, and is not one of its own.
fn sample<'p>(credential: &Credential, provider: &'p Provider) -> Option<&'p Endpoint> {
    let takes = |endpoint: &&Endpoint| {
        let accepted = endpoint.http().map(|call| call.auth.credentials(provider)).unwrap_or_default();
        accepted.iter().any(|other| other.ident == credential.ident)
    };
    let is_own = |endpoint: &&Endpoint| match &credential.source {
        Source::Static => false,
        Source::Token(source) => source.steps().any(|step| provider.endpoints[step.endpoint].name == endpoint.name),
    };
    let other = provider.endpoints.iter().find(|endpoint| takes(endpoint) && !is_own(endpoint));
    other.or_else(|| provider.endpoints.iter().find(takes))
}

/// What the call carries.
fn attached(credential: &Credential) -> String {
    let parts: Vec<String> = credential.parts.iter().map(|part| code(&value::part(part))).collect();
    let parts = if parts.is_empty() { String::new() } else { format!(" with {}", parts.join(", ")) };
    let signed = match (&credential.sign, parts.is_empty()) {
        (None, _) => "",
        (Some(_), true) => " with a signature over it",
        (Some(_), false) => ", and a signature over it",
    };
    format!("{parts}{signed}")
}
