//! Decides what is printed on one line and what is broken into several lines.

use proc_macro2::Delimiter;

use super::spacing::{WIDTH, brackets, flat, is_spaced, write_entries, write_flat};
use super::tree::{Entry, Piece};

const INDENT: &str = "    ";

/// The text so far, and the current indentation.
pub(super) struct Layout {
    text: String,
    depth: usize,
}

impl Layout {
    /// Makes a layout that continues a text.
    pub(super) fn after(text: &str) -> Self {
        Self { text: text.to_owned(), depth: 0 }
    }

    pub(super) fn finish(self) -> String {
        self.text
    }

    /// Prints items that belong together, after a blank line, with a blank line before each impl.
    pub(super) fn items(&mut self, entries: &[Entry]) {
        self.text.push('\n');
        for (index, entry) in entries.iter().enumerate() {
            let is_impl = matches!(entry.pieces.first(), Some(Piece::Word(word)) if word == "impl");
            if is_impl && index > 0 {
                self.text.push('\n');
            }
            self.entry(entry, entry.end.unwrap_or_default(), false);
        }
    }

    /// Prints an entry on its own lines.
    fn entry(&mut self, entry: &Entry, end: &str, is_member: bool) {
        for doc in &entry.docs {
            self.line(&["///", doc]);
        }
        let start = self.attributes(entry, is_member);
        self.pieces(start, &entry.pieces, end);
    }

    /// Prints attributes on their own lines. If those of a member fit on the member's line, they are returned instead.
    fn attributes(&mut self, entry: &Entry, is_member: bool) -> String {
        let mut start = String::new();
        let rest = if is_member && !entry.attributes.is_empty() { width(&flat(&entry.pieces)) + 1 } else { 0 };
        for attribute in &entry.attributes {
            let text = flat(attribute);
            if is_member && self.fits(width(&start) + width(&text) + 4 + rest) {
                start.extend(["#[", &text, "] "]);
            } else {
                self.attribute(attribute, &text);
            }
        }
        start
    }

    fn fits(&self, length: usize) -> bool {
        self.depth * INDENT.len() + length <= WIDTH
    }

    fn line(&mut self, parts: &[&str]) {
        if parts.iter().any(|part| !part.is_empty()) {
            (0..self.depth).for_each(|_| self.text.push_str(INDENT));
        }
        self.text.extend(parts.iter().copied());
        self.text.push('\n');
    }

    /// Prints a long attribute: its contents on one line, or one line per property.
    fn attribute(&mut self, pieces: &[Piece], text: &str) {
        let Some((Piece::Group { entries, .. }, head)) =
            pieces.split_last().filter(|_| !self.fits(width(text) + "#[]".len()))
        else {
            return self.line(&["#[", text, "]"]);
        };
        self.line(&["#[", &flat(head), "("]);
        self.depth += 1;
        let mut inner = String::new();
        write_entries(entries, &mut inner);
        if self.fits(width(&inner)) {
            self.line(&[&inner]);
        } else {
            self.separated(entries, "");
        }
        self.depth -= 1;
        self.line(&[")]"]);
    }

    /// Prints each entry on its own lines, with `last` after the last one.
    fn separated(&mut self, entries: &[Entry], last: &str) {
        for (index, entry) in entries.iter().enumerate() {
            let end = if index + 1 == entries.len() { last } else { entry.end.unwrap_or_default() };
            self.entry(entry, end, true);
        }
    }

    /// Prints pieces after `start`, on one line if they fit. Otherwise the last group is broken, and earlier ones if
    /// necessary.
    fn pieces(&mut self, start: String, pieces: &[Piece], end: &str) {
        let mut line = start;
        if !pieces.iter().any(must_break) {
            let text = flat(pieces);
            if self.fits(width(&line) + width(&text) + width(end)) {
                return self.line(&[&line, &text, end]);
            }
        }
        let broken = self.broken(&line, pieces);
        let (mut before, mut pipes): (Option<&Piece>, usize) = (None, 0);
        for (index, piece) in pieces.iter().enumerate() {
            if before.is_some_and(|before| is_spaced(before, piece, pipes)) {
                line.push(' ');
            }
            pipes += usize::from(matches!(piece, Piece::Punct("|")));
            match piece {
                Piece::Group { delimiter, entries } if broken.contains(&index) => {
                    line = self.group(&line, *delimiter, entries, Kind::of(pieces));
                }
                _ => write_flat(std::slice::from_ref(piece), &mut line),
            }
            before = Some(piece);
        }
        self.line(&[&line, end]);
    }

