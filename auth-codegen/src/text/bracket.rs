//! Finds what is in brackets in a YAML text: its flow mappings and flow lists.
//!
//! Brackets elsewhere are text: in a plain value (`GET: /rockets/{id}`), in quotes, in a comment, and in a block scalar
//! (`doc: >`).

use std::collections::HashSet;
use std::ops::Range;

/// The outermost flow mappings and flow lists of a text, in its order. One that is not closed ends with the text.
#[derive(Clone, Debug)]
pub(super) struct Brackets(Vec<Range<usize>>);

/// Returns where the brackets open that are not closed before a byte, the outermost first.
pub(super) fn open(text: &str, before: usize) -> Vec<usize> {
    Scanner::run(text.get(..before).unwrap_or(text)).open
}

/// Returns where a bracket opens in more than `most` others.
pub(super) fn deeper(text: &str, most: usize) -> Option<usize> {
    let mut scanner = Scanner::new(text);
    scanner.most = most;
    scanner.read().too_deep
}

/// Returns the quoted texts, from the opening quote to behind the closing one. One that is not closed ends with the text.
pub(super) fn quoted(text: &str) -> Vec<Range<usize>> {
    Scanner::run(text).quoted
}

/// Returns where the anchors are to which nothing refers, before texts without quotes.
pub(super) fn idle_anchors(text: &str) -> Vec<(usize, &str)> {
    if !text.contains('&') {
        return Vec::new();
    }
    let is_word = |c: char| !c.is_whitespace() && !",[]{}".contains(c);
    let name = |at: usize| text[at + 1..].split(|c| !is_word(c)).next().unwrap_or_default();
    let meant: HashSet<&str> = text.match_indices('*').map(|(star, _)| name(star)).collect();
    let is_idle = |at: &usize| !meant.contains(name(*at));
    Scanner::run(text).anchors.into_iter().filter(is_idle).map(|at| (at, name(at))).collect()
}

impl Brackets {
    pub(super) fn of(text: &str) -> Self {
        Self(Scanner::run(text).found)
    }

    /// Whether a byte is behind an opening bracket, and before the one that closes it.
    pub(super) fn contain(&self, at: usize) -> bool {
        let before = self.0.partition_point(|range| range.start < at);
        before.checked_sub(1).and_then(|last| self.0.get(last)).is_some_and(|range| at < range.end)
    }
}

/// Reads a text entry by entry, and skips what is in quotes and in brackets.
struct Scanner<'t> {
    text: &'t str,
    at: usize,
    found: Vec<Range<usize>>,
    quoted: Vec<Range<usize>>,
    /// The anchors before texts without quotes.
    anchors: Vec<usize>,
    /// The brackets that are open at the end of the text.
    open: Vec<usize>,
    /// How many brackets may be open, and the first one beyond.
    most: usize,
    too_deep: Option<usize>,
}

/// How many keys and items may begin on one line. The parser takes no more than so many levels.
const MOST_ENTRIES: usize = 128;

impl<'t> Scanner<'t> {
    fn run(text: &'t str) -> Self {
        Self::new(text).read()
    }

    fn new(text: &'t str) -> Self {
        let (found, quoted, anchors, open) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self { text, at: 0, found, quoted, anchors, open, most: usize::MAX, too_deep: None }
    }

    fn read(mut self) -> Self {
        while self.at < self.text.len() && self.too_deep.is_none() {
            self.line();
        }
        self
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Returns the rest of the line, without its end.
    fn rest_of_line(&self) -> &'t str {
        self.rest().lines().next().unwrap_or_default()
    }

    fn end_line(&mut self) {
        self.at += self.rest().find('\n').map_or(self.rest().len(), |end| end + 1);
    }

    fn skip_blanks(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\t']).len();
    }

    /// Returns the column, counted from 0.
    fn column(&self) -> usize {
        let before = self.text.get(..self.at).unwrap_or_default();
        self.at - before.rfind('\n').map_or(0, |end| end + 1)
    }

    /// Reads the first line of an entry, and the further lines of its value.
    fn line(&mut self) {
        // The least indentation of the further lines of a value.
        let mut least = None;
        for _ in 0..MOST_ENTRIES {
            self.skip_blanks();
            self.skip_properties();
            let (line, column) = (self.rest_of_line(), self.column());
            match line.chars().next() {
                None | Some('#') => return self.end_line(),
                Some('-' | '?') if is_marker(line) => self.at += 1,
                Some('|' | '>') if is_header(line) => return self.end_text(least.unwrap_or(1)),
                Some(first) if !self.skip_key(first) => return self.end_text(least.unwrap_or(column.max(1))),
                Some(_) => {}
            }
            least = Some(column + 1);
        }
        self.end_line();
    }

    /// Skips a key and its `:`, and returns whether there was one. A value in quotes or brackets is skipped, too.
    fn skip_key(&mut self, first: char) -> bool {
        match (first, key_end(self.rest_of_line())) {
            ('"' | '\'', _) => self.skip_quoted(first),
            ('{' | '[', _) => self.skip_flow(),
            (_, Some(end)) => self.at += end,
            (_, None) => return false,
        }
        self.skip_blanks();
        self.skip_colon()
    }

    /// Skips the `:` of a key.
    fn skip_colon(&mut self) -> bool {
        let is_colon = self.rest_of_line() == ":" || self.rest().starts_with(": ") || self.rest().starts_with(":\t");
        self.at += usize::from(is_colon);
        is_colon
    }

    /// Skips the anchor and the tag of a value.
    fn skip_properties(&mut self) {
        while self.rest().starts_with(['&', '!']) {
            let line = self.rest_of_line();
            let end = line.find([' ', '\t']).unwrap_or(line.len());
            // Before brackets or lines, it is one.
            if line.starts_with('&') && line[end..].trim_start().starts_with(char::is_alphanumeric) {
                self.anchors.push(self.at);
            }
            self.at += end;
            self.skip_blanks();
        }
    }

