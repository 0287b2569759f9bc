//! What stays on one line, and what is broken into several.

use proc_macro2::Delimiter;

use super::spacing::{WIDTH, brackets, flat, is_spaced, write_entries, write_flat};
use super::tree::{Entry, Piece};

const INDENT: &str = "    ";

/// Text in lines.
pub(super) struct Layout {
    text: String,
    depth: usize,
}

impl Layout {
    /// A layout that goes on after a text.
    pub(super) fn after(text: &str) -> Self {
        Self { text: text.to_owned(), depth: 0 }
    }

    pub(super) fn finish(self) -> String {
        self.text
    }

    /// Items that belong together, after a blank line. There is another one before each impl of theirs.
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

    /// An entry on lines of its own.
    fn entry(&mut self, entry: &Entry, end: &str, is_member: bool) {
        for doc in &entry.docs {
            self.line(&["///", doc]);
        }
        let start = self.attributes(entry, is_member);
        self.pieces(start, &entry.pieces, end);
    }

    /// Attributes on lines of their own. Those of a member are on its line, if there is room: they are returned.
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

    /// A long attribute has a line for what is in it, or one for each property.
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

    /// Each entry on lines of its own, with `last` after the last one.
    fn separated(&mut self, entries: &[Entry], last: &str) {
        for (index, entry) in entries.iter().enumerate() {
            let end = if index + 1 == entries.len() { last } else { entry.end.unwrap_or_default() };
            self.entry(entry, end, true);
        }
    }

    /// Pieces after a start, on one line if there is room. Else the last group is broken, and those before it if they must be.
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

    /// Which groups are broken: what must be, then the last, then those before it until the line fits.
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

    /// Opens a group, writes what is in it, and gives the beginning of the line that closes it.
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

    /// Items or statements. A blank line is between two methods.
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

    /// As many on a line as there is room for.
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

/// How many columns a text takes.
fn width(text: &str) -> usize {
    text.chars().count()
}

/// What is in the braces of an entry.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Names.
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

/// Documentation, attributes of members, and several statements need lines of their own.
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
