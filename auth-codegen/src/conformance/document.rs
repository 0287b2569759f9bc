//! Converts bodies that are not JSON to JSON, for comparison with types and conditions. The runtime converts them in
//! the same way.

use auth_language::value::Type;
use auth_language::word::ReplyEncoding;
use roxmltree::{Document, Node};
use serde_json::{Map, Value as Json};

use super::path::paths;
use super::value::item_of;
use crate::model::{Field, Provider, Record};

/// The member with the text of an element that has attributes.
const TEXT: &str = ".";

/// Returns a text as a JSON document.
///
/// # Errors
/// Returns what was expected if the text is not in this encoding.
pub fn document(text: &str, encoding: ReplyEncoding) -> Result<Json, String> {
    match encoding {
        ReplyEncoding::Json => serde_json::from_str(text).map_err(|_| "JSON".to_owned()),
        ReplyEncoding::Form => Ok(form(text)),
        ReplyEncoding::Xml => xml(text).map_err(|error| format!("an XML document ({error})")),
        ReplyEncoding::Text | ReplyEncoding::Bytes => Ok(Json::from(text.trim_end_matches(['\r', '\n']))),
    }
}

/// Returns the encoding of an error example that is a text. Endpoints with different encodings can share errors, so the
/// encoding is chosen by the text.
#[must_use]
pub fn encoding_of(text: &str, documented: &[ReplyEncoding]) -> ReplyEncoding {
    let has = |encoding| documented.contains(&encoding);
    if has(ReplyEncoding::Xml) && text.trim_start().starts_with('<') {
        ReplyEncoding::Xml
    } else if has(ReplyEncoding::Form) && text.contains('=') && !text.trim_start().starts_with('<') {
        ReplyEncoding::Form
    } else {
        ReplyEncoding::Text
    }
}

fn form(text: &str) -> Json {
    let pairs = url::form_urlencoded::parse(text.trim_end().as_bytes());
    pairs.map(|(name, value)| (name.into_owned(), Json::from(value.into_owned()))).collect::<Map<_, _>>().into()
}

/// Returns the content, or what is wrong.
fn xml(text: &str) -> Result<Json, String> {
    let document = Document::parse(text.trim()).map_err(|error| reason(&error))?;
    let root = document.root_element();
    Ok(Json::Object(Map::from_iter([(root.tag_name().name().to_owned(), element(root))])))
}

/// Returns what the parser says, without the position in the text: that is not the one in the spec.
fn reason(error: &roxmltree::Error) -> String {
    let said = error.to_string().replace('\'', "`");
    said.rsplit_once(" at ").map_or(said.as_str(), |(said, _)| said).to_owned()
}

fn element(node: Node<'_, '_>) -> Json {
    let text: String = node.children().filter(Node::is_text).filter_map(|node| node.text()).collect();
    let mut members: Map<String, Json> = Map::new();
    for attribute in node.attributes() {
        members.insert(format!("@{}", attribute.name()), Json::from(attribute.value()));
    }
    for child in node.children().filter(Node::is_element) {
        add(&mut members, child.tag_name().name(), element(child));
    }
    match text.trim() {
        text if members.is_empty() => Json::from(text),
        "" => members.into(),
        text => {
            members.insert(TEXT.to_owned(), Json::from(text));
            members.into()
        }
    }
}

/// Adds a member. Several elements with the same name become a list.
fn add(members: &mut Map<String, Json>, name: &str, json: Json) {
    match members.get_mut(name) {
        None => {
            members.insert(name.to_owned(), json);
        }
        Some(Json::Array(items)) => items.push(json),
        Some(first) => *first = Json::Array(vec![first.take(), json]),
    }
}

fn typed_record(provider: &Provider, record: &Record, mut json: Json) -> Json {
    // A broken field may be anywhere.
    let is_read = |field: &&Field| field.separator.is_none() && *field.ty.value.item() != Type::Foreign;
    for field in record.fields.iter().filter(is_read) {
        let paths = paths(field);
        let Some(found) = paths.iter().find_map(|path| pointer(path, &json)) else { continue };
        if let Some(place) = json.pointer_mut(&found) {
            *place = typed(provider, &field.ty.value, place.take());
        }
    }
    json
}

/// Converts the texts of a document to the JSON types of its fields where they match: a numeric text to an `integer`,
/// or a single value to a list of one.
#[must_use]
pub fn typed(provider: &Provider, ty: &Type, json: Json) -> Json {
    match (ty, json) {
        (Type::List(item), Json::Array(items)) => {
            items.into_iter().map(|json| typed(provider, item, json)).collect::<Vec<_>>().into()
        }
        (Type::List(item), json) => Json::Array(vec![typed(provider, item, json)]),
        (Type::Record(id), json) => typed_record(provider, &provider.records[*id], json),
        (Type::Json | Type::Foreign, json) => json,
        (_, Json::Object(mut members)) if members.contains_key(TEXT) => {
            typed(provider, ty, members.remove(TEXT).unwrap_or_default())
        }
        (ty, Json::String(text)) => item_of(ty, &text),
        (_, json) => json,
    }
}

/// Returns the JSON pointer (RFC 6901) of a path, if there is a value at it.
fn pointer(path: &[String], json: &Json) -> Option<String> {
    let pointer: String = path.iter().map(|name| format!("/{}", name.replace('~', "~0").replace('/', "~1"))).collect();
    json.pointer(&pointer).map(|_| pointer)
}
