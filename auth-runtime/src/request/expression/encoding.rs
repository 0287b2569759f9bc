//! Encodes bytes as text (RFC 4648). The text is wiped, because it may be a secret.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use zeroize::Zeroizing;

#[cfg(any(feature = "client", feature = "sign"))]
use crate::value::Secret;
use crate::value::wiped::WipedBuffer;

/// An encoding of bytes as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Encoding {
    /// Hexadecimal, in lower case.
    Hex,
    /// Hexadecimal, in upper case.
    HexUpper,
    /// Base64 with padding (RFC 4648 §4).
    Base64,
    /// Base64 for URLs, without padding (RFC 4648 §5, RFC 7515 §2).
    Base64Url,
}

/// Encodes bytes as text.
pub(crate) fn encode(bytes: &[u8], encoding: Encoding) -> WipedBuffer {
    match encoding {
        Encoding::Hex => hex(bytes, b"0123456789abcdef"),
        Encoding::HexUpper => hex(bytes, b"0123456789ABCDEF"),
        Encoding::Base64 => base64(bytes, |piece, out| STANDARD.encode_slice(piece, out).unwrap_or_default()),
        Encoding::Base64Url => base64(bytes, |piece, out| URL_SAFE_NO_PAD.encode_slice(piece, out).unwrap_or_default()),
    }
}

/// Encodes bytes as a secret text.
#[cfg(any(feature = "client", feature = "sign"))]
pub(crate) fn encode_text(bytes: &[u8], encoding: Encoding) -> Secret {
    Secret::from(encode(bytes, encoding).as_str())
}

/// Decodes a text; `None` if it is not in this encoding. Padding may be missing.
pub(crate) fn decode(text: &str, encoding: Encoding) -> Option<Zeroizing<Vec<u8>>> {
    let text = text.trim_end_matches('=');
    let mut bytes = Zeroizing::new(vec![0; text.len()]);
    let length = match encoding {
        Encoding::Hex | Encoding::HexUpper => unhex(text, &mut bytes)?,
        Encoding::Base64 => STANDARD_NO_PAD.decode_slice(text, &mut bytes).ok()?,
        Encoding::Base64Url => URL_SAFE_NO_PAD.decode_slice(text, &mut bytes).ok()?,
    };
    bytes.truncate(length);
    Some(bytes)
}

fn hex(bytes: &[u8], digits: &[u8; 16]) -> WipedBuffer {
    let mut text = WipedBuffer::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.push(&[digits[usize::from(byte >> 4)], digits[usize::from(byte & 15)]]);
    }
    text
}

/// Encodes three bytes at a time as four characters, so that no unwiped text is made.
fn base64(bytes: &[u8], write: fn(&[u8], &mut [u8]) -> usize) -> WipedBuffer {
    let mut text = WipedBuffer::with_capacity(bytes.len().div_ceil(3) * 4);
    for piece in bytes.chunks(3) {
        let mut four = Zeroizing::new([0; 4]);
        let written = write(piece, four.as_mut_slice());
        text.push(four.get(..written).unwrap_or_default());
    }
    text
}

fn unhex(text: &str, out: &mut [u8]) -> Option<usize> {
    let value = |digit: u8| char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok());
    let pairs = text.as_bytes().chunks(2);
    let count = pairs.len();
    for (pair, byte) in pairs.zip(out) {
        let [high, low] = pair else { return None };
        *byte = value(*high)? << 4 | value(*low)?;
    }
    Some(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The test vectors of RFC 4648 §10.
    #[test]
    fn writes_the_vectors_and_reads_them_back() {
        let rows = [
            ("", "", "", ""),
            ("f", "66", "Zg==", "Zg"),
            ("fo", "666f", "Zm8=", "Zm8"),
            ("foo", "666f6f", "Zm9v", "Zm9v"),
            ("foob", "666f6f62", "Zm9vYg==", "Zm9vYg"),
            ("fooba", "666f6f6261", "Zm9vYmE=", "Zm9vYmE"),
            ("foobar", "666f6f626172", "Zm9vYmFy", "Zm9vYmFy"),
        ];
        for (bytes, hex, base64, url) in rows {
            for (encoding, text) in [(Encoding::Hex, hex), (Encoding::Base64, base64), (Encoding::Base64Url, url)] {
                assert_eq!(encode(bytes.as_bytes(), encoding).as_str(), text);
                assert_eq!(decode(text, encoding).unwrap().as_slice(), bytes.as_bytes());
            }
        }
        assert_eq!(encode(&[0xfb, 0xff], Encoding::Base64Url).as_str(), "-_8");
        assert_eq!(encode(&[0xfb], Encoding::HexUpper).as_str(), "FB");
        for (text, encoding) in
            [("6", Encoding::Hex), ("6g", Encoding::Hex), ("_", Encoding::Base64), ("+_8", Encoding::Base64Url)]
        {
            assert!(decode(text, encoding).is_none(), "{text}");
        }
    }
}
