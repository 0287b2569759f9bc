//! Checks values beyond their types.

use regex_lite::Regex;

use crate::value::encode::written;
use crate::value::{Format, Value};

/// A condition, beyond its type, on a value that the caller gives, for
/// [`Fields::given`](crate::request::Fields::given).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Rule {
    /// The text has this format; for a list, each item has.
    Format(Format),
    /// This regular expression of the crate `regex-lite` matches the whole text; for a list, each item.
    Pattern(&'static str),
    /// The text has at least this many characters, or the list at least this many items.
    AtLeast(usize),
    /// The text has at most this many characters, or the list at most this many items.
    AtMost(usize),
}

impl Rule {
    /// Whether a value satisfies the rule. An absent value does.
    pub(crate) fn allows(self, value: &Value<'_>) -> bool {
        match (value, self) {
            (Value::Absent, _) => true,
            (Value::List(items) | Value::Joined(items, _), Self::Format(_) | Self::Pattern(_)) => {
                items.iter().all(|item| self.allows(item))
            }
            (Value::List(items) | Value::Joined(items, _), Self::AtLeast(least)) => items.len() >= least,
            (Value::List(items) | Value::Joined(items, _), Self::AtMost(most)) => items.len() <= most,
            (value, _) => self.allows_written(value),
        }
    }

    fn allows_written(self, value: &Value<'_>) -> bool {
        written(value).is_ok_and(|text| self.allows_text(text.as_str()))
    }

    fn allows_text(self, text: &str) -> bool {
        match self {
            Self::Format(format) => format.fits(text),
            Self::Pattern(pattern) => Regex::new(&format!("^(?:{pattern})$")).is_ok_and(|regex| regex.is_match(text)),
            Self::AtLeast(least) => text.chars().count() >= least,
            Self::AtMost(most) => text.chars().count() <= most,
        }
    }

    /// Describes valid values, to follow "must".
    pub(crate) fn expected(self, value: &Value<'_>) -> String {
        let of = |count: usize| unit(value, count);
        match self {
            Self::Format(format) => format!("be {}", format.describe()),
            Self::Pattern(pattern) => format!("match `{pattern}`"),
            Self::AtLeast(least) => format!("have at least {least} {}", of(least)),
            Self::AtMost(most) => format!("have at most {most} {}", of(most)),
        }
    }
}

/// Returns what the length of a value is counted in.
fn unit(value: &Value<'_>, count: usize) -> &'static str {
    match (value.count(), count) {
        (Some(_), 1) => "item",
        (Some(_), _) => "items",
        (None, 1) => "character",
        (None, _) => "characters",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Secret;

    #[test]
    fn each_rule() {
        let secret = Secret::from("häh");
        let list = || Value::List(vec![Value::text("a1"), Value::text("b")]);
        let rows = [
            (Rule::Format(Format::Email), Value::text("ada@acme.example"), true),
            (Rule::Format(Format::Email), Value::text("ada"), false),
            (Rule::Format(Format::Url), Value::Absent, true),
            (Rule::Pattern("[a-z]+|1"), Value::text("a1"), false),
            (Rule::Pattern("[a-z]+|1"), list(), false),
            (Rule::Pattern("[a-z0-9]+"), list(), true),
            (Rule::Pattern("("), Value::text("("), false),
            (Rule::AtLeast(3), Value::Secret(&secret), true),
            (Rule::AtMost(3), Value::Secret(&secret), true),
            (Rule::AtMost(2), Value::Secret(&secret), false),
            (Rule::AtLeast(2), list(), true),
            (Rule::AtMost(1), list(), false),
        ];
        for (rule, value, expected) in rows {
            assert_eq!(rule.allows(&value), expected, "{rule:?} {value:?}");
        }
        assert_eq!(Rule::AtMost(2).expected(&list()), "have at most 2 items");
    }
}
