//! The words of a shell command.

use super::token::{Class, other, quoted, while_fits};

pub(super) fn lex(text: &str) -> (Class, usize) {
    match text.chars().next().unwrap_or_default() {
        '\'' => (Class::Text, quoted(text, false)),
        '"' => (Class::Text, quoted(text, true)),
        first if first.is_whitespace() => other(text),
        first => {
            let length = while_fits(text, |c| !c.is_whitespace() && c != '\'' && c != '"').max(first.len_utf8());
            let class = match &text[..length] {
                "curl" => Class::Keyword,
                word if word.starts_with('-') => Class::Option,
                _ => Class::Plain,
            };
            (class, length)
        }
    }
}
