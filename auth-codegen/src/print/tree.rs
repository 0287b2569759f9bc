//! Tokens as a tree of entries: what is separated by commas, semicolons or the end of an item.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// A token, or several in brackets.
#[derive(Clone, Debug)]
pub(super) enum Piece {
    /// An identifier, a lifetime or a literal.
    Word(String),
    /// Punctuation: `::` and `->` are one.
    Punct(&'static str),
    /// What is in brackets.
    Group { delimiter: Delimiter, entries: Vec<Entry> },
}

/// What is between two separators.
#[derive(Clone, Debug, Default)]
pub(super) struct Entry {
    /// Lines of documentation.
    pub(super) docs: Vec<String>,
    /// The contents of other attributes.
    pub(super) attributes: Vec<Vec<Piece>>,
    pub(super) pieces: Vec<Piece>,
    /// The separator after it.
    pub(super) end: Option<&'static str>,
}

/// Words that begin an item which may end with a block.
const ITEMS: [&str; 6] = ["pub", "fn", "impl", "struct", "enum", "async"];

/// The entries of a file, or of a block of items.
pub(super) fn entries(tokens: TokenStream) -> Vec<Entry> {
    let mut reader = Reader::default();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let is_before_semicolon = matches!(tokens.peek(), Some(TokenTree::Punct(next)) if next.as_char() == ';');
        match token {
            TokenTree::Punct(punct) => reader.punct(punct.as_char(), punct.spacing()),
            TokenTree::Ident(ident) => reader.word(ident.to_string()),
            TokenTree::Literal(literal) => reader.word(literal.to_string()),
            TokenTree::Group(group) => reader.group(group.delimiter(), group.stream(), is_before_semicolon),
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
    /// How many `<` are open.
    angles: usize,
    /// Whether the parameters of a closure are open.
    pipes: bool,
    /// A `#` that waits for its brackets.
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
        if let Some(line) = doc(&stream) {
            self.entry.docs.push(line);
        } else {
            let pieces = entries(stream).into_iter().flat_map(|entry| entry.pieces).collect();
            self.entry.attributes.push(pieces);
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

/// The line of `doc = "…"`.
fn doc(stream: &TokenStream) -> Option<String> {
    let mut tokens = stream.clone().into_iter();
    match (tokens.next(), tokens.next(), tokens.next()) {
        (Some(TokenTree::Ident(name)), Some(TokenTree::Punct(_)), Some(TokenTree::Literal(line))) if name == "doc" => {
            match syn::Lit::new(line) {
                syn::Lit::Str(line) => Some(line.value()),
                _ => None,
            }
        }
        _ => None,
    }
}

fn text(c: char) -> &'static str {
    const SINGLE: [(char, &str); 16] = [
        (',', ","),
        (';', ";"),
        (':', ":"),
        ('.', "."),
        ('<', "<"),
        ('>', ">"),
        ('=', "="),
        ('&', "&"),
        ('|', "|"),
        ('!', "!"),
        ('-', "-"),
        ('?', "?"),
        ('*', "*"),
        ('+', "+"),
        ('/', "/"),
        ('#', "#"),
    ];
    SINGLE.iter().find(|(known, _)| *known == c).map_or("", |(_, text)| text)
}
