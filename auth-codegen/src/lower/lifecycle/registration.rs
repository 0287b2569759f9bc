//! Lowers the registration of a client (RFC 7591): which call registers it, and what is kept of the reply.

mod captures;
pub(in crate::lower) mod order;

use auth_language::id::Table;
use auth_language::problem::Code;

use super::calls::{Calls, Returned};
use super::replies::{Made, Replies};
use super::steps;
use crate::lower::context::Context;
use crate::lower::host::setting::Settings;
use crate::lower::value::field::sound;
use crate::model::{Call, Endpoint, EndpointId, Record, RecordId, Registers, Step};
use crate::read::RegistrationSpec;

/// Marks the calls that register clients with what is kept of their replies.
pub(in crate::lower) fn mark(
    endpoints: &mut Table<EndpointId, Endpoint>,
    records: &Table<RecordId, Record>,
    settings: &Settings,
    cx: &mut Context<'_>,
) {
    let spec = cx.spec;
    for (_, credential) in spec.credentials.sound() {
        let Some(registration) = sound(&credential.registration) else { continue };
        let calls = Calls { endpoints, records, settings, are_cut: false };
        let Some((id, registers)) = lower(registration, &calls, cx) else { continue };
        let Call::Http(call) = &mut endpoints[id].call else { continue };
        if call.registers.as_ref().is_some_and(|known| **known != registers) {
            let message = "another credential keeps something else of this reply";
            cx.report(Code::REGISTRATION, registration.spot, message, "write the same in both");
        }
        call.registers = Some(Box::new(registers));
    }
}

/// Returns the call of a registration that is not broken.
pub(in crate::lower) fn call(spec: Option<&RegistrationSpec>, cx: &Context<'_>) -> Option<EndpointId> {
    let last = spec?.from.as_ref().ok()?.last()?;
    cx.spec.endpoints.names().position(|known| known.value == last.call.value).map(auth_language::id::Id::new)
}

/// Whether a call is one of a registration.
pub(in crate::lower::lifecycle) fn has(id: EndpointId, cx: &Context<'_>) -> bool {
    let name = cx.spec.endpoints.names().nth(auth_language::id::Id::number(id));
    let registrations = cx.spec.credentials.sound().filter_map(|(_, credential)| sound(&credential.registration));
    let mut steps = registrations.filter_map(|registration| registration.from.as_ref().ok()).flatten();
    name.is_some_and(|name| steps.any(|step| step.call.value == name.value))
}

/// Whether a broken registration may keep values whose names are unknown.
pub(super) fn may_keep_more(cx: &Context<'_>) -> bool {
    let registrations = cx.spec.credentials.sound().filter_map(|(_, credential)| credential.registration.as_ref());
    let mut registrations = registrations.map(|registration| registration.as_ref().map(|spec| spec.capture.is_err()));
    registrations.any(|is_broken| is_broken.unwrap_or(true))
}

fn lower(spec: &RegistrationSpec, calls: &Calls<'_>, cx: &mut Context<'_>) -> Option<(EndpointId, Registers)> {
    let made = steps::find(spec.from.as_ref().ok()?, calls, cx)?;
    let (last, before) = made.split_last()?;
    if !check_open(&made, calls, cx) {
        return None;
    }
    refuse_words(last, before, cx);
    let steps = steps::lower(&[], before, &vec![None; before.len()], None, calls, cx);
    if !check_filled(before, &steps, calls, cx) {
        return None;
    }
    if matches!(last.returned, Returned::OneOf(_) | Returned::Other) {
        let message = format!("`{}` does not return a type with fields", last.spec.call.value);
        let help = "declare its reply under `types` and name it in `returns`";
        cx.report(Code::REGISTRATION, last.spec.call.at, message, help);
        return None;
    }
    let replies = Replies::of(&made, calls);
    let kept = captures::lower(spec.capture.as_ref().ok()?, &replies, cx);
    let expires_at = match &spec.expires_at {
        Some(name) => Some(captures::find_end(name.as_ref().ok()?, last, calls, cx)?),
        None => None,
    };
    let (own, found): (Vec<_>, Vec<_>) = kept?.into_iter().partition(|(_, found)| found.step == last.spec.name().value);
    let captures = own.into_iter().map(|(_, found)| found.field).collect();
    Some((last.endpoint, Registers { before: steps, found, captures, expires_at }))
}

/// Checks that no call needs a token.
fn check_open(made: &[Made<'_, '_>], calls: &Calls<'_>, cx: &mut Context<'_>) -> bool {
    let protected = made.iter().find(|step| calls.is_protected(step.endpoint));
    if let Some(Made { spec, .. }) = protected {
        let message = format!("`{}` needs a token, and a client is registered before it has one", spec.call.value);
        cx.report(Code::REGISTRATION, spec.call.at, message, "remove its `auth`; an initial access token is an input");
    }
    protected.is_none()
}

/// Reports what only the steps of a log-in can have.
fn refuse_words(last: &Made<'_, '_>, before: &[Made<'_, '_>], cx: &mut Context<'_>) {
    for Made { spec, .. } in before.iter().chain([last]) {
        let ask = sound(&spec.ask).and_then(|names| names.first());
        let texts = [&spec.keep, &spec.auth, &spec.when].into_iter().filter_map(sound).chain(ask);
        let optional = spec.is_optional.then_some(spec.call.at);
        for at in texts.map(|text| text.at).chain(optional) {
            let message = "this is for the steps of a log-in";
            let help = "remove it: the calls of a registration are made once, without a credential, and must succeed";
            cx.report(Code::REGISTRATION, at, message, help);
        }
    }
    let given = last.spec.with.names().chain(last.spec.expect.names()).next();
    if let Some(name) = given {
        let message = "the caller makes the request of the registration, and its reply is kept as it is";
        cx.report(Code::REGISTRATION, name.at, message, "remove this, or say it of a step before");
    }
}

/// Checks that the calls before the registration ask the caller for nothing.
fn check_filled(before: &[Made<'_, '_>], steps: &[Step], calls: &Calls<'_>, cx: &mut Context<'_>) -> bool {
    let count = cx.problems().count();
    for (Made { spec, endpoint, .. }, step) in before.iter().zip(steps) {
        let is_taken = |ident: &str| step.takes.iter().any(|(taken, _)| taken == ident);
        // What `with` names, and is broken, was reported.
        let is_said = |wire: &str| spec.with.names().any(|name| name.value == wire);
        let mut fields = calls.fields(*endpoint).iter();
        let Some(field) = fields.find(|field| !is_taken(&field.ident.value) && !is_said(&field.wire)) else { continue };
        if !calls.is_open(*endpoint, cx) {
            let call = &spec.call.value;
            let message = format!("`{call}` has the field `{}`, which nobody gives before a registration", field.wire);
            let help = "give it the value of an earlier reply by `with`, or make it a setting";
            cx.report(Code::REGISTRATION, spec.call.at, message, help);
        }
    }
    cx.problems().count() == count
}
