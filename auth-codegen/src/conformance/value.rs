//! Checks lists and objects, and the values in them.

use auth_language::suggest;
use auth_language::value::join_path;
use serde_json::{Map, Value as Json};

use super::constant;
use super::mismatch::{Advice, Mismatch};
use super::path::{goes_on, is_way, locate, look_up, paths};
use super::scalar::{check_choice, check_scalar, describe, means_never};
use super::upload;
use crate::model::{Field, Provider, Record, Type};

/// Checks a value against a type.
///
/// # Errors
/// Returns every place at which they differ.
pub fn value(provider: &Provider, ty: &Type, json: &Json) -> Result<(), Vec<Mismatch>> {
    let found = check(provider, ty, json);
    if found.is_empty() { Ok(()) } else { Err(found) }
}

/// Checks an object against fields: each required member is present, each value matches its type, and there are no
/// other members.
///
/// # Errors
/// Returns every place at which they differ.
pub fn object(provider: &Provider, fields: &[&Field], json: &Json) -> Result<(), Vec<Mismatch>> {
    let found = check_object(provider, fields, json);
    if found.is_empty() { Ok(()) } else { Err(found) }
}

fn check(provider: &Provider, ty: &Type, json: &Json) -> Vec<Mismatch> {
    match ty {
        Type::List(item) => check_list(provider, item, json),
        Type::Map(item) => check_map(provider, item, json),
        Type::Record(id) => check_record(provider, &provider.records[*id], json),
        Type::Choice(id) => check_choice(provider, *id, json).into_iter().collect(),
        Type::Json | Type::Foreign => Vec::new(),
        Type::Upload => upload::check(json),
        Type::String
        | Type::Url
        | Type::Format(_)
        | Type::Secret
        | Type::SecretInUrl
        | Type::Jwt
        | Type::PrivateKey
        | Type::Certificate
        | Type::Integer
        | Type::Unsigned
        | Type::Number
        | Type::Boolean
        | Type::Code
        | Type::Lifetime(_)
        | Type::Instant(_)
        | Type::Bytes(_)
        | Type::Uuid => check_scalar(ty, json).into_iter().collect(),
    }
}

fn check_list(provider: &Provider, item: &Type, json: &Json) -> Vec<Mismatch> {
    let Some(items) = json.as_array() else {
        return vec![Mismatch::new(format!("expected a list, found {}", describe(json)), "write it as `[…]`")];
    };
    let numbered = items.iter().enumerate();
    numbered
        .flat_map(|(index, json)| {
            check(provider, item, json).into_iter().map(move |found| found.under(&index.to_string()))
        })
        .collect()
}

fn check_map(provider: &Provider, item: &Type, json: &Json) -> Vec<Mismatch> {
    let Some(members) = json.as_object() else {
        return vec![Mismatch::new(format!("expected an object, found {}", describe(json)), "write it as a mapping")];
    };
    let mut found = Vec::new();
    for (name, json) in members {
        found.extend(check(provider, item, json).into_iter().map(|mismatch| mismatch.under(name)));
    }
    found
}

/// Checks an object. A constant may be there, because a reply may have it, and is then as it is sent.
fn check_record(provider: &Provider, record: &Record, json: &Json) -> Vec<Mismatch> {
    let fields: Vec<&Field> = record.fields.iter().collect();
    match json.as_object().filter(|_| !record.constants.is_empty()) {
        Some(members) => {
            let (differing, others) = constant::differing(record, members);
            differing.into_iter().chain(check_object(provider, &fields, &Json::Object(others))).collect()
        }
        None => check_object(provider, &fields, json),
    }
}

fn check_object(provider: &Provider, fields: &[&Field], json: &Json) -> Vec<Mismatch> {
    let no_members = Map::new();
    let is_any = fields.iter().any(|field| field.at.iter().any(|origin| origin.value.is_in_any()));
    let Some(members) = json.as_object().or(is_any.then_some(&no_members)) else {
        return vec![Mismatch::new(format!("expected an object, found {}", describe(json)), "write it as a mapping")];
    };
    let missing = fields.iter().filter(|field| is_missing(field, json)).map(|field| missing(field, json));
    let wrong = fields.iter().flat_map(|field| check_member(provider, field, json));
    missing.chain(wrong).chain(unknown_members(fields, members, &[])).collect()
}

fn is_missing(field: &Field, json: &Json) -> bool {
    !field.optional && !field.is_in_head() && field.default.is_none() && look_up(field, json).is_none()
}

