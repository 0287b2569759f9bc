//! Reads PEM (RFC 7468) into buffers that are wiped.

use zeroize::Zeroizing;

use crate::expression::{Encoding, decode};

/// Returns the label and the content of the first block of a text. Text before it is skipped (RFC 7468 §5.2).
pub(super) fn read(text: &str) -> Option<(&str, Zeroizing<Vec<u8>>)> {
    let (_, from) = text.split_once("-----BEGIN ")?;
    let (label, rest) = from.split_once("-----")?;
    let (content, _) = rest.split_once("-----END ")?;
    let mut base64 = Zeroizing::new(String::with_capacity(content.len()));
    base64.extend(content.chars().filter(|char| !char.is_ascii_whitespace()));
    Some((label, decode(&base64, Encoding::Base64)?))
}
