//! Makes mistakes.

use std::ops::Range;

/// The kind of a mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// Two letters of a key, or of a word in a value, the wrong way round.
    KeySlip,
    WordSlip,
    /// A key in capitals.
    KeyCase,
    /// A value that is something else.
    Number,
    Boolean,
    Nothing,
    EmptyText,
    OtherText,
    List,
    Mapping,
    /// No space after a colon; no colon.
    NoSpace,
    NoColon,
    LineGone,
    LineTwice,
    Indentation,
    Tab,
    BracketGone,
}

/// A spec with a mistake.
pub(crate) struct Mistake {
    pub(crate) kind: Kind,
    /// Where it is, counted from one. The columns are of the key, or of the value, that is wrong.
    pub(crate) line: usize,
    pub(crate) columns: Range<usize>,
    /// The column of the key before a value; otherwise, where the columns start.
    pub(crate) key: usize,
    /// The line of the key that the line belongs to.
    pub(crate) outer: usize,
    pub(crate) was: String,
    pub(crate) is: String,
    pub(crate) text: String,
}

/// What is written instead of a value.
const VALUES: [(Kind, &str); 7] = [
    (Kind::Number, "17"),
    (Kind::Boolean, "true"),
    (Kind::Nothing, "null"),
    (Kind::EmptyText, "\"\""),
    (Kind::OtherText, "\"a b\""),
    (Kind::List, "[]"),
    (Kind::Mapping, "{}"),
];

/// Every mistake in every line of a spec.
pub(crate) fn mistakes(spec: &str) -> Vec<Mistake> {
    let mut start = 0;
    let mut found = Vec::new();
    for (index, line) in spec.split_inclusive('\n').enumerate() {
        let body = line.trim_end();
        if !body.trim_start().starts_with('#') && !body.trim().is_empty() {
            let place = Place { spec, start, number: index + 1, line: body };
            found.extend(place.mistakes());
        }
        start += line.len();
    }
    found
}

/// A line of a spec.
struct Place<'s> {
    spec: &'s str,
    start: usize,
    number: usize,
    line: &'s str,
}

impl Place<'_> {
    fn mistakes(&self) -> Vec<Mistake> {
        let mut found = Vec::new();
        let (keys, words) = words(self.line);
        for key in &keys {
            found.extend(self.of_key(key));
        }
        found.extend(words.into_iter().map(|word| self.edit(Kind::WordSlip, word.clone(), &slip(&self.line[word]))));
        found.push(self.edit(Kind::LineGone, 0..self.line.len(), ""));
        found.push(self.edit(Kind::LineTwice, 0..0, &format!("{}\n", self.line)));
        found.push(self.edit(Kind::Indentation, 0..0, " "));
        found.push(self.edit(Kind::Tab, 0..0, "\t"));
        if self.line.starts_with("  ") {
            found.push(self.edit(Kind::Indentation, 0..1, ""));
            found.push(self.edit(Kind::Indentation, 0..2, ""));
        }
        let brackets = ['{', '}', '[', ']', '"'].into_iter().filter_map(|bracket| self.line.rfind(bracket));
        found.extend(brackets.map(|at| self.edit(Kind::BracketGone, at..at + 1, "")));
        found
    }

    fn of_key(&self, key: &Range<usize>) -> Vec<Mistake> {
        let word = &self.line[key.clone()];
        let case = if word.contains(char::is_lowercase) { word.to_uppercase() } else { word.to_lowercase() };
        let mut found =
            vec![self.edit(Kind::KeySlip, key.clone(), &slip(word)), self.edit(Kind::KeyCase, key.clone(), &case)];
        if let Some(value) = self.value_after(key.end) {
            found.push(self.edit(Kind::NoSpace, key.end..key.end + 2, ":"));
            found.push(self.edit(Kind::NoColon, key.end..key.end + 1, ""));
            found.extend(VALUES.iter().map(|(kind, with)| self.edit(*kind, value.clone(), with)));
        }
        found
    }

    /// The line before this one that is not indented as far, or the first line.
    fn outer(&self) -> usize {
        let indent = |line: &str| line.len() - line.trim_start().len();
        let is_around = |line: &&str| !line.trim().is_empty() && indent(line) < indent(self.line);
        let before: Vec<&str> = self.spec[..self.start].lines().collect();
        before.iter().rposition(is_around).unwrap_or_default() + 1
    }

    /// The plain value after a key.
    fn value_after(&self, colon: usize) -> Option<Range<usize>> {
        let rest = self.line.get(colon + 2..)?;
        let end = rest.find([',', '}', ']', '#']).unwrap_or(rest.len());
        let value = rest[..end].trim_end();
        let is_plain = !value.is_empty() && !value.starts_with(['{', '[', '"', '\'', '|', '>', '&', '*']);
        is_plain.then(|| colon + 2..colon + 2 + value.len())
    }

    fn edit(&self, kind: Kind, at: Range<usize>, with: &str) -> Mistake {
        let column = |byte: usize| self.line[..byte].chars().count() + 1;
        let (before, after) = (&self.spec[..self.start + at.start], &self.spec[self.start + at.end..]);
        let key = self.line[..at.start].strip_suffix(": ").map_or(at.start, start_of_word);
        Mistake {
            kind,
            line: self.number,
            columns: column(at.start)..column(at.end),
            key: column(key),
            outer: self.outer(),
            was: self.line[at].to_owned(),
            is: with.to_owned(),
            text: format!("{before}{with}{after}"),
        }
    }
}

/// Two letters the wrong way round, or one too few; a short word gets one more.
fn slip(word: &str) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let middle = letters.len() / 2;
    match letters.len() {
        0..4 => letters.push('x'),
        _ if letters[middle] == letters[middle - 1] => drop(letters.remove(middle)),
        _ => letters.swap(middle, middle - 1),
    }
    letters.into_iter().collect()
}

/// The keys of a line, and the words of its values. Texts in quotes and documentation have none.
fn words(line: &str) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
    let (mut keys, mut words) = (Vec::new(), Vec::new());
    let bytes = line.as_bytes();
    let (mut at, mut quote) = (0, None);
    while at < bytes.len() {
        let start = at;
        at += 1;
        match (quote, bytes[start]) {
            (Some(open), byte) if byte == open => quote = None,
            (None, byte @ (b'"' | b'\'')) => quote = Some(byte),
            (None, b'#') if start == 0 || bytes[start - 1] == b' ' => break,
            (None, byte) if is_word(byte) => {
                at = start + bytes[start..].iter().take_while(|byte| is_word(**byte)).count();
                let is_key = bytes.get(at) == Some(&b':') && bytes.get(at + 1).is_none_or(|next| *next == b' ');
                if is_key { keys.push(start..at) } else { words.push(start..at) }
            }
            (Some(_) | None, _) => {}
        }
    }
    let doc = line.find("doc: ").unwrap_or(line.len());
    words.retain(|word| word.start < doc);
    (keys, words)
}

/// Returns the byte at which the word starts with which a text ends.
fn start_of_word(text: &str) -> usize {
    text.bytes().rposition(|byte| !is_word(byte)).map_or(0, |before| before + 1)
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"_-".contains(&byte)
}
