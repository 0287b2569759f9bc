//! Decodes documents that contain only texts: forms and XML.

use std::cell::Cell;

thread_local! {
    /// Whether numbers, booleans and single items of lists are read from texts.
    static TEXTUAL: Cell<bool> = const { Cell::new(false) };
}

/// While it lives, numbers, booleans and lists of one item are read from texts. It contains the previous mode.
#[must_use]
pub(crate) struct Textual(bool);

impl Textual {
    pub(crate) fn begin() -> Self {
        Self(TEXTUAL.replace(true))
    }
}

impl Drop for Textual {
    fn drop(&mut self) {
        TEXTUAL.set(self.0);
    }
}

pub(crate) fn is_textual() -> bool {
    TEXTUAL.get()
}
