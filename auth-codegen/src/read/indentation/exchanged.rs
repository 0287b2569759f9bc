//! Two keys of a spec that are exchanged, each of which has what the other takes.

use auth_language::key::{self, Key};
use auth_language::problem::Code;

use super::headless::{has_place, is_one_of};
use crate::read::reader::Reader;
use crate::text::{Entry, Node, Value};

/// Reads each of two such keys as the other one, and reports the first.
pub(super) fn mend(spec: &mut Node, reader: &mut Reader) {
    let Value::Map(entries) = &mut spec.value else { return };
    let Some((first, second)) = find(entries) else { return };
    let names = [first, second].map(|index| entries[index].key.clone());
    let message = format!("`{0}` has what belongs below `{1}`, and `{1}` what belongs below `{0}`", names[0], names[1]);
    reader.report(Code::SHAPE, entries[first].key_spot, message, "exchange the two keys");
    let [one, other] = names;
    (entries[first].key, entries[second].key) = (other, one);
}

fn find(entries: &[Entry]) -> Option<(usize, usize)> {
    let known = || entries.iter().enumerate().filter_map(|(index, entry)| Some((index, entry, declared(entry)?)));
    known().find_map(|(first, one, key)| {
        let mut others = known().filter(|(second, ..)| *second > first);
        let found = others.find(|(_, other, its)| is_of(one, key, its) && is_of(other, its, key));
        found.map(|(second, ..)| (first, second))
    })
}

fn declared(entry: &Entry) -> Option<&'static Key> {
    key::SPEC.key(&entry.key)
}

/// Whether nothing below a key belongs there, and something surely below another one.
fn is_of(entry: &Entry, key: &'static Key, other: &'static Key) -> bool {
    let Value::Map(entries) = &entry.node.value else { return false };
    entries.iter().any(|entry| is_one_of(entry, other)) && !entries.iter().any(|entry| has_place(&key.shape, entry))
}
