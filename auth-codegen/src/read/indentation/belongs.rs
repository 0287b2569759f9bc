//! Whether an entry looks like one of some mapping.

use auth_language::key::{self, Key, Mapping, Shape};
use auth_language::name::is_camel_case;
use auth_language::suggest;
use auth_language::value::Type;

use crate::read::mapping::fits;
use crate::text::{Entry, Node, Value};

/// Whether a key is one of the language here, perhaps misspelled.
pub(super) fn is_like_key(key: &str, declared: &Mapping) -> bool {
    let is_misspelled = |near: &str| suggest::is_slip(key, near);
    declared.key(key).is_some() || suggest::nearest(key, &declared.names()).is_some_and(is_misspelled)
}

/// How many keys of a mapping a value has.
pub(super) fn count_of_keys(node: &Node, declared: &Mapping) -> usize {
    let Value::Map(entries) = &node.value else { return 0 };
    entries.iter().filter(|entry| declared.key(&entry.key).is_some()).count()
}

/// Whether a value has keys of a mapping, and no others.
pub(super) fn has_keys_of(node: &Node, declared: &Mapping) -> bool {
    let Value::Map(entries) = &node.value else { return false };
    !entries.is_empty() && count_of_keys(node, declared) == entries.len()
}

/// Whether entries are all that a mapping needs, if it needs some, and have no other keys than its own.
pub(super) fn are_whole(entries: &[Entry], declared: &Mapping) -> bool {
    let mut needed = declared.keys.iter().filter(|key| key.required).peekable();
    needed.peek().is_some()
        && entries.iter().all(|entry| declared.key(&entry.key).is_some())
        && needed.all(|key| entry_of(entries, key.name).is_some())
}

/// Whether a value is an entry of this mapping, rather than the value of one of its keys.
pub(super) fn is_entry_of(node: &Node, declared: &Mapping) -> bool {
    let is_needed = |entry: &Entry| declared.key(&entry.key).is_some_and(|key| key.required);
    let has_needed = matches!(&node.value, Value::Map(entries) if entries.iter().any(is_needed));
    count_of_keys(node, declared) > 1 || (has_needed && has_keys_of(node, declared))
}

/// Whether a value could have a shape, judged by its kind and its keys.
pub(super) fn could_be(shape: &Shape, node: &Node) -> bool {
    match shape {
        Shape::Mapping(declared) => {
            let Value::Map(entries) = &node.value else { return false };
            entries.is_empty() || entries.iter().any(|entry| is_like_key(&entry.key, declared))
        }
        Shape::AnyOf(shapes) => shapes.iter().any(|shape| could_be(shape, node)),
        Shape::List(item) => {
            matches!(&node.value, Value::List(items) if items.is_empty() || items.iter().any(|node| could_be(item, node)))
        }
        Shape::Any
        | Shape::Text
        | Shape::Type
        | Shape::Reference(_)
        | Shape::Words(_)
        | Shape::Boolean
        | Shape::Count
        | Shape::Scalar
        | Shape::Entries(_) => fits(shape, &node.value),
    }
}

/// Whether a value is surely that of a field: a type in words, or a mapping with the keys of one.
pub(super) fn is_field(node: &Node) -> bool {
    match &node.value {
        Value::Text(text) => {
            let name = text.rsplit(' ').next().unwrap_or(text);
            Type::builtin(text).is_some() || Type::builtin(name).is_some() || is_camel_case(name)
        }
        Value::Map(_) => has_keys_of(node, &key::FIELD),
        Value::Null | Value::Boolean(_) | Value::Number(_) | Value::List(_) => false,
    }
}

/// Whether the value of a key that fields have may be the type of a field with that name, perhaps misspelled.
pub(super) fn may_be_type(key: &Key, node: &Node) -> bool {
    match &node.value {
        Value::Text(text) => match &key.shape {
            Shape::Words(words) => !words.contains(&text.as_str()),
            _ => is_field(node) || !text.contains([' ', '.', '/']),
        },
        Value::Null | Value::Map(_) => true,
        Value::Boolean(_) | Value::Number(_) | Value::List(_) => false,
    }
}

pub(super) fn entry_of<'e>(entries: &'e [Entry], name: &str) -> Option<&'e Entry> {
    entries.iter().find(|entry| entry.key == name)
}
