//! Does a JSON value agree with a type? Used for the examples of a spec, and by the mock server for requests.

use auth_language::suggest;
use serde_json::{Map, Value as Json};

use crate::model::{ChoiceId, Field, MemberPath, Provider, Type};

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
    pub help: Advice,
}

/// What to do about a [`Mismatch`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Advice {
    /// Advice for people.
    Prose(String),
    /// Something else in its place.
    Replace {
        /// What replaces it.
        text: String,
        /// The advice for people.
        advice: String,
    },
}

impl Advice {
    /// The advice for people.
    #[must_use]
    pub fn advice(&self) -> &str {
        match self {
            Self::Prose(advice) | Self::Replace { advice, .. } => advice,
        }
    }

    fn word(found: &str, known: &[&str], all: &str) -> Self {
        match suggest::help(found, (), known, all) {
            auth_language::problem::Help::Prose(advice) => Self::Prose(advice),
            auth_language::problem::Help::Edit { text, advice, .. } => Self::Replace { text, advice },
        }
    }
}

impl Mismatch {
    fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { path: Vec::new(), is_name: false, message: message.into(), help: Advice::Prose(help.into()) }
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
    paths(field).iter().find_map(|path| walk(path, json)).filter(|json| !json.is_null())
}

/// The members that lead to a field. Its own name is one member, whatever dots it has.
fn paths(field: &Field) -> Vec<Vec<&str>> {
    match field.at.as_slice() {
        [] => vec![vec![field.wire.as_str()]],
        at => at.iter().map(|path| segments_of(&path.value)).collect(),
    }
}

fn segments_of(path: &MemberPath) -> Vec<&str> {
    path.segments().iter().map(String::as_str).collect()
}

fn walk<'j>(path: &[&str], json: &'j Json) -> Option<&'j Json> {
    path.iter().try_fold(json, |json, segment| json.get(segment))
}

/// Whether a path goes on where another ends.
fn leads_through(path: &[&str], end: &[&str]) -> bool {
    path.len() > end.len() && path.starts_with(end)
}

fn check(provider: &Provider, ty: &Type, json: &Json) -> Vec<Mismatch> {
    match ty {
        Type::List(item) => check_list(provider, item, json),
        Type::Record(id) => check_object(provider, &provider.records[*id].fields.iter().collect::<Vec<_>>(), json),
        Type::Choice(id) => check_choice(provider, *id, json).into_iter().collect(),
        Type::Json | Type::Foreign => Vec::new(),
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
        return vec![Mismatch::new(format!("expected a list, found {}", describe(json)), "write it as `[…]`")];
    };
    let numbered = items.iter().enumerate();
    numbered
        .flat_map(|(index, json)| {
            check(provider, item, json).into_iter().map(move |found| found.under(&index.to_string()))
        })
        .collect()
}

fn check_choice(provider: &Provider, id: ChoiceId, json: &Json) -> Option<Mismatch> {
    let choice = &provider.choices[id];
    let name = &choice.ident;
    let Some(text) = json.as_str() else {
        let message = format!("expected a value of `{name}`, found {}", describe(json));
        return Some(Mismatch::new(message, "write one of its values, which are text"));
    };
    if choice.open || choice.values.iter().any(|value| value.wire == text) {
        return None;
    }
    let known: Vec<&str> = choice.values.iter().map(|value| value.wire.as_str()).collect();
    let help = Advice::word(text, &known, "its values are");
    Some(Mismatch { help, ..Mismatch::new(format!("`{name}` has no value `{text}`"), "") })
}

/// What a type expects.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Expected {
    Text,
    SomeText(&'static str),
    Whole(&'static str),
    Number,
    Boolean,
}

impl Expected {
    fn describe(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::SomeText(what) | Self::Whole(what) => what,
            Self::Number => "a number",
            Self::Boolean => "`true` or `false`",
        }
    }
}

