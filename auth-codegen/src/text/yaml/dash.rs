//! Explains an item of a list whose `-` has no space after it: to the parser, it is a key that begins with a hyphen.

use auth_language::key::{self, Shape};

/// Returns where the item is, what is wrong and what to do, if a line before this byte is such an item, and the lines
/// between are indented further.
pub(super) fn explain(text: &str, at: usize) -> Option<(usize, String, String)> {
    let end = text.get(..at)?.rfind('\n').map_or(0, |end| end + 1);
    let mut start = end;
    for line in text[..end].split_inclusive('\n').rev() {
        start -= line.len();
        let entry = line.trim_start_matches(' ').trim_end();
        if let Some((key, message)) = item(entry) {
            return Some((start + line.find('-')?, message, format!("write `- {key}: …`")));
        }
        if entry.starts_with("- ") {
            return None;
        }
    }
    None
}

/// Returns the key with which an item begins, and what is wrong with the `-` before it.
fn item(entry: &str) -> Option<(&str, String)> {
    let content = entry.strip_prefix('-')?;
    if let Some(key) = key_of(content) {
        return Some((key, "this is not YAML: there is no space after `-`".to_owned()));
    }
    let (word, rest) = content.split_once(' ')?;
    let key = key_of(rest).filter(|_| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric()))?;
    Some((key, format!("this is not YAML: an item begins with `- `, and this with `-{word}`")))
}

/// Explains a single item of a list before keys in its column: its `-` is one too many.
pub(super) fn explain_item(text: &str, at: usize) -> Option<(usize, String, String)> {
    let end = text.get(..at)?.rfind('\n').map_or(0, |end| end + 1);
    let column = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let wrong = text[end..].lines().next().filter(|line| key_of(line.trim_start_matches(' ')).is_some())?;
    let mut start = end;
    for line in text[..end].split_inclusive('\n').rev() {
        start -= line.len();
        let entry = line.trim_start_matches(' ').trim_end();
        if entry.is_empty() || entry.starts_with('#') || column(line) > column(wrong) {
            continue;
        }
        let key = entry.strip_prefix("- ").and_then(key_of).filter(|_| column(line) == column(wrong))?;
        if !takes_entries(text.get(..start)?) {
            return None;
        }
        let message = format!("this is not YAML: `{key}` is an item of a list, and what follows is none");
        return Some((start + column(line), message, "remove the `- ` before it".to_owned()));
    }
    None
}

/// Whether a text ends with a key whose value has entries by their names, and is no list.
fn takes_entries(text: &str) -> bool {
    let last = text.lines().rev().map(str::trim).find(|line| !line.is_empty() && !line.starts_with('#'));
    let Some(name) = last.and_then(|line| line.strip_suffix(':')) else { return false };
    let mut keys = key::ALL.iter().filter_map(|mapping| mapping.key(name));
    keys.any(|key| matches!(key.shape, Shape::Entries(_)))
}

/// Returns the key with which a text begins.
fn key_of(text: &str) -> Option<&str> {
    let (key, rest) = text.split_once(':')?;
    let is_word = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    (is_word && (rest.is_empty() || rest.starts_with(' '))).then_some(key)
}
