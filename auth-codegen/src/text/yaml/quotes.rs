//! Finds texts in the quotation marks of print, which YAML takes for a part of the text.

use std::collections::BTreeSet;

use auth_language::problem::{Code, Help, Problems};

use crate::text::node::{Entry, Node, Value};
use crate::text::spot::Spot;
use crate::text::tree;

/// The marks of English and of other languages, each with those that end a text which it begins.
const MARKS: [(char, &str); 6] = [('“', "”"), ('‘', "’"), ('”', "”"), ('’', "’"), ('„', "“”"), ('‚', "‘’")];

/// The longest text of which it is certain that it is on one line, so that it can be replaced.
const LINE: usize = 40;

/// Reports such texts, and reads them without the marks. A text that is in quotes of YAML, too, is what its author means.
pub(super) fn mend(text: &str, root: &mut Node, problems: &mut Problems<Spot>) {
    let (mut marked, mut divided) = (BTreeSet::new(), BTreeSet::new());
    rejoin(root, &mut divided);
    collect(root, &mut marked);
    let places = tree::locate(text, &marked);
    let is_bare = |spot: &Spot| {
        let rest = places.get(spot).and_then(|at| text.get(*at..));
        rest.is_some_and(|rest| MARKS.iter().any(|(open, _)| rest.starts_with(*open)))
    };
    marked.retain(is_bare);
    if !marked.is_empty() {
        strip(root, &Marked { all: marked, divided }, problems);
    }
}

/// The texts in such marks.
struct Marked {
    all: BTreeSet<Spot>,
    /// Those that a comma divides.
    divided: BTreeSet<Spot>,
}

/// Makes one text of one that a comma between brackets divides: `{ separator: “,” }` has a key `”` to YAML.
fn rejoin(node: &mut Node, divided: &mut BTreeSet<Spot>) {
    match &mut node.value {
        Value::Map(entries) => {
            let mut kept: Vec<Entry> = Vec::with_capacity(entries.len());
            for mut entry in std::mem::take(entries) {
                let joined = kept.last().and_then(|before| continued(&before.node, &entry));
                if let (Some(joined), Some(before)) = (joined, kept.last_mut()) {
                    before.node.value = Value::Text(joined);
                    divided.insert(before.node.spot);
                } else {
                    rejoin(&mut entry.node, divided);
                    kept.push(entry);
                }
            }
            *entries = kept;
        }
        Value::List(items) => items.iter_mut().for_each(|item| rejoin(item, divided)),
        Value::Null | Value::Boolean(_) | Value::Number(_) | Value::Text(_) => {}
    }
}

/// Returns the text that a value and the entry after it are, if that is the rest of it.
fn continued(before: &Node, entry: &Entry) -> Option<String> {
    let (text, Value::Null) = (before.text()?, &entry.node.value) else { return None };
    let (open, closing) = MARKS.iter().find(|(open, _)| text.starts_with(*open))?;
    let is_open = !text[open.len_utf8()..].contains(|c| closing.contains(c));
    let joined = format!("{text},{}", entry.key);
    (is_open && inner(&joined).is_some()).then_some(joined)
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

fn strip(node: &mut Node, marked: &Marked, problems: &mut Problems<Spot>) {
    match &mut node.value {
        Value::Text(text) if marked.all.contains(&node.spot) => {
            let Some(inner) = inner(text).map(str::to_owned) else { return };
            let message = "these are quotation marks of print, and YAML takes them for a part of the text";
            let help = help(&inner, node.spot, marked);
            problems.report(Code::YAML_FEATURE, node.spot, message, help);
            *text = inner;
        }
        Value::Map(entries) => entries.iter_mut().for_each(|entry| strip(&mut entry.node, marked, problems)),
        Value::List(items) => items.iter_mut().for_each(|item| strip(item, marked, problems)),
        Value::Null | Value::Boolean(_) | Value::Number(_) | Value::Text(_) => {}
    }
}

fn help(inner: &str, at: Spot, marked: &Marked) -> Help<Spot> {
    let advice = "write `\"` before the text and behind it".to_owned();
    let is_whole = !marked.divided.contains(&at) && inner.chars().count() <= LINE;
    let is_plain = is_whole && !inner.contains(['"', '\\']) && !inner.contains(char::is_control);
    if is_plain { Help::Edit { at, text: format!("\"{inner}\""), advice } } else { Help::Prose(advice) }
}
