//! Writes JSON objects member by member.

use super::write::write_json_text;
use crate::value::wiped::WipedBuffer;

/// An object that is being written.
pub(crate) struct Members<'o> {
    out: &'o mut WipedBuffer,
    is_empty: bool,
}

impl<'o> Members<'o> {
    /// Begins an object. It must be [ended](Self::end).
    pub(crate) fn begin(out: &'o mut WipedBuffer) -> Self {
        out.push_str("{");
        Self { out, is_empty: true }
    }

    /// Begins a member, whose value is to be written next.
    pub(crate) fn name(&mut self, name: &str) -> &mut WipedBuffer {
        self.out.push_str(if self.is_empty { "" } else { "," });
        self.is_empty = false;
        write_json_text(name, self.out);
        self.out.push_str(":");
        self.out
    }

    /// Writes a member that is a text.
    pub(crate) fn text(&mut self, name: &str, text: &str) {
        write_json_text(text, self.name(name));
    }

    pub(crate) fn end(self) {
        self.out.push_str("}");
    }
}
