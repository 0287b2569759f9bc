//! Words of a text, each of a class.

/// What a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Plain,
    Keyword,
    Text,
    Number,
    Type,
    Comment,
    Option,
    Member,
}

impl Class {
    /// The name in the style sheet.
    pub(super) fn name(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Keyword => Some("k"),
            Self::Text => Some("s"),
            Self::Number => Some("n"),
            Self::Type => Some("t"),
            Self::Comment => Some("c"),
            Self::Option => Some("o"),
            Self::Member => Some("p"),
        }
    }
}

/// Reads the first word of a text that is not empty: its class, and its length in bytes.
pub(super) type Lex = fn(&str) -> (Class, usize);

/// Divides a text; what is plain stays together.
pub(super) fn pieces(text: &str, lex: Lex) -> Vec<(Class, &str)> {
    let mut pieces = Vec::new();
    let (mut start, mut at) = (0, 0);
    while at < text.len() {
        let (class, length) = lex(&text[at..]);
        let end = at + length.max(1);
        if class != Class::Plain {
            pieces.extend((start < at).then(|| (Class::Plain, &text[start..at])));
            pieces.push((class, &text[at..end]));
            start = end;
        }
        at = end;
    }
    pieces.extend((start < text.len()).then(|| (Class::Plain, &text[start..])));
    pieces
}

/// The length of the first characters that fit.
pub(super) fn while_fits(text: &str, fits: impl Fn(char) -> bool) -> usize {
    text.find(|c| !fits(c)).unwrap_or(text.len())
}

/// The length of a quoted text, with its quotes. A backslash keeps the next character, if `escapes`. It may have no end.
pub(super) fn quoted(text: &str, escapes: bool) -> usize {
    let Some(quote) = text.chars().next() else { return 0 };
    let mut is_kept = false;
    for (at, c) in text.char_indices().skip(1) {
        if is_kept {
            is_kept = false;
        } else if c == '\\' && escapes {
            is_kept = true;
        } else if c == quote {
            return at + c.len_utf8();
        }
    }
    text.len()
}

/// One character that is nothing in particular.
pub(super) fn other(text: &str) -> (Class, usize) {
    (Class::Plain, text.chars().next().map_or(0, char::len_utf8))
}
