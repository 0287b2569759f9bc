//! Does a JSON value agree with a type? Used for the examples of a spec, and by the mock server for requests.

use serde_json::{Map, Value as Json};

use crate::model::{Field, Provider, Type};
use crate::suggest;

/// Where a value disagrees with its type, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Mismatch {
    /// The members and indices that lead to the place.
    pub path: Vec<String>,
    /// Whether the last member's name is wrong, and not its value.
    pub is_name: bool,
    /// What is wrong there.
    pub message: String,
    /// What to do about it.
    pub help: String,
}

impl Mismatch {
    fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { path: Vec::new(), is_name: false, message: message.into(), help: help.into() }
    }

    fn under(mut self, segment: &str) -> Self {
        self.path.insert(0, segment.to_owned());
        self
    }
}

/// Checks a value against a type.
///
/// # Errors
/// Every place where the two disagree.
pub fn value(provider: &Provider, ty: &Type, json: &Json) -> Result<(), Vec<Mismatch>> {
    let found = check(provider, ty, json);
    if found.is_empty() { Ok(()) } else { Err(found) }
}

/// Checks the members of an object against fields: each is there if it must be, each has its type, and there is no other.
///
/// # Errors
/// Every place where the two disagree.
pub fn object(provider: &Provider, fields: &[&Field], json: &Json) -> Result<(), Vec<Mismatch>> {
    let found = check_object(provider, fields, json);
    if found.is_empty() { Ok(()) } else { Err(found) }
}

/// The value of a field in a reply: at its own name, or at the first of its paths that is there.
#[must_use]
pub fn look_up<'j>(field: &Field, json: &'j Json) -> Option<&'j Json> {
    paths(field)
        .find_map(|path| path.split('.').try_fold(json, |json, segment| json.get(segment)))
        .filter(|json| !json.is_null())
}

fn paths(field: &Field) -> impl Iterator<Item = &str> {
    let own = field.at.is_empty().then_some(field.wire.as_str());
    own.into_iter().chain(field.at.iter().map(String::as_str))
}

fn check(provider: &Provider, ty: &Type, json: &Json) -> Vec<Mismatch> {
    match ty {
        Type::List(item) => check_list(provider, item, json),
        Type::Record(name) => match provider.record(name) {
            Some(record) => check_object(provider, &record.fields.iter().collect::<Vec<_>>(), json),
            None => Vec::new(),
        },
        Type::Choice(name) => check_choice(provider, name, json).into_iter().collect(),
        Type::Json => Vec::new(),
        Type::String
        | Type::Url
        | Type::Secret
        | Type::Integer
        | Type::Number
        | Type::Boolean
        | Type::Seconds
        | Type::Duration
        | Type::Timestamp
        | Type::Uuid => check_scalar(ty, json).into_iter().collect(),
    }
}

fn check_list(provider: &Provider, item: &Type, json: &Json) -> Vec<Mismatch> {
    let Some(items) = json.as_array() else {
        return vec![Mismatch::new(
            format!("expected a list, found {}", describe(json)),
            "write it as `[…]`",
        )];
    };
    let numbered = items.iter().enumerate();
    numbered
        .flat_map(|(index, json)| {
            check(provider, item, json).into_iter().map(move |found| found.under(&index.to_string()))
        })
        .collect()
}

fn check_choice(provider: &Provider, name: &str, json: &Json) -> Option<Mismatch> {
    let Some(text) = json.as_str() else {
        return Some(Mismatch::new(
            format!("expected a value of `{name}`, found {}", describe(json)),
            "write it as text",
        ));
    };
    let choice = provider.choice(name)?;
    if choice.open || choice.values.iter().any(|value| value.wire == text) {
        return None;
    }
    let known: Vec<&str> = choice.values.iter().map(|value| value.wire.as_str()).collect();
    Some(Mismatch::new(
        format!("`{name}` has no value `{text}`"),
        suggest::word(text, &known, "its values are"),
    ))
}

fn check_scalar(ty: &Type, json: &Json) -> Option<Mismatch> {
    let (fits, expected) = match ty {
        Type::Integer => (json.is_i64(), "a whole number"),
        Type::Number => (json.is_number(), "a number"),
        Type::Boolean => (json.is_boolean(), "`true` or `false`"),
        Type::Seconds => (is_seconds(json), "a number of seconds"),
        Type::Duration => (json.as_str().is_some_and(is_duration), "a length of time such as `30d`"),
        Type::Timestamp => (
            json.as_str().is_some_and(|text| text.parse::<jiff::Timestamp>().is_ok()),
            "a time such as `2024-02-20T12:00:00Z` (RFC 3339)",
        ),
        Type::Uuid => {
            (json.as_str().is_some_and(|text| uuid::Uuid::try_parse(text).is_ok()), "a UUID (RFC 9562)")
        }
        Type::Url => (json.as_str().is_some_and(|text| url::Url::parse(text).is_ok()), "an absolute URL"),
        Type::Secret => (json.as_str().is_some_and(|text| !text.is_empty()), "text that is not empty"),
        Type::String | Type::Json | Type::Choice(_) | Type::Record(_) | Type::List(_) => {
            (json.is_string(), "text")
        }
    };
    (!fits).then(|| {
        let message = format!("expected {expected}, found {}", describe_beside(expected, json));
        let is_bare = expected == "text" && (json.is_number() || json.is_boolean());
        Mismatch::new(message, if is_bare { "put it in quotes to make it text".into() } else { format!("write {expected}") })
    })
}

