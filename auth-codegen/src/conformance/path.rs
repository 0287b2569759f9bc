//! Where a reply has a field.

use serde_json::Value as Json;

use crate::model::{Field, MemberPath};

/// The value of a field in a reply: at its own name, or at the first of its paths that is there.
#[must_use]
pub fn look_up<'j>(field: &Field, json: &'j Json) -> Option<&'j Json> {
    paths(field).iter().find_map(|path| walk(path, json)).filter(|json| !json.is_null())
}

/// The members that lead to a field. Its own name is one member, whatever dots it has.
pub(super) fn paths(field: &Field) -> Vec<Vec<&str>> {
    match field.at.as_slice() {
        [] => vec![vec![field.wire.as_str()]],
        at => at.iter().map(|path| segments_of(&path.value)).collect(),
    }
}

fn segments_of(path: &MemberPath) -> Vec<&str> {
    path.segments().iter().map(String::as_str).collect()
}

pub(super) fn walk<'j>(path: &[&str], json: &'j Json) -> Option<&'j Json> {
    path.iter().try_fold(json, |json, segment| json.get(segment))
}

/// Whether a path goes on where another ends.
fn leads_through(path: &[&str], end: &[&str]) -> bool {
    path.len() > end.len() && path.starts_with(end)
}

/// An object is not the value of a path when another path of the field leads through it: `error` beside `error.code`.
pub(super) fn is_way(paths: &[Vec<&str>], path: &[&str], json: &Json) -> bool {
    json.is_object() && paths.iter().any(|other| leads_through(other, path))
}
