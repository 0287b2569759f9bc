//! Decodes JSON string literals (RFC 8259 §7) without leaving unwiped copies.

use std::ops::Deref;

use crate::value::wiped::WipedBuffer;

/// The text of a string literal.
pub(crate) enum Text<'a> {
    /// Without escapes: a part of the document.
    Plain(&'a str),
    /// With its escapes replaced.
    Unescaped(WipedBuffer),
}

impl Deref for Text<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Self::Plain(text) => text,
            Self::Unescaped(buffer) => buffer.as_str(),
        }
    }
}

impl<'a> Text<'a> {
    /// Decodes a literal with its quotes. `None` if it is malformed, or has an unpaired surrogate.
    pub(crate) fn read(literal: &'a str) -> Option<Self> {
        let inner = literal.strip_prefix('"')?.strip_suffix('"')?;
        if inner.contains('\\') { unescape(inner).map(Self::Unescaped) } else { Some(Self::Plain(inner)) }
    }
}

fn unescape(mut rest: &str) -> Option<WipedBuffer> {
    let mut buffer = WipedBuffer::new();
    while let Some((plain, escape)) = rest.split_once('\\') {
        buffer.push_str(plain);
        let (char, after) = unescape_one(escape)?;
        buffer.push_char(char);
        rest = after;
    }
    buffer.push_str(rest);
    Some(buffer)
}

fn unescape_one(escape: &str) -> Option<(char, &str)> {
    let char = match escape.chars().next()? {
        'u' => return unescape_unicode(escape.get(1..)?),
        'b' => '\u{8}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        itself => itself,
    };
    Some((char, escape.get(1..)?))
}

/// Decodes one `XXXX`, or two of them that form a surrogate pair.
fn unescape_unicode(digits: &str) -> Option<(char, &str)> {
    let (unit, rest) = code_unit(digits)?;
    if let Some(char) = char::from_u32(u32::from(unit)) {
        return Some((char, rest));
    }
    let (low, rest) = code_unit(rest.strip_prefix("\\u")?)?;
    let pair = char::decode_utf16([unit, low]).next()?.ok()?;
    Some((pair, rest))
}

fn code_unit(digits: &str) -> Option<(u16, &str)> {
    Some((u16::from_str_radix(digits.get(..4)?, 16).ok()?, digits.get(4..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_serde_json_reads() {
        let literals = [
            r#""""#,
            r#""plain""#,
            r#""a\"b\\c\/d\b\f\n\r\te""#,
            r#""\u00e9\u20AC""#,
            r#""\ud83d\ude00!""#,
            r#""é\u0000""#,
            r#""\ud83d""#,
            r#""\ud83dx""#,
            r#""\ude00\ud83d""#,
        ];
        for literal in literals {
            let ours = Text::read(literal).map(|text| text.to_string());
            assert_eq!(ours, serde_json::from_str::<String>(literal).ok(), "{literal}");
        }
        assert!(Text::read("12").is_none());
    }
}
