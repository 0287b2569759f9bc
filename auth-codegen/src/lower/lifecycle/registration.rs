//! Lowers the registration of a client (RFC 7591): which call registers it, and what is kept of the reply.

use auth_language::id::Table;
use auth_language::problem::Code;
use auth_language::suggest;
use auth_language::value::{Name, NameKind, ScopeEntry, Type};

use super::calls::{Calls, Returned};
use crate::lower::context::Context;
use crate::lower::host::setting::Settings;
use crate::lower::value::field::{as_name, is_open, sound};
use crate::model::{Call, Endpoint, EndpointId, Field, Record, RecordId, Registers};
use crate::read::{RegistrationSpec, Text};

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
        let calls = Calls { endpoints, records, settings };
        let Some((id, registers)) = lower(registration, &calls, cx) else { continue };
        let Call::Http(call) = &mut endpoints[id].call else { continue };
        if call.registers.as_ref().is_some_and(|known| *known != registers) {
            let message = "another credential keeps something else of this reply";
            cx.report(Code::REGISTRATION, registration.spot, message, "write the same in both");
        }
        call.registers = Some(registers);
    }
}

/// Returns the call of a registration that is not broken.
pub(in crate::lower) fn call(spec: Option<&RegistrationSpec>, cx: &Context<'_>) -> Option<EndpointId> {
    let from = spec?.from.as_ref().ok()?;
    cx.spec.endpoints.names().position(|known| known.value == from.value).map(auth_language::id::Id::new)
}

/// Whether a broken registration may keep values whose names are unknown.
pub(super) fn may_keep_more(cx: &Context<'_>) -> bool {
    let registrations = cx.spec.credentials.sound().filter_map(|(_, credential)| credential.registration.as_ref());
    let mut registrations = registrations.map(|registration| registration.as_ref().map(|spec| spec.capture.is_err()));
    registrations.any(|is_broken| is_broken.unwrap_or(true))
}

fn lower(spec: &RegistrationSpec, calls: &Calls<'_>, cx: &mut Context<'_>) -> Option<(EndpointId, Registers)> {
    let from = spec.from.as_ref().ok()?;
    let id = calls.call(from, cx)?;
    if calls.is_protected(id) {
        let message = format!("`{}` needs a token, and a client is registered before it has one", from.value);
        cx.report(Code::REGISTRATION, from.at, message, "remove its `auth`; an initial access token is an input");
        return None;
    }
    let fields = match calls.returned(id) {
        Returned::Record(record) => record.fields.as_slice(),
        Returned::Unknown => return None,
        Returned::OneOf(_) | Returned::Other => {
            let message = format!("`{}` does not return a type with fields", from.value);
            let help = "declare its reply under `types` and name it in `returns`";
            cx.report(Code::REGISTRATION, from.at, message, help);
            return None;
        }
    };
    let names = spec.capture.as_ref().ok()?;
    let captures: Vec<Option<Field>> = names.iter().map(|name| find_text(name, from, fields, cx)).collect();
    let expires_at = match &spec.expires_at {
        Some(name) => Some(find_end(name.as_ref().ok()?, from, fields, cx)?),
        None => None,
    };
    Some((id, Registers { captures: captures.into_iter().collect::<Option<_>>()?, expires_at }))
}

fn find(name: &Text, from: &Text, fields: &[Field], cx: &mut Context<'_>) -> Option<Field> {
    let found = fields.iter().find(|field| field.wire == name.value).cloned();
    if found.is_none() {
        let known: Vec<&str> = fields.iter().map(|field| field.wire.as_str()).collect();
        let help = suggest::help(&name.value, name.at, &known, "its fields are");
        cx.report(Code::REGISTRATION, name.at, format!("`{}` answers no field `{}`", from.value, name.value), help);
    }
    found
}

/// Finds a field that is one text, which can be stored and sent.
fn find_text(name: &Text, from: &Text, fields: &[Field], cx: &mut Context<'_>) -> Option<Field> {
    let field = find(name, from, fields, cx)?;
    let ty = &field.ty.value;
    if is_open(&field) || !(ty.is_object() || ty.is_list()) {
        return Some(field);
    }
    let message = format!("`{}` is not one text, and only texts are kept", name.value);
    cx.report(Code::REGISTRATION, name.at, message, "declare the member that is needed, with `at`, and name that");
    None
}

/// Finds a field that is a point in time.
fn find_end(name: &Text, from: &Text, fields: &[Field], cx: &mut Context<'_>) -> Option<Field> {
    let field = find(name, from, fields, cx)?;
    if is_open(&field) || field.ty.value.is_instant() && field.ty.value != Type::Jwt {
        return Some(field);
    }
    let message = format!("`{}` is not a point in time", name.value);
    cx.report(Code::REGISTRATION, name.at, message, "declare it as `unix seconds` or `timestamp`");
    None
}

/// Returns the names of the values that registrations keep, for templates. Problems with them are reported elsewhere.
pub(super) fn declared(fields: &[Field], spec: &RegistrationSpec) -> Vec<ScopeEntry> {
    let names = spec.capture.iter().flatten();
    let entry = |name: &Text| match fields.iter().find(|field| field.wire == name.value) {
        Some(field) => ScopeEntry::Known(Name { name: name.value.clone(), ..as_name(field, NameKind::Captured) }),
        None => ScopeEntry::Broken(name.value.clone()),
    };
    names.map(entry).collect()
}
