//! Reads token replies tolerantly.

use std::cell::RefCell;

thread_local! {
    /// The unreadable members so far, while a reply is read tolerantly.
    static ODD: RefCell<Option<Vec<OddMember>>> = const { RefCell::new(None) };
}

/// The path of a reply as a whole, whose characters are odd.
pub(crate) const WHOLE: &str = ".";

/// An unreadable member that was read as absent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OddMember {
    /// The path, as the field declares it.
    pub(crate) path: String,
    /// Whether a secret was expected.
    pub(crate) is_secret: bool,
}

/// Reads tolerantly while `work` runs: an unreadable member that is not required counts as absent, because a valid
/// token must not be lost because of other members. Unreadable members are added to `odd`.
#[cfg(feature = "client")]
pub(crate) fn tolerantly<T>(odd: &mut Vec<OddMember>, work: impl FnOnce() -> T) -> T {
    /// Ends tolerant reading, even if `work` panics.
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

/// Records a member that is read as absent.
pub(crate) fn note(path: &str, is_secret: bool) {
    ODD.with_borrow_mut(|odd| {
        if let Some(odd) = odd {
            odd.push(OddMember { path: path.to_owned(), is_secret });
        }
    });
}