fn check_scalar(ty: &Type, json: &Json) -> Option<Mismatch> {
    let is_text = |test: fn(&str) -> bool| json.as_str().is_some_and(test);
    let (fits, expected) = match ty {
        Type::Integer => (json.is_i64(), Expected::Whole("a whole number")),
        Type::Number => (json.is_number(), Expected::Number),
        Type::Boolean => (json.is_boolean(), Expected::Boolean),
        Type::Seconds => (is_seconds(json), Expected::Whole("a number of seconds")),
        Type::Duration => (is_text(is_duration), Expected::SomeText("a length of time such as `30d`")),
        Type::Timestamp => {
            (is_text(is_timestamp), Expected::SomeText("a time such as `2024-02-20T12:00:00Z` (RFC 3339)"))
        }
        Type::Uuid => (is_text(|text| uuid::Uuid::try_parse(text).is_ok()), Expected::SomeText("a UUID (RFC 9562)")),
        Type::Url => (is_text(|text| url::Url::parse(text).is_ok()), Expected::SomeText("an absolute URL")),
        Type::Secret => (is_text(|text| !text.is_empty()), Expected::SomeText("text that is not empty")),
        Type::String | Type::Json | Type::Choice(_) | Type::Record(_) | Type::List(_) | Type::Foreign => {
            (json.is_string(), Expected::Text)
        }
    };
    (!fits).then(|| {
        let what = expected.describe();
        Mismatch::new(
            format!("expected {what}, found {}", describe_beside(expected, json)),
            how_to_mend(expected, json),
        )
    })
}

/// A number in quotes would be another thing on the wire, so the type may be what is wrong.
fn how_to_mend(expected: Expected, json: &Json) -> String {
    match (expected, json) {
        (Expected::Text, Json::Number(_)) => {
            "is it a number on the wire? then change the type to `integer` or `number`".to_owned()
        }
        (Expected::Text, Json::Bool(_)) => "is it a boolean on the wire? then change the type to `boolean`".to_owned(),
        _ => format!("write {}", expected.describe()),
    }
}

/// What a value is, so that it differs from what was expected.
fn describe_beside(expected: Expected, json: &Json) -> &'static str {
    let is_number = matches!(expected, Expected::Number | Expected::Whole(_));
    match json {
        Json::String(text) if text.is_empty() => "empty text",
        Json::String(_) if !is_number && expected != Expected::Boolean => "other text",
        Json::Number(number) if is_number && number.as_f64().is_some_and(|number| number < 0.0) => {
            "a number below zero"
        }
        Json::Number(number) if is_number && number.is_u64() => "a number above 2⁶³",
        Json::Number(number) if is_number && number.is_f64() => "a number with a fraction",
        _ => describe(json),
    }
}

fn is_timestamp(text: &str) -> bool {
    text.parse::<jiff::Timestamp>().is_ok()
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
        Json::Null => "`null`",
        Json::Bool(_) => "a boolean",
        Json::Number(_) => "a number",
        Json::String(_) => "text",
        Json::Array(_) => "a list",
        Json::Object(_) => "an object",
    }
}

fn check_object(provider: &Provider, fields: &[&Field], json: &Json) -> Vec<Mismatch> {
    let Some(members) = json.as_object() else {
        return vec![Mismatch::new(format!("expected an object, found {}", describe(json)), "write it as a mapping")];
    };
    let missing = fields.iter().filter(|field| is_missing(field, json)).map(|field| missing(field));
    let wrong = fields.iter().flat_map(|field| check_member(provider, field, json));
    missing.chain(wrong).chain(unknown_members(fields, members, &[])).collect()
}

fn is_missing(field: &Field, json: &Json) -> bool {
    !field.optional && field.default.is_none() && look_up(field, json).is_none()
}

