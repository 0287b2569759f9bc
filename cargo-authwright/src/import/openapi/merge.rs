//! Merges `allOf` into one schema.

use std::collections::HashSet;

use serde_json::{Map, Value as Json};

use super::document::Document;

/// How deep `allOf` is nested.
const DEEPEST: usize = 16;
/// Keys that say nothing about the values, or that are merged by hand.
const APART: [&str; 4] = ["allOf", "$ref", "properties", "required"];

/// Returns a schema with everything that `allOf` and references add. The outermost says more than what is inside.
pub(super) fn all_of(node: &Json, document: &Document) -> Map<String, Json> {
    let mut merged = Map::new();
    add(node, document, (0, &mut HashSet::new()), &mut merged);
    merged
}

/// Adds a schema and its parts. What was added already, by another reference, adds nothing.
fn add(
    node: &Json,
    document: &Document,
    (depth, seen): (usize, &mut HashSet<*const Json>),
    merged: &mut Map<String, Json>,
) {
    let found = document.resolve(node).filter(|found| seen.insert(std::ptr::from_ref(*found)));
    let Some(resolved) = found.and_then(Json::as_object).filter(|_| depth < DEEPEST) else { return };
    // What is beside a reference counts, too (OpenAPI 3.1).
    let beside = node.as_object().filter(|_| node.get("$ref").is_some());
    for schema in beside.into_iter().chain([resolved]) {
        for (key, value) in schema.iter().filter(|(key, _)| !APART.contains(&key.as_str())) {
            merged.entry(key.clone()).or_insert_with(|| value.clone());
        }
        if let Some(properties) = schema.get("properties").and_then(Json::as_object) {
            let all = merged.entry("properties").or_insert_with(|| Json::Object(Map::new()));
            for (name, property) in properties {
                all.as_object_mut().into_iter().for_each(|all| {
                    all.entry(name.clone()).or_insert_with(|| property.clone());
                });
            }
        }
        if let Some(names) = schema.get("required").and_then(Json::as_array) {
            let all = merged.entry("required").or_insert_with(|| Json::Array(Vec::new()));
            all.as_array_mut().into_iter().for_each(|all| all.extend(names.iter().cloned()));
        }
        for part in schema.get("allOf").and_then(Json::as_array).into_iter().flatten() {
            add(part, document, (depth + 1, &mut *seen), merged);
        }
    }
}
