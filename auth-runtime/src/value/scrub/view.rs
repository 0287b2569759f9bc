//! A decoded text with the original position of each byte.

use std::ops::Range;

use zeroize::Zeroizing;

use crate::value::wiped::WipedBuffer;

/// A decoded text, with the part of the original text from which each byte was decoded.
pub(super) struct View {
    bytes: WipedBuffer,
    spans: Vec<Range<usize>>,
}

impl View {
    /// Makes a view of the text itself.
    pub(super) fn of(text: &str) -> Self {
        Self { bytes: text.into(), spans: (0..text.len()).map(|at| at..at + 1).collect() }
    }

    /// Makes an empty view with room for as many bytes as this one.
    pub(super) fn empty_like(&self) -> Self {
        Self { bytes: WipedBuffer::with_capacity(self.bytes().len()), spans: Vec::with_capacity(self.spans.len()) }
    }

    pub(super) fn bytes(&self) -> &[u8] {
        self.bytes.as_slice()
    }

    /// Adds bytes that were decoded from a range of another view.
    pub(super) fn push(&mut self, bytes: &[u8], of: &Self, range: Range<usize>) {
        self.bytes.push(bytes);
        let span = of.original(range);
        self.spans.extend(bytes.iter().map(|_| span.clone()));
    }

    /// Returns the part of the original text from which a range was decoded.
    pub(super) fn original(&self, range: Range<usize>) -> Range<usize> {
        let start = self.spans.get(range.start).map_or(0, |span| span.start);
        let last = range.end.checked_sub(1).and_then(|last| self.spans.get(last));
        start..last.map_or(start, |span| span.end)
    }

    /// Replaces escapes: `escape` reads one at the start of a text, and returns its length and what it decodes to.
    /// `None` if there are none.
    pub(super) fn unescape(&self, triggers: &[u8], escape: fn(&[u8]) -> Option<(usize, Decoded)>) -> Option<Self> {
        let bytes = self.bytes();
        if !bytes.iter().any(|byte| triggers.contains(byte)) {
            return None;
        }
        let (mut decoded, mut at, mut found) = (self.empty_like(), 0, false);
        while let Some(byte) = bytes.get(at) {
            let here = bytes.get(at..).unwrap_or_default();
            if let Some((length, Decoded { bytes, count })) = triggers.contains(byte).then(|| escape(here)).flatten() {
                decoded.push(bytes.get(..count).unwrap_or_default(), self, at..at + length);
                at += length;
                found = true;
            } else {
                decoded.push(&[*byte], self, at..at + 1);
                at += 1;
            }
        }
        found.then_some(decoded)
    }
}

/// The result of an escape: a character, or a byte of one.
pub(super) struct Decoded {
    bytes: Zeroizing<[u8; 4]>,
    count: usize,
}

impl Decoded {
    pub(super) fn byte(byte: u8) -> Self {
        Self { bytes: Zeroizing::new([byte, 0, 0, 0]), count: 1 }
    }

    pub(super) fn char(char: char) -> Self {
        let mut bytes = Zeroizing::new([0; 4]);
        let count = char.encode_utf8(bytes.as_mut_slice()).len();
        Self { bytes, count }
    }
}
