//! Flattens nested objects that have no type of their own: the names of their members are JSON pointers (RFC 6901).

use std::collections::HashMap;

use auth_language::request::{Place, index_of, leaf, segments};
use serde_json::{Map, Value as Json};

use crate::model::Endpoint;

/// Moves the members of nested objects to the top level, with their pointers as names.
#[must_use]
pub fn flatten(mut json: Json, endpoint: &Endpoint) -> Json {
    let names = endpoint.parts_in(Place::Body).map(|part| part.name.value.as_str());
    let names: Vec<&str> = names.filter(|name| name.starts_with('/')).collect();
    for name in names {
        let Some(found) = remove(&mut json, &segments(name)) else { continue };
        if let Some(members) = json.as_object_mut() {
            members.insert(name.to_owned(), found);
        }
    }
    json
}

/// Flattens the request of an example, which may use only the last name of a nested member if that is unambiguous.
#[must_use]
pub fn given(json: Json, endpoint: &Endpoint) -> Json {
    let mut json = flatten(json, endpoint);
    let Some(members) = json.as_object_mut() else { return json };
    let names: Vec<(&str, String)> =
        endpoint.fields().iter().map(|field| (field.wire.as_str(), leaf(&field.wire))).collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for (_, last) in &names {
        *counts.entry(last).or_default() += 1;
    }
    for (name, last) in names.iter().filter(|(name, _)| name.starts_with('/')) {
        let is_clear = counts.get(last.as_str()) == Some(&1);
        if is_clear
            && !members.contains_key(*name)
            && let Some(value) = members.shift_remove(last)
        {
            members.insert((*name).to_owned(), value);
        }
    }
    json
}

/// Removes a value, and the objects around it that become empty.
fn remove(json: &mut Json, path: &[String]) -> Option<Json> {
    let (first, rest) = path.split_first()?;
    if let Some(index) = index_of(first) {
        // The other items stay at their places.
        let item = json.as_array_mut()?.get_mut(index)?;
        return if rest.is_empty() { Some(item.take()) } else { remove(item, rest) };
    }
    let members = json.as_object_mut()?;
    if rest.is_empty() {
        return members.shift_remove(first);
    }
    let inner = members.get_mut(first)?;
    let found = remove(inner, rest)?;
    if is_empty(inner) {
        members.shift_remove(first);
    }
    Some(found)
}

/// Whether all that an object or a list had was removed.
fn is_empty(json: &Json) -> bool {
    match json {
        Json::Object(members) => members.is_empty(),
        Json::Array(items) => items
            .iter()
            .all(|item| item.is_null() || item.is_object() && is_empty(item) || item.is_array() && is_empty(item)),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => false,
    }
}

/// Inserts a value at the place that its name states.
pub fn insert(members: &mut Map<String, Json>, name: &str, value: Json) {
    if let Some((first, rest)) = segments(name).split_first() {
        put(members.entry(first.as_str()).or_insert(Json::Null), rest, value);
    }
}

/// Puts a value into an object or a list, which is made if there is none.
fn put(here: &mut Json, path: &[String], value: Json) {
    let Some((first, rest)) = path.split_first() else {
        *here = value;
        return;
    };
    match index_of(first) {
        Some(index) => {
            let Some(items) = array_of(here) else { return };
            items.resize(items.len().max(index + 1), Json::Null);
            put(&mut items[index], rest, value);
        }
        None => {
            let Some(members) = object_of(here) else { return };
            put(members.entry(first.as_str()).or_insert(Json::Null), rest, value);
        }
    }
}

/// Returns a list, which is made if there is nothing; none, if there is something else.
fn array_of(json: &mut Json) -> Option<&mut Vec<Json>> {
    if json.is_null() {
        *json = Json::Array(Vec::new());
    }
    json.as_array_mut()
}

/// Returns an object, which is made if there is nothing; none, if there is something else.
fn object_of(json: &mut Json) -> Option<&mut Map<String, Json>> {
    if json.is_null() {
        *json = Json::Object(Map::new());
    }
    json.as_object_mut()
}
