//! Whether a value is of the kind that a key takes.

use auth_language::key::Shape;

use crate::text::Value;

/// Whether a value can have a shape, judged by its outermost kind only.
pub(in crate::read) fn fits(shape: &Shape, value: &Value) -> bool {
    match shape {
        Shape::Any => true,
        Shape::Text | Shape::Type | Shape::Reference(_) | Shape::Words(_) => matches!(value, Value::Text(_)),
        Shape::Boolean => matches!(value, Value::Boolean(_)),
        Shape::Count => matches!(value, Value::Number(_)),
        Shape::Scalar => matches!(value, Value::Text(_) | Value::Number(_) | Value::Boolean(_)),
        Shape::Mapping(_) | Shape::Entries(_) => matches!(value, Value::Map(_)),
        Shape::List(_) => matches!(value, Value::List(_)),
        Shape::AnyOf(shapes) => shapes.iter().any(|shape| fits(shape, value)),
    }
}
