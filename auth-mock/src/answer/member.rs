//! Members of a JSON body, by dotted paths.

use serde_json::{Map, Value as Json};

/// The value at a path.
pub(crate) fn at<'j>(json: &'j Json, path: &str) -> Option<&'j Json> {
    path.split('.').try_fold(json, |json, segment| json.get(segment))
}

/// Whether a path can be written: there is nothing at it yet, and only objects on the way.
pub(crate) fn is_free(json: &Json, path: &str) -> bool {
    let mut here = Some(json);
    path.split('.').all(|segment| {
        let fits = here.is_none_or(Json::is_object);
        here = here.and_then(|json| json.get(segment));
        fits
    }) && here.is_none_or(Json::is_null)
}

/// Writes a text at a path, and creates the objects on the way.
pub(crate) fn set(mut json: &mut Json, path: &str, text: &str) {
    for segment in path.split('.') {
        if !json.is_object() {
            *json = Json::Object(Map::new());
        }
        let Some(members) = json.as_object_mut() else { return };
        json = members.entry(segment).or_insert(Json::Null);
    }
    *json = Json::from(text);
}
