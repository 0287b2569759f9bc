//! Where entries, keys and values are in a text.

use std::ops::Range;

use crate::cause::entries::indent;

/// A part of a line, in bytes. Lines are counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) line: usize,
    pub(super) bytes: Range<usize>,
}

/// The lines of a text.
pub(super) struct Lines<'t>(Vec<&'t str>);

impl<'t> Lines<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        Self(text.lines().collect())
    }

    /// Returns a line; the empty text, if there is none.
    pub(super) fn line(&self, number: usize) -> &'t str {
        number.checked_sub(1).and_then(|index| self.0.get(index)).copied().unwrap_or_default()
    }

    /// Returns how far a line is indented.
    pub(super) fn depth(&self, number: usize) -> usize {
        indent(self.line(number))
    }

    /// Returns how far the lines in the entry of a line are indented, or would be.
    pub(super) fn depth_inside(&self, number: usize) -> usize {
        let (own, next) = (self.depth(number), self.depth(number + 1));
        if next > own { next } else { own + 2 }
    }

    fn is_inside(&self, number: usize, depth: usize) -> bool {
        !self.line(number).trim().is_empty() && self.depth(number) > depth
    }

    /// Returns the lines of an entry: its first one, and those below that are indented more.
    pub(super) fn block(&self, first: usize) -> Range<usize> {
        let depth = self.depth(first);
        first..(first + 1..=self.0.len()).find(|number| !self.is_inside(*number, depth)).unwrap_or(self.0.len() + 1)
    }

    /// Returns a line, and those of the keys around it, from the inside.
    pub(super) fn around(&self, number: usize) -> Vec<usize> {
        let (mut found, mut depth) = (vec![number], self.depth(number));
        for above in (1..number).rev().filter(|above| !self.line(*above).trim().is_empty()) {
            if self.depth(above) < depth {
                depth = self.depth(above);
                found.push(above);
            }
        }
        found
    }

    /// Returns the first line of the entry in which a line is; `None` at the margin.
    pub(super) fn entry(&self, number: usize) -> Option<usize> {
        self.around(number).into_iter().rfind(|line| self.depth(*line) > 0)
    }

    /// Returns the lines with the keys of an entry.
    pub(super) fn children(&self, first: usize) -> Vec<usize> {
        let depth = self.depth_inside(first);
        self.block(first).skip(1).filter(|number| self.depth(*number) == depth).collect()
    }

    /// Returns where a word is a key.
    pub(super) fn keys(&self, word: &str) -> impl Iterator<Item = Place> {
        (1..).zip(&self.0).flat_map(move |(line, text)| {
            let starts = text.match_indices(word).map(|(at, _)| at).filter(move |at| is_key(text, *at, word.len()));
            starts.map(move |at| Place { line, bytes: at..at + word.len() })
        })
    }

    /// Returns the key with which a line begins.
    pub(super) fn first_key(&self, line: usize) -> Option<Place> {
        let text = self.line(line);
        let start = text.len() - text.trim_start_matches([' ', '-']).len();
        let end = start + text.get(start..)?.find(':')?;
        Some(Place { line, bytes: start..end })
    }

    /// Returns the keys with which lines begin.
    pub(super) fn first_keys(&self) -> impl Iterator<Item = Place> {
        (1..=self.0.len()).filter_map(|line| self.first_key(line))
    }

    /// Whether nothing is before a place in its line.
    pub(super) fn is_first(&self, place: &Place) -> bool {
        self.depth(place.line) == place.bytes.start
    }

    /// Returns the lines below a key at the margin.
    pub(super) fn section(&self, key: &str) -> impl Iterator<Item = &'t str> {
        let start = self.0.iter().position(|line| line.starts_with(key)).unwrap_or(self.0.len());
        let inside = self.0.iter().skip(start + 1).copied();
        inside.take_while(|line| line.trim().is_empty() || indent(line) > 0)
    }
}

fn is_key(line: &str, start: usize, len: usize) -> bool {
    let before = &line[..start];
    let behind = line[start + len..].trim_start_matches('"');
    (before.is_empty() || before.ends_with([' ', '{', ',', '[', '"'])) && behind.starts_with(':')
}

/// Returns the entry of brackets in which a byte is, without the comma.
pub(super) fn entry_at(line: &str, at: usize) -> Option<Range<usize>> {
    let (mut starts, mut quote) = (Vec::new(), None);
    for (index, char) in line.char_indices() {
        match (quote, char) {
            (Some(open), _) if open == char => quote = None,
            (None, '"' | '\'') if line[..index].ends_with([' ', '{', '[', ',']) => quote = Some(char),
            (None, '{' | '[') => starts.push(index + 1),
            (None, ',' | '}' | ']') => {
                let Some(start) = starts.pop() else { continue };
                if (start..=index).contains(&at) {
                    return Some(start..index);
                }
                starts.extend((char == ',').then_some(index + 1));
            }
            (Some(_) | None, _) => {}
        }
    }
    None
}

/// Returns where the braces begin in which a byte is.
pub(super) fn braces(line: &str, at: usize) -> Option<usize> {
    let mut open = Vec::new();
    for (index, char) in line.get(..at)?.char_indices() {
        match char {
            '{' => open.push(index),
            '}' => drop(open.pop()),
            _ => {}
        }
    }
    open.pop()
}

/// Returns the value behind a key, if it is not in brackets.
pub(super) fn value_of(line: &str, key: &Range<usize>) -> Option<Range<usize>> {
    let value = line.get(key.end..)?.strip_prefix(':')?;
    let start = line.len() - value.trim_start().len();
    let end = entry_at(line, key.start).map_or(line.len(), |entry| entry.end);
    let value = line.get(start..end)?.trim_end();
    (!value.is_empty() && !value.starts_with(['{', '['])).then(|| start..start + value.len())
}

/// Returns the byte at a column.
pub(super) fn byte_of(line: &str, column: usize) -> usize {
    line.char_indices().nth(column - 1).map_or(line.len(), |(at, _)| at)
}

/// Returns the column of a byte.
pub(super) fn column_of(line: &str, byte: usize) -> usize {
    line[..byte].chars().count() + 1
}
