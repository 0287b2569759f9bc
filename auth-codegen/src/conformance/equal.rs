//! Whether a value is a literal.

use auth_language::value::Scalar;
use serde_json::Value as Json;

/// A number is never a text, and numbers are equal as numbers.
pub(super) fn is_equal(scalar: &Scalar, json: &Json) -> bool {
    match (scalar, json) {
        (Scalar::Text(text), Json::String(found)) => text == found,
        (Scalar::Boolean(value), Json::Bool(found)) => value == found,
        (Scalar::Number(text), Json::Number(found)) => {
            text == &found.to_string() || text.parse::<f64>().ok() == found.as_f64()
        }
        (Scalar::Text(_) | Scalar::Boolean(_) | Scalar::Number(_), _) => false,
    }
}
