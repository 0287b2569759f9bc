//! A byte buffer that leaves no copy of its content in memory, neither when it grows nor when it is dropped.

use std::io;

use bytes::Bytes;
use zeroize::Zeroizing;

/// A byte buffer that is wiped. `Vec` grows with `realloc`, which may leave the old block unwiped in the heap; this
/// buffer copies and wipes it itself.
#[derive(Default)]
pub(crate) struct WipedBuffer(Zeroizing<Vec<u8>>);

impl From<&str> for WipedBuffer {
    fn from(text: &str) -> Self {
        let mut buffer = Self::with_capacity(text.len());
        buffer.push_str(text);
        buffer
    }
}

impl WipedBuffer {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    pub(crate) fn with_capacity(bytes: usize) -> Self {
        Self(Zeroizing::new(Vec::with_capacity(bytes)))
    }

    #[inline]
    pub(crate) fn push(&mut self, bytes: &[u8]) {
        self.reserve(bytes.len());
        self.0.extend_from_slice(bytes);
    }

    pub(crate) fn push_str(&mut self, text: &str) {
        self.push(text.as_bytes());
    }

    #[cfg(feature = "sign")]
    pub(crate) fn push_all<const N: usize>(&mut self, texts: [&str; N]) {
        for text in texts {
            self.push_str(text);
        }
    }

    pub(crate) fn push_char(&mut self, char: char) {
        self.push_str(char.encode_utf8(&mut [0; 4]));
    }

    pub(crate) fn as_slice(&self) -> &[u8] {
        &self.0
    }

    /// Returns the content as text; empty if it is not UTF-8, which no caller that reads text pushes.
    pub(crate) fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// Converts to `Bytes` without copying the content; it is wiped when the last `Bytes` is dropped.
    pub(crate) fn into_bytes(self) -> Bytes {
        Bytes::from_owner(self.0)
    }

    #[inline]
    fn reserve(&mut self, more: usize) {
        let needed = self.0.len().saturating_add(more);
        if needed > self.0.capacity() {
            self.grow(needed);
        }
    }

    #[cold]
    fn grow(&mut self, needed: usize) {
        let capacity = needed.max(self.0.capacity().saturating_mul(2)).max(64);
        let mut larger = Zeroizing::new(Vec::with_capacity(capacity));
        larger.extend_from_slice(&self.0);
        self.0 = larger;
    }
}

impl AsRef<str> for WipedBuffer {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl io::Write for WipedBuffer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.push(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_content_while_growing() {
        let mut buffer = WipedBuffer::new();
        for _ in 0..1000 {
            buffer.push_str("ab");
            buffer.push_char('…');
        }
        assert_eq!(buffer.as_str(), "ab…".repeat(1000));
        assert_eq!(buffer.into_bytes(), "ab…".repeat(1000));
    }
}
