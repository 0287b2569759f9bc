//! Finds out how much of the text to underline: the key or value at a position, up to the end of its line.

use super::bracket::{Brackets, end_of_quoted};

/// Returns the length in bytes of the key or value that starts at `start`; 0 at the end of a line. `brackets` are those of
/// the whole text.
pub(super) fn len(text: &str, brackets: &Brackets, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default().lines().next().unwrap_or_default();
    let token = match rest.chars().next() {
        Some(quote @ ('"' | '\'')) => &rest[..end_of_quoted(rest, quote)],
        Some('{' | '[') => &rest[..end_of_brackets(rest)],
        Some('-') if rest == "-" || rest.starts_with("- ") => "-",
        _ => &rest[..end_of_plain(rest, brackets.contain(start))],
    };
    let first = rest.chars().next().map_or(0, char::len_utf8);
    token.trim_end().len().max(first)
}

/// Returns where the key starts with which a text ends.
pub(super) fn start_of_key(text: &str) -> usize {
    let quoted = text.strip_suffix(['"', '\'']).and_then(|inner| inner.rfind(['"', '\'']));
    let plain = || text.rfind([' ', '\n', '{', '[', ',']).map_or(0, |before| before + 1);
    quoted.unwrap_or_else(plain)
}

/// Returns the index after the bracket that closes the first one.
fn end_of_brackets(text: &str) -> usize {
    depths(text).find(|(_, depth)| *depth == 0).map_or(text.len(), |(end, _)| end)
}

/// Returns the index after each bracket of a line, with the number of open brackets there. Brackets in quotes are
/// ignored.
fn depths(line: &str) -> impl Iterator<Item = (usize, i32)> {
    let (mut depth, mut before, mut text_until) = (0, ' ', 0);
    line.char_indices().filter_map(move |(index, c)| {
        let previous = std::mem::replace(&mut before, c);
        if index < text_until {
            return None;
        }
        if (c == '"' || c == '\'') && " [{,:".contains(previous) {
            text_until = index + end_of_quoted(&line[index..], c);
        }
        match c {
            '{' | '[' => depth += 1,
            '}' | ']' => depth -= 1,
            _ => return None,
        }
        Some((index + 1, depth))
    })
}

/// Returns the end of an unquoted key or value: the `:` of a key, a comment, or the end of a value in brackets.
fn end_of_plain(text: &str, is_in_brackets: bool) -> usize {
    let key = text.find(": ").or_else(|| text.strip_suffix(':').map(str::len));
    let comment = text.find(" #");
    let closing = depths(text).find(|(_, depth)| *depth < 0).map(|(end, _)| end - 1).filter(|_| is_in_brackets);
    let comma = text.find(',').filter(|_| is_in_brackets);
    [key, comment, closing, comma].into_iter().flatten().min().unwrap_or(text.len())
}
