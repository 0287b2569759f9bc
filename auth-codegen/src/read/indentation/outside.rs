//! Entries that are a level too far out: they belong to the entry before them.

use auth_language::key::{self, Key, Mapping, Shape, example};
use auth_language::problem::Code;
use auth_language::suggest;

use super::belongs::{could_be, count_of_keys, entry_of, has_keys_of, is_entry_of, is_field, is_like_key, may_be_type};
use super::headless::is_prose;
use super::inside;
use super::shape::{Inner, inner, is_own_key, is_status};
use crate::read::reader::Reader;
use crate::text::{Entry, Node, Value};

/// In a mapping with the language's keys, an unknown key after one with nothing below it belongs there.
pub(super) fn gather_keys(entries: &mut Vec<Entry>, declared: &'static Mapping, reader: &mut Reader) {
    let belongs = |before: &Entry, entry: &Entry, is_row: bool| {
        let Some(key) = declared.key(&before.key) else { return false };
        // Nearly every key is known: whether it is like another takes longer.
        if declared.key(&entry.key).is_some() {
            return needs(&key.shape, before, entry, is_row);
        }
        (takes(&key.shape, before, entry, is_row) || is_of_example(before, entry, declared))
            && (is_row || !is_like_another(entry, before, declared))
            && (!key::is_foreign(&entry.key) || is_surely(&key.shape, before, entry))
    };
    gather(entries, reader, belongs, push);
}

/// Whether an unknown key of an example may be a member of the request, or of the reply, before it.
fn is_of_example(before: &Entry, entry: &Entry, declared: &Mapping) -> bool {
    let is_example = std::ptr::eq(declared, &raw const key::EXAMPLE);
    let is_object = matches!(&before.node.value, Value::Map(entries) if !entries.is_empty());
    is_example
        && is_object
        && matches!(before.key.as_str(), example::REQUEST | example::RESPONSE)
        && !is_prose(&entry.node)
}

/// Among fields, what computes a value belongs to a name before it that has nothing.
pub(super) fn gather_computed(entries: &mut Vec<Entry>, reader: &mut Reader) {
    let belongs = |before: &Entry, entry: &Entry, is_row: bool| {
        let is_begun = matches!(before.node.value, Value::Null) && is_computed(entry);
        is_begun || (is_row && key::COMPUTATION.key(&entry.key).is_some() && lacks(before, entry))
    };
    gather(entries, reader, belongs, push);
}

/// Whether an entry surely says how a value is computed, and is no field of that name.
pub(super) fn is_computed(entry: &Entry) -> bool {
    // A field is no list.
    let is_list = matches!(&entry.node.value, Value::List(items) if !items.is_empty());
    if is_list {
        return key::COMPUTATION.key(&entry.key).is_some_and(|key| could_be(&key.shape, &entry.node));
    }
    let declared = key::COMPUTATION.key(&entry.key).and_then(|key| inner(&key.shape));
    let Some(Inner::Mapping(declared)) = declared else { return false };
    has_keys_of(&entry.node, declared) || matches!(&entry.node.value, Value::Text(text) if text.contains('{'))
}

/// Whether the value of a key needs what follows it, and has nothing yet, or what was before that.
fn needs(shape: &'static Shape, before: &Entry, entry: &Entry, is_row: bool) -> bool {
    let Some(Inner::Mapping(declared)) = inner(shape) else { return false };
    let is_begun = is_row || matches!(before.node.value, Value::Null);
    let key = declared.key(&entry.key).filter(|key| is_begun && key.required && lacks(before, entry));
    key.is_some_and(|key| could_be(&key.shape, &entry.node))
}

/// Whether an entry has nothing of a name below it.
fn lacks(before: &Entry, entry: &Entry) -> bool {
    match &before.node.value {
        Value::Null => true,
        Value::Map(entries) => entry_of(entries, &entry.key).is_none(),
        Value::Boolean(_) | Value::Number(_) | Value::Text(_) | Value::List(_) => false,
    }
}

