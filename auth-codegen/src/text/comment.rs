//! Finds text that YAML reads as a comment by mistake: `doc: List #1 rockets.` ends before the `#`.

/// Returns the byte position of each `#` after a value and a space, if a letter or digit directly follows it.
pub(super) fn suspects(text: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let (mut start, mut block) = (0, None);
    for line in text.split_inclusive('\n') {
        let indent = line.len() - line.trim_start().len();
        let is_blank = line.trim().is_empty();
        if !is_blank && block.is_some_and(|outer| indent <= outer) {
            block = None;
        }
        if block.is_none() {
            found.extend(suspect(line).map(|at| start + at));
            block = opens_block(line).then_some(indent);
        }
        start += line.len();
    }
    found
}

/// Whether the lines below are the text of a block.
fn opens_block(line: &str) -> bool {
    // Nearly every line ends here, and one character is found faster than one of two.
    if !line.contains('|') && !line.contains('>') {
        return false;
    }
    let content = line.split(" #").next().unwrap_or(line).trim_end();
    [": |", ": >", ": |-", ": >-", ": |+", ": >+"].iter().any(|end| content.ends_with(end))
}

fn suspect(line: &str) -> Option<usize> {
    if !line.contains('#') {
        return None;
    }
    // A quote that is doubled stays in its text: `'It''s'`.
    let (mut quote, mut closed) = (None, None);
    let mut before = ' ';
    for (at, char) in line.char_indices() {
        match (quote, char) {
            (Some(open), char) if open == char => (quote, closed) = (None, Some(char)),
            (None, char) if closed == Some(char) && before == char => (quote, closed) = (Some(char), None),
            (None, '"' | '\'') if matches!(before, ' ' | '[' | '{' | ',' | ':') => quote = Some(char),
            (None, '#') if matches!(before, ' ' | '\t') => {
                let is_after_text = !line[..at].trim().is_empty();
                let is_word = line[at + 1..].starts_with(char::is_alphanumeric);
                return (is_after_text && is_word).then_some(at);
            }
            (Some(_) | None, _) => {}
        }
        before = char;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_is_cut_off() {
        let rows = [
            ("doc: List #1 rockets.\n", 1),
            ("doc: List. # all of them\n", 0),
            ("doc: \"List #1 rockets.\"\n", 0),
            ("doc: 'It''s #1'\n", 0),
            ("#comment\n  #comment\n", 0),
            ("doc: C#1\n", 0),
            ("doc: |\n  List #1 rockets.\nb: It's #2\n", 1),
            ("a: { doc: Number #1, b: c }\n", 1),
        ];
        for (text, expected) in rows {
            assert_eq!(suspects(text).len(), expected, "{text}");
        }
    }
}