/// What a value is, so that it differs from what was expected.
fn describe_beside(expected: &str, json: &Json) -> &'static str {
    match json {
        Json::String(text) if text.is_empty() => "empty text",
        Json::String(_) if !expected.ends_with("number") => "other text",
        Json::Number(number) if number.as_f64().is_some_and(|number| number < 0.0) => "a number below zero",
        Json::Number(number) if expected.contains("number") && number.is_f64() => "a number with a fraction",
        _ => describe(json),
    }
}

fn is_seconds(json: &Json) -> bool {
    json.as_u64().is_some() || json.as_str().is_some_and(|text| text.parse::<u64>().is_ok())
}

fn is_duration(text: &str) -> bool {
    let number = text.strip_suffix(['d', 'h', 'm']);
    number.is_some_and(|number| number.parse::<u32>().is_ok())
}

/// What a value is, without what it says: it may be a secret.
fn describe(json: &Json) -> &'static str {
    match json {
        Json::Null => "nothing",
        Json::Bool(_) => "a boolean",
        Json::Number(_) => "a number",
        Json::String(_) => "text",
        Json::Array(_) => "a list",
        Json::Object(_) => "an object",
    }
}

fn check_object(provider: &Provider, fields: &[&Field], json: &Json) -> Vec<Mismatch> {
    let Some(members) = json.as_object() else {
        return vec![Mismatch::new(
            format!("expected an object, found {}", describe(json)),
            "write it as a mapping",
        )];
    };
    let missing = fields.iter().filter(|field| is_missing(field, json)).map(|field| missing(field));
    let wrong = fields.iter().flat_map(|field| check_member(provider, field, json));
    missing.chain(wrong).chain(unknown_members(fields, members, "")).collect()
}

fn is_missing(field: &Field, json: &Json) -> bool {
    !field.optional && field.default.is_none() && look_up(field, json).is_none()
}

fn missing(field: &Field) -> Mismatch {
    let places: Vec<String> = paths(field).map(|path| format!("`{path}`")).collect();
    let places = places.join(" or ");
    Mismatch::new(format!("{places} is missing"), format!("add {places}, or make the field `optional`"))
}

/// The value that counts has the field's type; a list that is one text has items of its type.
fn check_member(provider: &Provider, field: &Field, json: &Json) -> Vec<Mismatch> {
    let Some(path) = paths(field).find(|path| {
        look_up_path(path, json).is_some_and(|json| !json.is_null() && !is_way(field, path, json))
    }) else {
        return Vec::new();
    };
    let Some(found) = look_up_path(path, json) else { return Vec::new() };
    let problems = match (&field.separator, &field.ty, found.as_str()) {
        (Some(separator), Type::List(item), Some(text)) => {
            text.split(separator.as_str()).filter(|part| !part.is_empty()).flat_map(|part| check(provider, item, &Json::from(part))).collect()
        }
        _ => check(provider, &field.ty, found),
    };
    problems.into_iter().map(|problem| path.rsplit('.').fold(problem, Mismatch::under)).collect()
}

fn look_up_path<'j>(path: &str, json: &'j Json) -> Option<&'j Json> {
    path.split('.').try_fold(json, |json, segment| json.get(segment))
}

/// An object is not the value of a path when another path of the field leads through it: `error` beside `error.code`.
fn is_way(field: &Field, path: &str, json: &Json) -> bool {
    json.is_object()
        && paths(field).any(|other| other.strip_prefix(path).is_some_and(|rest| rest.starts_with('.')))
}

fn unknown_members(fields: &[&Field], members: &Map<String, Json>, prefix: &str) -> Vec<Mismatch> {
    let check = |(name, json): (&String, &Json)| {
        let path = format!("{prefix}{name}");
        if fields.iter().any(|field| paths(field).any(|known| known == path))
            && !is_nested(fields, &path, json)
        {
            return Vec::new();
        }
        match json.as_object().filter(|_| is_nested(fields, &path, json)) {
            Some(inner) => unknown_members(fields, inner, &format!("{path}.")),
            None => vec![unknown(fields, &path)],
        }
    };
    members.iter().flat_map(check).collect()
}

fn is_nested(fields: &[&Field], path: &str, json: &Json) -> bool {
    let leads_on = |known: &str| known.strip_prefix(path).is_some_and(|rest| rest.starts_with('.'));
    json.is_object() && fields.iter().any(|field| paths(field).any(leads_on))
}

fn unknown(fields: &[&Field], path: &str) -> Mismatch {
    let known: Vec<&str> = fields.iter().flat_map(|field| paths(field)).collect();
    let help = suggest::word(path, &known, "the fields are");
    let problem = Mismatch { is_name: true, ..Mismatch::new(format!("there is no field `{path}`"), help) };
    path.rsplit('.').fold(problem, Mismatch::under)
}
