//! Finds texts in the quotation marks of print, which YAML takes for a part of the text.

use std::collections::BTreeSet;

use auth_language::problem::{Code, Help, Problems};

use crate::text::node::{Node, Value};
use crate::text::spot::Spot;
use crate::text::tree;

/// The marks of English and of other languages, each with those that end a text which it begins.
const MARKS: [(char, &str); 6] = [('“', "”"), ('‘', "’"), ('”', "”"), ('’', "’"), ('„', "“”"), ('‚', "‘’")];

/// The longest text of which it is certain that it is on one line, so that it can be replaced.
const LINE: usize = 40;

/// Reports such texts, and reads them without the marks. A text that is in quotes of YAML, too, is what its author means.
pub(super) fn mend(text: &str, root: &mut Node, problems: &mut Problems<Spot>) {
    let mut marked = BTreeSet::new();
    collect(root, &mut marked);
    let places = tree::locate(text, &marked);
    let is_bare = |spot: &Spot| {
        let rest = places.get(spot).and_then(|at| text.get(*at..));
        rest.is_some_and(|rest| MARKS.iter().any(|(open, _)| rest.starts_with(*open)))
    };
    marked.retain(is_bare);
    if !marked.is_empty() {
        strip(root, &marked, problems);
    }
}

fn collect(node: &Node, marked: &mut BTreeSet<Spot>) {
    match &node.value {
        Value::Text(text) if inner(text).is_some() => {
            marked.insert(node.spot);
        }
        Value::Map(entries) => entries.iter().for_each(|entry| collect(&entry.node, marked)),
        Value::List(items) => items.iter().for_each(|item| collect(item, marked)),
        Value::Null | Value::Boolean(_) | Value::Number(_) | Value::Text(_) => {}
    }
}

/// Returns what is between the marks.
fn inner(text: &str) -> Option<&str> {
    let (_, closing) = MARKS.iter().find(|(open, _)| text.starts_with(*open))?;
    let inner = text.get(text.chars().next()?.len_utf8()..)?;
    let inner = closing.chars().find_map(|closing| inner.strip_suffix(closing))?;
    // Otherwise two words may be in marks, one at the beginning and one at the end.
    (!inner.contains(['“', '”', '„', '‘', '‚'])).then_some(inner)
}

fn strip(node: &mut Node, marked: &BTreeSet<Spot>, problems: &mut Problems<Spot>) {
    match &mut node.value {
        Value::Text(text) if marked.contains(&node.spot) => {
            let Some(inner) = inner(text).map(str::to_owned) else { return };
            let message = "these are quotation marks of print, and YAML takes them for a part of the text";
            problems.report(Code::YAML_FEATURE, node.spot, message, help(&inner, node.spot));
            *text = inner;
        }
        Value::Map(entries) => entries.iter_mut().for_each(|entry| strip(&mut entry.node, marked, problems)),
        Value::List(items) => items.iter_mut().for_each(|item| strip(item, marked, problems)),
        Value::Null | Value::Boolean(_) | Value::Number(_) | Value::Text(_) => {}
    }
}

fn help(inner: &str, at: Spot) -> Help<Spot> {
    let advice = "write `\"` before the text and behind it".to_owned();
    let is_plain = inner.chars().count() <= LINE && !inner.contains(['"', '\\']) && !inner.contains(char::is_control);
    if is_plain { Help::Edit { at, text: format!("\"{inner}\""), advice } } else { Help::Prose(advice) }
}
