//! Types of objects.

use std::collections::{HashMap, HashSet};

use crate::lower::request::parameters;
use crate::lower::sentence;
use crate::lower::value::field::{self, Position};
use crate::lower::value::types::Types;
use crate::model::{Endpoint, ErrorBody, ErrorSet, Field, Record, Returns, Type, Uses};
use crate::read::{FieldSpec, Named, Spec, TypeSpec};
use crate::text::diagnostics::Diagnostics;
use crate::text::tree::Spot;

pub(in crate::lower) fn lower(spec: &Spec, types: &mut Types<'_>, diagnostics: &mut Diagnostics) -> Vec<Record> {
    let records: Vec<Record> = spec.types.iter().map(|named| lower_record(named, types, diagnostics)).collect();
    check_cycles(spec, &records, diagnostics);
    records
}

fn lower_record(named: &Named<TypeSpec>, types: &mut Types<'_>, diagnostics: &mut Diagnostics) -> Record {
    let TypeSpec { doc, fields } = &named.value;
    if fields.is_empty() && !diagnostics.has_lost() {
        diagnostics.report(
            named.name.spot,
            format!("`{}` has no fields", named.name.value),
            "add one, or use `json` where it is referred to",
        );
    }
    let lowered: Vec<(Field, Spot)> = fields
        .iter()
        .filter_map(|member| {
            field::lower(member, Position::Record, types, diagnostics).map(|lowered| (lowered, member.name.spot))
        })
        .collect();
    check_meanings(fields, diagnostics);
    field::check_idents(
        lowered.iter().map(|(field, spot)| (field.ident.as_str(), field.wire.as_str(), *spot)),
        diagnostics,
    );
    Record {
        ident: named.name.value.clone(),
        doc: doc.as_ref().map_or_else(|| format!("An object of type `{}`.", named.name.value), sentence),
        fields: lowered.into_iter().map(|(field, _)| field).collect(),
        uses: Uses::default(),
    }
}

/// An error has one code and one message.
fn check_meanings(fields: &[Named<FieldSpec>], diagnostics: &mut Diagnostics) {
    let mut seen: HashMap<&str, &str> = HashMap::new();
    for field in fields {
        let Some(means) = &field.value.means else { continue };
        if let Some(first) = seen.insert(&means.value, &field.name.value) {
            let help = "keep one of the two; `at` may name several places for it";
            diagnostics.report(means.spot, format!("`{first}` is the {} already", means.value), help);
        }
    }
}

/// A type that contains itself would have no end, in memory or in a reply made to exhaust the reader.
fn check_cycles(spec: &Spec, records: &[Record], diagnostics: &mut Diagnostics) {
    let endless = endless(records);
    for name in spec.types.iter().map(|named| &named.name).filter(|name| endless.contains(name.value.as_str())) {
        diagnostics.report(name.spot, format!("`{}` contains itself", name.value), "make the inner one `json`");
    }
}

/// The types that contain themselves: of those with no end, each that leads back to itself.
fn endless(records: &[Record]) -> HashSet<&str> {
    let edges: HashMap<&str, Vec<&str>> =
        records.iter().map(|record| (record.ident.as_str(), mentions(record))).collect();
    let without_end = without_end(&edges);
    without_end.into_iter().filter(|name| reaches(&edges, name)).collect()
}

/// What holds only types that end ends itself; this is what remains.
fn without_end<'r>(edges: &HashMap<&'r str, Vec<&'r str>>) -> Vec<&'r str> {
    let mut waiting: HashMap<&str, usize> = edges.iter().map(|(name, inner)| (*name, inner.len())).collect();
    let mut holders: HashMap<&str, Vec<&str>> = HashMap::new();
    for (name, inner) in edges.iter().flat_map(|(name, inner)| inner.iter().map(move |inner| (name, inner))) {
        holders.entry(inner).or_default().push(name);
    }
    let mut ended: Vec<&str> = edges.iter().filter(|(_, inner)| inner.is_empty()).map(|(name, _)| *name).collect();
    while let Some(name) = ended.pop() {
        for holder in holders.get(name).into_iter().flatten() {
            let Some(count) = waiting.get_mut(holder) else { continue };
            *count -= 1;
            if *count == 0 {
                ended.push(holder);
            }
        }
    }
    waiting.into_iter().filter(|(_, count)| *count > 0).map(|(name, _)| name).collect()
}

