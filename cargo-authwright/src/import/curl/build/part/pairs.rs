//! What a request sends, as objects.

use serde_json::{Map, Value as Json};

use super::super::super::request::{Body as Sent, Request};
use crate::import::guess::{name, secret};

/// Returns name and value pairs as an object. A name that is there twice has a list.
pub(super) fn pairs(pairs: &[(String, String)]) -> Map<String, Json> {
    let mut members = Map::new();
    for (name, value) in pairs.iter().filter(|(name, _)| !name.is_empty()) {
        let json = scalar(name, value);
        match members.get_mut(name) {
            Some(Json::Array(items)) => items.push(json),
            Some(first) => *first = Json::Array(vec![first.take(), json]),
            None => {
                members.insert(name.clone(), json);
            }
        }
    }
    members
}

/// A text that is a number or a boolean is sent by a field of that type.
fn scalar(name: &str, text: &str) -> Json {
    let is_canonical = |number: &i64| number.to_string() == text;
    let may_be = !secret::is_named(name) && !name::snake(name).ends_with("id") && !name::snake(name).ends_with("code");
    match text {
        "true" | "false" => Json::from(text == "true"),
        text => text
            .parse::<i64>()
            .ok()
            .filter(is_canonical)
            .filter(|_| may_be)
            .map_or_else(|| Json::from(text), Json::from),
    }
}

/// Returns the members of a body.
pub(in crate::import::curl::build) fn object(request: &Request) -> Map<String, Json> {
    match &request.body {
        Sent::Json(Json::Object(members), _) => members.clone(),
        Sent::Form(found) | Sent::Multipart(found) => pairs(found),
        Sent::Json(..) | Sent::None | Sent::Text(_) | Sent::File => Map::new(),
    }
}

/// Returns a text of the body or the query.
pub(in crate::import::curl::build) fn text(request: &Request, name: &str) -> Option<String> {
    let json = object(request).get(name).cloned().or_else(|| pairs(&request.query).get(name).cloned())?;
    json.as_str().map(str::to_owned)
}
