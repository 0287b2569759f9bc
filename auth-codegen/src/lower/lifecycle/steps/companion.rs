//! Lowers the credential of a step: one that the caller gives with the inputs, or a session of it.

use auth_language::id::Id;
use auth_language::problem::Code;
use auth_language::suggest;

use crate::lower::context::Context;
use crate::lower::lifecycle::calls::Calls;
use crate::lower::lifecycle::replies::Made;
use crate::lower::value::field::sound;
use crate::model::{Auth, CredentialId, Field};
use crate::read::{CredentialSpec, Read, StepSpec, Text};

/// Returns the credential with which a step is made; `None` if it needs none, or the name is broken.
pub(super) fn lower(made: &Made<'_, '_>, calls: &Calls<'_>, cx: &mut Context<'_>) -> Option<CredentialId> {
    let name = sound(&made.spec.auth)?;
    let id = find(name, cx)?;
    let call = &made.spec.call.value;
    let Some(called) = calls.endpoints[made.endpoint].http().filter(|called| called.auth != Auth::None) else {
        let message = format!("`{call}` is made without a credential");
        let help = if calls.is_visit(made.endpoint) {
            "remove this: a browser sends no credential".to_owned()
        } else {
            format!("remove this, or say `auth: {}` at `{call}`", name.value)
        };
        cx.report(Code::AUTH, name.at, message, help);
        return None;
    };
    if !called.auth.accepts(id) {
        let message = format!("`{call}` does not accept `{}`", name.value);
        cx.report(Code::AUTH, name.at, message, "name a credential that it accepts, or add this one there");
        return None;
    }
    Some(id)
}

/// Checks that calls which need a token say by which credential they are made: the token that is asked for is not there.
pub(in crate::lower::lifecycle) fn check_given(
    made: &[Made<'_, '_>],
    calls: &Calls<'_>,
    cx: &mut Context<'_>,
) -> Read<()> {
    let open = made.iter().find(|step| calls.is_protected(step.endpoint) && step.spec.auth.is_none());
    let Some(Text { value: call, at }) = open.map(|step| &step.spec.call) else { return Ok(()) };
    let message = format!("`{call}` needs a token itself");
    let help =
        format!("say by which other credential: `{{ call: {call}, auth: NAME }}`, or name an endpoint without `auth`");
    Err(cx.report(Code::TOKEN_CALL, *at, message, help))
}

/// Checks that no input has the name of a credential with which a step is made, because both are fields.
pub(in crate::lower::lifecycle) fn check_names<'s, 'f>(
    steps: impl IntoIterator<Item = &'s StepSpec>,
    inputs: impl IntoIterator<Item = &'f Field>,
    cx: &mut Context<'_>,
) {
    let inputs: Vec<&str> = inputs.into_iter().map(|input| input.ident.value.as_str()).collect();
    for name in steps.into_iter().filter_map(|step| sound(&step.auth)) {
        if inputs.contains(&auth_language::name::field_ident(&name.value).as_str()) {
            let message = format!("`{}` is an input, too", name.value);
            cx.report(Code::COLLISION, name.at, message, "give the credential or the input another name");
        }
    }
}

/// Finds a credential.
fn find(name: &Text, cx: &mut Context<'_>) -> Option<CredentialId> {
    let credentials = &cx.spec.credentials;
    let number = credentials.names().position(|known| known.value == name.value);
    if number.is_none() && credentials.broken().is_none() {
        let known: Vec<&str> = credentials.names().map(|name| name.value.as_str()).collect();
        let help = suggest::help(&name.value, name.at, &known, "the credentials are");
        cx.report(Code::AUTH, name.at, format!("there is no credential `{}`", name.value), help);
    }
    number.map(Id::new)
}

/// Checks that no credential is obtained with itself, not even by way of others.
pub(in crate::lower) fn check(cx: &mut Context<'_>) {
    let spec = cx.spec;
    for (own, credential) in spec.credentials.sound() {
        let mut seen: Vec<&str> = Vec::new();
        for first in needed(credential) {
            let mut open = vec![first.value.as_str()];
            while let Some(name) = open.pop() {
                if seen.contains(&name) {
                    continue;
                }
                seen.push(name);
                let found = spec.credentials.sound().filter(|(known, _)| known.value == name);
                open.extend(found.flat_map(|(_, other)| needed(other)).map(|other| other.value.as_str()));
            }
            // What its step says of it in another way is one mistake.
            if seen.contains(&own.value.as_str()) && !cx.is_reported(first.at) {
                let message = format!("`{}` would be obtained with itself", own.value);
                cx.report(Code::AUTH, first.at, message, "name a credential that is obtained without it");
                break;
            }
        }
    }
}

/// Returns the credentials with which the steps of a log-in are made, also before its visit.
fn needed(credential: &CredentialSpec) -> impl Iterator<Item = &Text> {
    let token = credential.token.as_ref().and_then(|token| token.as_ref().ok());
    let steps = token.and_then(|token| token.from.as_ref().ok()).into_iter().flatten();
    sound(&credential.authorize).into_iter().flatten().chain(steps).filter_map(|step| sound(&step.auth))
}