fn missing(field: &Field, json: &Json) -> Mismatch {
    if let Some((path, _)) = field.origins().iter().find_map(|origin| locate(origin, json)) {
        let message = format!("`{}` is `null`", join_path(&path));
        let help = "write a value; if the provider answers `null`, make the field `optional`";
        return under(Mismatch::new(message, help), &path);
    }
    let places: Vec<String> = field.at.iter().map(|origin| format!("`{}`", origin.value)).collect();
    let places = if places.is_empty() { format!("`{}`", field.wire) } else { places.join(" or ") };
    Mismatch::new(format!("{places} is missing"), format!("add {places}, or make the field `optional`"))
}

/// Checks that the value of a field matches its type, and so do the items of a list that is a joined text.
fn check_member(provider: &Provider, field: &Field, json: &Json) -> Vec<Mismatch> {
    let ways = paths(field);
    let places = field.origins();
    let mut found = places.iter().filter_map(|origin| locate(origin, json));
    let counts = |(path, json): &(Vec<String>, &Json)| !json.is_null() && !is_way(&ways, path, json);
    let Some((path, found)) = found.find(counts) else { return Vec::new() };
    if means_never(field, found) {
        return Vec::new();
    }
    let problems = match (&field.separator, &field.ty.value, found.as_str()) {
        (Some(separator), Type::List(item), Some(text)) => {
            items_of(item, &separator.value, text).iter().flat_map(|json| check(provider, item, json)).collect()
        }
        _ => check(provider, &field.ty.value, found),
    };
    problems.into_iter().map(|problem| under(problem, &path)).collect()
}

/// Returns the items of a list that is a joined text. An empty text has no items.
pub(crate) fn items_of(item: &Type, separator: &str, text: &str) -> Vec<Json> {
    text.split(separator).filter(|part| !part.is_empty()).map(|part| item_of(item, part)).collect()
}

/// Reads an item of a joined list: in a list of numbers, `2` is a number.
pub(super) fn item_of(item: &Type, text: &str) -> Json {
    let bare = match item {
        Type::Integer => text.parse::<i64>().ok().map(Json::from),
        Type::Unsigned => text.parse::<u64>().ok().map(Json::from),
        Type::Number => text.parse::<f64>().ok().map(Json::from),
        Type::Boolean => text.parse::<bool>().ok().map(Json::from),
        _ => None,
    };
    bare.unwrap_or_else(|| Json::from(text))
}

fn under(problem: Mismatch, path: &[String]) -> Mismatch {
    path.iter().rev().fold(problem, |problem, segment| problem.under(segment))
}

/// Returns the members that no field reads, including those of objects that paths lead into. Lists, and values that are
/// kept as a whole, are not searched.
fn unknown_members(fields: &[&Field], members: &Map<String, Json>, parents: &[String]) -> Vec<Mismatch> {
    if is_flat(fields) && members.keys().all(|name| fields.iter().any(|field| field.wire == *name)) {
        return Vec::new();
    }
    let known: Vec<Vec<String>> = fields.iter().flat_map(|field| paths(field)).collect();
    if known.iter().any(Vec::is_empty) {
        return Vec::new();
    }
    let check = |(name, json): (&String, &Json)| {
        let path = [parents, std::slice::from_ref(name)].concat();
        match json.as_object().filter(|_| is_way(&known, &path, json)) {
            Some(inner) => unknown_members(fields, inner, &path),
            None if known.contains(&path) || (json.is_array() && goes_on(&known, &path)) => Vec::new(),
            None => vec![unknown(&known, &path)],
        }
    };
    members.iter().flat_map(check).collect()
}

/// Whether each field is the member of its name.
fn is_flat(fields: &[&Field]) -> bool {
    fields.iter().all(|field| field.at.is_empty())
}

/// Whether two paths differ only in the last member.
fn is_sibling(one: &[String], other: &[String]) -> bool {
    let parents = |path: &[String]| path.split_last().map(|(_, parents)| parents.to_vec());
    parents(one) == parents(other)
}

fn unknown(known: &[Vec<String>], path: &[String]) -> Mismatch {
    let siblings: Vec<&[String]> = known.iter().map(Vec::as_slice).filter(|known| is_sibling(known, path)).collect();
    let texts: Vec<String> = siblings.iter().map(|path| join_path(path)).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let help = match Advice::word(&join_path(path), &texts, "") {
        Advice::Replace { text, advice } => {
            let found = siblings.iter().find(|path| join_path(path) == text).and_then(|path| path.last());
            Advice::Replace { text: found.cloned().unwrap_or(text), advice }
        }
        Advice::Prose(_) => {
            let known: Vec<String> = known.iter().map(|path| join_path(path)).collect();
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            Advice::Prose(suggest::all_of("the fields are", &known))
        }
    };
    let message = format!("there is no field `{}`", join_path(path));
    under(Mismatch { is_name: true, help, ..Mismatch::new(message, "") }, path)
}
