//! Questions that several proofs ask of a spec.

use auth_codegen::model::{Endpoint, Expr, Field, Part, Place, Scalar};

use crate::seen::Seen;

/// A capability, and whether a spec uses it.
pub(crate) type Proof = (&'static str, fn(Seen<'_>) -> bool);

/// The last segment of the name of a part: `/a/b` is `b` in an object.
pub(crate) fn leaf(part: &Part) -> &str {
    part.name.value.rsplit('/').next().unwrap_or_default()
}

/// The part of a call with this name, wherever it is sent.
pub(crate) fn part<'e>(endpoint: &'e Endpoint, name: &str) -> Option<&'e Part> {
    endpoint.request.parts.iter().find(|part| part.place != Place::Path && leaf(part) == name)
}

/// The constant that a call sends under this name.
pub(crate) fn literal(endpoint: &Endpoint, name: &str) -> Option<String> {
    part(endpoint, name).and_then(|part| text(&part.value))
}

/// The grant that a call is for (RFC 6749 §4).
pub(crate) fn grant(endpoint: &Endpoint) -> Option<String> {
    literal(endpoint, "grant_type")
}

/// The text of a constant.
pub(crate) fn text(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Literal(Scalar::Text(text)) => Some(text.clone()),
        Expr::Literal(_) | Expr::Name(_) | Expr::Concat(_) | Expr::Computed(_) => None,
    }
}

/// Whether a value uses an input, a field or a captured value of this name.
pub(crate) fn uses(expr: &Expr, name: &str) -> bool {
    expr.names().iter().any(|used| used.name == name)
}

/// Whether a call sends, anywhere, an input or a field of this name.
pub(crate) fn sends(endpoint: &Endpoint, name: &str) -> bool {
    endpoint.request.parts.iter().any(|part| uses(&part.value, name))
}

/// Whether a call has something in this place.
pub(crate) fn has(endpoint: &Endpoint, place: Place) -> bool {
    endpoint.parts_in(place).next().is_some()
}

/// Whether a header is `Authorization`.
pub(crate) fn is_authorization(part: &Part) -> bool {
    part.place == Place::Header && part.name.value.eq_ignore_ascii_case("authorization")
}

/// The constant before the value of a part.
pub(crate) fn scheme_of(part: &Part) -> Option<String> {
    match &part.value {
        Expr::Concat(pieces) => pieces.first().and_then(text),
        Expr::Literal(_) | Expr::Name(_) | Expr::Computed(_) => None,
    }
}

/// Whether the documentation of a field or of its call speaks of a webhook.
pub(crate) fn is_by_webhook(field: &Field, endpoint: &Endpoint) -> bool {
    let speaks = |doc: &str| doc.to_lowercase().contains("webhook");
    field.doc.as_deref().is_some_and(speaks) || speaks(&endpoint.doc)
}
