//! Writes JSON string literals.

use crate::value::wiped::WipedBuffer;

/// Returns a text as a JSON string.
pub(crate) fn json_literal(text: &str) -> WipedBuffer {
    let mut literal = WipedBuffer::new();
    write_json_text(text, &mut literal);
    literal
}

/// Writes a string, escaping only what must be escaped (RFC 8259 §7).
pub(crate) fn write_json_text(text: &str, out: &mut WipedBuffer) {
    out.push_str("\"");
    let mut plain = 0;
    for (at, byte) in text.bytes().enumerate() {
        if byte < 0x20 || matches!(byte, b'"' | b'\\') {
            out.push_str(text.get(plain..at).unwrap_or_default());
            write_escape(byte, out);
            plain = at + 1;
        }
    }
    out.push_str(text.get(plain..).unwrap_or_default());
    out.push_str("\"");
}

fn write_escape(byte: u8, out: &mut WipedBuffer) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    match byte {
        b'"' => out.push_str("\\\""),
        b'\\' => out.push_str("\\\\"),
        b'\n' => out.push_str("\\n"),
        b'\r' => out.push_str("\\r"),
        b'\t' => out.push_str("\\t"),
        other => {
            out.push_str("\\u00");
            out.push(&[HEX[usize::from(other >> 4)], HEX[usize::from(other & 15)]]);
        }
    }
}
