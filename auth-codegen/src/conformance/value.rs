//! Checks lists and objects, and the values in them.

mod property;
mod unknown;

use auth_language::spanned::Spanned;
use auth_language::value::join_path;
use serde_json::{Map, Value as Json};

use super::constant;
use super::mismatch::Mismatch;
use super::path::{is_way, locate, look_up, paths, walk, wanted_item};
use super::scalar::{check_choice, check_scalar, describe, means_never};
use super::upload;
use crate::model::{Field, Item, Origin, Provider, Record, Type};
use unknown::{is_required, unknown_members};

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

/// How many differences are enough: nobody reads more.
const MOST: usize = 1_000;

fn check_list(provider: &Provider, item: &Type, json: &Json) -> Vec<Mismatch> {
    let Some(items) = json.as_array() else {
        return vec![Mismatch::new(format!("expected a list, found {}", describe(json)), "write it as `[…]`")];
    };
    let mut found = Vec::new();
    for (index, json) in items.iter().enumerate() {
        if found.len() > MOST {
            break;
        }
        found.extend(check(provider, item, json).into_iter().map(|mismatch| mismatch.under(&index.to_string())));
    }
    found
}

fn check_map(provider: &Provider, item: &Type, json: &Json) -> Vec<Mismatch> {
    let Some(members) = json.as_object() else {
        return vec![Mismatch::new(format!("expected an object, found {}", describe(json)), "write it as a mapping")];
    };
    let mut found = Vec::new();
    for (name, json) in members {
        if found.len() > MOST {
            break;
        }
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
    let unknown = unknown_members(fields, members, &[]);
    // What a misspelled member means is not also missing, also where a broken field may read every member.
    let placed: Vec<&Field> = fields.iter().copied().filter(|field| !is_anywhere(field)).collect();
    let hidden = if placed.len() < fields.len() { unknown_members(&placed, members, &[]) } else { Vec::new() };
    let is_meant =
        |field: &&&Field| paths(field).iter().any(|path| unknown.iter().chain(&hidden).any(|found| found.means(path)));
    let missing = fields.iter().filter(|field| is_missing(field, json) && !is_meant(field));
    let missing = missing.take(MOST).map(|field| missing_of(field, json));
    let wrong = fields.iter().flat_map(|field| check_member(provider, field, json));
    let mut found: Vec<Mismatch> = missing.chain(wrong).collect();
    found.extend(unknown.into_iter().map(|found| found.mismatch));
    found
}

/// Whether a field is broken so that it is not known where it is.
fn is_anywhere(field: &Field) -> bool {
    *field.ty.value.item() == Type::Foreign && paths(field).iter().any(Vec::is_empty)
}

fn is_missing(field: &Field, json: &Json) -> bool {
    is_required(field) && look_up(field, json).is_none()
}

fn missing_of(field: &Field, json: &Json) -> Mismatch {
    if let Some((path, _)) = field.origins().iter().find_map(|origin| locate(origin, json)) {
        let message = format!("`{}` is `null`", join_path(&path));
        let help = "write a value; if the provider answers `null`, make the field `optional`";
        return Mismatch::new(message, help).along(&path);
    }
    if let Some(mismatch) = no_item(field, json) {
        return mismatch;
    }
    let places: Vec<String> = field.at.iter().map(|origin| format!("`{}`", origin.value)).collect();
    let places = if places.is_empty() { format!("`{}`", field.wire) } else { places.join(" or ") };
    let mismatch = Mismatch::new(format!("{places} is missing"), format!("add {places}, or make the field `optional`"));
    Mismatch { is_missing: true, ..mismatch }
}

/// Says that a list has no item with the values that a field asks for. An example is what the documentation shows, so the
/// mistake is more often in what it asks for.
fn no_item(field: &Field, json: &Json) -> Option<Mismatch> {
    let [Spanned { value: Origin::Item(item), at }] = field.at.as_slice() else { return None };
    let is_list = walk(item.list.segments(), json).is_some_and(|list| list.as_array().is_some_and(|it| !it.is_empty()));
    if item.wanted.is_empty() || !is_list {
        return None;
    }
    if let Some(index) = wanted_item(item, json) {
        let path = [item.list.segments(), &[index.to_string()]].concat();
        let help = format!("add `{}`, or make the field `optional`", item.field);
        let mismatch = Mismatch::new(format!("`{}` is missing", item.field), help).along(&path);
        return Some(Mismatch { is_missing: true, ..mismatch });
    }
    if let Some(mismatch) = joined_condition(item, json) {
        return Some(mismatch);
    }
    let wanted = item.wanted.iter().map(|(path, value)| format!("`{}` as `{path}`", value.as_text()));
    let wanted: Vec<String> = wanted.collect();
    let message = format!("no item of `{}` has {}", item.list, wanted.join(" and "));
    Some(Mismatch { cause: Some(*at), ..Mismatch::new(message, "correct the `where`, or the example") })
}

/// Returns the member of an item that a field asks for, if it has no colon, or no space after that: `main:true`.
fn joined_condition(item: &Item, json: &Json) -> Option<Mismatch> {
    let items = walk(item.list.segments(), json)?.as_array()?;
    let names = item.wanted.iter().filter_map(|(path, _)| path.segments().first());
    let names: Vec<&String> = names.collect();
    let members = items.iter().enumerate().filter_map(|(index, json)| Some((index, json.as_object()?)));
    let mut members = members.flat_map(|(index, members)| members.keys().map(move |key| (index, key)));
    members.find_map(|(index, key)| {
        let rest = |name: &&&String| key.strip_prefix(name.as_str()).and_then(|rest| rest.strip_prefix([':', ' ']));
        let name = names.iter().find(|name| rest(name).is_some())?;
        let help = format!("write a colon and a space after the key: `{name}: {}`", rest(&name)?.trim());
        let path = [item.list.segments(), &[index.to_string(), key.clone()]].concat();
        Some(Mismatch { is_name: true, ..Mismatch::new(format!("`{key}` has no value"), help).along(&path) })
    })
}

/// Checks that the value of a field matches its type, and so do the items of a list that is a joined text.
fn check_member(provider: &Provider, field: &Field, json: &Json) -> Vec<Mismatch> {
    if field.at.is_empty() && json.get(&field.wire).is_none() {
        return Vec::new();
    }
    let ways = paths(field);
    let places = field.origins();
    let mut found = places.iter().filter_map(|origin| locate(origin, json));
    let counts = |(path, json): &(Vec<String>, &Json)| !json.is_null() && !is_way(&ways, path, json);
    let Some((path, found)) = found.find(counts) else { return Vec::new() };
    if means_never(field, found) || is_anywhere(field) {
        return Vec::new();
    }
    let problems = match (&field.separator, &field.ty.value, found.as_str()) {
        // Nothing separates the items, which was reported.
        (Some(separator), Type::List(_), Some(_)) if separator.value.is_empty() => Vec::new(),
        (Some(separator), Type::List(item), Some(text)) => {
            items_of(item, &separator.value, text).iter().flat_map(|json| check(provider, item, json)).collect()
        }
        _ => check(provider, &field.ty.value, found),
    };
    explained(field, found, problems).into_iter().map(|problem| problem.along(&path)).collect()
}

/// Returns what is wrong with a value: the property of its field that it contradicts, if there is one.
pub(super) fn explained(field: &Field, found: &Json, problems: Vec<Mismatch>) -> Vec<Mismatch> {
    let explained = property::explain(field, found).filter(|_| !problems.is_empty());
    explained.map_or(problems, |explained| vec![explained])
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
