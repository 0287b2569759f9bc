//! Finds a quote or a bracket that is not closed: what is in it runs on over the entries after it.

use crate::text::bracket;

/// Returns where a quote opens, before the byte of a mistake, whose text contains later entries.
pub(super) fn quote(text: &str, mistake: usize) -> Option<usize> {
    let before = bracket::quoted(text).into_iter().take_while(|quoted| quoted.start <= mistake);
    let runs_on = |start: usize, quoted: &str| {
        quoted.lines().skip(1).any(|line| is_entry(line, indent(text, start))) || is_cut_key(text, start, quoted)
    };
    let mut running = before.filter(|quoted| text.get(quoted.clone()).is_some_and(|it| runs_on(quoted.start, it)));
    running.next().map(|quoted| quoted.start)
}

/// Returns where the last bracket opens that is not closed, if the line of a mistake is a later entry.
pub(super) fn bracket(text: &str, mistake: usize) -> Option<usize> {
    let start = line_of(text, mistake);
    let open = bracket::open(text, mistake).into_iter().rev().find(|open| *open < start)?;
    let line = text.get(start..)?.lines().next().unwrap_or_default();
    (line.trim().is_empty() || is_entry(line, indent(text, open))).then_some(open)
}

/// Returns where a bracket opens that nothing closes, and behind which the line ends: the entries below it are in lines of
/// their own, before that of a mistake.
pub(super) fn before_lines(text: &str, mistake: usize) -> Option<usize> {
    let never_closed = bracket::open(text, text.len());
    let mut open = bracket::open(text, mistake).into_iter().filter(|open| never_closed.contains(open));
    open.find(|open| text[open + 1..].lines().next().is_some_and(|rest| rest.trim().is_empty()))
}

/// Whether a quote opens before the key of an entry, and runs on over the line: a key is on one line.
fn is_cut_key(text: &str, start: usize, quoted: &str) -> bool {
    let is_first = text[line_of(text, start)..start].trim_start_matches([' ', '-']).is_empty();
    let line = quoted.lines().next().unwrap_or_default();
    is_first && line.len() < quoted.len() && (line.ends_with(':') || line.contains(": "))
}

/// Whether a line is an entry that is not indented further than this.
fn is_entry(line: &str, indent: usize) -> bool {
    let entry = line.trim_start_matches(' ');
    line.len() - entry.len() <= indent && (has_key(entry) || entry.starts_with("- "))
}

/// Whether a line begins with a key: one word and `:`.
fn has_key(line: &str) -> bool {
    let Some((key, rest)) = line.split_once(':') else { return false };
    let is_word = |char: char| char.is_ascii_alphanumeric() || "_-.@<>\"'".contains(char);
    !key.is_empty() && key.chars().all(is_word) && (rest.is_empty() || rest.starts_with(' '))
}

/// Returns the indentation of the line of a byte; of the first item of a list, that of its content.
fn indent(text: &str, at: usize) -> usize {
    let line = text.get(line_of(text, at)..).unwrap_or_default();
    line.len() - line.trim_start_matches([' ', '-']).len()
}

/// Returns where the line of a byte begins.
fn line_of(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Texts in which `⟨⟩` marks the quote that is not closed.
    #[test]
    fn a_quote_runs_on_over_entries() {
        let rows = [
            "a:\n  doc: ⟨⟩\"Ask.\n  visit: /a\n  url: \"b\"\n",
            "a:\n  doc: ⟨⟩'Ask.\n  visit: /a\n  url: 'b'\n",
            "a: { doc: ⟨⟩\"Ask., b: c }\nd: { e: \"f\" }\n",
            "- ⟨⟩\"a\n- b\n- \"c\"\n",
            "- doc: ⟨⟩\"a\n  b: c\n",
            "a: \"some prose\n  note: and more\"\nb: c",
            "a:\n  ⟨⟩\"200, 400:\n    b: c\n  \"401\": d\n",
        ];
        for marked in rows {
            let text = marked.replace("⟨⟩", "");
            assert_eq!(quote(&text, text.len()), marked.find("⟨⟩"), "{marked}");
        }
    }

    /// Texts in which `⟨⟩` marks the bracket that is not closed, and `¶` where the parser notices it.
    #[test]
    fn a_bracket_runs_on_over_entries() {
        let rows = [
            "a:\n  b: ⟨⟩{ c: { d: e }\n  ¶f: g\n",
            "a:\n  b: { c: ⟨⟩{ d: e\n  ¶f: g\n",
            "a:\n  b: ⟨⟩[{ c: d }\n  e: f\n¶g: h\n",
            "a: ⟨⟩{ b: c\n¶",
            "a: { b: c, ¶d e: f }\n",
            "a: [\n    ¶b: c d: e ]\n",
        ];
        for marked in rows {
            let (text, at) = (marked.replace("⟨⟩", ""), marked.replace("⟨⟩", "").find('¶').unwrap_or_default());
            assert_eq!(bracket(&text.replace('¶', ""), at), marked.find("⟨⟩"), "{marked}");
        }
    }
}
