//! Formats external text as one line of a log.

use std::fmt;

/// An external text, shown on one line, without control characters, and with a limited length.
pub(crate) struct OneLine<'a>(pub(crate) &'a str);

impl fmt::Display for OneLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const LONGEST: usize = 300;
        let printable = |char: char| if char.is_control() || is_layout(char) { ' ' } else { char };
        let mut chars = self.0.chars();
        for char in chars.by_ref().take(LONGEST) {
            fmt::Write::write_char(f, printable(char))?;
        }
        f.write_str(if chars.next().is_some() { "…" } else { "" })
    }
}

impl fmt::Debug for OneLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.to_string(), f)
    }
}

/// Whether a character breaks lines or changes the text direction without being a control character.
fn is_layout(char: char) -> bool {
    matches!(char, '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stays_on_one_line() {
        let rows = [
            ("a\r\nb\u{85}\u{1b}[31mc", "a  b  [31mc"),
            ("a\u{2028}b\u{2029}c", "a b c"),
            ("a\u{202E}b\u{2066}c", "a b c"),
            ("ä…", "ä…"),
        ];
        for (text, expected) in rows {
            assert_eq!(OneLine(text).to_string(), expected);
        }
        assert_eq!(OneLine(&"x".repeat(301)).to_string(), "x".repeat(300) + "…");
    }
}
