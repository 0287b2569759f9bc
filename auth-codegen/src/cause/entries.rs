//! The entries of a spec's text: what is under a key of the spec, such as an endpoint or a type.

use std::ops::Range;

/// Returns the lines of the entry in which a line is: from its name on, or that line alone.
pub(super) fn lines_of(text: &str, line: usize) -> Vec<&str> {
    let lines: Vec<&str> = text.lines().collect();
    let Some((first, depth)) = start(&lines, line) else {
        return lines.get(line - 1).copied().into_iter().collect();
    };
    let rest = lines[first + 1..].iter().take_while(|line| is_blank(line) || indent(line) > depth);
    std::iter::once(&lines[first]).chain(rest).copied().collect()
}

/// Returns the name of the entry in which a line is.
pub(super) fn name_of(text: &str, line: usize) -> Option<&str> {
    lines_of(text, line).first()?.split_once(':').map(|(name, _)| name.trim())
}

/// Returns the line with the key at the margin under which a line is.
pub(super) fn section_of(text: &str, line: usize) -> &str {
    text.lines().take(line).filter(|line| !is_blank(line) && indent(line) == 0).last().unwrap_or_default()
}

/// Whether a text has a key at the margin.
pub(super) fn has_section(text: &str, key: &str) -> bool {
    text.lines().any(|line| begins_with(line, key) && indent(line) == 0)
}

/// Whether a line is in the errors of the whole spec.
pub(super) fn is_of_errors(text: &str, line: usize) -> bool {
    section_of(text, line).starts_with("errors:")
}

/// Whether a line begins with a key.
pub(super) fn begins_with(line: &str, key: &str) -> bool {
    line.trim_start().strip_prefix(key).is_some_and(|rest| rest.starts_with(':'))
}

/// Returns a line, counted from 1; the empty text, if there is none.
pub(super) fn line_of(text: &str, number: usize) -> &str {
    text.lines().nth(number - 1).unwrap_or_default()
}

/// Whether two lines are of the same entry.
pub(super) fn are_of_one(text: &str, one: usize, other: usize) -> bool {
    let lines: Vec<&str> = text.lines().collect();
    one == other || start(&lines, one).is_some_and(|found| start(&lines, other) == Some(found))
}

/// Returns the line, counted from 0, on which the entry of a line begins, and its indentation.
fn start(lines: &[&str], line: usize) -> Option<(usize, usize)> {
    let key = lines.get(..line)?.iter().rposition(|line| !is_blank(line) && indent(line) == 0)?;
    let depth = lines[key + 1..].iter().find(|line| !is_blank(line)).map(|line| indent(line)).filter(|it| *it > 0)?;
    let first = lines[key + 1..line].iter().rposition(|line| !is_blank(line) && indent(line) <= depth)?;
    Some((key + 1 + first, depth))
}

/// Returns the key whose value is at a column, or the word there.
pub(super) fn key_at(text: &str, number: usize, column: usize) -> Option<&str> {
    let line = line_of(text, number);
    let (at, _) = line.char_indices().nth(column - 1)?;
    key_of(line, at).map(|key| &line[key]).or_else(|| words(&line[at..]).next())
}

/// Returns how far a line is indented.
pub(super) fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// Whether a line has nothing, or a comment only.
pub(super) fn is_blank(line: &str) -> bool {
    let content = line.trim_start();
    content.is_empty() || content.starts_with('#')
}

/// Returns the words of a text.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && !"_-".contains(c)).filter(|word| !word.is_empty())
}

/// Returns the words before a `:`.
pub(super) fn keys(text: &str) -> impl Iterator<Item = &str> {
    let keys = text.split([' ', '{', ',', '[']).filter_map(|word| word.strip_suffix(':'));
    keys.map(|key| key.trim_matches('"')).filter(|key| !key.is_empty())
}

/// Returns the key before a value.
pub(super) fn key_of(line: &str, value: usize) -> Option<Range<usize>> {
    let before = line.get(..value)?.trim_end().strip_suffix(':')?;
    let start = before.rfind([' ', ',', '{', '[']).map_or(0, |at| at + 1);
    (start < before.len()).then_some(start..before.len())
}