    /// Skips a plain or block scalar, including its further lines, which are indented by at least `least` columns.
    fn end_text(&mut self, least: usize) {
        self.end_line();
        while !self.rest().is_empty() {
            let line = self.rest_of_line();
            let indent = line.len() - line.trim_start_matches(' ').len();
            if !line.trim().is_empty() && indent < least {
                return;
            }
            self.end_line();
        }
    }

    fn skip_quoted(&mut self, quote: char) {
        let start = self.at;
        self.at += end_of_quoted(self.rest(), quote);
        self.quoted.push(start..self.at);
    }

    /// Skips a flow mapping or a flow list.
    fn skip_flow(&mut self) {
        let (start, mut before) = (self.at, ' ');
        while let Some(char) = self.rest().chars().next() {
            match char {
                '"' | '\'' if " \t\n[{,:".contains(before) => {
                    self.skip_quoted(char);
                    before = char;
                    continue;
                }
                '#' if before.is_whitespace() => {
                    self.at += self.rest_of_line().len();
                    before = ' ';
                    continue;
                }
                '{' | '[' => {
                    self.open.push(self.at);
                    if self.open.len() > self.most {
                        self.too_deep = Some(self.at);
                        return;
                    }
                }
                '}' | ']' => drop(self.open.pop()),
                _ => {}
            }
            self.at += char.len_utf8();
            before = char;
            if self.open.is_empty() {
                break;
            }
        }
        self.found.push(start..self.at);
    }
}

/// Whether a line begins an item, or a key that is marked as one.
fn is_marker(line: &str) -> bool {
    line.len() == 1 || line[1..].starts_with([' ', '\t'])
}

/// Whether a line is the header of a block of text: `>-`, `|2`.
fn is_header(line: &str) -> bool {
    let header = line.split(" #").next().unwrap_or(line).trim_end();
    header[1..].chars().all(|char| char.is_ascii_digit() || "+-".contains(char))
}

/// Returns the length of a plain key, up to its `:`.
fn key_end(line: &str) -> Option<usize> {
    let line = line.split(" #").next().unwrap_or(line);
    let inner = [": ", ":\t"].iter().filter_map(|colon| line.find(colon)).min();
    inner.or_else(|| line.trim_end().strip_suffix(':').map(str::len))
}

/// Returns the index after the closing quote, skipping escaped and doubled quotes.
pub(super) fn end_of_quoted(text: &str, quote: char) -> usize {
    let mut chars = text.char_indices().skip(1).peekable();
    while let Some((index, c)) = chars.next() {
        let is_doubled = quote == '\'' && c == quote && chars.peek().is_some_and(|(_, next)| *next == quote);
        if is_doubled || (quote == '"' && c == '\\') {
            chars.next();
        } else if c == quote {
            return index + 1;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Texts in which `⟨⟩` marks what is asked about.
    #[test]
    fn brackets_in_texts_do_not_count() {
        let rows = [
            ("a: ⟨⟩b, c", false),
            ("a: { b: ⟨⟩c, d: e }", true),
            ("a: { b: c }\nd: ⟨⟩e, f", false),
            ("a: [\n  ⟨⟩b, c\n]", true),
            ("a: [\n  b\n]\nc: ⟨⟩d, e", false),
            ("doc: >\n  An open [ bracket\n  and { another.\na: ⟨⟩b, c", false),
            ("doc: |2-\n    [\na: ⟨⟩b, c", false),
            ("list:\n  - doc: >\n      [ {\n    b: ⟨⟩c, d", false),
            ("- >\n  [ {\n- ⟨⟩c, d", false),
            ("doc: Some [ prose\n  that {goes on\na: ⟨⟩b, c", false),
            ("a:\n  [ b, ⟨⟩c ]", true),
            ("doc:\n  prose\n  [ and more\na: ⟨⟩b, c", false),
            ("# a [ comment {\na: ⟨⟩b, c", false),
            ("a: b # a [ comment {\nc: ⟨⟩d, e", false),
            ("a: [ # a ] comment\n  ⟨⟩b, c ]", true),
            ("a: \"[ {\"\nb: ⟨⟩c, d", false),
            ("a: \"[ \\\" {\n  more\"\nb: ⟨⟩c, d", false),
            ("a: 'it''s [ {'\nb: ⟨⟩c, d", false),
            ("a: { b: \"}\", c: ⟨⟩d, e: f }", true),
            ("a: { b: 'it''s }', c: ⟨⟩d, e: f }", true),
            ("a: { b: it's, c: ⟨⟩d, e: f }", true),
            ("GET: /rockets/{id\nb: ⟨⟩c, d", false),
            ("\"a [\": ⟨⟩b, c", false),
            ("\"a\": { b: ⟨⟩c, d: e }", true),
            ("[a]: ⟨⟩b, c", false),
            ("a: &x { b: ⟨⟩c, d: e }", true),
            ("a: !t [ ⟨⟩c, d ]", true),
            ("- - { a: ⟨⟩b, c: d }", true),
            ("- a: b\n  c: { d: ⟨⟩e, f: g }", true),
            ("? { a: ⟨⟩b, c: d }", true),
            ("a: { b: c", false),
            ("a: { b: c\nd: ⟨⟩e, f", true),
            ("a: ]⟨⟩", false),
            ("a: ⟨⟩", false),
        ];
        for (marked, expected) in rows {
            let at = marked.find("⟨⟩").unwrap_or(marked.len());
            let text = marked.replace("⟨⟩", "");
            assert_eq!(Brackets::of(&text).contain(at.min(text.len())), expected, "{marked}");
        }
    }
}
