//! Decodes documents that contain only texts: forms and XML.

use std::cell::Cell;

thread_local! {
    /// Whether numbers, booleans and single items of lists are read from texts.
    static TEXTUAL: Cell<bool> = const { Cell::new(false) };
}

/// Reads numbers, booleans and lists of one item from texts while `work` runs.
pub(crate) fn textually<T>(work: impl FnOnce() -> T) -> T {
    /// Restores the previous mode, even if `work` panics.
    struct End(bool);
    impl Drop for End {
        fn drop(&mut self) {
            TEXTUAL.set(self.0);
        }
    }
    let _end = End(TEXTUAL.replace(true));
    work()
}

pub(crate) fn is_textual() -> bool {
    TEXTUAL.get()
}
