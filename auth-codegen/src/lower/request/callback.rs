//! Lowers callbacks: what a page gives back that a browser visits.

use auth_language::id::Table;
use auth_language::problem::Code;
use auth_language::request::{Compared, Part, Place, check_callback_field, check_compared};
use auth_language::spanned::Spanned;
use auth_language::suggest;
use auth_language::value::{self, Scope, Type};

use super::parts::lower_made;
use crate::lower::context::Context;
use crate::lower::value::field;
use crate::lower::value::record::callback_ident;
use crate::model::{self, Field, Record, RecordId, Uses};
use crate::read::{EndpointSpec, FieldKind, FieldSpec, Named, Read, Text, VerifySpec};
use crate::text::Spot;

/// The parameter that says which server answers (RFC 9207 §2).
const ISSUER: &str = "iss";

/// Adds a record for each callback, and returns them by endpoint.
pub(in crate::lower) fn lower(records: &mut Table<RecordId, Record>, cx: &mut Context<'_>) -> Vec<Option<RecordId>> {
    let spec = cx.spec;
    let mut callbacks = Vec::new();
    for named in spec.endpoints.iter() {
        let visit = named.value.as_ref().ok().filter(|spec| spec.is_visit());
        let record = visit.and_then(|spec| match spec.callback_at {
            Some(_) => lower_record(&named.name, spec, cx),
            None => follows_calls(&named.name, cx).then(|| of_code(&named.name)),
        });
        callbacks.push(record.map(|record| records.push(record)));
    }
    callbacks
}

/// Whether calls are made before the visit, of which the log-in may need values after it.
fn follows_calls(visit: &Text, cx: &Context<'_>) -> bool {
    let lists = cx.spec.credentials.sound().filter_map(|(_, credential)| field::sound(&credential.authorize));
    let mut lists = lists.map(|steps| steps.iter().position(|step| step.call.value == visit.value));
    lists.any(|position| position.is_some_and(|position| position > 0))
}

/// Returns the record of a callback that is a code (RFC 6749 §4.1.2).
fn of_code(name: &Text) -> Record {
    let code = Spanned::new("code".to_owned(), name.at);
    let field = Field::new(code, "code", Spanned::new(Type::Secret, name.at));
    record(name, vec![field])
}

fn record(name: &Text, fields: Vec<Field>) -> Record {
    let ident = callback_ident(&name.value);
    let doc = format!("What the page `{}` gives back.", name.value);
    let uses = Uses { callback: true, ..Uses::default() };
    Record { ident, doc: Some(doc), fields, constants: Vec::new(), uses }
}

fn lower_record(name: &Text, spec: &EndpointSpec, cx: &mut Context<'_>) -> Option<Record> {
    let fields: Vec<Field> = spec.callback.iter().filter_map(|named| lower_field(named, cx)).collect();
    if fields.is_empty() && spec.callback.broken().is_none() && spec.callback.iter().next().is_none() {
        let at = spec.callback_at.unwrap_or(name.at);
        cx.report(Code::EMPTY, at, "this callback gives nothing back", "remove it: `{ code: secret }` is the default");
        return None;
    }
    value::check_idents(&fields, cx.problems());
    Some(record(name, fields))
}

/// Lowers a parameter that is read; `None` for one that is compared.
fn lower_field(named: &Named<Read<FieldSpec>>, cx: &mut Context<'_>) -> Option<Field> {
    let Ok(spec) = &named.value else { return Some(field::stand_in(&named.name)) };
    match &spec.kind {
        Ok(FieldKind::Type(expr)) => {
            let before = cx.problems().count();
            let lowered = field::lower(&named.name, spec, expr, cx);
            if !field::is_open(&lowered) {
                check_callback_field(&lowered, cx.problems());
            }
            let is_sound = cx.problems().count() == before;
            Some(if is_sound { lowered } else { field::stand_in(&named.name) })
        }
        Ok(FieldKind::Constant(_) | FieldKind::Template(_) | FieldKind::Computed(_)) => None,
        Err(_) => Some(field::stand_in(&named.name)),
    }
}

/// Lowers what is compared in a callback.
pub(super) fn lower_compared(spec: &EndpointSpec, scope: &Scope, cx: &mut Context<'_>) -> Compared<Spot> {
    if !spec.is_visit() {
        return Compared::nothing();
    }
    let mut compared = Compared::nothing();
    for named in spec.callback.iter() {
        compared
            .expected
            .extend(named.value.as_ref().ok().and_then(|spec| lower_expected(&named.name, spec, scope, cx)));
    }
    // Everybody knows an issuer, so that it does not say whose authorization it is (RFC 9207 §2.4).
    let is_of_reply = |part: &&model::Part| {
        part.name.value != ISSUER && part.value.names().iter().any(|name| name.name.contains('.'))
    };
    compared.bound = compared.expected.iter().filter(is_of_reply).map(|part| part.name.clone()).collect();
    let verify = field::sound(&spec.verify);
    compared.signature = verify.and_then(|verify| lower_signature(verify, spec, scope, cx));
    check_compared(&compared, &names(spec), cx.problems());
    compared
}

