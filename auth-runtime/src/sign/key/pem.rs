//! Reads PEM (RFC 7468) into buffers that are wiped.

use zeroize::Zeroizing;

use crate::expression::{Encoding, decode, encode};
use crate::value::wiped::WipedBuffer;

/// Returns the contents of all blocks with this label.
pub(super) fn blocks(text: &str, label: &str) -> Vec<Vec<u8>> {
    let starts = text.match_indices("-----BEGIN ").filter_map(|(start, _)| read(text.get(start..)?));
    starts.filter(|(found, _)| *found == label).map(|(_, content)| content.to_vec()).collect()
}

/// Appends a block (RFC 7468 §2).
pub(super) fn write(label: &str, content: &[u8], out: &mut WipedBuffer) {
    out.push_all(["-----BEGIN ", label, "-----\n"]);
    for line in encode(content, Encoding::Base64).as_slice().chunks(64) {
        out.push(line);
        out.push_str("\n");
    }
    out.push_all(["-----END ", label, "-----\n"]);
}

/// Returns the label and the content of the first block of a text. Text before it is skipped (RFC 7468 §5.2).
pub(super) fn read(text: &str) -> Option<(&str, Zeroizing<Vec<u8>>)> {
    let (_, from) = text.split_once("-----BEGIN ")?;
    let (label, rest) = from.split_once("-----")?;
    let (content, _) = rest.split_once("-----END ")?;
    let mut base64 = Zeroizing::new(String::with_capacity(content.len()));
    base64.extend(content.chars().filter(|char| !char.is_ascii_whitespace()));
    Some((label, decode(&base64, Encoding::Base64)?))
}
