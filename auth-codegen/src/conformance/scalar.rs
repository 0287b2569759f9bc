//! Values that are one text, number or boolean.

use serde_json::Value as Json;

use super::mismatch::{Advice, Mismatch};
use crate::model::{ChoiceId, Provider, Type};

pub(super) fn check_choice(provider: &Provider, id: ChoiceId, json: &Json) -> Option<Mismatch> {
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
    pub(super) fn describe(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::SomeText(what) | Self::Whole(what) => what,
            Self::Number => "a number",
            Self::Boolean => "`true` or `false`",
        }
    }
}

pub(super) fn check_scalar(ty: &Type, json: &Json) -> Option<Mismatch> {
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
pub(super) fn describe(json: &Json) -> &'static str {
    match json {
        Json::Null => "`null`",
        Json::Bool(_) => "a boolean",
        Json::Number(_) => "a number",
        Json::String(_) => "text",
        Json::Array(_) => "a list",
        Json::Object(_) => "an object",
    }
}
