//! Keys of the language where the name is expected of what they belong to.

use auth_language::key::{self, Mapping, field};
use auth_language::problem::Code;

use super::belongs::{could_be, is_entry_of, may_be_type};
use super::outside::is_computed;
use super::shape::{is_own_key, is_status};
use crate::read::reader::Reader;
use crate::text::{Entry, Value};

/// Removes the keys of an entry whose name is missing, and returns whether there were some. The first of them is reported.
pub(super) fn remove(entries: &mut Vec<Entry>, declared: &'static Mapping, reader: &mut Reader) -> bool {
    let (keys, named) = std::mem::take(entries).into_iter().partition(|entry| is_nameless(entry, declared));
    *entries = named;
    report(&keys, declared, reader)
}

/// Removes the keys with which the entries begin: there is no entry before them to which they could belong.
pub(super) fn remove_first(entries: &mut Vec<Entry>, declared: &'static Mapping, reader: &mut Reader) -> bool {
    if !entries.first().is_some_and(|first| is_nameless(first, declared)) {
        return false;
    }
    let end = entries.iter().position(|entry| declared.key(&entry.key).is_none()).unwrap_or(entries.len());
    let named = entries.split_off(end);
    report(&std::mem::replace(entries, named), declared, reader)
}

/// Removes the statuses of a set of errors whose name is missing.
pub(super) fn remove_statuses(entries: &mut Vec<Entry>, reader: &mut Reader) -> bool {
    let (statuses, named) =
        std::mem::take(entries).into_iter().partition::<Vec<Entry>, _>(|entry| is_status(&entry.key));
    *entries = named;
    let Some(first) = statuses.first() else { return false };
    let message = format!("`{}` is a status, and here the name of a set of errors is expected", first.key);
    reader.report(Code::SHAPE, first.key_spot, message, HELP);
    mention(&statuses, reader);
    true
}

/// Removes the parts of a field whose name is missing: its type is the first of them, and what follows that is none.
pub(super) fn remove_parts(entries: &mut Vec<Entry>, reader: &mut Reader) -> bool {
    let part = |entry: &Entry| key::FIELD.key(&entry.key).filter(|key| could_be(&key.shape, &entry.node));
    let is_alien = |entry: &Entry| part(entry).is_some_and(|key| !may_be_type(key, &entry.node));
    let is_first = |pair: &[Entry]| pair[0].key == field::TYPE && part(&pair[0]).is_some() && is_alien(&pair[1]);
    let is_list = |entry: &Entry| matches!(entry.node.value, Value::List(_)) && is_computed(entry);
    let is_begun = |start: usize| start > 0 && matches!(entries[start - 1].node.value, Value::Null);
    if let Some(start) = entries.iter().position(is_list).filter(|start| !is_begun(*start)) {
        return remove_computed(entries, start, reader);
    }
    let Some(start) = entries.windows(2).position(is_first) else { return false };
    let mut rest = entries.split_off(start);
    let end = rest.iter().position(|entry| part(entry).is_none()).unwrap_or(rest.len());
    entries.extend(rest.split_off(end));
    report(&rest, &key::FIELD, reader)
}

/// Removes what computes a value whose name is missing, from an entry on.
fn remove_computed(entries: &mut Vec<Entry>, start: usize, reader: &mut Reader) -> bool {
    let mut rest = entries.split_off(start);
    let end = rest.iter().position(|entry| key::COMPUTATION.key(&entry.key).is_none()).unwrap_or(rest.len());
    entries.extend(rest.split_off(end));
    report(&rest, &key::COMPUTATION, reader)
}

const HELP: &str = "write the name in a line above, and indent this below it";

fn is_nameless(entry: &Entry, declared: &Mapping) -> bool {
    // One token is not one of several without a name.
    !std::ptr::eq(declared, &raw const key::TOKEN)
        && declared.key(&entry.key).is_some_and(|key| could_be(&key.shape, &entry.node))
        && (!is_entry_of(&entry.node, declared) || is_own_key(entry, declared))
}

fn report(keys: &[Entry], declared: &Mapping, reader: &mut Reader) -> bool {
    let Some(first) = keys.first() else { return false };
    let message = format!("`{}` is a key of {}, and here the name of one is expected", first.key, declared.what);
    reader.report(Code::SHAPE, first.key_spot, message, HELP);
    mention(keys, reader);
    true
}

fn mention(entries: &[Entry], reader: &mut Reader) {
    for entry in entries {
        reader.mentions.add(&entry.node);
    }
}