/// Among keys that the author chooses, a key of the language belongs to the entry before it. A field may have any name,
/// also that of a key, because it may be a type alone.
pub(super) fn gather_entries(entries: &mut Vec<Entry>, declared: &'static Mapping, reader: &mut Reader) {
    let belongs = |before: &Entry, entry: &Entry, _: bool| {
        let Some(key) = declared.key(&entry.key) else { return false };
        let is_other = if matches!(key.shape, Shape::Any) {
            count_of_keys(&entry.node, declared) > 1
        } else {
            count_of_keys(&entry.node, declared) > 0 && !is_rest(&entry.node, before, declared)
        };
        is_begun(before, key, declared) && !is_other && !is_own_key(before, declared)
    };
    gather(entries, reader, belongs, |node, mut entry| {
        let rest = inside::take_rest(&mut entry, declared);
        std::iter::once(entry).chain(rest).for_each(|entry| push(node, entry));
    });
}

/// The statuses after a set of errors with nothing below it belong to that.
pub(super) fn gather_statuses(entries: &mut Vec<Entry>, reader: &mut Reader) {
    let belongs = |before: &Entry, entry: &Entry, is_row: bool| {
        is_status(&entry.key) && !is_status(&before.key) && (is_row || matches!(before.node.value, Value::Null))
    };
    gather(entries, reader, belongs, push);
}

/// Among fields, a key of a field whose value is no type belongs to the field before it.
pub(super) fn gather_parts(entries: &mut Vec<Entry>, reader: &mut Reader) {
    let belongs = |before: &Entry, entry: &Entry, _: bool| {
        let Some(key) = key::FIELD.key(&entry.key) else { return false };
        let Value::Map(parts) = &before.node.value else { return false };
        has_keys_of(&before.node, &key::FIELD)
            && entry_of(parts, key.name).is_none()
            && could_be(&key.shape, &entry.node)
            && !may_be_type(key, &entry.node)
    };
    gather(entries, reader, belongs, push);
}

/// Whether a key is that of a mapping, perhaps misspelled, and not the one after which it stands.
fn is_like_another(entry: &Entry, before: &Entry, declared: &Mapping) -> bool {
    let is_before = || suggest::nearest(&entry.key, &declared.names()) == Some(before.key.as_str());
    is_like_key(&entry.key, declared) && !is_before()
}

/// Whether an entry is one of a key, whatever its name says.
fn is_surely(shape: &'static Shape, before: &Entry, entry: &Entry) -> bool {
    let Some(Inner::Entries(shape)) = inner(shape) else { return has_key(shape, entry) };
    match shape.keys() {
        Some(declared) => has_keys_of(&entry.node, declared),
        None if takes_type(shape) => is_entry(shape, &entry.node),
        None => matches!(before.node.value, Value::Null) && could_be(shape, &entry.node),
    }
}

/// Whether a value is surely one of this shape: a type, or a mapping with its keys.
fn is_entry(shape: &'static Shape, node: &Node) -> bool {
    (takes_type(shape) && is_field(node))
        || matches!(inner(shape), Some(Inner::Mapping(declared)) if has_keys_of(node, declared))
}

/// Whether a value of this shape may be a type.
fn takes_type(shape: &Shape) -> bool {
    matches!(shape, Shape::AnyOf(shapes) if shapes.iter().any(|shape| matches!(shape, Shape::Type)))
}

/// Whether a value has the further keys of the entry before it, and is no entry itself: it lacks what each one has.
fn is_rest(node: &Node, before: &Entry, declared: &Mapping) -> bool {
    let (Value::Map(entries), Value::Map(known)) = (&node.value, &before.node.value) else { return false };
    let is_new = |entry: &Entry| declared.key(&entry.key).is_none() || entry_of(known, &entry.key).is_none();
    let needed = declared.keys.iter().find(|key| key.required);
    needed.is_some_and(|key| entry_of(entries, key.name).is_none()) && entries.iter().all(is_new)
}

/// Whether an entry goes on with a key: it has nothing yet, or other keys.
fn is_begun(before: &Entry, key: &Key, declared: &Mapping) -> bool {
    let last = last_item(&before.node);
    match &last.value {
        Value::Null => true,
        Value::Map(entries) => count_of_keys(last, declared) > 0 && entry_of(entries, key.name).is_none(),
        Value::Boolean(_) | Value::Number(_) | Value::Text(_) | Value::List(_) => false,
    }
}

