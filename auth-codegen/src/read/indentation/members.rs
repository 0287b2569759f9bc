//! Members of a type that are not below `fields`.

use auth_language::key::{self, Mapping, r#type};
use auth_language::problem::Code;

use super::belongs::{entry_of, is_field, is_like_key};
use crate::read::reader::Reader;
use crate::text::{Entry, Node, Spot, Value};

fn report(first: &Entry, reader: &mut Reader) {
    let message = format!("`{}` is not below `fields`", first.key);
    let help = "write `fields:` in a line above it, and indent the members of the type below that";
    reader.report(Code::SHAPE, first.key_spot, message, help);
}

/// Puts the members of a type below `fields`, if it has nothing else, and reports the first.
pub(super) fn gather(entries: &mut Vec<Entry>, declared: &'static Mapping, at: Spot, reader: &mut Reader) {
    let is_type = std::ptr::eq(declared, &raw const key::TYPE);
    let has_fields = entries.iter().any(|entry| entry.key != r#type::DOC && is_like_key(&entry.key, declared));
    let is_member =
        |entry: &Entry| is_field(&entry.node) && !is_like_key(&entry.key, declared) && !key::is_foreign(&entry.key);
    if !is_type || has_fields || !entries.iter().any(is_member) {
        return;
    }
    let (members, others) = std::mem::take(entries).into_iter().partition::<Vec<Entry>, _>(is_member);
    *entries = others;
    let Some(first) = members.first() else { return };
    let key_spot = first.key_spot;
    report(first, reader);
    let node = Node { value: Value::Map(members), spot: at };
    if entry_of(entries, r#type::FIELDS).is_none() {
        entries.push(Entry { key: r#type::FIELDS.to_owned(), key_spot, node });
    }
}
