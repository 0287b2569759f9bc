//! Formats the header of a token.

use crate::value::Secret;
use crate::value::wiped::WipedBuffer;

/// Returns the secret between a prefix and a suffix; `None` if the secret is empty or contains other characters than visible
/// ASCII.
pub(crate) fn header_text(prefix: &str, secret: &Secret, suffix: &str) -> Option<WipedBuffer> {
    let text = secret.expose();
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return None;
    }
    let mut value = WipedBuffer::with_capacity(prefix.len() + text.len() + suffix.len());
    value.push_str(prefix);
    value.push_str(text);
    value.push_str(suffix);
    Some(value)
}
