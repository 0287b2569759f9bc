//! Tolerant reading of token replies.

use std::cell::RefCell;

thread_local! {
    /// What was odd so far, while a reply is read tolerantly.
    static ODD: RefCell<Option<Vec<OddMember>>> = const { RefCell::new(None) };
}

/// A member that was read as absent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OddMember {
    /// The path, as the field has it.
    pub(crate) path: String,
    /// Whether a token was expected.
    pub(crate) is_secret: bool,
}

/// Reads tolerantly while `work` runs: a member that is not required and cannot be read counts as absent, because a token
/// that is good must not be lost for what is next to it. What was odd is added to `odd`.
#[cfg(feature = "client")]
pub(crate) fn tolerantly<T>(odd: &mut Vec<OddMember>, work: impl FnOnce() -> T) -> T {
    /// Also where `work` panics.
    struct End(Option<Vec<OddMember>>);
    impl Drop for End {
        fn drop(&mut self) {
            ODD.set(self.0.take());
        }
    }
    let end = End(ODD.replace(Some(std::mem::take(odd))));
    let done = work();
    *odd = ODD.take().unwrap_or_default();
    drop(end);
    done
}

pub(crate) fn is_tolerant() -> bool {
    ODD.with_borrow(Option::is_some)
}

/// Notes a member that is read as absent.
pub(crate) fn note(path: &str, is_secret: bool) {
    ODD.with_borrow_mut(|odd| {
        if let Some(odd) = odd {
            odd.push(OddMember { path: path.to_owned(), is_secret });
        }
    });
}
