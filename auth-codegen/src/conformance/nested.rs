//! Flattens nested objects that have no type of their own: the names of their members are JSON pointers (RFC 6901).

use std::collections::HashMap;

use auth_language::request::{Place, leaf, segments};
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
    let members = json.as_object_mut()?;
    if rest.is_empty() {
        return members.shift_remove(first);
    }
    let inner = members.get_mut(first)?;
    let found = remove(inner, rest)?;
    if inner.as_object().is_some_and(Map::is_empty) {
        members.shift_remove(first);
    }
    Some(found)
}

/// Inserts a value at the place that its name states.
pub fn insert(members: &mut Map<String, Json>, name: &str, value: Json) {
    let path = segments(name);
    let Some((last, parents)) = path.split_last() else { return };
    let mut here = members;
    for parent in parents {
        let inner = here.entry(parent.as_str()).or_insert_with(|| Json::Object(Map::new()));
        let Some(object) = inner.as_object_mut() else { return };
        here = object;
    }
    here.insert(last.clone(), value);
}
