//! Finds out which records are sent, and which are received.

use std::collections::HashSet;

use auth_language::id::Table;
use auth_language::problem::Code;
use auth_language::request::is_taken;
use auth_language::value::Type;

use super::field;
use crate::lower::context::{Context, record_of};
use crate::model::{Endpoint, EndpointId, ErrorBody, ErrorSet, ErrorSetId, Record, RecordId, Uses};

/// Marks each record with the directions in which it, or a record that contains it, is used.
pub(in crate::lower) fn mark(
    records: &mut Table<RecordId, Record>,
    endpoints: &Table<EndpointId, Endpoint>,
    error_sets: &Table<ErrorSetId, ErrorSet>,
) {
    for endpoint in endpoints {
        for field in endpoint.fields() {
            mark_type(records, &field.ty.value, |uses| &mut uses.request);
        }
        for ty in endpoint.http().map(|call| call.returns.types()).unwrap_or_default() {
            mark_type(records, ty, |uses| &mut uses.response);
        }
    }
    for body in error_sets.iter().flat_map(|set| set.cases.iter().map(|case| &case.body).chain([&set.other])) {
        if let ErrorBody::Record(id) = body {
            mark_error(records, *id);
        }
    }
}

/// Marks an error body. The records in its fields are decoded as in a successful response.
fn mark_error(records: &mut Table<RecordId, Record>, id: RecordId) {
    if std::mem::replace(&mut records[id].uses.error, true) {
        return;
    }
    for ty in field_types(&records[id]) {
        mark_type(records, &ty, |uses| &mut uses.response);
    }
}

/// Marks a type and the records in it. Uses no recursion, because the nesting can be deeper than the stack.
fn mark_type(records: &mut Table<RecordId, Record>, ty: &Type, direction: fn(&mut Uses) -> &mut bool) {
    let mut open = vec![ty.clone()];
    while let Some(ty) = open.pop() {
        let Some(id) = record_of(&ty) else { continue };
        if !std::mem::replace(direction(&mut records[id].uses), true) {
            open.extend(field_types(&records[id]));
        }
    }
}

fn field_types(record: &Record) -> Vec<Type> {
    record.fields.iter().map(|field| field.ty.value.clone()).collect()
}

/// Checks the rules of records that depend on their directions.
pub(in crate::lower) fn check(
    records: &mut Table<RecordId, Record>,
    endpoints: &Table<EndpointId, Endpoint>,
    cx: &mut Context<'_>,
) {
    check_setters(records, cx);
    check_ends(records, cx);
    replace_constants(records, cx);
    check_heads(records, endpoints, cx);
}

/// Checks that the setter of an optional field in a sent record does not have the name of another method.
fn check_setters(records: &Table<RecordId, Record>, cx: &mut Context<'_>) {
    let sent = records.iter().filter(|record| record.uses.request).flat_map(|record| &record.fields);
    for field in sent.filter(|field| field.optional && is_taken(&field.ident.value, false)) {
        let message = format!("what is built already has a method `{}`", field.ident.value);
        cx.report(Code::TAKEN, field.ident.at, message, "give the field another name in Rust with `rust: …`");
    }
}

/// Checks that a record with an end that may be "never" is not sent, because "never" has several values.
fn check_ends(records: &Table<RecordId, Record>, cx: &mut Context<'_>) {
    for record in records.iter().filter(|record| record.uses.request) {
        for never in record.fields.iter().filter_map(|field| field.never.as_ref()) {
            let message = format!("`{}` is sent too, and `never` says how a reply is read", record.ident);
            cx.report(Code::FIELD_PROPERTY, never.at, message, "declare a type of its own for what is sent");
        }
    }
}

/// Returns the records that broken parts mention, and those in them: what is broken may send them.
fn meant(records: &Table<RecordId, Record>, cx: &Context<'_>) -> HashSet<RecordId> {
    let mentioned = records.with_ids().filter(|(_, record)| cx.is_mentioned(&record.ident));
    let mut open: Vec<RecordId> = mentioned.map(|(id, _)| id).collect();
    let mut meant = HashSet::new();
    while let Some(id) = open.pop() {
        if meant.insert(id) {
            open.extend(field_types(&records[id]).iter().filter_map(record_of));
        }
    }
    meant
}

/// Reports the constants of records that are not sent, and replaces them by fields that accept every value.
fn replace_constants(records: &mut Table<RecordId, Record>, cx: &mut Context<'_>) {
    let meant = meant(records, cx);
    let ids: Vec<RecordId> = records.ids().filter(|id| !meant.contains(id)).collect();
    for id in ids {
        let record = &mut records[id];
        let Uses { request, response, error, callback } = record.uses;
        // A body that is missing may have it.
        if request || cx.lacks_bodies() || !(response || error || callback) {
            continue;
        }
        for constant in std::mem::take(&mut record.constants) {
            let message = format!("a constant is sent, and `{}` is only read", record.ident);
            let help = "give the field a `type`, or remove it: what a reply says beside its fields is ignored";
            cx.report(Code::CONSTANT, constant.name.at, message, help);
            record.fields.push(field::stand_in(&constant.name));
        }
    }
}

/// Checks that only the type of a whole reply reads headers, and not a nested or sent type.
fn check_heads(records: &Table<RecordId, Record>, endpoints: &Table<EndpointId, Endpoint>, cx: &mut Context<'_>) {
    let mut inner: HashSet<RecordId> = records.iter().flat_map(field_types).filter_map(|ty| record_of(&ty)).collect();
    for endpoint in endpoints {
        let types = endpoint.http().map(|call| call.returns.types()).unwrap_or_default();
        inner.extend(types.into_iter().filter(|ty| !matches!(ty, Type::Record(_))).filter_map(record_of));
    }
    for (_, record) in records.with_ids().filter(|(id, record)| inner.contains(id) || record.uses.request) {
        for origin in record.fields.iter().flat_map(|field| &field.at).filter(|origin| origin.value.is_head()) {
            let message = format!("`{}` is not the reply itself, which alone has headers", record.ident);
            cx.report(
                Code::FIELD_PROPERTY,
                origin.at,
                message,
                "move the field to the type that the endpoint `returns`",
            );
        }
    }
}
