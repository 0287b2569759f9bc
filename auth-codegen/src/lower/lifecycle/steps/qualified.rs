//! Qualified names in the templates of an endpoint: `{log_in.access_token}` is a field of the reply of an earlier step.

use auth_language::id::Table;
use auth_language::name;
use auth_language::problem::Code;
use auth_language::value::{Name, NameKind, ScopeEntry};

use super::implied::is_implied;
use crate::lower::context::Context;
use crate::lower::lifecycle::capture::captured::{callback_of, fields_of};
use crate::model::{Credential, CredentialId, Endpoint, EndpointId, Field, Record, RecordId, Source};
use crate::read::{CredentialSpec, StepSpec};

/// Returns the fields of the replies of all steps, by qualified names. Problems with the steps are reported elsewhere.
pub(in crate::lower) fn declared(records: &Table<RecordId, Record>, cx: &Context<'_>) -> Vec<ScopeEntry> {
    let credentials = &cx.spec.credentials;
    // The steps of a broken credential may have any name.
    let mut entries = if are_known(cx) { Vec::new() } else { vec![ScopeEntry::Broken(String::new())] };
    for step in
        credentials.sound().flat_map(|(_, credential)| credential.steps().chain(credential.before_registration()))
    {
        if is_visit(step, cx) {
            let fields = callback_of(&step.call.value, records).into_iter().flat_map(|record| &record.fields);
            entries.extend(fields.map(|field| ScopeEntry::Known(as_name(step, field))));
            continue;
        }
        match fields_of(&step.call, records, cx) {
            Some(fields) => entries.extend(fields.iter().map(|field| ScopeEntry::Known(as_name(step, field)))),
            None => entries.push(ScopeEntry::Broken(format!("{}.", step.name().value))),
        }
    }
    entries
}

/// Whether the steps of all log-ins could be read.
fn are_known(cx: &Context<'_>) -> bool {
    let credentials = &cx.spec.credentials;
    let is_read = |credential: &CredentialSpec| {
        let CredentialSpec { token, authorize, refresh, revoke, log_out, registration, .. } = credential;
        let is_made = token.as_ref().is_none_or(|token| token.as_ref().is_ok_and(|token| token.from.is_ok()));
        let is_registered = registration.as_ref().is_none_or(|it| it.as_ref().is_ok_and(|it| it.from.is_ok()));
        is_made && is_registered && [authorize, refresh, revoke, log_out].into_iter().flatten().all(Result::is_ok)
    };
    credentials.broken().is_none() && credentials.iter().all(|named| named.value.as_ref().is_ok_and(is_read))
}

/// Whether a step of `authorize` is a page that a browser visits.
fn is_visit(step: &StepSpec, cx: &Context<'_>) -> bool {
    let endpoint = cx.spec.endpoints.sound().find(|(name, _)| name.value == step.call.value);
    endpoint.is_some_and(|(_, endpoint)| endpoint.is_visit())
}

fn as_name(step: &StepSpec, field: &Field) -> Name {
    let name = format!("{}.{}", step.name().value, field.wire);
    let ident = name::field_ident(&name);
    let optional = field.optional || step.is_optional;
    Name { kind: NameKind::Field, name, ident, ty: field.ty.value.clone(), optional }
}

/// Checks that each call whose templates name the reply of a step is itself a step of a login.
pub(in crate::lower) fn check(
    endpoints: &Table<EndpointId, Endpoint>,
    credentials: &Table<CredentialId, Credential>,
    cx: &mut Context<'_>,
) {
    let spec = cx.spec;
    let is_whole = are_known(cx);
    for ((id, endpoint), named) in endpoints.with_ids().zip(spec.endpoints.iter()) {
        let Ok(written) = &named.value else { continue };
        let mut implied = endpoint.fields().iter().filter(|field| is_implied(field, written));
        let Some(first) = implied.next() else { continue };
        let is_mentioned = spec
            .credentials
            .sound()
            .any(|(_, it)| it.steps().chain(it.before_registration()).any(|step| step.call.value == named.name.value));
        if is_whole
            && cx.are_calls_known
            && !is_mentioned
            && !credentials.iter().any(|credential| is_step(id, credential))
        {
            let message = format!("`{{{}}}` is known during a log-in, and no log-in makes this call", first.wire);
            let help = "make it a step of `token: { from: […] }`, or capture the value and name it alone";
            cx.report(Code::STEP, first.ident.at, message, help);
        }
    }
}

fn is_step(id: EndpointId, credential: &Credential) -> bool {
    match &credential.source {
        Source::Token(source) => source.steps().any(|step| step.endpoint == id),
        Source::Static => false,
    }
}
