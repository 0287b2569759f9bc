//! Finds an item of a list whose next items are indented further: YAML takes those for lines of its text.

use std::collections::BTreeSet;

use auth_language::problem::{Code, Problems};

use crate::text::node::{Node, Value};
use crate::text::spot::Spot;
use crate::text::tree;

/// What is between items that YAML joined.
const JOINT: &str = " - ";

/// Reports such items, and reads the lines as what they are meant for.
pub(super) fn mend(text: &str, root: &mut Node, problems: &mut Problems<Spot>) {
    let mut joined = BTreeSet::new();
    collect(root, &mut joined);
    let places = tree::locate(text, &joined);
    joined.retain(|spot| places.get(spot).is_some_and(|at| is_split(&text[*at..])));
    if !joined.is_empty() {
        split(root, &joined, problems);
    }
}

fn collect(node: &Node, joined: &mut BTreeSet<Spot>) {
    match &node.value {
        Value::Map(entries) => entries.iter().for_each(|entry| collect(&entry.node, joined)),
        Value::List(items) => {
            joined.extend(items.iter().filter(|item| item.text().is_some_and(has_joint)).map(|item| item.spot));
            for item in items {
                collect(item, joined);
            }
        }
        Value::Null | Value::Boolean(_) | Value::Number(_) | Value::Text(_) => {}
    }
}

fn has_joint(text: &str) -> bool {
    text.contains(JOINT)
}

/// Whether a text without quotes goes on in a line that looks like an item.
fn is_split(source: &str) -> bool {
    let next = source.lines().skip(1).find(|line| !line.trim().is_empty());
    !source.starts_with(['"', '\'', '|', '>']) && next.is_some_and(|line| line.trim_start().starts_with("- "))
}

fn split(node: &mut Node, joined: &BTreeSet<Spot>, problems: &mut Problems<Spot>) {
    match &mut node.value {
        Value::Map(entries) => entries.iter_mut().for_each(|entry| split(&mut entry.node, joined, problems)),
        Value::List(items) => {
            *items = std::mem::take(items).into_iter().flat_map(|item| parts(item, joined, problems)).collect();
            for item in items {
                split(item, joined, problems);
            }
        }
        Value::Null | Value::Boolean(_) | Value::Number(_) | Value::Text(_) => {}
    }
}

/// Returns the items that one of a list is meant for.
fn parts(item: Node, joined: &BTreeSet<Spot>, problems: &mut Problems<Spot>) -> Vec<Node> {
    let Some(text) = item.text().filter(|_| joined.contains(&item.spot)) else { return vec![item] };
    let parts: Vec<&str> = text.split(JOINT).collect();
    if let [first, second, ..] = parts.as_slice() {
        let message = format!("the item `{first}` is not indented like `{second}` below");
        problems.report(Code::SHAPE, item.spot, message, "begin the `-` of all items of a list in one column");
    }
    parts.iter().map(|part| Node { value: Value::Text((*part).to_owned()), spot: item.spot }).collect()
}
