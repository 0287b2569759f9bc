//! Enumerations.

use serde_json::{Map, Value as Json};

use super::typed::Typed;
use crate::import::draft::{Choice, Draft, Ty, tidy};
use crate::import::guess::name;
use crate::import::openapi::document::Document;
use crate::import::openapi::merge;
use crate::import::write::prose;

/// The greatest number of values; of more, the field is a text.
const MOST: usize = 200;

/// Returns the type of a schema with `enum` or `const`; `None` for others.
pub(super) fn read(schema: &Map<String, Json>, name: &str, hint: &str, draft: &mut Draft) -> Option<Typed> {
    if let Some(constant) = schema.get("const").filter(|json| json.is_string() || json.is_number() || json.is_boolean())
    {
        return Some(Typed { constant: Some(constant.clone()), ..Typed::new(of_json(constant)) });
    }
    let values = schema.get("enum")?.as_array()?;
    let known: Vec<&Json> = values.iter().filter(|json| !json.is_null()).collect();
    let optional = known.len() < values.len();
    let first = known.first()?;
    let constant = (known.len() == 1).then(|| (*first).clone());
    let texts: Option<Vec<&str>> = known.iter().map(|json| json.as_str().filter(|text| is_value(text))).collect();
    let docs = docs(schema);
    let ty = match texts {
        Some(texts) if texts.len() > 1 && texts.len() <= MOST && !crate::import::guess::secret::is_named(name) => {
            let values = texts.iter().map(|text| (*text, docs(text)));
            Ty::Named(declare(hint, values.map(|(text, doc)| (text.to_owned(), doc)).collect(), draft))
        }
        Some(_) => Ty::STRING,
        None if known.iter().all(|json| json.is_string()) => Ty::STRING,
        None => of_json(first),
    };
    Some(Typed { optional, constant, ..Typed::new(ty) })
}

/// Alternatives that are each one text, or an enumeration of texts, are one enumeration.
pub(super) fn of_alternatives(
    alternatives: &[&Json],
    document: &Document,
    name: &str,
    hint: &str,
    draft: &mut Draft,
) -> Option<Typed> {
    let mut values = Vec::new();
    for node in alternatives {
        let schema = merge::all_of(node, document);
        match (schema.get("const"), schema.get("enum").and_then(Json::as_array)) {
            (Some(constant), _) => values.push(constant.clone()),
            (None, Some(several)) => values.extend(several.iter().cloned()),
            (None, None) => return None,
        }
    }
    let schema = [("enum".to_owned(), Json::Array(values))].into_iter().collect();
    read(&schema, name, hint, draft)
}

fn of_json(json: &Json) -> Ty {
    match json {
        Json::Number(number) if number.is_f64() => Ty::Word("number"),
        Json::Number(_) => Ty::Word("integer"),
        Json::Bool(_) => Ty::Word("boolean"),
        Json::String(_) | Json::Null | Json::Array(_) | Json::Object(_) => Ty::STRING,
    }
}

/// Whether a text can be a value: visible, and with something that a name can be made of.
fn is_value(text: &str) -> bool {
    !text.is_empty() && text.chars().any(|c| c.is_ascii_alphanumeric()) && !text.chars().any(char::is_control)
}

/// What documents say of each value, in an extension that several tools read.
fn docs(schema: &Map<String, Json>) -> impl Fn(&str) -> String {
    let found = schema.get("x-enumDescriptions").or_else(|| schema.get("x-enum-descriptions")).cloned();
    move |value: &str| {
        let doc = found.as_ref().and_then(|docs| docs.get(value)?.as_str()).and_then(prose::sentence);
        doc.unwrap_or_else(|| format!("`{}`.", value.replace('`', "'")))
    }
}

fn declare(hint: &str, values: Vec<(String, String)>, draft: &mut Draft) -> String {
    let mut apart: Vec<(String, String)> = Vec::new();
    for value in values {
        if !apart.iter().any(|(known, _)| *known == value.0) {
            apart.push(value);
        }
    }
    let is_same = |choice: &&Choice| {
        let known: Vec<&String> = choice.values.iter().map(|(value, _)| value).collect();
        known == apart.iter().map(|(value, _)| value).collect::<Vec<_>>()
    };
    if let Some(known) = draft.enums.iter().find(is_same) {
        return known.name.clone();
    }
    let name = tidy::type_name(&name::camel(hint), draft);
    draft.enums.push(Choice { name: name.clone(), doc: None, open: false, values: apart });
    name
}
