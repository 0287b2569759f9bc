//! Parses tokens into a tree of entries, which are separated by commas, semicolons or the end of an item.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// A token, or a group of tokens in brackets.
#[derive(Clone, Debug)]
pub(super) enum Piece {
    /// An identifier, a lifetime or a literal.
    Word(String),
    /// Punctuation; `::` and `->` are one piece.
    Punct(&'static str),
    /// The contents of brackets.
    Group { delimiter: Delimiter, entries: Vec<Entry> },
}

/// The tokens between two separators.
#[derive(Clone, Debug, Default)]
pub(super) struct Entry {
    /// Lines of documentation.
    pub(super) docs: Vec<String>,
    /// The contents of other attributes.
    pub(super) attributes: Vec<Vec<Piece>>,
    pub(super) pieces: Vec<Piece>,
    /// The separator after the entry.
    pub(super) end: Option<&'static str>,
}

/// Words that start an item, which may end with a block.
const ITEMS: [&str; 6] = ["pub", "fn", "impl", "struct", "enum", "async"];

/// Returns the entries of a file or of a block of items.
pub(super) fn entries(tokens: TokenStream) -> Vec<Entry> {
    let mut reader = Reader::default();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let is_before_semicolon = matches!(tokens.peek(), Some(TokenTree::Punct(next)) if next.as_char() == ';');
        match token {
            TokenTree::Punct(punct) => reader.punct(punct.as_char(), punct.spacing()),
            TokenTree::Ident(ident) => reader.word(ident.to_string()),
            TokenTree::Literal(literal) => reader.word(literal.to_string()),
            TokenTree::Group(group) => {
                let (delimiter, stream) = (group.delimiter(), group.stream());
                // The group is dropped first: tokens with two owners would be copied when they are read.
                drop(group);
                reader.group(delimiter, stream, is_before_semicolon);
            }
        }
    }
    reader.finish()
}

#[derive(Default)]
struct Reader {
    entries: Vec<Entry>,
    entry: Entry,
    /// The first half of `::`, `->` or a lifetime.
    joint: Option<char>,
    /// The number of open `<`.
    angles: usize,
    /// Whether the parameters of a closure are open.
    pipes: bool,
    /// Whether a `#` is waiting for its brackets.
    hash: bool,
}

impl Reader {
    fn punct(&mut self, c: char, spacing: Spacing) {
        match (self.joint.take(), c) {
            (Some(':'), ':') => self.push(Piece::Punct("::")),
            (Some('-'), '>') => self.push(Piece::Punct("->")),
            (Some('='), '>') => self.push(Piece::Punct("=>")),
            (None, ':' | '-' | '=' | '\'') if spacing == Spacing::Joint => self.joint = Some(c),
            (None, '#') => self.hash = true,
            (Some(first), c) => {
                self.single(first);
                self.single(c);
            }
            (None, c) => self.single(c),
        }
    }

    fn single(&mut self, c: char) {
        match c {
            ',' if self.angles == 0 && !self.pipes => return self.end(Some(",")),
            ';' => return self.end(Some(";")),
            '<' => self.angles += 1,
            '>' => self.angles = self.angles.saturating_sub(1),
            '|' => self.pipes = !self.pipes,
            _ => {}
        }
        self.push(Piece::Punct(text(c)));
    }

    fn word(&mut self, text: String) {
        let text = if self.joint.take().is_some() { format!("'{text}") } else { text };
        self.push(Piece::Word(text));
    }

    fn group(&mut self, delimiter: Delimiter, stream: TokenStream, is_before_semicolon: bool) {
        if std::mem::take(&mut self.hash) {
            return self.attribute(stream);
        }
        self.push(Piece::Group { delimiter, entries: entries(stream) });
        let first = self.entry.pieces.first();
        let is_item = matches!(first, Some(Piece::Word(word)) if ITEMS.contains(&word.as_str()));
        if is_item && delimiter == Delimiter::Brace && !is_before_semicolon {
            self.end(None);
        }
    }

    fn attribute(&mut self, stream: TokenStream) {
        let Some(pieces) = entries(stream).into_iter().map(|entry| entry.pieces).reduce(joined) else { return };
        match doc(&pieces) {
            Some(line) => self.entry.docs.push(line),
            None => self.entry.attributes.push(pieces),
        }
    }

    fn push(&mut self, piece: Piece) {
        self.entry.pieces.push(piece);
    }

    fn end(&mut self, separator: Option<&'static str>) {
        let entry = std::mem::take(&mut self.entry);
        self.entries.push(Entry { end: separator, ..entry });
    }

    fn finish(mut self) -> Vec<Entry> {
        if !self.entry.pieces.is_empty() {
            self.end(None);
        }
        self.entries
    }
}

fn joined(mut pieces: Vec<Piece>, more: Vec<Piece>) -> Vec<Piece> {
    pieces.extend(more);
    pieces
}

/// Returns the text of `doc = "…"`.
fn doc(pieces: &[Piece]) -> Option<String> {
    match pieces {
        [Piece::Word(name), Piece::Punct("="), Piece::Word(literal)] if name == "doc" => {
            let plain = literal.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
            plain.filter(|text| !text.contains('\\')).map(str::to_owned).or_else(|| unescape(literal))
        }
        _ => None,
    }
}

fn unescape(literal: &str) -> Option<String> {
    syn::parse_str::<syn::LitStr>(literal).ok().map(|literal| literal.value())
}

/// The punctuation of generated code.
const PUNCTUATION: &str = ",;:.<>=&|!-?*+/#";

fn text(c: char) -> &'static str {
    PUNCTUATION.find(c).map_or("", |at| &PUNCTUATION[at..=at])
}
