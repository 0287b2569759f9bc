//! The words of Rust.

use super::token::{Class, other, quoted, while_fits};

const KEYWORDS: [&str; 21] = [
    "as", "async", "await", "const", "else", "enum", "fn", "for", "if", "impl", "in", "let", "match", "move", "mut",
    "pub", "return", "self", "struct", "use", "where",
];

pub(super) fn lex(text: &str) -> (Class, usize) {
    let first = text.chars().next().unwrap_or_default();
    if text.starts_with("//") {
        return (Class::Comment, text.find('\n').unwrap_or(text.len()));
    }
    if first == '"' {
        return (Class::Text, quoted(text, true));
    }
    if let Some(length) = raw(text) {
        return (Class::Text, length);
    }
    if first.is_ascii_digit() {
        return (Class::Number, while_fits(text, |c| c.is_ascii_alphanumeric() || c == '_'));
    }
    if first.is_alphabetic() || first == '_' {
        return word(text);
    }
    other(text)
}

fn word(text: &str) -> (Class, usize) {
    let length = while_fits(text, |c| c.is_alphanumeric() || c == '_');
    let word = &text[..length];
    let class = if KEYWORDS.contains(&word) {
        Class::Keyword
    } else if word.starts_with(char::is_uppercase) {
        Class::Type
    } else {
        Class::Plain
    };
    (class, length)
}

/// The length of a raw text: `r"…"`, `r#"…"#`.
fn raw(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('r')?;
    let hashes = while_fits(rest, |c| c == '#');
    let inside = rest[hashes..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    let head = 2 + hashes;
    Some(inside.find(&end).map_or(text.len(), |at| head + at + end.len()))
}
