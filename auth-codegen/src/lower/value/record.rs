//! Lowers records (JSON object types).

use auth_language::id::Table;
use auth_language::name;
use auth_language::problem::Code;
use auth_language::value;

use super::{cycle, field, types};
use crate::lower::context::Context;
use crate::model::{Field, Record, RecordId, Uses};
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
    let lowered: Vec<Field> = fields.iter().map(|named| lower_member(named, cx)).collect();
    value::check_meanings(&lowered, cx.problems());
    field::check_idents(&lowered, cx);
    let doc = field::sound(doc).map(field::trimmed);
    Record { ident: name.value.clone(), doc, fields: lowered, uses: Uses::default() }
}

fn lower_member(named: &Named<Read<FieldSpec>>, cx: &mut Context<'_>) -> Field {
    let Ok(spec) = &named.value else { return field::member_stand_in(&named.name, None, cx) };
    match &spec.kind {
        Ok(FieldKind::Type(expr)) => {
            let lowered = field::lower(&named.name, spec, expr, cx);
            value::check_read(&lowered, cx.problems());
            lowered
        }
        Ok(FieldKind::Constant(_) | FieldKind::Template(_) | FieldKind::Computed(_)) => {
            let message = "a constant or template belongs to a request";
            cx.report(Code::CONSTANT, named.name.at, message, "give the field a `type`");
            field::stand_in(&named.name)
        }
        Err(_) => field::member_stand_in(&named.name, Some(spec), cx),
    }
}
