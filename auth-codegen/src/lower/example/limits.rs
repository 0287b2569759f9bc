//! Checks the values that the caller gives in an example against the limits of their fields.

use auth_language::value::{Scalar, count_misfit, misfit};
use serde_json::Value as Json;

use crate::conformance::Mismatch;
use crate::model::Field;

/// Reports every value that is too long, too short, or in the wrong format.
pub(super) fn check(fields: &[&Field], given: &Json) -> Result<(), Vec<Mismatch>> {
    let found: Vec<Mismatch> = fields.iter().filter_map(|field| check_field(field, given.get(&field.wire)?)).collect();
    if found.is_empty() { Ok(()) } else { Err(found) }
}

fn check_field(field: &Field, json: &Json) -> Option<Mismatch> {
    let misfit = match json {
        Json::Array(items) => {
            count_misfit(field, items.len(), "item").map(|misfit| format!("`{}` {misfit}", field.wire))
        }
        Json::String(text) if field.separator.is_none() => misfit(field, &Scalar::Text(text.clone())),
        _ => None,
    };
    misfit.map(|misfit| Mismatch::of(&field.wire, misfit, "write a value that fits"))
}
