//! Constants with which values of a reply are compared.

use std::cmp::Ordering;

use crate::value::JsonRef;

/// A constant with which a member of a reply is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Literal {
    /// A text.
    Text(&'static str),
    /// A number as text. Numbers are equal if their values are: `1` equals `1.0`.
    Number(&'static str),
    /// `true` or `false`.
    Boolean(bool),
}

impl Literal {
    /// Whether a value is this constant. A number may be sent as text.
    pub(crate) fn is_in(self, json: JsonRef<'_>) -> bool {
        let is_in_text = |expected| json.text().is_some_and(|text| numbers_equal(&text, expected));
        self.is(json) || matches!(self, Self::Number(expected) if is_in_text(expected))
    }

    /// Whether a value is this constant, with the same type.
    pub(crate) fn is(self, json: JsonRef<'_>) -> bool {
        match self {
            Self::Text(expected) => json.text().is_some_and(|text| &*text == expected),
            Self::Number(expected) => json.number().is_some_and(|number| numbers_equal(number, expected)),
            Self::Boolean(expected) => json.bare() == if expected { "true" } else { "false" },
        }
    }
}

/// Compares numbers. Integers are compared as integers, because two large ones that differ can be equal as floats.
pub(crate) fn numbers_equal(found: &str, expected: &str) -> bool {
    match (found.parse::<i128>(), expected.parse::<i128>()) {
        (Ok(found), Ok(expected)) => found == expected,
        _ => found
            .parse::<f64>()
            .ok()
            .zip(expected.parse::<f64>().ok())
            .and_then(|(found, expected)| found.partial_cmp(&expected))
            .is_some_and(Ordering::is_eq),
    }
}
