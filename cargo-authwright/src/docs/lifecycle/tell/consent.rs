//! What happens before the first token: a registration, and the consent of a person.

use auth_codegen::model::{Credential, Endpoint, OPENING, Opening, Pkce, Provider, Step};

use super::life::{Life, code, names, request};
use crate::docs::lifecycle::story::{Phase, Who};

/// The client registers itself (RFC 7591).
pub(super) fn registration(credential: &Credential, provider: &Provider) -> Option<Phase> {
    let endpoint = &provider.endpoints[credential.registration?];
    let registers = endpoint.http().and_then(|call| call.registers.as_ref());
    let captured = registers.map(|registers| &registers.captures).into_iter().flatten();
    let captured: Vec<String> = captured.map(|field| field.wire.clone()).collect();
    let mut phase = Phase::new("Registration, once");
    phase.ask(Who::You, Who::Provider, request(endpoint));
    phase.answer(Who::Provider, Who::You, names(&captured));
    phase.ask(Who::You, Who::Store, "keeps the registration");
    Some(phase)
}

/// A person agrees in a browser.
pub(super) fn phase(life: &Life<'_>) -> Option<Phase> {
    let (all, provider) = (life.all, life.provider);
    let visit = &provider.endpoints[all.authorize?];
    let mut phase = Phase::new("Consent");
    if let Some(opening) = &all.opening {
        for step in &opening.steps {
            before(step, (opening, visit), &mut phase, provider);
        }
    }
    let gives = names(&gives(visit, provider));
    let is_pushed = visit.visit().is_some_and(|visit| visit.pushed);
    let with = if is_pushed { String::new() } else { format!(", with {}", fresh(visit)) };
    phase.ask(Who::You, Who::Browser, format!("opens {}{with}", code(visit.spec_name())));
    phase.ask(Who::Browser, Who::Provider, format!("{}: the person agrees", request(visit)));
    phase.answer(Who::Provider, Who::Browser, format!("back to you, with {gives}"));
    phase.answer(Who::Browser, Who::You, format!("the callback: {gives} and `state`"));
    phase.note(Who::You, "`finish` compares the `state`: nobody slips in a callback of their own.");
    Some(phase)
}

/// A call before the visit, such as a pushed request (RFC 9126), which may send the secrets of the consent.
fn before(step: &Step, (opening, visit): (&Opening, &Endpoint), phase: &mut Phase, provider: &Provider) {
    let taken = opening.steps.iter().chain([&opening.visit]).flat_map(|later| &later.takes);
    let taken = taken.flat_map(|(_, taken)| taken.replies()).chain(&opening.keep);
    let mut fields: Vec<String> = Vec::new();
    for found in taken.filter(|found| found.step == step.name) {
        if !fields.contains(&found.field.wire) {
            fields.push(found.field.wire.clone());
        }
    }
    let sends = step.takes.iter().flat_map(|(_, taken)| taken.replies()).any(|found| found.step == OPENING);
    let with = if sends { format!(", with {}", fresh(visit)) } else { String::new() };
    phase.ask(Who::You, Who::Provider, format!("{}{with}", request(&provider.endpoints[step.endpoint])));
    phase.answer(Who::Provider, Who::You, if fields.is_empty() { "the reply".to_owned() } else { names(&fields) });
}

/// What the page gives back: the members of its record, or a code.
fn gives(visit: &Endpoint, provider: &Provider) -> Vec<String> {
    match visit.visit().and_then(|visit| visit.callback) {
        Some(record) => provider.records[record].fields.iter().map(|field| field.wire.clone()).collect(),
        None => vec!["code".to_owned()],
    }
}

/// The secrets of one consent.
fn fresh(visit: &Endpoint) -> &'static str {
    match visit.visit().map(|visit| visit.pkce) {
        Some(Pkce::S256) => "a fresh `state` and a PKCE challenge",
        Some(Pkce::Supported | Pkce::Off) | None => "a fresh `state`",
    }
}
