//! Lowers records (JSON object types).

use auth_language::id::Table;
use auth_language::name;
use auth_language::problem::Code;
use auth_language::value;

use super::{cycle, field, property, types};
use crate::lower::context::Context;
use crate::model::{Constant, Field, Record, RecordId, Uses};
use crate::read::{FieldKind, FieldSpec, Named, Read, Text, TypeSpec};

pub(in crate::lower) fn lower(cx: &mut Context<'_>) -> Table<RecordId, Record> {
    let spec = cx.spec;
    let mut records = Table::default();
    let mut names = Vec::new();
    for named in spec.types.iter() {
        types::check_name(&named.name, "type", cx);
        let Ok(record) = &named.value else { continue };
        let lowered = lower_record(&named.name, record, cx);
        if record.is_whole() {
            records.push(lowered);
            names.push(&named.name);
        }
    }
    cycle::check(&mut records, &names, cx);
    records
}

/// Returns the name of the record of what an endpoint gives back that a browser visits.
pub(in crate::lower) fn callback_ident(endpoint: &str) -> String {
    format!("{}Callback", name::type_ident(endpoint))
}

fn lower_record(name: &Text, spec: &TypeSpec, cx: &mut Context<'_>) -> Record {
    let TypeSpec { doc, fields } = spec;
    if fields.is_empty() {
        let message = format!("`{}` has no fields", name.value);
        cx.report(Code::EMPTY, name.at, message, "add one, or use `json` where it is referred to");
    }
    let (mut lowered, mut constants) = (Vec::new(), Vec::new());
    for named in fields.iter() {
        match lower_constant(named, cx) {
            Some(constant) => constants.push(constant),
            None => lowered.push(lower_member(named, cx)),
        }
    }
    value::check_meanings(&lowered, cx.problems());
    field::check_idents(&lowered, cx);
    let doc = field::sound(doc).map(field::trimmed);
    Record { ident: name.value.clone(), doc, fields: lowered, constants, uses: Uses::default() }
}

/// Lowers a member that is always the same when the record is sent; `None` if it is none, or is broken.
fn lower_constant(named: &Named<Read<FieldSpec>>, cx: &mut Context<'_>) -> Option<Constant> {
    let spec = named.value.as_ref().ok()?;
    let Ok(FieldKind::Constant(value)) = &spec.kind else { return None };
    let is_broken = property::check_made(spec, cx).is_some();
    if let Some(at) = spec.raw {
        cx.report(Code::FIELD_PROPERTY, at, "`raw` is for the path and the query of an endpoint", "remove it");
    }
    (!is_broken && spec.raw.is_none()).then(|| Constant { name: named.name.clone(), value: value.clone() })
}

fn lower_member(named: &Named<Read<FieldSpec>>, cx: &mut Context<'_>) -> Field {
    let Ok(spec) = &named.value else { return field::member_stand_in(&named.name, None, cx) };
    match &spec.kind {
        Ok(FieldKind::Type(expr)) => {
            let lowered = field::lower(&named.name, spec, expr, cx);
            value::check_read(&lowered, cx.problems());
            lowered
        }
        // A broken constant was reported.
        Ok(FieldKind::Constant(_)) => field::stand_in(&named.name),
        Ok(FieldKind::Template(_) | FieldKind::Computed(_)) => {
            let message = "a template or a computed value belongs to a request";
            let help = "give the field a `type`; what is always sent is `{ const: … }`";
            cx.report(Code::CONSTANT, named.name.at, message, help);
            field::stand_in(&named.name)
        }
        Err(_) => field::member_stand_in(&named.name, Some(spec), cx),
    }
}
