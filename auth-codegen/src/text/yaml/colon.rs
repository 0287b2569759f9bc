//! Explains a key without its colon, or without the space after it. To the parser, such a line is text, which it notices
//! only in the next one.

use super::line::around;

/// Returns where the key is, what is wrong and what to do, if the line before that of this byte, or the last one, has a key
/// alone.
pub(super) fn explain(text: &str, at: usize) -> Option<(usize, String, String)> {
    let before = text.get(..at)?;
    let line = before.rfind('\n').map_or(0, |end| end + 1);
    let is_last = text[at..].trim().is_empty();
    explain_line(text, before, if is_last { at } else { line.checked_sub(1)? })
}

/// Explains the last line before a byte that is not empty.
fn explain_line(text: &str, before: &str, end: usize) -> Option<(usize, String, String)> {
    let before = before.get(..end)?.trim_end();
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let line = text[start..before.len()].trim_start();
    let content = line.strip_prefix("- ").unwrap_or(line);
    let key =
        content.split([':', ' ', '=', ';', '：']).next().filter(|key| !key.is_empty() && key.chars().all(is_word))?;
    let rest = &content[key.len()..];
    let is_equation = ["=", " = ", " -> "].iter().any(|sign| rest.starts_with(sign));
    if !is_equation && (content.contains(": ") || content.ends_with(':') || rest.starts_with("://")) {
        return None;
    }
    let missing = if rest.starts_with(':') { format!("space after `{key}:`") } else { format!("`:` after `{key}`") };
    Some((
        before.len() - content.len(),
        format!("this is not YAML: there is no {missing}"),
        format!("write `{key}: …`"),
    ))
}

/// Returns the same if the line at this byte is indented further than the one before it, which has one word where a key is
/// expected: a value would have more, and goes on from a line with a key.
pub(super) fn explain_name(text: &str, at: usize) -> Option<(usize, String, String)> {
    let (mut before, after) = around(text, at);
    let (next, name) = (after.first()?, before.pop()?);
    let word = name.content.trim_end_matches(['=', ';', ' ']);
    let is_word = !word.is_empty() && word.chars().all(is_word);
    let is_expected = before.last().is_none_or(|line| line.column() >= name.indent || !line.has_value);
    let is_name = is_word && is_expected && name.indent < next.indent;
    is_name.then(|| {
        let message = format!("this is not YAML: there is no `:` after `{word}`");
        (name.byte(text), message, format!("write `{word}:`"))
    })
}

fn is_word(char: char) -> bool {
    char.is_ascii_alphanumeric() || char == '_' || char == '-'
}
