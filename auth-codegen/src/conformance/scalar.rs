//! Checks values that are a single text, number or boolean.

use std::cmp::Ordering;

use auth_language::value::{fits, format};
use serde_json::Value as Json;

use super::mismatch::{Advice, Mismatch};
use super::time;
use crate::model::{ChoiceId, Encoding, Field, Provider, Scalar, Type};

const NUMBER_OF_CHOICE: &str =
    "is it a number on the wire? then the type is `integer`, since values of an enumeration are text";
const TEXT_OF_CHOICE: &str = "write one of its values, which are text";

pub(super) fn check_choice(provider: &Provider, id: ChoiceId, json: &Json) -> Option<Mismatch> {
    let choice = &provider.choices[id];
    let name = &choice.ident;
    let Some(text) = json.as_str() else {
        let message = format!("expected a value of `{name}`, found {}", describe(json));
        return Some(Mismatch::new(message, if json.is_number() { NUMBER_OF_CHOICE } else { TEXT_OF_CHOICE }));
    };
    if choice.open || choice.values.iter().any(|value| value.wire == text) {
        return None;
    }
    let known: Vec<&str> = choice.values.iter().map(|value| value.wire.as_str()).collect();
    let help = match Advice::word(text, &known, "its values are") {
        Advice::Prose(help) if !choice.is_scopes => Advice::Prose(format!("{help}; with `open: true`, others too")),
        help => help,
    };
    Some(Mismatch { help, ..Mismatch::new(format!("`{name}` has no value `{text}`"), "") })
}

/// Whether a value of an end means that there is none. A number may be sent as text.
pub(super) fn means_never(field: &Field, json: &Json) -> bool {
    let is = |scalar: &Scalar| match (scalar, json) {
        (Scalar::Text(text), Json::String(found)) => text == found,
        (Scalar::Boolean(value), Json::Bool(found)) => value == found,
        (Scalar::Number(number), Json::String(found)) => is_number(number, found),
        (Scalar::Number(number), Json::Number(found)) => is_number(number, &found.to_string()),
        (Scalar::Text(_) | Scalar::Number(_) | Scalar::Boolean(_) | Scalar::Json(_), _) => false,
    };
    field.never.as_ref().is_some_and(|never| never.value.iter().any(|known| is(&known.value)))
}

/// Whether two texts are the same number.
fn is_number(one: &str, other: &str) -> bool {
    match (one.parse::<i128>(), other.parse::<i128>()) {
        (Ok(one), Ok(other)) => one == other,
        _ => {
            let both = one.parse::<f64>().ok().zip(other.parse::<f64>().ok());
            both.and_then(|(one, other)| one.partial_cmp(&other)).is_some_and(Ordering::is_eq)
        }
    }
}

/// The kind of value that a type expects.
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

