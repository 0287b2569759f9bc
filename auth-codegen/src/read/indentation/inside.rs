//! Entries that are a level too far in: they belong beside the entry that they are in.

use auth_language::key::{Mapping, Shape};
use auth_language::problem::Code;
use auth_language::suggest;

use super::belongs::{could_be, count_of_keys, entry_of, has_keys_of, is_entry_of, is_field, is_like_key};
use super::shape::{self, Inner, has_field, inner, is_status};
use crate::read::reader::Reader;
use crate::text::{Entry, Node, Value};

/// In a mapping with the language's keys, takes its keys out of the values of others, where they cannot be.
pub(super) fn take_out_keys(entries: &mut Vec<Entry>, declared: &'static Mapping, reader: &mut Reader) {
    let mut taken: Vec<Entry> = Vec::new();
    for index in 0..entries.len() {
        let Some(key) = declared.key(&entries[index].key) else { continue };
        let is_missing = |name: &str| entry_of(entries, name).is_none() && entry_of(&taken, name).is_none();
        let Value::Map(inner) = &entries[index].node.value else { continue };
        let belongs = |entry: &Entry| {
            is_key(entry, declared)
                && is_missing(&entry.key)
                && !has_place(&key.shape, entry)
                && !is_nameless(&key.shape, entry, inner)
        };
        let Some(first) = inner.iter().position(belongs) else { continue };
        // What follows is indented like it.
        let mut rest: Vec<bool> = inner.iter().map(belongs).collect();
        rest[..first].fill(false);
        let outer = entries[index].key.clone();
        let Value::Map(inner) = &mut entries[index].node.value else { continue };
        let mut is_taken = rest.into_iter();
        let (out, kept) = std::mem::take(inner).into_iter().partition(|_| is_taken.next() == Some(true));
        *inner = kept;
        report(&out, &outer, &format!("is a key of {}", declared.what), reader);
        taken.extend(out);
    }
    entries.extend(taken);
}

/// Whether an entry is one of a mapping, and has a value of the right kind.
fn is_key(entry: &Entry, declared: &Mapping) -> bool {
    let of_fields = |shape| matches!(inner(shape), Some(Inner::Entries(shape)) if has_field(shape));
    // A field may have the name of a key that has fields itself.
    declared.key(&entry.key).is_some_and(|key| could_be(&key.shape, &entry.node) && !of_fields(&key.shape))
}

/// Whether a value of this shape can have such an entry.
fn has_place(shape: &'static Shape, entry: &Entry) -> bool {
    match shape {
        // A request may have a field with the name of the reply; its value is no mapping.
        Shape::Any => {
            !(matches!(entry.node.value, Value::Map(_)) && ["request", "response"].contains(&entry.key.as_str()))
        }
        _ => match inner(shape) {
            Some(Inner::Mapping(declared)) => is_like_key(&entry.key, declared),
            Some(Inner::Entries(shape)) => could_be(shape, &entry.node) && !is_alien(shape, &entry.node),
            None => true,
        },
    }
}

/// Whether a value has none of the keys of such an entry, unless one is misspelled; none of the statuses, if it is a set of
/// errors.
fn is_alien(shape: &'static Shape, node: &Node) -> bool {
    let Value::Map(entries) = &node.value else { return shape.keys().is_some() };
    let has_none = match (shape.keys(), shape) {
        (Some(declared), _) => count_of_keys(node, declared) == 0,
        (None, Shape::Entries(_)) => !entries.iter().any(|entry| is_status(&entry.key)),
        (None, _) => false,
    };
    has_none && !entries.is_empty()
}

/// Whether an entry is one of several keys of something whose name is missing.
fn is_nameless(shape: &'static Shape, entry: &Entry, among: &[Entry]) -> bool {
    let Some(Inner::Entries(shape)) = inner(shape) else { return false };
    shape.keys().is_some_and(|declared| {
        let mut others = among.iter().filter(|other| other.key != entry.key);
        declared.key(&entry.key).is_some() && others.any(|other| declared.key(&other.key).is_some())
    })
}

