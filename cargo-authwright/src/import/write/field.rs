//! Prints fields.

use serde_json::Value as Json;

use super::yaml::{Entry, Node};
use crate::import::draft::Field;

/// A field: its type alone if there is nothing else to say.
pub(super) fn entry(field: &Field) -> Entry {
    let ty = if field.optional { format!("optional {}", field.ty) } else { field.ty.to_string() };
    let texts = [
        ("rust", field.rust.as_deref()),
        ("encoding", field.encoding),
        ("separator", field.separator),
        ("means", field.means),
    ];
    let mut entries = vec![Entry::text("type", &ty)];
    match field.at.as_slice() {
        [] => {}
        [one] => entries.push(Entry::text("at", one)),
        several => {
            entries.push(Entry::new("at", Node::List(several.iter().map(|at| Node::Text(at.clone())).collect())));
        }
    }
    entries.extend(texts.into_iter().filter_map(|(key, text)| Some(Entry::text(key, text?))));
    entries.extend(field.default.iter().map(|json| Entry::json("default", json)));
    entries.extend(field.at_least.iter().map(|count| Entry::json("at_least", &Json::from(*count))));
    if field.deprecated {
        entries.push(Entry::text("deprecated", "The provider advises against it."));
    }
    entries.extend(field.doc.iter().map(|doc| Entry::text("doc", doc)));
    let value = if entries.len() == 1 { Node::Text(ty) } else { Node::Map(entries) };
    Entry::new(&field.name, value).remark(field.remark.as_deref())
}
