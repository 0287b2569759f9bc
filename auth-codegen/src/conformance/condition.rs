//! Which error a body means.

use auth_language::error::Is;
use auth_language::value::Scalar;
use serde_json::Value as Json;

use super::path::look_up;
use crate::model::{Condition, ErrorCase};

/// Whether every condition of an error holds for a body.
#[must_use]
pub fn holds(case: &ErrorCase, body: &Json) -> bool {
    case.when.iter().all(|condition| is_met(condition, body))
}

fn is_met(condition: &Condition, body: &Json) -> bool {
    match (&condition.is, look_up(&condition.field, body)) {
        (_, None) => false,
        (Is::Present, Some(_)) => true,
        (Is::AnyOf(values), Some(found)) => values.iter().any(|value| is_equal(value, found)),
    }
}

/// A number is never a text, and numbers are equal as numbers.
fn is_equal(scalar: &Scalar, json: &Json) -> bool {
    match (scalar, json) {
        (Scalar::Text(text), Json::String(found)) => text == found,
        (Scalar::Boolean(value), Json::Bool(found)) => value == found,
        (Scalar::Number(text), Json::Number(found)) => {
            text == &found.to_string() || text.parse::<f64>().ok() == found.as_f64()
        }
        (Scalar::Text(_) | Scalar::Boolean(_) | Scalar::Number(_), _) => false,
    }
}
