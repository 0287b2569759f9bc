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
    for (word, is_code) in words(text) {
        for word in split(&word, is_code, most) {
            let Some(line) = lines.last_mut() else { continue };
            let is_first = line.pieces.is_empty();
            if !is_first && line.width + width(&word, is_code) > most {
                let mut line = Line::default();
                line.add(word.trim_start(), is_code);
                lines.push(line);
            } else {
                line.add(if is_first { word.trim_start() } else { &word }, is_code);
            }
        }
    }
    lines
}

impl Line {
    fn add(&mut self, text: &str, is_code: bool) {
        self.width += width(text, is_code);
        match self.pieces.last_mut() {
            Some(last) if last.is_code == is_code => last.text.push_str(text),
            _ => self.pieces.push(Piece { text: text.to_owned(), is_code }),
        }
    }
}

/// Words with the space before them. What follows code without a space stays with it.
fn words(text: &str) -> Vec<(String, bool)> {
    let mut words: Vec<(String, bool)> = Vec::new();
    for span in spans(text) {
        let (text, is_code) = match span {
            Span::Plain(text) => (text, false),
            Span::Code(code) => (code, true),
        };
        for (at, word) in text.split(' ').enumerate() {
            let space = if at > 0 { " " } else { "" };
            if !(word.is_empty() && space.is_empty()) {
                words.push((format!("{space}{word}"), is_code));
            }
        }
    }
    words
}

/// Breaks a word that is wider than a line.
fn split(word: &str, is_code: bool, most: u32) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for c in word.chars() {
        let is_full = pieces.last().is_some_and(|piece| width(piece, is_code) + letter(c, is_code) > most);
        if is_full {
            pieces.push(String::new());
        }
        if let Some(piece) = pieces.last_mut() {
            piece.push(c);
        }
    }
    pieces
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
