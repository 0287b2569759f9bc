//! Lines of a drawing. Nobody knows the fonts of the reader: widths are those of wide ones, so that texts fit.

use crate::docs::text::{Span, spans};

/// A piece of a line, in the font of code or of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) is_code: bool,
}

/// A line, with its estimated width.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) pieces: Vec<Piece>,
    pub(super) width: u32,
}

/// Breaks a text into as few lines as fit this width, about equally long.
pub(super) fn balanced(text: &str, most: u32) -> Vec<Line> {
    const STEP: u32 = 8;
    let (mut best, mut width) = (lines(text, most), most);
    let count = best.len();
    while count > 1 && width > most / 2 {
        width -= STEP;
        let narrower = lines(text, width);
        if narrower.len() > count {
            break;
        }
        best = narrower;
    }
    best
}

/// Breaks a text into lines that are at most this wide.
fn lines(text: &str, most: u32) -> Vec<Line> {
    let mut lines = vec![Line::default()];
    for word in words(text) {
        let wide: u32 = word.iter().map(|(piece, is_code)| width(piece, *is_code)).sum();
        let has_room = lines.last().is_some_and(|line| line.pieces.is_empty() || line.width + wide <= most);
        if !has_room {
            lines.push(Line::default());
        }
        for (piece, is_code) in &word {
            add(piece, *is_code, most, &mut lines);
        }
    }
    lines
}

/// Adds a piece of a word, which is broken if it is wider than a line.
fn add(piece: &str, is_code: bool, most: u32, lines: &mut Vec<Line>) {
    for c in piece.chars() {
        let is_full = lines.last().is_some_and(|line| line.width + letter(c, is_code) > most);
        if is_full {
            lines.push(Line::default());
        }
        if let Some(line) = lines.last_mut().filter(|line| c != ' ' || !line.pieces.is_empty()) {
            line.add(c, is_code);
        }
    }
}

impl Line {
    fn add(&mut self, c: char, is_code: bool) {
        self.width += letter(c, is_code);
        match self.pieces.last_mut() {
            Some(last) if last.is_code == is_code => last.text.push(c),
            _ => self.pieces.push(Piece { text: c.to_string(), is_code }),
        }
    }
}

/// Words with the space before them, each in pieces of one font. What has no space before it belongs to the word before.
fn words(text: &str) -> Vec<Vec<(String, bool)>> {
    let mut words: Vec<Vec<(String, bool)>> = vec![Vec::new()];
    for span in spans(text) {
        let (text, is_code) = match span {
            Span::Plain(text) => (text, false),
            Span::Code(code) => (code, true),
        };
        for (at, piece) in text.split(' ').enumerate() {
            if at > 0 {
                words.push(vec![(" ".to_owned(), is_code)]);
            }
            if let Some(word) = words.last_mut().filter(|_| !piece.is_empty()) {
                word.push((piece.to_owned(), is_code));
            }
        }
    }
    words
}

fn width(text: &str, is_code: bool) -> u32 {
    text.chars().map(|c| letter(c, is_code)).sum::<u32>()
}

/// The width of a letter, rounded up to whole units.
fn letter(c: char, is_code: bool) -> u32 {
    match c {
        _ if is_code => 6,
        'i' | 'l' | 'j' | '.' | ',' | ':' | ';' | '\'' | '|' | ' ' => 4,
        'f' | 't' | 'r' | '(' | ')' => 5,
        'm' | 'w' | 'M' | 'W' | '@' => 10,
        c if c.is_ascii_uppercase() => 8,
        c if c.is_ascii() => 7,
        _ => 11,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, most: u32) -> Vec<String> {
        let line = |line: Line| line.pieces.into_iter().map(|piece| piece.text).collect::<String>();
        lines(text, most).into_iter().map(line).collect()
    }

    #[test]
    fn texts_are_broken_between_words() {
        assert_eq!(shown("Ask `GET /a`, now", 400), ["Ask GET /a, now"]);
        assert_eq!(shown("one two three", 50), ["one two", "three"]);
        assert_eq!(shown("`aaaaaaaaaa`", 36), ["aaaaaa", "aaaa"], "a long word is broken anywhere");
        assert_eq!(shown("with `code`, `id`", 60), ["with code,", "id"], "a comma stays with its word");
        assert_eq!(shown("", 36), [""]);
        let balanced = balanced("one two three four five", 130);
        assert_eq!(balanced.len(), 2);
        assert!(balanced[1].width * 2 > balanced[0].width, "no word is left alone: {balanced:?}");
    }

    #[test]
    fn no_line_is_too_wide() {
        for text in [
            "`POST /a/very/long/path/with/{parameters}` with `one`, `two` and `three`",
            "漢字漢字漢字漢字 é",
            "MMMMMMMMMMMMMM",
        ] {
            for most in [30, 60, 200] {
                assert!(lines(text, most).iter().all(|line| line.width <= most), "{text} {most}");
            }
        }
    }
}
