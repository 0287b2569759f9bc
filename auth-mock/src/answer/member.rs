//! Reads and writes members of a JSON body by dotted paths: `.` is the body, and a number is the index of an item.

use auth_language::value::split_path;
use serde_json::{Map, Value as Json};

/// Returns the names and indices of a path.
fn segments(path: &str) -> impl Iterator<Item = &str> {
    split_path(path).unwrap_or_default().into_iter()
}

fn child<'j>(json: &'j Json, segment: &str) -> Option<&'j Json> {
    match json {
        Json::Array(items) => items.get(segment.parse::<usize>().ok()?),
        _ => json.get(segment),
    }
}

/// Returns the value at a path.
pub(crate) fn at<'j>(json: &'j Json, path: &str) -> Option<&'j Json> {
    segments(path).try_fold(json, child)
}

/// Whether a path can be written: nothing is there yet, and its parents are objects or lists.
pub(crate) fn is_free(json: &Json, path: &str) -> bool {
    let mut here = Some(json);
    segments(path).all(|segment| {
        let fits = here.is_none_or(|json| json.is_object() || json.is_array());
        here = here.and_then(|json| child(json, segment));
        fits
    }) && here.is_none_or(|json| json.is_null() || (path == "." && json.as_object().is_some_and(Map::is_empty)))
}

/// Writes a text at a path, creating objects and lists as needed.
pub(crate) fn set(mut json: &mut Json, path: &str, text: &str) {
    for segment in segments(path) {
        json = match (segment.parse::<usize>(), json.is_object()) {
            (Ok(index), false) => item(json, index),
            _ => member(json, segment),
        };
    }
    *json = Json::from(text);
}

fn member<'j>(json: &'j mut Json, name: &str) -> &'j mut Json {
    if !json.is_object() {
        *json = Json::Object(Map::new());
    }
    &mut json[name]
}

/// Returns an item, extending the list if necessary. Lists in a spec are short.
fn item(json: &mut Json, index: usize) -> &mut Json {
    if !json.is_array() {
        *json = Json::Array(Vec::new());
    }
    if let Json::Array(items) = json {
        while items.len() <= index.min(100) {
            items.push(Json::Null);
        }
    }
    &mut json[index.min(100)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_objects_and_lists() {
        let mut json = Json::Null;
        set(&mut json, "errors.1.message", "no");
        assert_eq!(json.to_string(), r#"{"errors":[null,{"message":"no"}]}"#);
        assert_eq!(at(&json, "errors.1.message"), Some(&Json::from("no")));
        assert!(is_free(&json, "errors.1.code") && !is_free(&json, "errors.1.message"));
        set(&mut json, ".", "no");
        assert_eq!(json, Json::from("no"));
    }
}
