//! Decodes escapes of URLs and forms, HTML and JSON.

use super::view::{Decoded, View};

/// Decodes percent-encoding (RFC 3986 §2.1), with `+` for a space as in forms.
pub(super) fn percent(view: &View) -> Option<View> {
    view.unescape(b"%+", |text| match text {
        [b'+', ..] => Some((1, Decoded::byte(b' '))),
        [b'%', high, low, ..] => Some((3, Decoded::byte(hex(*high)? << 4 | hex(*low)?))),
        _ => None,
    })
}

/// Decodes character references of HTML: the five that every escaping function uses, and all numeric ones.
pub(super) fn html(view: &View) -> Option<View> {
    view.unescape(b"&", |text| {
        let end = text.iter().take(12).position(|byte| *byte == b';')?;
        let char = match text.get(1..end)? {
            b"amp" | b"AMP" => '&',
            b"lt" | b"LT" => '<',
            b"gt" | b"GT" => '>',
            b"quot" | b"QUOT" => '"',
            b"apos" => '\'',
            [b'#', b'x' | b'X', digits @ ..] => number(digits, 16)?,
            [b'#', digits @ ..] => number(digits, 10)?,
            _ => return None,
        };
        Some((end + 1, Decoded::char(char)))
    })
}

/// Decodes escapes of JSON strings (RFC 8259 §7).
pub(super) fn json(view: &View) -> Option<View> {
    view.unescape(b"\\", |text| {
        let char = match text.get(1)? {
            b'u' => return unicode(text),
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            byte if byte.is_ascii() => char::from(*byte),
            _ => return None,
        };
        Some((2, Decoded::char(char)))
    })
}

/// Decodes `\uXXXX`, or two of them that form a surrogate pair.
fn unicode(text: &[u8]) -> Option<(usize, Decoded)> {
    let high = code_unit(text, 0)?;
    if let Some(char) = char::from_u32(high) {
        return Some((6, Decoded::char(char)));
    }
    let low = code_unit(text, 6).filter(|low| (0xDC00..0xE000).contains(low))?;
    let char = char::from_u32(0x10000 + (high.checked_sub(0xD800)? << 10) + (low - 0xDC00))?;
    Some((12, Decoded::char(char)))
}

fn code_unit(text: &[u8], at: usize) -> Option<u32> {
    let escape = text.get(at..at + 6)?.strip_prefix(b"\\u")?;
    escape.iter().try_fold(0, |number, digit| Some(number << 4 | u32::from(hex(*digit)?)))
}

fn number(digits: &[u8], radix: u32) -> Option<char> {
    char::from_u32(u32::from_str_radix(std::str::from_utf8(digits).ok()?, radix).ok()?)
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}
