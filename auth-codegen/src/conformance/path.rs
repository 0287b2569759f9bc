//! Where a reply has a field.

use serde_json::Value as Json;

use super::equal::is_equal;
use crate::model::{Field, Item, MemberPath, Origin};

/// The value of a field in the body of a reply: at its own name, or at the first of its places that has one.
#[must_use]
pub fn look_up<'j>(field: &Field, json: &'j Json) -> Option<&'j Json> {
    let found = field.origins().iter().find_map(|origin| locate(origin, json).map(|(_, found)| found));
    found.filter(|json| !json.is_null())
}

/// The value at a place, and the members and indices that lead to it.
pub(super) fn locate<'j>(origin: &Origin, json: &'j Json) -> Option<(Vec<String>, &'j Json)> {
    match origin {
        Origin::Body(path) => walk(path.segments(), json).map(|found| (path.segments().to_vec(), found)),
        Origin::Item(item) => locate_item(item, json),
        Origin::Header(_) | Origin::Cookie(_) | Origin::Challenge(_) => None,
    }
}

fn locate_item<'j>(item: &Item, json: &'j Json) -> Option<(Vec<String>, &'j Json)> {
    let mut items = walk(item.list.segments(), json)?.as_array()?.iter().enumerate();
    let has =
        |json: &Json, path: &MemberPath, value| walk(path.segments(), json).is_some_and(|found| is_equal(value, found));
    let (index, found) = items.find(|(_, json)| item.wanted.iter().all(|(path, value)| has(json, path, value)))?;
    let found = walk(item.field.segments(), found)?;
    Some(([item.list.segments(), &[index.to_string()], item.field.segments()].concat(), found))
}

/// The members that lead to what a field takes from the body; to the list, for one item of it.
pub(super) fn paths(field: &Field) -> Vec<Vec<String>> {
    let path = |origin: &Origin| match origin {
        Origin::Body(path) => Some(path.segments().to_vec()),
        Origin::Item(item) => Some(item.list.segments().to_vec()),
        Origin::Header(_) | Origin::Cookie(_) | Origin::Challenge(_) => None,
    };
    field.origins().iter().filter_map(path).collect()
}

/// A name is that of a member, or the index of an item.
pub(super) fn walk<'j>(path: &[String], json: &'j Json) -> Option<&'j Json> {
    path.iter().try_fold(json, |json, segment| match json {
        Json::Array(items) => items.get(segment.parse::<usize>().ok()?),
        _ => json.get(segment),
    })
}

/// Whether a path goes on where another ends.
fn leads_through(path: &[String], end: &[String]) -> bool {
    path.len() > end.len() && path.starts_with(end)
}

/// An object is not the value of a path when another path of the field leads through it: `error` beside `error.code`.
pub(super) fn is_way(paths: &[Vec<String>], path: &[String], json: &Json) -> bool {
    json.is_object() && goes_on(paths, path)
}

/// Whether any path goes on where this one ends.
pub(super) fn goes_on(paths: &[Vec<String>], path: &[String]) -> bool {
    paths.iter().any(|other| leads_through(other, path))
}
