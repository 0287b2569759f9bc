//! Decodes scalar types strictly.

use std::str::FromStr;

use super::{Decode, DecodeError, tolerance};
use crate::value::{JsonRef, Secret, Text, TextDuration, Timestamp, Uuid};

/// Decodes a JSON string.
impl Decode for String {
    fn decode(json: JsonRef<'_>) -> Result<Self, DecodeError> {
        match text(json, "a string") {
            // Some token replies have a list as `scope`, which should be a text (RFC 6749 §3.3).
            Err(error) if tolerance::is_tolerant() => joined(json).ok_or(error),
            text => text.map(|text| text.to_string()),
        }
    }
}

fn joined(list: JsonRef<'_>) -> Option<String> {
    Some(list.elements()?.map(|item| Some(item.text()?.to_string())).collect::<Option<Vec<_>>>()?.join(" "))
}

/// Decodes a JSON string that is not empty, because a token cannot be empty.
impl Decode for Secret {
    fn decode(json: JsonRef<'_>) -> Result<Self, DecodeError> {
        let expected = "a non-empty string";
        let text = text(json, expected)?;
        let is_token = !text.is_empty() || tolerance::is_making_up();
        if is_token { Ok(Self::from(&*text)) } else { Err(DecodeError::expected(expected)) }
    }

    fn is_secret() -> bool {
        true
    }
}

/// Decodes a number without a fraction: `3600` or `3600.0`.
impl Decode for i64 {
    fn decode(json: JsonRef<'_>) -> Result<Self, DecodeError> {
        let number = json.number().and_then(|text| text.parse().ok().or_else(|| integral(text)));
        let is_whole = json.number().is_some_and(|text| text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-'));
        let expected = if is_whole { "an integer from -2⁶³ to 2⁶³ - 1" } else { "an integer" };
        number.ok_or_else(|| DecodeError::expected(expected))
    }
}

/// Decodes a non-negative number without a fraction: `3600` or `3600.0`.
impl Decode for u64 {
    fn decode(json: JsonRef<'_>) -> Result<Self, DecodeError> {
        let number = json.number().and_then(|text| text.parse().ok().or_else(|| integral(text)?.try_into().ok()));
        number.ok_or_else(|| DecodeError::expected("an integer from 0 to 2⁶⁴ - 1"))
    }
}

impl Decode for f64 {
    fn decode(json: JsonRef<'_>) -> Result<Self, DecodeError> {
        let number = json.number().and_then(|text| text.parse().ok());
        number.filter(|number: &Self| number.is_finite()).ok_or_else(|| DecodeError::expected("a number"))
    }
}

impl Decode for bool {
    fn decode(json: JsonRef<'_>) -> Result<Self, DecodeError> {
        match json.bare() {
            "true" => Ok(true),
            "false" => Ok(false),
            _ => Err(DecodeError::expected("a boolean")),
        }
    }
}

impl Decode for Timestamp {
    fn decode(json: JsonRef<'_>) -> Result<Self, DecodeError> {
        from_text(json, "a timestamp as in RFC 3339")
    }
}

impl Decode for TextDuration {
    fn decode(json: JsonRef<'_>) -> Result<Self, DecodeError> {
        from_text(json, "a duration such as `30d`")
    }
}

impl Decode for Uuid {
    fn decode(json: JsonRef<'_>) -> Result<Self, DecodeError> {
        from_text(json, "a UUID")
    }
}

fn text<'a>(json: JsonRef<'a>, expected: &'static str) -> Result<Text<'a>, DecodeError> {
    json.text().ok_or_else(|| DecodeError::expected(expected))
}

pub(crate) fn from_text<T: FromStr>(json: JsonRef<'_>, expected: &'static str) -> Result<T, DecodeError> {
    text(json, expected)?.parse().map_err(|_| DecodeError::expected(expected))
}

/// Returns the integer of a float. Above 2^53 a float does not identify an integer.
fn integral(text: &str) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let number: f64 = text.parse().ok()?;
    #[expect(clippy::cast_possible_truncation, reason = "the range and the fraction are checked")]
    (number.fract() == 0.0 && number.abs() <= EXACT).then_some(number as i64)
}
