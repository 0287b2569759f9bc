//! Compares a JSON value with a literal.

use auth_language::value::Scalar;
use serde_json::Value as Json;

/// Whether a JSON value equals a literal. A number never equals a text; numbers are compared by value.
pub(super) fn is_equal(scalar: &Scalar, json: &Json) -> bool {
    match (scalar, json) {
        (Scalar::Text(text), Json::String(found)) => text == found,
        (Scalar::Boolean(value), Json::Bool(found)) => value == found,
        (Scalar::Number(text), Json::Number(found)) => {
            text == &found.to_string() || text.parse::<f64>().ok() == found.as_f64()
        }
        (Scalar::Text(_) | Scalar::Boolean(_) | Scalar::Number(_) | Scalar::Json(_), _) => false,
    }
}
