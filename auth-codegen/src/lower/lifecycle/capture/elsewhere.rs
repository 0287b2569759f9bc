//! Names that a template cannot use where it is, though they are known elsewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use auth_language::value::ScopeEntry;

use crate::lower::context::Context;
use crate::lower::host::setting::Settings;
use crate::read::{CredentialSpec, EndpointSpec};

/// Names, each with advice on how it is used.
type Advice = BTreeMap<String, String>;

/// Notes the names that calls cannot use: fields of replies, and inputs of credentials.
pub(in crate::lower) fn declare(settings: &mut Settings, cx: &Context<'_>) {
    let endpoints = cx.spec.endpoints.sound().map(|(name, spec)| (name.value.as_str(), spec)).collect();
    let mut of_calls = Advice::new();
    let mut fields: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (step, field) in settings.replies.iter().map(ScopeEntry::name).filter_map(|name| name.split_once('.')) {
        if !of_calls.contains_key(field) {
            of_calls.insert(field.to_owned(), of_reply(step, field));
        }
        if !fields.get(step).is_some_and(|fields| fields.contains(field)) {
            fields.entry(step.to_owned()).or_default().insert(field.to_owned());
        }
    }
    for (name, spec) in cx.spec.credentials.sound() {
        for input in inputs(spec, &endpoints) {
            of_calls.entry(input.to_owned()).or_insert_with(|| of_input(&name.value));
        }
    }
    settings.elsewhere = Arc::new(of_calls);
    settings.answered = fields;
}

fn of_reply(step: &str, field: &str) -> String {
    format!("a reply has it: a call of the log-in writes `{{{step}.{field}}}`; for another call, `capture: {field}`")
}

fn of_input(credential: &str) -> String {
    format!("it is an input of `{credential}`, and has a name under its `attach` and `sign`, not in calls")
}

/// Returns the names that the parts of a session cannot use: fields of replies which are not captured.
pub(in crate::lower) fn of_credential(spec: &CredentialSpec, settings: &Settings) -> Arc<Advice> {
    let own = calls(spec).into_iter().filter_map(|call| settings.answered.get(call)).flatten();
    let advice = own.map(|field| (field.clone(), format!("capture it: `token: {{ capture: {field} }}`")));
    Arc::new(advice.collect())
}

/// Returns the inputs of a credential, those of its calls included.
fn inputs<'s>(spec: &'s CredentialSpec, endpoints: &BTreeMap<&str, &'s EndpointSpec>) -> Vec<&'s str> {
    let called = calls(spec).into_iter().filter_map(|call| endpoints.get(call));
    let given = called.flat_map(|endpoint| endpoint.groups()).flat_map(|(_, entries)| entries.names());
    let own = spec.inputs.names().chain(given).map(|name| name.value.as_str());
    own.chain(spec.key.is_some().then_some("key")).collect()
}

/// Returns the calls of a credential. Many steps may make one call.
fn calls(spec: &CredentialSpec) -> BTreeSet<&str> {
    spec.calls().map(|call| call.value.as_str()).collect()
}