/// Returns the expected kind of a time: a number, or text in a format.
fn expected((is_number, what): (bool, &'static str)) -> Expected {
    if is_number { Expected::Whole(what) } else { Expected::SomeText(what) }
}

pub(super) fn check_scalar(ty: &Type, json: &Json) -> Option<Mismatch> {
    let (fits, expected) = compare(ty, json);
    (!fits).then(|| {
        let message = format!("expected {}, found {}", expected.describe(), describe_beside(expected, json));
        Mismatch::new(message, how_to_mend(expected, json))
    })
}

/// Whether a value has a type, and what the type expects.
fn compare(ty: &Type, json: &Json) -> (bool, Expected) {
    let is_text = |test: fn(&str) -> bool| json.as_str().is_some_and(test);
    match ty {
        Type::Integer => (json.is_i64(), Expected::Whole("a whole number")),
        Type::Unsigned => (json.is_u64(), Expected::Whole("a whole number from 0 on")),
        Type::Number => (json.is_number(), Expected::Number),
        Type::Boolean => (json.is_boolean(), Expected::Boolean),
        Type::Code => (json.is_string() || json.is_number(), Expected::SomeText("a text or a number")),
        Type::Lifetime(lifetime) => (time::is_lifetime(*lifetime, json), expected(time::describe_lifetime(*lifetime))),
        Type::Instant(instant) => (time::is_instant(*instant, json), expected(time::describe_instant(*instant))),
        Type::Uuid => (is_text(|text| uuid::Uuid::try_parse(text).is_ok()), Expected::SomeText("a UUID (RFC 9562)")),
        Type::Url => (is_text(|text| url::Url::parse(text).is_ok()), Expected::SomeText("an absolute URL")),
        Type::Format(format) => {
            (json.as_str().is_some_and(|text| fits(*format, text)), Expected::SomeText(format::describe(*format)))
        }
        Type::Bytes(encoding) => (
            json.as_str().is_some_and(|text| is_encoded(*encoding, text)),
            Expected::SomeText(describe_encoding(*encoding)),
        ),
        Type::Secret | Type::SecretInUrl | Type::Jwt | Type::PrivateKey | Type::Certificate => {
            (is_text(|text| !text.is_empty()), Expected::SomeText("text that is not empty"))
        }
        Type::String
        | Type::Json
        | Type::Upload
        | Type::Choice(_)
        | Type::Record(_)
        | Type::List(_)
        | Type::Map(_)
        | Type::Foreign => (json.is_string(), Expected::Text),
    }
}

/// Returns advice on a mismatch. A number in quotes may mean that the type is wrong, because it differs on the wire.
fn how_to_mend(expected: Expected, json: &Json) -> String {
    match (expected, json) {
        (Expected::Text, Json::Number(_)) => {
            "is it a number on the wire? then change the type to `integer` or `number`".to_owned()
        }
        (Expected::Whole("a whole number"), Json::Number(number)) if number.is_u64() => {
            "change the type to `unsigned`, which reads up to 2⁶⁴ - 1".to_owned()
        }
        (Expected::Whole(_), Json::Number(number)) if is_huge(number) => {
            "change the type to `json`, which keeps every digit".to_owned()
        }
        (Expected::Text, Json::Bool(_)) => "is it a boolean on the wire? then change the type to `boolean`".to_owned(),
        _ => format!("write {}", expected.describe()),
    }
}

/// Whether a whole number is too large for 64 bits and was therefore read as a float.
fn is_huge(number: &serde_json::Number) -> bool {
    number.as_f64().is_some_and(|number| number >= 18_446_744_073_709_551_615.0)
}

/// Describes a value so that the description differs from what was expected.
fn describe_beside(expected: Expected, json: &Json) -> &'static str {
    let is_number = matches!(expected, Expected::Number | Expected::Whole(_));
    match json {
        Json::String(text) if text.is_empty() => "empty text",
        Json::String(_) if !is_number && expected != Expected::Boolean => "other text",
        Json::Number(number) if is_number && number.as_f64().is_some_and(|number| number < 0.0) => {
            "a number below zero"
        }
        Json::Number(number) if is_number && number.is_u64() => "a number above 2⁶³ - 1",
        Json::Number(number) if is_number && is_huge(number) => "a number above 2⁶⁴ - 1",
        Json::Number(number) if is_number && number.is_f64() => "a number with a fraction",
        _ => describe(json),
    }
}

fn describe_encoding(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Base64 => "bytes in base64",
        Encoding::Base64Url => "bytes in base64url",
        Encoding::Hex => "bytes in hexadecimal digits",
    }
}

/// Whether a text can be encoded bytes: it has only characters of the alphabet, and a possible length (RFC 4648).
fn is_encoded(encoding: Encoding, text: &str) -> bool {
    let others: &[u8] = if encoding == Encoding::Base64 { b"+/" } else { b"-_" };
    let bare = text.trim_end_matches('=');
    let is_padded_right = text.len() - bare.len() <= 2 && (bare.len() == text.len() || text.len().is_multiple_of(4));
    match encoding {
        Encoding::Hex => text.len().is_multiple_of(2) && text.bytes().all(|byte| byte.is_ascii_hexdigit()),
        Encoding::Base64 | Encoding::Base64Url => {
            let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || others.contains(&byte);
            bare.len() % 4 != 1 && is_padded_right && bare.bytes().all(is_letter)
        }
    }
}

/// Describes the kind of a value without its content, which may be secret.
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
