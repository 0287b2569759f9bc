//! Finds what editors and other tools leave in a text: the marks of a merge, and spaces that are none.

use crate::text::node::{Node, Value};

/// The spaces that a line may begin with, to the eye.
const INVISIBLE: [char; 3] = ['\u{feff}', '\u{200b}', '\u{2060}'];

/// Returns where the mistake is, what is wrong and what to do, if it is before the byte of an error.
pub(super) fn explain(text: &str, at: usize) -> Option<(usize, String, String)> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if line.starts_with("<<<<<<< ") {
            let help = "keep one of the two versions, and remove the lines with `<<<<<<<`, `=======` and `>>>>>>>`";
            return Some((start, "this is not YAML: a merge left its marks here".to_owned(), help.to_owned()));
        }
        if let Some(found) = odd_space(line).filter(|_| start <= at) {
            let message = "this is not YAML: the indentation has a space that YAML does not take for one";
            let help = "indent with ordinary spaces; this may be a non-breaking one, copied from a page";
            return Some((start + found, message.to_owned(), help.to_owned()));
        }
        start += line.len();
    }
    None
}

/// Whether a key begins with such a space, which is its indentation to the eye.
pub(super) fn has_odd_key(node: &Node) -> bool {
    match &node.value {
        Value::Map(entries) => entries.iter().any(|entry| odd_space(&entry.key).is_some() || has_odd_key(&entry.node)),
        Value::List(items) => items.iter().any(has_odd_key),
        Value::Null | Value::Boolean(_) | Value::Number(_) | Value::Text(_) => false,
    }
}

/// Returns the byte of the first such space in the indentation of a line.
fn odd_space(line: &str) -> Option<usize> {
    let is_space = |c: char| c.is_whitespace() || INVISIBLE.contains(&c);
    let mut indentation = line.char_indices().take_while(|(_, c)| is_space(*c));
    indentation.find(|(_, c)| !c.is_ascii()).map(|(at, _)| at)
}
