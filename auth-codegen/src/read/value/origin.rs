//! Reads the place of a reply from which a field is read: `at`, `header`, `cookie` or `challenge`.

use auth_language::key::{self, element, field};
use auth_language::problem::{Code, Help};
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
        field::HEADER => reader.text(node).and_then(|name| read_header(reader, name)),
        field::COOKIE => reader.text(node).map(OriginSpec::Cookie),
        field::CHALLENGE => reader.text(node).map(OriginSpec::Challenge),
        _ => read_at(reader, node),
    }
}

/// Reads the name of a header. What is in a cookie or a challenge has keys of its own.
fn read_header(reader: &mut Reader, name: Text) -> Read<OriginSpec> {
    let lower = name.value.to_ascii_lowercase();
    let one_of = |header: &str| lower.strip_prefix(header).filter(|rest| rest.starts_with(['.', ':', '/']));
    let part = name.value.rsplit(['.', ':', '/']).next().unwrap_or_default();
    let help = match (one_of("set-cookie"), one_of("www-authenticate")) {
        (Some(_), _) => format!("a cookie has a key of its own: `cookie: {part}`"),
        (None, Some(_)) => format!("a parameter of the challenge has a key of its own: `challenge: {part}`"),
        (None, None) => return Ok(OriginSpec::Header(name)),
    };
    let message = format!("`{}` is not the name of a header", name.value);
    Err(reader.report(Code::HEADER, name.at, message, help))
}

/// Returns the path in the notation of this language, of one in that of `JSONPath` or `jq`.
fn with_dots(path: &str) -> Option<String> {
    let path = path.strip_prefix("$.").or_else(|| path.strip_prefix('$')).unwrap_or(path);
    let dotted = path.replace('[', ".").replace(['"', '\''], "").replace(']', "");
    let dotted = dotted.trim_start_matches('.');
    let is_plain = |char: char| char.is_alphanumeric() || "._-".contains(char);
    (!dotted.is_empty() && dotted.chars().all(is_plain)).then(|| dotted.to_owned())
}

fn read_path(reader: &mut Reader, path: Read<Text>) -> Read<Text> {
    let path = path?;
    let is_foreign = path.value.starts_with('$') || (path.value.contains('[') && path.value.contains(']'));
    match with_dots(&path.value).filter(|_| is_foreign) {
        Some(text) => {
            let message = format!("`{}` is a path of another language", path.value);
            let advice = format!("names and indexes are joined by dots: `{text}`");
            Err(reader.report(Code::SHAPE, path.at, message, Help::Edit { at: path.at, text, advice }))
        }
        None => Ok(path),
    }
}

fn read_at(reader: &mut Reader, node: &Node) -> Read<OriginSpec> {
    if matches!(&node.value, Value::List(items) if items.is_empty()) {
        let help = "write the path of the value in the reply, or remove `at`";
        return Err(reader.report(Code::EMPTY, node.spot, "this list of paths is empty", help));
    }
    if !matches!(node.value, Value::Map(_)) {
        let paths = reader.texts(node)?;
        return Ok(OriginSpec::Paths(paths.into_iter().map(|path| read_path(reader, path)).collect()));
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