fn missing(field: &Field) -> Mismatch {
    let places: Vec<String> = paths(field).iter().map(|path| format!("`{}`", path.join("."))).collect();
    let places = places.join(" or ");
    Mismatch::new(format!("{places} is missing"), format!("add {places}, or make the field `optional`"))
}

/// The value that counts has the field's type; a list that is one text has items of its type.
fn check_member(provider: &Provider, field: &Field, json: &Json) -> Vec<Mismatch> {
    let paths = paths(field);
    let counts =
        |path: &&Vec<&str>| walk(path, json).is_some_and(|json| !json.is_null() && !is_way(&paths, path, json));
    let Some(path) = paths.iter().find(counts) else { return Vec::new() };
    let Some(found) = walk(path, json) else { return Vec::new() };
    let problems = match (&field.separator, &field.ty.value, found.as_str()) {
        (Some(separator), Type::List(item), Some(text)) => {
            items_of(item, &separator.value, text).iter().flat_map(|json| check(provider, item, json)).collect()
        }
        _ => check(provider, &field.ty.value, found),
    };
    problems.into_iter().map(|problem| under(problem, path)).collect()
}

/// The items of a list that is one text. No text is no item.
pub(crate) fn items_of(item: &Type, separator: &str, text: &str) -> Vec<Json> {
    text.split(separator).filter(|part| !part.is_empty()).map(|part| item_of(item, part)).collect()
}

/// An item of a list that is one text: `2` is a number in a list of numbers.
fn item_of(item: &Type, text: &str) -> Json {
    let bare = match item {
        Type::Integer => text.parse::<i64>().ok().map(Json::from),
        Type::Number => text.parse::<f64>().ok().map(Json::from),
        Type::Boolean => text.parse::<bool>().ok().map(Json::from),
        _ => None,
    };
    bare.unwrap_or_else(|| Json::from(text))
}

fn under(problem: Mismatch, path: &[&str]) -> Mismatch {
    path.iter().rev().fold(problem, |problem, segment| problem.under(segment))
}

/// An object is not the value of a path when another path of the field leads through it: `error` beside `error.code`.
fn is_way(paths: &[Vec<&str>], path: &[&str], json: &Json) -> bool {
    json.is_object() && paths.iter().any(|other| leads_through(other, path))
}

/// The members that no field names, inside of what paths lead through too.
fn unknown_members(fields: &[&Field], members: &Map<String, Json>, parents: &[&str]) -> Vec<Mismatch> {
    let known: Vec<Vec<&str>> = fields.iter().flat_map(|field| paths(field)).collect();
    let check = |(name, json): (&String, &Json)| {
        let path = [parents, &[name.as_str()]].concat();
        match json.as_object().filter(|_| is_way(&known, &path, json)) {
            Some(inner) => unknown_members(fields, inner, &path),
            None if known.contains(&path) => Vec::new(),
            None => vec![unknown(&known, &path)],
        }
    };
    members.iter().flat_map(check).collect()
}

/// Whether two paths differ by their last member only.
fn is_sibling(one: &str, other: &str) -> bool {
    let parents = |path: &str| path.rsplit_once('.').map(|(parents, _)| parents.to_owned());
    parents(one) == parents(other)
}

fn unknown(known: &[Vec<&str>], path: &[&str]) -> Mismatch {
    let known: Vec<String> = known.iter().map(|path| path.join(".")).collect();
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let path_text = path.join(".");
    let siblings: Vec<&str> = known.iter().copied().filter(|known| is_sibling(known, &path_text)).collect();
    let help = match Advice::word(&path_text, &siblings, "") {
        Advice::Replace { text, advice } => {
            let text = text.rsplit('.').next().unwrap_or(&text).to_owned();
            Advice::Replace { text, advice }
        }
        Advice::Prose(_) => Advice::Prose(format!("the fields are {}", suggest::list(&known))),
    };
    let message = format!("there is no field `{path_text}`");
    under(Mismatch { is_name: true, help, ..Mismatch::new(message, "") }, path)
}
