//! Percent-encoding, of URLs and of forms.

use crate::value::wiped::WipedBuffer;

/// Keeps what RFC 3986 §2.3 calls unreserved. A space becomes `%20`, which both readings of a query understand.
pub(crate) fn percent_encode(text: &str, out: &mut WipedBuffer) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(&[byte]),
            _ => out.push(&[b'%', HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]]),
        }
    }
}

/// As forms have it (WHATWG URL §5.2): a space becomes `+`.
pub(crate) fn form_encode(text: &str, body: &mut WipedBuffer) {
    url::form_urlencoded::byte_serialize(text.as_bytes()).for_each(|part| body.push_str(part));
}
