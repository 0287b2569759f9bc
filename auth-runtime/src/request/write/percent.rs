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
    let (mut bytes, mut rest) = (WipedBuffer::with_capacity(text.len()), text.as_bytes());
    while let [first, after @ ..] = rest {
        let (byte, after) = match (first, after) {
            (b'+', after) => (b' ', after),
            (b'%', [high, low, after @ ..]) if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                (hex(*high) << 4 | hex(*low), after)
            }
            (byte, after) => (*byte, after),
        };
        bytes.push(&[byte]);
        rest = after;
    }
    let mut decoded = WipedBuffer::with_capacity(text.len());
    for chunk in bytes.as_slice().utf8_chunks() {
        decoded.push_str(chunk.valid());
        decoded.push_str(if chunk.invalid().is_empty() { "" } else { "\u{fffd}" });
    }
    decoded
}

/// Returns the value of a hexadecimal digit.
fn hex(digit: u8) -> u8 {
    match digit {
        b'0'..=b'9' => digit - b'0',
        _ => (digit | 0x20).wrapping_sub(b'a').wrapping_add(10),
    }
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
