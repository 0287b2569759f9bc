//! Evaluates expressions, for the mock server and the examples.

use auth_language::value::{Computation, Expr, Name, Scalar, piece_of};
use serde_json::Value as Json;

/// Evaluates an expression; `value` returns the values of names. `None` if one of them has no value, because then the
/// whole value is absent.
pub fn evaluate(expr: &Expr, value: &impl Fn(&Name) -> Option<Json>) -> Option<Json> {
    match expr {
        Expr::Literal(scalar) => Some(literal(scalar)),
        Expr::Name(name) => value(name),
        Expr::Concat(pieces) => {
            let texts: Option<String> =
                pieces.iter().map(|piece| evaluate(piece, value).map(|json| as_text(&json))).collect();
            texts.map(Json::from)
        }
        Expr::Computed(computation) => match &**computation {
            Computation::Piece { of, by, index, count, ty: _ } => {
                let whole = as_text(&evaluate(of, value)?);
                piece_of(&whole, by, *index, *count).map(Json::from)
            }
            // The value differs from one request to the next.
            Computation::Now { .. }
            | Computation::Random(_)
            | Computation::Sent(_)
            | Computation::Decoded(..)
            | Computation::Encoded(..)
            | Computation::Digest { .. }
            | Computation::Der(_)
            | Computation::Thumbprint(_)
            | Computation::Signature { .. }
            | Computation::Jwt(_)
            | Computation::Object(_)
            | Computation::Items(_) => None,
        },
    }
}

/// Returns a literal as JSON of its type.
pub(crate) fn literal(scalar: &Scalar) -> Json {
    match scalar {
        Scalar::Text(text) => Json::from(text.as_str()),
        Scalar::Boolean(value) => Json::from(*value),
        Scalar::Json(text) => serde_json::from_str(text).unwrap_or_else(|_| Json::from(text.as_str())),
        Scalar::Number(number) => number.parse().map_or_else(|_| Json::from(number.as_str()), Json::Number),
    }
}

/// Returns a value as text, as sent in a header, query, path or form.
#[must_use]
pub fn as_text(json: &Json) -> String {
    json.as_str().map_or_else(|| json.to_string(), str::to_owned)
}
