//! Entries of a spec whose key is missing: they stand at the end of those of the key before.

use auth_language::key::{self, Key, Mapping, Shape, spec};
use auth_language::name::is_camel_case;
use auth_language::problem::Code;

use super::belongs::{are_whole, entry_of, has_keys_of};
use super::shape::{Inner, inner, is_status};
use crate::read::mapping::fits;
use crate::read::reader::Reader;
use crate::text::{Entry, Node, Value};

/// Gives such entries their key, and reports the first of them.
pub(super) fn part(spec: &mut Node, reader: &mut Reader) {
    let Value::Map(entries) = &mut spec.value else { return };
    let mut missing: Vec<&'static Key> =
        key::SPEC.keys.iter().filter(|key| entry_of(entries, key.name).is_none()).collect();
    let mut parted = Vec::new();
    for entry in entries.iter_mut() {
        let Some(key) = key::SPEC.key(&entry.key) else { continue };
        let Value::Map(inner) = &mut entry.node.value else { continue };
        let Some((at, found)) = first_of_another(&key.shape, inner, &missing) else { continue };
        // Rather, the name of the first set is missing.
        if at == 0 && key.name == spec::ERROR_SETS {
            continue;
        }
        let rest = inner.split_off(at);
        missing.retain(|key| key.name != found.name);
        parted.extend(report(rest, &entry.key, found, reader));
    }
    entries.extend(parted);
}

/// Returns which is the first entry that is one of a missing key, and of which.
fn first_of_another(
    shape: &'static Shape,
    entries: &[Entry],
    missing: &[&'static Key],
) -> Option<(usize, &'static Key)> {
    // The statuses after a set of errors with nothing below it belong to that.
    let mut is_empty = false;
    let mut is_rest = |entry: &Entry| {
        is_empty = if is_status(&entry.key) { is_empty } else { matches!(entry.node.value, Value::Null) };
        is_empty && is_status(&entry.key)
    };
    let mut others = entries.iter().enumerate().filter(|(_, entry)| !is_rest(entry) && !has_place(shape, entry));
    others.find_map(|(index, entry)| {
        // A key of what has lost its name may look like a setting; so may one of another language, among what belongs here.
        let goes_on = || entries[index..].iter().any(|entry| has_place(shape, entry));
        let is_own = |key: &Key| key.name == spec::SETTINGS && (is_key_of_one(shape, entry) || goes_on());
        let found = missing.iter().find(|key| is_one_of(entry, key) && !is_own(key))?;
        // A single text may be anything; what follows the first scope are others.
        let mut rest = entries[index..].iter();
        let is_like = |entry: &Entry| is_one_of(entry, found) || is_word(&entry.node);
        (found.name != spec::SCOPES || rest.all(is_like)).then_some((index, *found))
    })
}

/// Whether an entry has the name of a key that the values of a key have.
fn is_key_of_one(shape: &'static Shape, entry: &Entry) -> bool {
    let Some(Inner::Entries(shape)) = inner(shape) else { return false };
    shape.keys().is_some_and(|own| own.key(&entry.key).is_some())
}

/// Returns what the entries of a key are, if those are mappings, or may be.
fn declared(key: &'static Key) -> Option<&'static Mapping> {
    let Some(Inner::Entries(shape)) = inner(&key.shape) else { return None };
    let choice = || match inner(shape) {
        Some(Inner::Mapping(declared)) if is_rare(declared) => Some(declared),
        Some(Inner::Mapping(_) | Inner::Entries(_)) | None => None,
    };
    shape.keys().or_else(choice)
}

/// Whether a mapping is what a text stands for otherwise.
fn is_rare(declared: &'static Mapping) -> bool {
    std::ptr::eq(declared, &raw const key::CHOICE_VALUE) || std::ptr::eq(declared, &raw const key::SETTING)
}

/// Whether a value is a text for people, and neither a URL nor a type.
pub(super) fn is_prose(node: &Node) -> bool {
    matches!(&node.value, Value::Text(text) if text.contains(' ') && text.starts_with(char::is_uppercase))
}

/// Keys of other languages for what people read, which are not the names of scopes.
const COMMENTS: [&str; 6] = ["description", "summary", "title", "doc", "comment", "note"];

/// Whether a value is a text for people of one word.
fn is_word(node: &Node) -> bool {
    matches!(&node.value, Value::Text(text) if text.starts_with(char::is_uppercase))
}

/// Whether a value is surely an entry of a key: it has what each one has, or is a set of errors, or the meaning of a scope.
pub(super) fn is_one_of(entry: &Entry, key: &'static Key) -> bool {
    let are_statuses = |entries: &[Entry]| !entries.is_empty() && entries.iter().all(|entry| is_status(&entry.key));
    match (&entry.node.value, declared(key)) {
        (_, Some(declared)) => {
            let is_choice = std::ptr::eq(declared, &raw const key::CHOICE_VALUE);
            is_whole(&entry.node, declared)
                || (is_choice && is_prose(&entry.node) && !COMMENTS.contains(&entry.key.as_str()))
        }
        (Value::Map(entries), None) => {
            key.name == spec::ERROR_SETS && is_camel_case(&entry.key) && are_statuses(entries)
        }
        (Value::Null | Value::Boolean(_) | Value::Number(_) | Value::Text(_) | Value::List(_), None) => false,
    }
}

/// Whether an entry may be one of a value of this shape.
pub(super) fn has_place(shape: &'static Shape, entry: &Entry) -> bool {
    match inner(shape) {
        Some(Inner::Mapping(own)) => own.key(&entry.key).is_some(),
        Some(Inner::Entries(shape)) => match inner(shape) {
            Some(Inner::Mapping(own)) => {
                let may_be_prose = own.key(&entry.key).is_some() || std::ptr::eq(own, &raw const key::CHOICE_VALUE);
                has_keys_of(&entry.node, own) || (is_prose(&entry.node) && may_be_prose)
            }
            Some(Inner::Entries(_)) | None => fits(shape, &entry.node.value) && matches!(shape, Shape::Text),
        },
        None => true,
    }
}

/// Whether a value has keys of a mapping, all that it needs, and no others.
fn is_whole(node: &Node, declared: &Mapping) -> bool {
    let entries = match &node.value {
        Value::Map(entries) => entries,
        // Of one status, there may be several errors.
        Value::List(items) if std::ptr::eq(declared, &raw const key::ERROR) => {
            return !items.is_empty() && items.iter().all(|item| is_whole(item, declared));
        }
        Value::Null | Value::Boolean(_) | Value::Number(_) | Value::Text(_) | Value::List(_) => return false,
    };
    are_whole(entries, declared)
}

/// Reports the first of the entries, and returns them below their key.
fn report(entries: Vec<Entry>, before: &str, key: &'static Key, reader: &mut Reader) -> Option<Entry> {
    let first = entries.first()?;
    let what = match key.name {
        spec::SCOPES => "a scope",
        spec::ERROR_SETS => "a set of errors",
        _ => declared(key)?.what,
    };
    let key_spot = first.key_spot;
    let message = format!("`{}` is {what}, and it is below `{before}`", first.key);
    let help = format!("write `{}:` in a line above it", key.name);
    reader.report(Code::SHAPE, key_spot, message, help);
    let node = Node { value: Value::Map(entries), spot: key_spot };
    Some(Entry { key: key.name.to_owned(), key_spot, node })
}
