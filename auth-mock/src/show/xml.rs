//! Writes XML documents.

use auth_codegen::model::as_text;
use serde_json::{Map, Value as Json};

/// Writes members as XML elements: members with `@` are attributes, and the member `.` is the text of an element that has
/// some.
///
/// ```
/// let json = serde_json::json!({ "Reply": { "@version": 2, "Name": ["Ada", "<Grace>"] } });
/// let members = json.as_object().expect("an object");
/// assert_eq!(auth_mock::xml(members), "<Reply version=\"2\"><Name>Ada</Name><Name>&lt;Grace&gt;</Name></Reply>");
/// ```
#[must_use]
pub fn xml(members: &Map<String, Json>) -> String {
    let element = |(name, json): (&String, &Json)| match json {
        Json::Array(items) => items.iter().map(|item| element(name, item)).collect(),
        json => element(name, json),
    };
    members.iter().map(element).collect()
}

fn element(name: &str, json: &Json) -> String {
    let Json::Object(members) = json else { return format!("<{name}>{}</{name}>", escape(&as_text(json))) };
    let attributes = members.iter().filter_map(|(name, json)| Some((name.strip_prefix('@')?, json)));
    let attributes: String = attributes.map(|(name, json)| format!(" {name}=\"{}\"", escape(&as_text(json)))).collect();
    let text = members.get(".").map(|json| escape(&as_text(json))).unwrap_or_default();
    let inner = members.iter().filter(|(name, _)| !name.starts_with(['@', '.']));
    let inner = xml(&inner.map(|(name, json)| (name.clone(), json.clone())).collect());
    format!("<{name}{attributes}>{text}{inner}</{name}>")
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
