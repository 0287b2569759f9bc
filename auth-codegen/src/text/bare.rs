//! Finds `const:` with nothing after it, which YAML reads as `null`.

use std::collections::BTreeSet;

use auth_language::key::field;

use super::node::{Node, Value};
use super::spot::Spot;
use super::tree;

/// The forms of `null` in YAML (YAML 1.2.2 §10.3.2).
const NULL: [&str; 4] = ["null", "Null", "NULL", "~"];

/// Returns the positions of constants that are not there. Only what is `null` is looked up in the text.
pub(super) fn constants(text: &str, root: &Node) -> Vec<Spot> {
    let mut nothing = BTreeSet::new();
    collect(root, &mut nothing);
    let places = tree::locate(text, &nothing);
    nothing.into_iter().filter(|spot| !is_written(text, places.get(spot))).collect()
}

fn collect(node: &Node, nothing: &mut BTreeSet<Spot>) {
    match &node.value {
        Value::Map(entries) => {
            for entry in entries {
                if entry.key == field::CONST && matches!(entry.node.value, Value::Null) {
                    nothing.insert(entry.node.spot);
                }
                collect(&entry.node, nothing);
            }
        }
        Value::List(items) => items.iter().for_each(|item| collect(item, nothing)),
        Value::Null | Value::Boolean(_) | Value::Number(_) | Value::Text(_) => {}
    }
}

/// Whether the author wrote the value. An alias may name a `null`, and a tag may be one.
fn is_written(text: &str, at: Option<&usize>) -> bool {
    let rest = at.and_then(|at| text.get(*at..)).unwrap_or_default();
    let rest = match rest.strip_prefix('&') {
        Some(anchored) => anchored.trim_start_matches(|char: char| !char.is_whitespace()).trim_start_matches(' '),
        None => rest,
    };
    NULL.iter().any(|null| rest.starts_with(null)) || rest.starts_with(['*', '!'])
}
