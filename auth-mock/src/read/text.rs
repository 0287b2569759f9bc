//! Converts values between JSON and the text of a query, a form, a path or a header.

use auth_codegen::conformance::upload;
use auth_codegen::model::{Field, Type};
use serde_json::{Number, Value as Json};

/// Converts the texts of a field to JSON of its type. A text that does not match remains text, and the type check
/// reports it.
pub(crate) fn to_json(field: &Field, texts: &[String]) -> Json {
    match (&field.ty.value, &field.separator) {
        (Type::List(item), Some(separator)) => {
            texts.iter().flat_map(|text| split(item, text, &separator.value)).collect()
        }
        (Type::List(item), None) => texts.iter().map(|text| scalar(item, text)).collect(),
        (ty, _) => scalar(ty, texts.first().map_or("", String::as_str)),
    }
}

/// Converts a value to text: one text, or one for each item of a list without a separator.
pub(crate) fn from_json(field: &Field, json: &Json) -> Vec<String> {
    match (json, &field.separator) {
        (Json::Array(items), Some(separator)) => {
            vec![items.iter().map(plain).collect::<Vec<_>>().join(&separator.value)]
        }
        (Json::Array(items), None) => items.iter().map(plain).collect(),
        (json, _) => vec![plain(json)],
    }
}

/// Converts a value to a member of a JSON body. A list with a separator is a single text there too.
pub(crate) fn to_body(field: &Field, json: &Json) -> Json {
    match (json, &field.separator) {
        (Json::Array(_), Some(_)) => from_json(field, json).concat().into(),
        (json, _) => json.clone(),
    }
}

/// Converts a value to its canonical form, so that equal values compare equal: lists as lists, seconds and numbers as
/// numbers.
pub(crate) fn canonical(field: &Field, json: &Json) -> Json {
    match (&field.ty.value, &field.separator, json) {
        (Type::List(item), Some(separator), Json::String(text)) => split(item, text, &separator.value).collect(),
        (ty, _, json) => canonical_value(ty, json),
    }
}

fn canonical_value(ty: &Type, json: &Json) -> Json {
    match (ty, json) {
        (Type::List(item), Json::Array(items)) => items.iter().map(|json| canonical_value(item, json)).collect(),
        (Type::Map(item), Json::Object(members)) => {
            members.iter().map(|(name, json)| (name.clone(), canonical_value(item, json))).collect()
        }
        (Type::Lifetime(_) | Type::Instant(_), Json::String(text)) => {
            text.parse::<i64>().map_or_else(|_| json.clone(), Json::from)
        }
        (Type::Code, Json::Number(number)) => Json::from(number.to_string()),
        (Type::Upload, json) => Json::from(upload::content(json)),
        (Type::Number, Json::Number(number)) => number.as_f64().map_or_else(|| json.clone(), Json::from),
        (_, json) => json.clone(),
    }
}

/// Splits a text into items. An empty text is an empty list.
fn split<'t>(item: &Type, text: &'t str, separator: &'t str) -> impl Iterator<Item = Json> + use<'t> {
    let item = item.clone();
    let parts = (!text.is_empty()).then(|| text.split(separator));
    parts.into_iter().flatten().map(move |part| scalar(&item, part))
}

fn scalar(ty: &Type, text: &str) -> Json {
    let found = match ty {
        Type::Integer => text.parse::<i64>().ok().map(Json::from),
        Type::Unsigned => text.parse::<u64>().ok().map(Json::from),
        Type::Number => text.parse::<f64>().ok().and_then(Number::from_f64).map(Json::Number),
        Type::Boolean => text.parse::<bool>().ok().map(Json::from),
        _ => None,
    };
    found.unwrap_or_else(|| Json::from(text))
}

fn plain(json: &Json) -> String {
    json.as_str().map_or_else(|| json.to_string(), str::to_owned)
}
