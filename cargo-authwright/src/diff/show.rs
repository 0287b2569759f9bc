//! Changes as text.

use std::fmt::Write as _;

use clap::ValueEnum as _;
use serde_json::{Value, json};

use super::change::{Change, Comparison};
use crate::arguments::{DiffFormat, Size};

pub(super) fn text(comparisons: &[Comparison], format: DiffFormat) -> String {
    match format {
        DiffFormat::Human => comparisons.iter().map(lines).collect(),
        DiffFormat::Json => {
            format!("{:#}\n", json!({ "version": 1, "specs": comparisons.iter().map(document).collect::<Vec<_>>() }))
        }
    }
}

fn lines(comparison: &Comparison) -> String {
    let Comparison { provider, changes } = comparison;
    let mut text = match comparison.size() {
        None => format!("{provider}: nothing changes\n"),
        Some(size) => format!("{provider}: {}\n", word(size)),
    };
    for Change { size, name, what } in changes {
        let _ = writeln!(text, "  {:5}  `{name}` {what}", word(*size));
    }
    text
}

fn document(comparison: &Comparison) -> Value {
    let change = |Change { size, name, what }: &Change| json!({ "size": word(*size), "name": name, "what": what });
    let changes: Vec<Value> = comparison.changes.iter().map(change).collect();
    json!({ "provider": comparison.provider, "size": comparison.size().map(word), "changes": changes })
}

fn word(size: Size) -> String {
    size.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}
