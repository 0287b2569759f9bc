//! What the value of a key can be, as far as its indentation matters.

use auth_language::key::{self, Mapping, Shape};

use super::belongs::{count_of_keys, has_keys_of};
use crate::text::{Entry, Node, Value};

/// A mapping, as a value of some shape can be one.
pub(super) enum Inner {
    Mapping(&'static Mapping),
    Entries(&'static Shape),
}

pub(super) fn inner(shape: &'static Shape) -> Option<Inner> {
    match shape {
        Shape::Mapping(declared) => Some(Inner::Mapping(declared)),
        Shape::Entries(shape) => Some(Inner::Entries(shape)),
        Shape::AnyOf(shapes) => shapes.iter().find_map(inner),
        Shape::Text
        | Shape::Boolean
        | Shape::Count
        | Shape::Scalar
        | Shape::Any
        | Shape::Type
        | Shape::Reference(_)
        | Shape::Words(_)
        | Shape::List(_) => None,
    }
}

/// Returns the mapping that a value may be: of several, the one of which it has most keys.
pub(super) fn inner_of(shape: &'static Shape, node: &Node) -> Option<Inner> {
    let Shape::AnyOf(shapes) = shape else { return inner(shape) };
    let mappings = shapes.iter().rev().filter_map(|shape| match inner(shape) {
        Some(Inner::Mapping(declared)) => Some(declared),
        Some(Inner::Entries(_)) | None => None,
    });
    let best = mappings.max_by_key(|declared| count_of_keys(node, declared));
    best.map(Inner::Mapping).or_else(|| inner(shape))
}

/// Whether a shape is that of a field.
pub(super) fn has_field(shape: &Shape) -> bool {
    let is_field =
        |shape: &Shape| matches!(shape, Shape::Mapping(declared) if std::ptr::eq(*declared, &raw const key::FIELD));
    matches!(shape, Shape::AnyOf(shapes) if shapes.iter().any(is_field))
}

/// Whether an entry is a key of a mapping with its value, though that has keys which the mapping may have, too: it lacks what
/// the mapping needs.
pub(super) fn is_own_key(entry: &Entry, declared: &Mapping) -> bool {
    let (Some(key), Value::Map(entries)) = (declared.key(&entry.key), &entry.node.value) else { return false };
    let Some(Inner::Mapping(own)) = inner(&key.shape) else { return false };
    let has = |name: &str| entries.iter().any(|entry| entry.key == name);
    has_keys_of(&entry.node, own) && declared.keys.iter().any(|key| key.required && !has(key.name))
}

/// Whether a key is a status, or several: `"400, 401"`.
pub(super) fn is_status(key: &str) -> bool {
    key.split(", ").all(|status| status.len() == 3 && status.bytes().all(|byte| byte.is_ascii_digit()))
}
