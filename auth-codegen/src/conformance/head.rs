//! Reads fields from the head of a reply: headers, cookies, and challenge parameters.

use auth_language::value::cookie;
use serde_json::Value as Json;

use super::mismatch::Mismatch;
use super::scalar::means_never;
use super::value::{explained, items_of, value};
use crate::model::{Field, Origin, Provider, Type};

/// The headers of an example, in order.
pub type Headers = [(String, String)];

/// Returns the value of a field that is read from the head of a reply, as JSON of the field's type.
#[must_use]
pub fn in_head(field: &Field, headers: &Headers) -> Option<Json> {
    let text = field.at.iter().find_map(|origin| find(&origin.value, headers))?;
    let separator = field.separator.as_ref().map_or(",", |separator| separator.value.trim());
    match &field.ty.value {
        Type::List(item) => {
            let items = text.split(separator).map(str::trim).collect::<Vec<_>>().join(separator);
            Some(Json::Array(items_of(item, separator, &items)))
        }
        ty => items_of(ty, "\u{0}", &text).into_iter().next(),
    }
}

/// Checks the head of a reply: each required field is present, and each value matches its type.
#[must_use]
pub fn head(provider: &Provider, fields: &[&Field], headers: &Headers) -> Vec<Mismatch> {
    let check = |field: &&Field| match in_head(field, headers) {
        Some(json) if means_never(field, &json) => Vec::new(),
        Some(json) => explained(field, &json, value(provider, &field.ty.value, &json).err().unwrap_or_default()),
        None if field.optional || field.default.is_some() => Vec::new(),
        None => vec![missing(field)],
    };
    let in_head = fields.iter().filter(|field| field.is_in_head());
    in_head.flat_map(check).map(|found| Mismatch { path: Vec::new(), ..found }).collect()
}

fn missing(field: &Field) -> Mismatch {
    let places: Vec<String> = field.at.iter().map(|origin| format!("the {}", origin.value)).collect();
    let places = places.join(" or ");
    let help = format!("add {places} to `headers` of the example, or make the field `optional`");
    Mismatch::new(format!("`{}` is missing: {places}", field.wire), help)
}

fn find(origin: &Origin, headers: &Headers) -> Option<String> {
    match origin {
        Origin::Header(name) => named(headers, name).next().map(str::to_owned),
        Origin::Cookie(name) => named(headers, "Set-Cookie").filter_map(|line| cookie_of(line, name)).last(),
        Origin::Challenge(name) => named(headers, "WWW-Authenticate").find_map(|line| parameter(line, name)),
        Origin::Body(_) | Origin::Item(_) => None,
    }
}

fn named<'h>(headers: &'h Headers, name: &str) -> impl Iterator<Item = &'h str> {
    headers.iter().filter(move |(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
}

fn cookie_of(line: &str, name: &str) -> Option<String> {
    let pair = line.split(';').next()?;
    let (found, value) = pair.split_once('=')?;
    let (found, value) = (found.trim(), value.trim());
    (cookie::is_named(found, name) && !value.is_empty()).then(|| cookie::shown(name, (found, value)))
}

/// Returns a challenge parameter as an author writes it: `name=value` or `name="value"`.
fn parameter(line: &str, name: &str) -> Option<String> {
    let starts = line.match_indices(name).filter(|(at, _)| line[..*at].ends_with([' ', ',']));
    let mut values = starts.filter_map(|(at, _)| line[at + name.len()..].trim_start().strip_prefix('='));
    let value = values.next()?.trim_start();
    match value.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next().map(str::to_owned),
        None => value.split([',', ' ']).next().map(str::to_owned),
    }
}
