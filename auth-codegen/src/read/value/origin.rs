//! Reads the place of a reply from which a field is read: `at`, `header`, `cookie` or `challenge`.

use auth_language::key::{self, element, field};
use auth_language::problem::Code;
use auth_language::spanned::Spanned;
use auth_language::value::Scalar;

use crate::read::entries::{Entries, Read, Text};
use crate::read::mapping::Mapping;
use crate::read::reader::Reader;
use crate::text::{Entry, Node, Spot, Value};

/// The place of a reply from which a field is read.
#[derive(Clone, Debug)]
pub(crate) enum OriginSpec {
    /// `at: a.b`, `at: [a, b]`.
    Paths(Vec<Read<Text>>),
    /// `at: { list: … }`.
    Item(ItemSpec),
    /// `header: X-Trace`.
    Header(Text),
    /// `cookie: SESSION`.
    Cookie(Text),
    /// `challenge: scope`.
    Challenge(Text),
}

/// One item of a list.
#[derive(Clone, Debug)]
pub(crate) struct ItemSpec {
    pub list: Read<Text>,
    pub wanted: Entries<Spanned<Scalar, Spot>>,
    pub field: Read<Text>,
}

/// Reads the place of a field, which has at most one of these keys.
pub(super) fn read(reader: &mut Reader, map: &Mapping<'_>) -> Option<Spanned<Read<OriginSpec>, Spot>> {
    let keys = [field::AT, field::HEADER, field::COOKIE, field::CHALLENGE];
    let there: Vec<(&str, Read<&Entry>)> =
        keys.iter().filter_map(|key| map.entry(key).map(|entry| (*key, entry))).collect();
    let at = |entry: &Read<&Entry>| entry.map_or(map.spot, |entry| entry.node.spot);
    match there.as_slice() {
        // A key that is unknown may be meant.
        [] => key::FIELD
            .key(field::AT)
            .and_then(|at| map.stray(&at.shape))
            .map(|broken| Spanned::new(Err(broken), map.spot)),
        [(key, entry)] => Some(Spanned::new(entry.and_then(|entry| read_one(reader, key, &entry.node)), at(entry))),
        [(first, _), (_, second), ..] => {
            let message = format!("`{first}` already says where the field is");
            let broken = match second {
                Ok(entry) => reader.report(Code::CONFLICT, entry.key_spot, message, "keep one of the two"),
                Err(broken) => *broken,
            };
            Some(Spanned::new(Err(broken), at(second)))
        }
    }
}

fn read_one(reader: &mut Reader, key: &str, node: &Node) -> Read<OriginSpec> {
    match key {
        field::HEADER => reader.text(node).map(OriginSpec::Header),
        field::COOKIE => reader.text(node).map(OriginSpec::Cookie),
        field::CHALLENGE => reader.text(node).map(OriginSpec::Challenge),
        _ => read_at(reader, node),
    }
}

fn read_at(reader: &mut Reader, node: &Node) -> Read<OriginSpec> {
    if matches!(&node.value, Value::List(items) if items.is_empty()) {
        let help = "write the path of the value in the reply, or remove `at`";
        return Err(reader.report(Code::EMPTY, node.spot, "this list of paths is empty", help));
    }
    if !matches!(node.value, Value::Map(_)) {
        return reader.texts(node).map(OriginSpec::Paths);
    }
    let map = reader.mapping(node, &key::ELEMENT)?;
    Ok(OriginSpec::Item(ItemSpec {
        list: reader.required(&map, element::LIST, Reader::text),
        wanted: read_where(reader, &map),
        field: reader.required(&map, element::FIELD, Reader::text),
    }))
}

/// Reads `where`, which must have at least one condition; an item is otherwise found by its index.
fn read_where(reader: &mut Reader, map: &Mapping<'_>) -> Entries<Spanned<Scalar, Spot>> {
    match map.get(element::WHERE) {
        Some(Ok(Node { value: Value::Map(entries), spot })) if entries.is_empty() => {
            let help = "write a field and its value; the first item of a list is `at: LIST.0.FIELD`";
            Entries::empty(Some(reader.report(Code::EMPTY, *spot, "this `where` has no condition", help)))
        }
        _ => reader.entries(map, element::WHERE, Reader::scalar),
    }
}
