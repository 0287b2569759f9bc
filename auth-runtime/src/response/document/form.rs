//! Converts forms to JSON: an object of texts.

use crate::value::encode::object_of_texts;
use crate::value::wiped::WipedBuffer;

/// Converts a form to a JSON object, in which each name is a member.
pub(crate) fn form_to_json(form: &[u8]) -> WipedBuffer {
    let pairs = form.trim_ascii_end().split(|byte| *byte == b'&').filter(|pair| !pair.is_empty());
    object_of_texts(pairs.map(|pair| {
        let mut parts = pair.splitn(2, |byte| *byte == b'=').map(form_decode);
        (parts.next().unwrap_or_default(), parts.next().unwrap_or_default())
    }))
}

/// Decodes a name or a value of a form (WHATWG URL §5.1). It may be a token, and the decoder of `url` would leave a
/// copy in memory.
fn form_decode(text: &[u8]) -> WipedBuffer {
    let mut decoded = WipedBuffer::with_capacity(text.len());
    let mut rest = text;
    while let [first, after @ ..] = rest {
        let escaped = if *first == b'%' { after.split_first_chunk().and_then(from_hex) } else { None };
        let (byte, after) = escaped.unwrap_or((if *first == b'+' { b' ' } else { *first }, after));
        decoded.push(&[byte]);
        rest = after;
    }
    decoded
}

/// Returns the byte of two hexadecimal digits, and the text after them.
fn from_hex<'a>((digits, after): (&[u8; 2], &'a [u8])) -> Option<(u8, &'a [u8])> {
    let [high, low] = digits.map(|digit| char::from(digit).to_digit(16));
    Some((u8::try_from(high? * 16 + low?).ok()?, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_read_as_by_the_library() {
        let rows =
            ["", "&&", "a", "=b", "a=b=c&", "a+b=%20+%2B", "%61=%c3%A9", "a=%&b=%4&c=%4g&d=%+1", "a=1&a=2", "ä=ö"];
        for form in rows {
            let pairs = url::form_urlencoded::parse(form.as_bytes());
            let members = pairs.map(|(name, text)| format!("{name:?}:{text:?}")).collect::<Vec<_>>().join(",");
            assert_eq!(form_to_json(form.as_bytes()).as_str(), format!("{{{members}}}"), "{form}");
        }
    }
}
