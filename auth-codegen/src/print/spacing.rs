//! Decides where spaces are between tokens, and prints tokens on one line.

use proc_macro2::Delimiter;

use super::tree::{Entry, Piece};

/// The maximum length of a line.
pub(super) const WIDTH: usize = 120;

/// Words after which no path continues.
const KEYWORDS: [&str; 8] = ["as", "for", "in", "use", "where", "pub", "move", "impl"];

/// Prints pieces on one line.
pub(super) fn flat(pieces: &[Piece]) -> String {
    let mut line = String::with_capacity(WIDTH);
    write_flat(pieces, &mut line);
    line
}

/// Appends pieces to a line.
pub(super) fn write_flat(pieces: &[Piece], line: &mut String) {
    let (mut before, mut pipes) = (None, 0);
    for piece in pieces {
        if before.is_some_and(|before| is_spaced(before, piece, pipes)) {
            line.push(' ');
        }
        pipes += usize::from(matches!(piece, Piece::Punct("|")));
        match piece {
            Piece::Word(text) => line.push_str(text),
            Piece::Punct(text) => line.push_str(text),
            Piece::Group { delimiter, entries } => {
                let is_path = matches!(before, Some(Piece::Punct("::")));
                write_group(*delimiter, entries, is_path, line);
            }
        }
        before = Some(piece);
    }
}

/// Appends a group to a line, without inner spaces if it is a list of names at the end of a path.
fn write_group(delimiter: Delimiter, entries: &[Entry], is_path: bool, line: &mut String) {
    let (open, close) = brackets(delimiter);
    let space = if delimiter == Delimiter::Brace && !entries.is_empty() && !is_path { " " } else { "" };
    line.push_str(open);
    line.push_str(space);
    write_entries(entries, line);
    line.push_str(space);
    line.push_str(close);
}

/// Appends entries to a line, with separators between them.
pub(super) fn write_entries(entries: &[Entry], line: &mut String) {
    for (index, entry) in entries.iter().enumerate() {
        write_attributes(entry, line);
        write_flat(&entry.pieces, line);
        let is_last = index + 1 == entries.len();
        match entry.end {
            Some(end) if !is_last => line.extend([end, " "]),
            Some(";") => line.push(';'),
            Some(_) | None => {}
        }
    }
}

fn write_attributes(entry: &Entry, line: &mut String) {
    for attribute in &entry.attributes {
        line.push_str("#[");
        write_flat(attribute, line);
        line.push_str("] ");
    }
}

/// Returns the brackets of a group.
pub(super) fn brackets(delimiter: Delimiter) -> (&'static str, &'static str) {
    match delimiter {
        Delimiter::Parenthesis => ("(", ")"),
        Delimiter::Brace => ("{", "}"),
        Delimiter::Bracket => ("[", "]"),
        Delimiter::None => ("", ""),
    }
}

/// Whether there is a space between two pieces. `pipes` is the number of `|` before them.
pub(super) fn is_spaced(before: &Piece, after: &Piece, pipes: usize) -> bool {
    let in_parameters = pipes % 2 == 1;
    match (before, after) {
        (Piece::Punct("|"), _) | (_, Piece::Punct("|")) => !in_parameters,
        // The lexer reads the dot of `self.0.call` as part of the number.
        (Piece::Word(word), _) if word.ends_with('.') => false,
        (Piece::Punct("::" | "." | "&" | "!" | "<" | "-" | "#" | "*"), _)
        | (_, Piece::Punct("," | ";" | ":" | "." | "?" | ">")) => false,
        (Piece::Punct("," | ":" | "=" | "->" | "=>" | "+"), _) | (_, Piece::Punct("=" | "->" | "=>" | "+")) => true,
        (Piece::Word(word), Piece::Punct("::")) => KEYWORDS.contains(&word.as_str()),
        (_, Piece::Punct("::" | "<" | "!")) => false,
        (_, Piece::Group { delimiter, .. }) => is_spaced_group(before, *delimiter),
        (_, Piece::Word(_) | Piece::Punct(_)) => true,
    }
}

fn is_spaced_group(before: &Piece, delimiter: Delimiter) -> bool {
    match delimiter {
        Delimiter::Brace => true,
        Delimiter::Bracket => matches!(before, Piece::Word(_)),
        Delimiter::Parenthesis | Delimiter::None => false,
    }
}
