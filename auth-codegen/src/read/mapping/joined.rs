//! Recognizes keys without the colon or the space behind them, and texts that a comma has cut off.

use auth_language::value::Type;

use crate::text::{Entry, Value};

/// Returns a key and its value if they are written without the `: ` between them, in a flow mapping: `{ id:string }`,
/// `{ id string }`, `{ id = string }`.
pub(in crate::read) fn joined(entry: &Entry) -> Option<(&str, &str)> {
    let (name, value) =
        entry.key.split_once([':', ' ', '=', ';', '：']).filter(|_| matches!(entry.node.value, Value::Null))?;
    let value = behind(value);
    // A comma in quotes has cut it.
    let is_cut = value.starts_with('"') && !value[1..].ends_with('"');
    (is_name(name) && !value.is_empty() && !is_cut).then_some((name, value))
}

/// Returns what is behind the marks with which other notations give a value. A number may begin with one of them.
fn behind(text: &str) -> &str {
    let marks = ["->", "=>", ":=", "- ", "=", ":", ";", "：", " ", "\u{a0}"];
    match marks.iter().find_map(|mark| text.strip_prefix(mark)) {
        Some(rest) => behind(rest),
        None => text.trim_end(),
    }
}

/// Returns the key before a mapping or a list if there is no space between them: `request:{ a: b }`.
pub(super) fn glued(entry: &Entry) -> Option<&str> {
    let (name, rest) = entry.key.split_once(':')?;
    (is_name(name) && rest.starts_with(['{', '['])).then_some(name)
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || "_-".contains(c))
}

/// Whether the values of a mapping are texts, which a comma can cut in two, and its names may contain colons.
pub(super) fn is_of_texts(what: &str) -> bool {
    ["`scopes`", "`values`", "`reply_headers`"].contains(&what)
}

/// Whether a key is text that a comma has cut off from the previous value: several words without a value of their own.
pub(super) fn is_rest_of_text(entry: &Entry) -> bool {
    matches!(entry.node.value, Value::Null) && entry.key.trim().contains(char::is_whitespace)
}

/// Whether a key is a name with its meaning, or the rest of a text.
pub(super) fn is_without_text(entry: &Entry) -> bool {
    is_rest_of_text(entry) || (matches!(entry.node.value, Value::Null) && entry.key.contains([':', ';', '=']))
}

/// Whether a key is surely the rest of a text and not a name with its type: `or how long ago.`, but not `id optional string`.
pub(super) fn is_prose(entry: &Entry) -> bool {
    let Some((_, rest)) = entry.key.trim().split_once(' ').filter(|_| is_rest_of_text(entry)) else { return false };
    let is_name = |c: char| c.is_alphanumeric() || "_- :=>".contains(c);
    let is_type = ["optional ", "list of ", "map of "].iter().any(|start| rest.starts_with(start));
    let is_type = is_type || Type::builtin(rest).is_some();
    let is_equation = rest.starts_with(['=', '-']);
    !is_equation && !entry.key.contains(':') && (!rest.chars().all(is_name) || (rest.contains(' ') && !is_type))
}

/// Returns the type that a comma has cut in two: `map<string, string>`.
pub(super) fn cut_type(entry: &Entry, after: Option<&Entry>) -> Option<String> {
    let Value::Text(text) = &entry.node.value else { return None };
    let rest = after.filter(|rest| matches!(rest.node.value, Value::Null) && rest.key.ends_with('>'))?;
    (text.contains('<') && !text.contains('>')).then(|| format!("{text}, {}", rest.key))
}

/// Whether keys are statuses that a comma has separated: `{ 404, 401: Token }`.
pub(super) fn is_list_of_statuses(entry: &Entry, after: Option<&Entry>) -> bool {
    let is_status = |entry: &Entry| entry.key.len() == 3 && entry.key.bytes().all(|byte| byte.is_ascii_digit());
    matches!(entry.node.value, Value::Null) && is_status(entry) && after.is_some_and(is_status)
}

pub(super) fn comma_advice(entry: &Entry) -> String {
    format!("a comma ends a text in `{{…}}`: put the text before `{}` in quotes, if this belongs to it", entry.key)
}