/// Takes what follows the value of a key out of it, if that is in the same column: further keys of the mapping.
pub(super) fn take_rest(outer: &mut Entry, declared: &'static Mapping) -> Vec<Entry> {
    let (Some(key), Value::Map(inner)) = (declared.key(&outer.key), &mut outer.node.value) else { return Vec::new() };
    let is_key = |entry: &Entry| declared.key(&entry.key).is_some_and(|key| could_be(&key.shape, &entry.node));
    let first = inner.iter().position(|entry| is_key(entry) && !may_be_field(&key.shape, entry));
    let mut end = first.unwrap_or(inner.len());
    // What both may have belongs to the outer one, if nothing but its keys follows.
    while matches!(shape::inner(&key.shape), Some(Inner::Mapping(_))) && end > 1 && is_key(&inner[end - 1]) {
        end -= 1;
    }
    inner.split_off(end)
}

/// Whether the value of a key may have such an entry, where that is in the column of the keys.
fn may_be_field(shape: &'static Shape, entry: &Entry) -> bool {
    let is_text = |node: &Node| matches!(&node.value, Value::Text(text) if !text.contains('{'));
    match inner(shape) {
        Some(Inner::Mapping(declared)) => is_like_key(&entry.key, declared),
        Some(Inner::Entries(shape)) if has_field(shape) => {
            could_be(shape, &entry.node) && (is_field(&entry.node) || !is_text(&entry.node))
        }
        Some(Inner::Entries(_)) => false,
        None => true,
    }
}

/// Among keys that the author chooses, takes entries out of the one before them. Without a reader, it is known already.
pub(super) fn take_out_entries(entries: &mut Vec<Entry>, declared: &'static Mapping, mut reader: Option<&mut Reader>) {
    let mut index = 0;
    while let Some(outer) = entries.get_mut(index) {
        index += 1;
        let (name, Value::Map(inner)) = (outer.key.clone(), &mut outer.node.value) else { continue };
        let is_no_key =
            |entry: &Entry| !is_like_key(&entry.key, declared) || !may_be_value(&entry.key, &entry.node, declared);
        let belongs = |entry: &Entry| {
            declared.key(&entry.key).is_none() && is_no_key(entry) && is_entry_of(&entry.node, declared)
        };
        let is_beside = |at: usize| at > 0 && goes_on(&inner[at - 1], &inner[at], declared);
        let is_out: Vec<bool> = (0..inner.len()).map(|at| belongs(&inner[at]) && !is_beside(at)).collect();
        if !is_out.contains(&true) {
            continue;
        }
        let mut is_out = is_out.into_iter();
        let (out, kept) = std::mem::take(inner).into_iter().partition(|_| is_out.next() == Some(true));
        *inner = kept;
        if let Some(reader) = reader.as_deref_mut() {
            report(&out, &name, &format!("is {} itself", declared.what), reader);
        }
        entries.splice(index..index, out);
    }
}

/// Whether an entry is another one of those that the key before it has.
fn goes_on(before: &Entry, entry: &Entry, declared: &Mapping) -> bool {
    let Some(Inner::Entries(shape)) = declared.key(&before.key).and_then(|key| inner(&key.shape)) else { return false };
    shape.keys().is_some_and(|own| has_keys_of(&entry.node, own))
}

/// Whether a value could be that of the key that a misspelled one means.
fn may_be_value(key: &str, node: &Node, declared: &Mapping) -> bool {
    let meant = suggest::nearest(key, &declared.names()).and_then(|near| declared.key(near));
    meant.is_some_and(|key| could_be(&key.shape, node))
}

/// Reports the first of the entries that are in another one.
fn report(out: &[Entry], outer: &str, what: &str, reader: &mut Reader) {
    if let Some(entry) = out.first() {
        let message = format!("`{}` is inside of `{outer}`, and {what}", entry.key);
        reader.report(Code::SHAPE, entry.key_spot, message, format!("move it out: indent it like `{outer}`"));
    }
}
