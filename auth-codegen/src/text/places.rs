//! The places of keys and values, which the YAML parser tells only with its errors.

use std::collections::{BTreeMap, BTreeSet};

use super::spot::Spot;

/// Whose places are wanted.
pub(super) enum Wanted {
    Nothing,
    These(BTreeSet<Spot>),
    /// Of all keys, and of all values but lists and mappings.
    All,
}

/// The places that were found in a reading of the text.
pub(super) struct Places<'t> {
    wanted: Wanted,
    /// The first value in a list or mapping, before which that starts.
    inner: Option<Spot>,
    found: BTreeMap<Spot, usize>,
    cursor: Cursor<'t>,
}

impl<'t> Places<'t> {
    pub(super) fn none() -> Self {
        Self::new("", Wanted::Nothing)
    }

    pub(super) fn new(text: &'t str, wanted: Wanted) -> Self {
        Self { wanted, inner: None, found: BTreeMap::new(), cursor: Cursor::new(text) }
    }

    pub(super) fn into_found(self) -> BTreeMap<Spot, usize> {
        self.found
    }

    pub(super) fn wants_nothing(&self) -> bool {
        matches!(self.wanted, Wanted::Nothing)
    }

    /// Whether the place of a key or value is wanted. That of a list or mapping follows from its first value.
    pub(super) fn wants(&self, spot: Spot) -> bool {
        match &self.wanted {
            Wanted::Nothing => false,
            Wanted::These(wanted) => self.inner == Some(spot) || wanted.contains(&spot),
            Wanted::All => true,
        }
    }

    /// Notes a place, which the parser's message names.
    pub(super) fn found(&mut self, spot: Spot, said: &str) {
        if let Some(at) = position(said).and_then(|(line, column)| self.cursor.byte(line, column)) {
            self.found.insert(spot, at);
        }
    }

    /// Begins a list or mapping.
    pub(super) fn begin(&mut self, spot: Spot) {
        if matches!(self.wanted, Wanted::These(_)) && self.wants(spot) {
            self.inner = Some(spot.next());
        }
    }

    /// Ends a list or mapping, which starts with one of these characters before its first value, or with that.
    pub(super) fn end(&mut self, spot: Spot, openings: &[char]) {
        if let (Wanted::These(_), Some(inner)) = (&self.wanted, self.found.get(&spot.next())) {
            let at = start_before(self.cursor.text, *inner, openings);
            self.found.entry(spot).or_insert(at);
        }
    }
}

/// Returns where a list or mapping starts whose first value is at a byte.
fn start_before(text: &str, inner: usize, openings: &[char]) -> usize {
    let blank = |char: char| char.is_ascii_whitespace();
    let before = text.get(..inner).unwrap_or_default().trim_end_matches(blank);
    let mut at = if before.ends_with(openings) { before.len() - 1 } else { inner };
    // It may have an anchor and a tag.
    for _ in 0..2 {
        let before = text.get(..at).unwrap_or_default().trim_end_matches(blank);
        let word = before.rfind(blank).map_or(0, |space| space + 1);
        if before.get(word..).is_some_and(|word| word.starts_with(['&', '!'])) {
            at = word;
        }
    }
    at
}

/// Returns line and column, counted from one, of a message that ends with them; of its beginning for another one.
fn position(said: &str) -> Option<(usize, usize)> {
    let Some((_, at)) = said.rsplit_once(" at line ") else { return Some((1, 1)) };
    let (line, column) = at.split_once(" column ")?;
    Some((line.parse().ok()?, column.parse().ok()?))
}

/// Converts lines and columns to bytes. It goes on from the one before, because most are in the order of the text.
struct Cursor<'t> {
    text: &'t str,
    at: usize,
    line: usize,
    column: usize,
}

impl<'t> Cursor<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, at: if text.starts_with('\u{feff}') { 3 } else { 0 }, line: 1, column: 1 }
    }

    fn byte(&mut self, line: usize, column: usize) -> Option<usize> {
        if (line, column) < (self.line, self.column) {
            *self = Self::new(self.text);
        }
        let mut chars = self.text.get(self.at..)?.chars().peekable();
        while (self.line, self.column) < (line, column) {
            let char = chars.next()?;
            self.at += char.len_utf8();
            // The line breaks of the parser.
            let is_break = matches!(char, '\n' | '\u{85}' | '\u{2028}' | '\u{2029}');
            if is_break || (char == '\r' && chars.peek() != Some(&'\n')) {
                (self.line, self.column) = (self.line + 1, 1);
            } else {
                self.column += 1;
            }
        }
        Some(self.at)
    }
}
