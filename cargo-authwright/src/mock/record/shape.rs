//! Which members a value has.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

/// Returns which members a value has, and of which kind they are.
pub(super) fn shape(json: &Json) -> String {
    match json {
        Json::Null => "null".to_owned(),
        Json::Bool(_) => "boolean".to_owned(),
        Json::Number(_) => "number".to_owned(),
        Json::String(_) => "text".to_owned(),
        Json::Array(items) => {
            let items: BTreeSet<String> = items.iter().map(shape).collect();
            format!("{items:?}")
        }
        Json::Object(members) => {
            let members: BTreeMap<&String, String> = members.iter().map(|(name, json)| (name, shape(json))).collect();
            format!("{members:?}")
        }
    }
}