    /// Returns the indices of the groups to break: those that must be broken, then from the last group backwards until
    /// the line fits.
    fn broken(&self, start: &str, pieces: &[Piece]) -> Vec<usize> {
        let groups: Vec<usize> = (0..pieces.len()).filter(|index| is_breakable(&pieces[*index])).collect();
        let mut broken: Vec<usize> = groups.iter().copied().filter(|index| must_break(&pieces[*index])).collect();
        for index in groups.into_iter().rev() {
            let first = broken.iter().min().copied().unwrap_or(pieces.len());
            if !broken.is_empty() && self.fits(width(&flat(&pieces[..first])) + width(start) + 2) {
                break;
            }
            if !broken.contains(&index) {
                broken.push(index);
            }
        }
        broken
    }

    /// Opens a group, prints its contents, and returns the start of the line that closes it.
    fn group(&mut self, line: &str, delimiter: Delimiter, entries: &[Entry], kind: Kind) -> String {
        let (open, close) = brackets(delimiter);
        self.line(&[line, open]);
        self.depth += 1;
        match (delimiter, kind) {
            (Delimiter::Brace, Kind::Use) => self.filled(entries),
            (Delimiter::Brace, Kind::Block) => self.block(entries),
            _ => self.separated(entries, ","),
        }
        self.depth -= 1;
        close.to_owned()
    }

    /// Prints items or statements, with a blank line between methods.
    fn block(&mut self, entries: &[Entry]) {
        let mut is_after_method = false;
        for entry in entries {
            if is_after_method && !entry.docs.is_empty() {
                self.text.push('\n');
            }
            is_after_method = matches!(entry.pieces.last(), Some(Piece::Group { delimiter: Delimiter::Brace, .. }));
            self.entry(entry, entry.end.unwrap_or_default(), false);
        }
    }

    /// Prints entries, as many per line as fit.
    fn filled(&mut self, entries: &[Entry]) {
        let mut line = String::new();
        for entry in entries {
            let text = flat(&entry.pieces) + ",";
            if !line.is_empty() && !self.fits(width(&line) + 1 + width(&text)) {
                self.line(&[&line]);
                line.clear();
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(&text);
        }
        self.line(&[&line]);
    }
}

/// Returns the number of columns of a text.
fn width(text: &str) -> usize {
    text.chars().count()
}

/// The contents of an entry's braces.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Names of a `use`.
    Use,
    /// Fields or variants.
    Members,
    /// Items or statements.
    Block,
}

impl Kind {
    fn of(pieces: &[Piece]) -> Self {
        let has =
            |wanted: &str| pieces.iter().take(2).any(|piece| matches!(piece, Piece::Word(word) if word == wanted));
        match () {
            () if has("use") => Self::Use,
            () if has("struct") || has("enum") => Self::Members,
            () => Self::Block,
        }
    }
}

fn is_breakable(piece: &Piece) -> bool {
    matches!(piece, Piece::Group { entries, .. } if !entries.is_empty())
}

/// Whether a piece cannot be on one line: it has documentation, attributes of members, or several statements.
fn must_break(piece: &Piece) -> bool {
    match piece {
        Piece::Word(_) | Piece::Punct(_) => false,
        Piece::Group { delimiter, entries } => {
            let is_block = *delimiter == Delimiter::Brace && entries.iter().any(|entry| entry.end == Some(";"));
            let is_item = entries.iter().any(|entry| !entry.docs.is_empty() || !entry.attributes.is_empty());
            is_block || is_item || entries.iter().any(|entry| entry.pieces.iter().any(must_break))
        }
    }
}
