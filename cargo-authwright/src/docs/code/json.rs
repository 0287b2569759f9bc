//! The words of JSON.

use super::token::{Class, other, quoted, while_fits};

pub(super) fn lex(text: &str) -> (Class, usize) {
    let first = text.chars().next().unwrap_or_default();
    if first == '"' {
        let length = quoted(text, true);
        let is_name = text[length..].trim_start().starts_with(':');
        return (if is_name { Class::Member } else { Class::Text }, length);
    }
    if first.is_ascii_digit() || first == '-' {
        return (Class::Number, while_fits(text, |c| c.is_ascii_alphanumeric() || "+-.".contains(c)));
    }
    if first.is_ascii_alphabetic() {
        return (Class::Keyword, while_fits(text, |c| c.is_ascii_alphabetic()));
    }
    other(text)
}
