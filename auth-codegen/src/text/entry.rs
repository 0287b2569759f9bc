//! Finds an entry of a flow mapping with what separates it from the others.

use std::ops::Range;

use super::bracket::end_of_quoted;

/// Returns the entry whose key starts at a byte, with the comma after it, or that before it if it is the last one. `None` if
/// its line ends before it does.
pub(super) fn in_line(text: &str, start: usize) -> Option<Range<usize>> {
    let line = text.get(start..)?.lines().next()?;
    let (mut depth, mut at, mut before) = (0_usize, 0, ' ');
    while let Some(char) = line[at..].chars().next() {
        match char {
            '"' | '\'' if " [{,:".contains(before) => at += end_of_quoted(&line[at..], char) - char.len_utf8(),
            '{' | '[' => depth += 1,
            '}' | ']' if depth > 0 => depth -= 1,
            ',' if depth == 0 => return Some(start..start + at + line[at..].len() - line[at + 1..].trim_start().len()),
            '}' | ']' => return Some(without_comma(text, start)..start + line[..at].trim_end().len()),
            _ => {}
        }
        at += char.len_utf8();
        before = char;
    }
    None
}

/// Returns where the comma before an entry is; the entry itself, if there is none.
fn without_comma(text: &str, start: usize) -> usize {
    let before = text.get(..start).unwrap_or_default().trim_end();
    before.strip_suffix(',').map_or(start, str::len)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_goes_with_its_comma() {
        let rows = [
            ("{ ¶a: b, c: d }", "{ c: d }"),
            ("{ c: d, ¶a: { e: [f] } }", "{ c: d }"),
            ("{ c: d, ¶a: \"}\", e: f }", "{ c: d, e: f }"),
            ("{ ¶a: b }", "{  }"),
        ];
        for (marked, expected) in rows {
            let (start, text) = (marked.find('¶').unwrap_or_default(), marked.replace('¶', ""));
            let range = in_line(&text, start).unwrap_or_default();
            assert_eq!(format!("{}{}", &text[..range.start], &text[range.end..]), expected, "{marked}");
        }
    }
}