fn mentions(record: &Record) -> Vec<&str> {
    record.fields.iter().filter_map(|field| record_of(&field.ty)).collect()
}

fn record_of(ty: &Type) -> Option<&str> {
    match ty {
        Type::Record(name) => Some(name),
        Type::List(item) => record_of(item),
        Type::String
        | Type::Secret
        | Type::Integer
        | Type::Number
        | Type::Boolean
        | Type::Seconds
        | Type::Duration
        | Type::Timestamp
        | Type::Uuid
        | Type::Url
        | Type::Json
        | Type::Choice(_) => None,
    }
}

fn reaches(edges: &HashMap<&str, Vec<&str>>, start: &str) -> bool {
    let mut seen: HashSet<&str> = HashSet::new();
    let mut open: Vec<&str> = edges.get(start).cloned().unwrap_or_default();
    while let Some(name) = open.pop() {
        if name == start {
            return true;
        }
        if seen.insert(name) {
            open.extend(edges.get(name).into_iter().flatten());
        }
    }
    false
}

/// A record that is sent is built like a request.
pub(in crate::lower) fn check_setters(spec: &Spec, records: &[Record], diagnostics: &mut Diagnostics) {
    for record in records.iter().filter(|record| record.uses.request) {
        let written =
            spec.types.iter().filter(|named| named.name.value == record.ident).flat_map(|named| &named.value.fields);
        for named in written {
            let field = record.fields.iter().find(|field| field.wire == named.name.value);
            if let Some(field) = field {
                parameters::check_setter(field, named.name.spot, diagnostics);
            }
        }
    }
}

/// A record derives for the directions in which it travels, and those of what it holds.
pub(in crate::lower) fn mark_uses(records: &mut [Record], endpoints: &[Endpoint], error_sets: &[ErrorSet]) {
    let index: HashMap<String, usize> =
        records.iter().enumerate().map(|(index, record)| (record.ident.clone(), index)).collect();
    for endpoint in endpoints {
        for (_, field) in endpoint.fields() {
            mark(records, &index, &field.ty, |uses| &mut uses.request);
        }
        if let Some(Returns::Type(ty)) = endpoint.http().map(|call| &call.returns) {
            mark(records, &index, ty, |uses| &mut uses.response);
        }
    }
    for body in error_sets.iter().flat_map(|set| set.cases.iter().map(|case| &case.body).chain([&set.other])) {
        if let ErrorBody::Record(name) = body {
            mark_error(records, &index, name);
        }
    }
}

/// An error body is read member by member; what stands inside it is read like a response.
fn mark_error(records: &mut [Record], index: &HashMap<String, usize>, name: &str) {
    let Some(record) = index.get(name).and_then(|at| records.get_mut(*at)) else { return };
    if std::mem::replace(&mut record.uses.error, true) {
        return;
    }
    for ty in field_types(record) {
        mark(records, index, &ty, |uses| &mut uses.response);
    }
}

/// Marks a type and what it holds. A chain of types may be longer than a stack is deep.
fn mark(records: &mut [Record], index: &HashMap<String, usize>, ty: &Type, direction: fn(&mut Uses) -> &mut bool) {
    let mut open = vec![ty.clone()];
    while let Some(ty) = open.pop() {
        let at = record_of(&ty).and_then(|name| index.get(name));
        let Some(record) = at.and_then(|at| records.get_mut(*at)) else { continue };
        if !std::mem::replace(direction(&mut record.uses), true) {
            open.extend(field_types(record));
        }
    }
}

fn field_types(record: &Record) -> Vec<Type> {
    record.fields.iter().map(|field| field.ty.clone()).collect()
}
