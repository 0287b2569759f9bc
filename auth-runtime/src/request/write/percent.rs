//! Percent-encoding for URLs and forms.

use crate::value::wiped::WipedBuffer;

/// Percent-encodes a text, except for the unreserved characters of RFC 3986 §2.3. A space becomes `%20`, which is valid
/// in every interpretation of a query.
pub(crate) fn percent_encode(text: &str, out: &mut WipedBuffer) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(&[byte]),
            _ => out.push(&[b'%', HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]]),
        }
    }
}

/// Encodes a text for a form (WHATWG URL §5.2): a space becomes `+`.
pub(crate) fn form_encode(text: &str, body: &mut WipedBuffer) {
    url::form_urlencoded::byte_serialize(text.as_bytes()).for_each(|part| body.push_str(part));
}

/// Decodes a name or a value of a form (WHATWG URL §5.1). Invalid UTF-8 becomes U+FFFD.
pub(crate) fn form_decode(text: &str) -> WipedBuffer {
    text_of(&form_bytes(text.as_bytes()))
}

/// Decodes a name or a value of a query (RFC 3986 §2.1), in which `+` is itself. Invalid UTF-8 becomes U+FFFD.
pub(crate) fn percent_decode(text: &str) -> WipedBuffer {
    text_of(&decoded_bytes(text.as_bytes(), b'+'))
}

fn text_of(bytes: &WipedBuffer) -> WipedBuffer {
    let mut decoded = WipedBuffer::with_capacity(bytes.as_slice().len());
    for chunk in bytes.as_slice().utf8_chunks() {
        decoded.push_str(chunk.valid());
        decoded.push_str(if chunk.invalid().is_empty() { "" } else { "\u{fffd}" });
    }
    decoded
}

/// Decodes a name or a value of a form to bytes. It may be a token, and the decoder of `url` would leave a copy in
/// memory.
pub(crate) fn form_bytes(text: &[u8]) -> WipedBuffer {
    decoded_bytes(text, b' ')
}

/// Decodes bytes, in which a `+` is a byte of its own.
fn decoded_bytes(text: &[u8], plus: u8) -> WipedBuffer {
    let (mut bytes, mut rest) = (WipedBuffer::with_capacity(text.len()), text);
    while let [first, after @ ..] = rest {
        let escaped = if *first == b'%' { after.split_first_chunk().and_then(from_hex) } else { None };
        let (byte, after) = escaped.unwrap_or((if *first == b'+' { plus } else { *first }, after));
        bytes.push(&[byte]);
        rest = after;
    }
    bytes
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
    fn decodes_as_the_url_crate_does() {
        for text in
            ["", "a+b%20c", "%c3%A9é", "%", "%2", "%zz%2G", "%ff%fe", "a%00b", "%F0%9F%98%80", "+%2b+", "%e2%82"]
        {
            let expected: String =
                url::form_urlencoded::parse(text.as_bytes()).map(|(name, _)| name.into_owned()).collect();
            assert_eq!(form_decode(text).as_str(), expected, "{text}");
        }
    }
}