/// Returns the last item of a list, and other values themselves.
fn last_item(node: &Node) -> &Node {
    match &node.value {
        Value::List(items) => items.last().unwrap_or(node),
        Value::Null | Value::Boolean(_) | Value::Number(_) | Value::Text(_) | Value::Map(_) => node,
    }
}

/// Moves each entry that belongs to the one before it, and reports the first of those in a row. `belongs` is also told
/// whether an entry follows such a one.
fn gather(
    entries: &mut Vec<Entry>,
    reader: &mut Reader,
    belongs: impl Fn(&Entry, &Entry, bool) -> bool,
    push: impl Fn(&mut Node, Entry),
) {
    let mut kept: Vec<Entry> = Vec::with_capacity(entries.len());
    let mut is_moving = false;
    for entry in std::mem::take(entries) {
        let Some(before) = kept.last_mut().filter(|before| belongs(before, &entry, is_moving)) else {
            is_moving = false;
            kept.push(entry);
            continue;
        };
        if !std::mem::replace(&mut is_moving, true) {
            report(before, &entry, reader);
        }
        push(&mut before.node, entry);
    }
    *entries = kept;
}

fn report(before: &Entry, entry: &Entry, reader: &mut Reader) {
    let (message, help) = if matches!(before.node.value, Value::Null) {
        let message = format!("`{}` begins in the column of `{}`", entry.key, before.key);
        (message, format!("indent it, so that it belongs to `{}`", before.key))
    } else {
        let message = format!("`{}` is beside `{}`, and belongs to it", entry.key, before.key);
        (message, format!("write it among the entries of `{}`, and indent it like them", before.key))
    };
    reader.report(Code::SHAPE, entry.key_spot, message, help);
}

/// Adds an entry to a mapping, or to the last item of a list.
fn push(node: &mut Node, entry: Entry) {
    match &mut node.value {
        Value::Map(entries) => entries.push(entry),
        Value::List(items) => {
            if let Some(last) = items.last_mut() {
                push(last, entry);
            }
        }
        Value::Null | Value::Boolean(_) | Value::Number(_) | Value::Text(_) => {
            node.value = Value::Map(vec![entry]);
        }
    }
}

/// Whether a value of this shape can be a mapping with this key.
fn has_key(shape: &'static Shape, entry: &Entry) -> bool {
    match shape {
        Shape::Mapping(declared) => declared.key(&entry.key).is_some(),
        Shape::AnyOf(shapes) => shapes.iter().any(|shape| has_key(shape, entry)),
        Shape::Any => true,
        Shape::Text
        | Shape::Type
        | Shape::Reference(_)
        | Shape::Words(_)
        | Shape::Boolean
        | Shape::Count
        | Shape::Scalar
        | Shape::Entries(_)
        | Shape::List(_) => false,
    }
}

/// Whether a key takes an entry that follows it: it has nothing below it, or more of the same.
fn takes(shape: &'static Shape, before: &Entry, entry: &Entry, is_row: bool) -> bool {
    let Some(Inner::Entries(shape)) = inner(shape) else {
        // Any value may have the key, if nothing says what it is.
        let is_begun = is_row || matches!(before.node.value, Value::Null) || !matches!(shape, Shape::Any);
        return is_begun && lacks(before, entry) && has_key(shape, entry);
    };
    match (&before.node.value, shape.keys()) {
        (Value::Null, _) => true,
        (Value::Map(_), Some(declared)) => {
            let mut alone = vec![entry.clone()];
            inside::take_out_entries(&mut alone, declared, None);
            is_row
                || alone
                    .first()
                    .is_some_and(|entry| has_keys_of(&entry.node, declared) && is_entry_of(&entry.node, declared))
        }
        (Value::Map(_), None) => is_row || is_entry(shape, &entry.node),
        (Value::Boolean(_) | Value::Number(_) | Value::Text(_) | Value::List(_), _) => false,
    }
}