/// Returns the parameters that are read.
fn names(spec: &EndpointSpec) -> Vec<Spanned<String, Spot>> {
    typed(spec).flat_map(|(name, names)| names.into_iter().map(|found| Spanned::new(found, name.at))).collect()
}

/// Returns the declared fields of the callback, each with the names of the parameters that it is read from.
fn typed(spec: &EndpointSpec) -> impl Iterator<Item = (&Text, Vec<String>)> {
    let typed = spec.callback.sound().filter(|(_, spec)| matches!(spec.kind, Ok(FieldKind::Type(_))));
    typed.map(|(name, spec)| (name, said(name, spec)))
}

/// Returns the names of the parameters of a field.
fn said(name: &Text, spec: &FieldSpec) -> Vec<String> {
    use crate::read::OriginSpec;
    let Some(origin) = &spec.origin else { return vec![name.value.clone()] };
    match &origin.value {
        Ok(OriginSpec::Paths(paths)) => {
            paths.iter().filter_map(|path| path.as_ref().ok()).map(|path| path.value.replace("\\.", ".")).collect()
        }
        Ok(OriginSpec::Item(_) | OriginSpec::Header(_) | OriginSpec::Cookie(_) | OriginSpec::Challenge(_)) | Err(_) => {
            Vec::new()
        }
    }
}

fn lower_expected(name: &Text, spec: &FieldSpec, scope: &Scope, cx: &mut Context<'_>) -> Option<model::Part> {
    if matches!(spec.kind, Ok(FieldKind::Type(_)) | Err(_)) {
        return None;
    }
    let (value, at) = lower_made(spec, scope, (Code::CONSENT, "", ""), cx)?;
    Some(Part { place: Place::Query, name: name.clone(), value, at })
}

fn report_unknown(field: &Text, known: &[(&Text, Vec<String>)], cx: &mut Context<'_>) {
    let names: Vec<&str> = known.iter().map(|(name, _)| name.value.as_str()).collect();
    let help = match names.as_slice() {
        [] => format!("declare it: `callback: {{ code: secret, {}: string }}`", field.value).into(),
        names => suggest::help(&field.value, field.at, names, "its fields are"),
    };
    cx.report(Code::CONSENT, field.at, format!("the callback has no field `{}`", field.value), help);
}

/// Lowers the signature of a callback, whose field must be declared.
fn lower_signature(
    verify: &VerifySpec,
    spec: &EndpointSpec,
    scope: &Scope,
    cx: &mut Context<'_>,
) -> Option<model::Part> {
    let scope = scope.clone().of_callback();
    let refusal = (Code::CONSENT, "this is a type, and a signature is computed", "write what it is computed from");
    let value = verify.equals.as_ref().ok().and_then(|equals| lower_made(equals, &scope, refusal, cx));
    let field = verify.field.as_ref().ok()?;
    let known: Vec<(&Text, Vec<String>)> = typed(spec).collect();
    let found = known.iter().find(|(name, _)| name.value == field.value);
    if found.is_none() && spec.callback.broken().is_none() && !is_broken(field, spec) {
        report_unknown(field, &known, cx);
    }
    let (value, at) = value?;
    check_names(&value, at, &known, cx);
    let parameter = found.and_then(|(_, names)| names.first().cloned())?;
    Some(Part { place: Place::Query, name: Spanned::new(parameter, field.at), value, at })
}

/// Whether the type of a field of the callback could not be read.
fn is_broken(field: &Text, spec: &EndpointSpec) -> bool {
    let mut named = spec.callback.iter().filter(|named| named.name.value == field.value);
    named.any(|named| named.value.as_ref().map_or(true, |spec| spec.kind.is_err()))
}

/// Checks that the parameters in a signature are declared.
fn check_names(value: &value::Expr, at: Spot, known: &[(&Text, Vec<String>)], cx: &mut Context<'_>) {
    let known: Vec<&str> = known.iter().flat_map(|(_, names)| names.iter().map(String::as_str)).collect();
    for used in value.names().into_iter().filter_map(|name| name.name.strip_prefix("callback.")) {
        if !["query", "lines"].contains(&used) && !known.contains(&used) {
            let help = "name a parameter that is declared, or `callback.query`, or `callback.lines`";
            cx.report(Code::UNKNOWN_NAME, at, format!("the callback has no parameter `{used}`"), help);
        }
    }
}
