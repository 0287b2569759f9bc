//! Finds the value of a field in the body of a reply.

use serde_json::Value as Json;

use super::equal::is_equal;
use crate::model::{Field, Item, MemberPath, Origin};

/// Returns the value of a field in a body: at the first of the field's places that has one. An object through which another
/// place leads is none.
#[must_use]
pub fn look_up<'j>(field: &Field, json: &'j Json) -> Option<&'j Json> {
    let (origins, paths) = (field.origins(), paths(field));
    let mut found = origins.iter().filter_map(|origin| locate(origin, json));
    found.find(|(path, json)| !json.is_null() && !is_way(&paths, path, json)).map(|(_, json)| json)
}

/// Returns the value at a place, and the path that leads to it.
pub(super) fn locate<'j>(origin: &Origin, json: &'j Json) -> Option<(Vec<String>, &'j Json)> {
    match origin {
        Origin::Body(path) => walk(path.segments(), json).map(|found| (path.segments().to_vec(), found)),
        Origin::Item(item) => locate_item(item, json),
        Origin::Header(_) | Origin::Cookie(_) | Origin::Challenge(_) => None,
    }
}

fn locate_item<'j>(item: &Item, json: &'j Json) -> Option<(Vec<String>, &'j Json)> {
    let index = wanted_item(item, json)?;
    let found = walk(item.field.segments(), walk(item.list.segments(), json)?.get(index)?)?;
    Some(([item.list.segments(), &[index.to_string()], item.field.segments()].concat(), found))
}

/// Returns the index of the first item of a list that has the values that are asked for.
pub(super) fn wanted_item(item: &Item, json: &Json) -> Option<usize> {
    let has =
        |json: &Json, path: &MemberPath, value| walk(path.segments(), json).is_some_and(|found| is_equal(value, found));
    let mut items = walk(item.list.segments(), json)?.as_array()?.iter();
    items.position(|json| item.wanted.iter().all(|(path, value)| has(json, path, value)))
}

/// Returns the paths of the body that a field is read from; for one item of a list, the path of the list.
pub(super) fn paths(field: &Field) -> Vec<Vec<String>> {
    let path = |origin: &Origin| match origin {
        Origin::Body(path) => Some(path.segments().to_vec()),
        Origin::Item(item) => Some(item.list.segments().to_vec()),
        Origin::Header(_) | Origin::Cookie(_) | Origin::Challenge(_) => None,
    };
    field.origins().iter().filter_map(path).collect()
}

/// Follows a path, in which a name is a member or the index of an item.
pub(super) fn walk<'j>(path: &[String], json: &'j Json) -> Option<&'j Json> {
    path.iter().try_fold(json, |json, segment| match json {
        Json::Array(items) => items.get(segment.parse::<usize>().ok()?),
        _ => json.get(segment),
    })
}

/// Whether `path` continues where `end` ends.
fn leads_through(path: &[String], end: &[String]) -> bool {
    path.len() > end.len() && path.starts_with(end)
}

/// Whether an object is not a value itself, because another path of the field leads into it: `error` beside
/// `error.code`.
pub(super) fn is_way(paths: &[Vec<String>], path: &[String], json: &Json) -> bool {
    json.is_object() && goes_on(paths, path)
}

/// Whether another path continues where this one ends.
pub(super) fn goes_on(paths: &[Vec<String>], path: &[String]) -> bool {
    paths.iter().any(|other| leads_through(other, path))
}
