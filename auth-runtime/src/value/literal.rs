//! Constants that values of a reply are compared with.

use std::cmp::Ordering;

use crate::value::JsonRef;

/// A constant that a member of a reply may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Literal {
    /// A text.
    Text(&'static str),
    /// A number, as it is written. Numbers are equal if their values are: `1` is `1.0`.
    Number(&'static str),
    /// `true` or `false`.
    Boolean(bool),
}

impl Literal {
    /// Whether a value is this constant, of the same type.
    pub(crate) fn is(self, json: JsonRef<'_>) -> bool {
        match self {
            Self::Text(expected) => json.text().is_some_and(|text| &*text == expected),
            Self::Number(expected) => json.number().is_some_and(|number| numbers_equal(number, expected)),
            Self::Boolean(expected) => json.bare() == if expected { "true" } else { "false" },
        }
    }
}

/// Integers are compared as such: as floats, two large ones could be equal that are not.
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
