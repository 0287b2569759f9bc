//! The constants of records: members that are always the same when a record is sent, and that no caller gives.

use serde_json::{Map, Value as Json};

use super::mismatch::Mismatch;
use crate::model::{Provider, Record, Type, as_text, literal};

/// Adds the constants of the records in a value, as they are sent.
#[must_use]
pub fn with_constants(provider: &Provider, ty: &Type, mut json: Json) -> Json {
    walk(provider, ty, &mut json, &mut |record, members| {
        let constants = record.constants.iter().map(|known| (known.name.value.clone(), literal(&known.value.value)));
        let given = std::mem::take(members);
        members.extend(constants.chain(given));
    });
    json
}

/// Removes the constants of the records in a value, so that what the caller gives is left.
#[must_use]
pub fn without_constants(provider: &Provider, ty: &Type, mut json: Json) -> Json {
    walk(provider, ty, &mut json, &mut |record, members| {
        members.retain(|name, _| !record.constants.iter().any(|known| known.name.value == *name));
    });
    json
}

/// Divides the members of a record into its constants that differ, and all others.
pub(super) fn differing(record: &Record, members: &Map<String, Json>) -> (Vec<Mismatch>, Map<String, Json>) {
    let (mut differing, mut others) = (Vec::new(), members.clone());
    for known in &record.constants {
        let (name, expected) = (&known.name.value, literal(&known.value.value));
        let is_same = |found: &Json| *found == expected || as_text(found) == as_text(&expected);
        if let Some(found) = others.shift_remove(name).filter(|found| !is_same(found)) {
            let message = format!("`{name}` is always `{}`, found `{}`", as_text(&expected), as_text(&found));
            differing.push(Mismatch::of(name, message, "remove it: a constant is sent without being given"));
        }
    }
    (differing, others)
}

/// Visits the records in a value.
fn walk(provider: &Provider, ty: &Type, json: &mut Json, visit: &mut dyn FnMut(&Record, &mut Map<String, Json>)) {
    match (ty, json) {
        (Type::List(item), Json::Array(items)) => {
            for json in items {
                walk(provider, item, json, visit);
            }
        }
        (Type::Map(item), Json::Object(members)) => {
            for json in members.values_mut() {
                walk(provider, item, json, visit);
            }
        }
        (Type::Record(id), Json::Object(members)) => {
            let record = &provider.records[*id];
            for field in &record.fields {
                if let Some(json) = members.get_mut(&field.wire) {
                    walk(provider, &field.ty.value, json, visit);
                }
            }
            visit(record, members);
        }
        _ => {}
    }
}
