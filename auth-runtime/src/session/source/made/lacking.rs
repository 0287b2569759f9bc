//! Replies of a login that lack required members: only those that somebody needs end it.

use std::any::Any;
use std::sync::Arc;

use super::Made;
use crate::Encode;
use crate::credential::{SessionError, SessionProblem};
use crate::value::decode::tolerance::{has_stand_in, may_be_stand_in, need_all};
use crate::value::encode::text_of;

#[doc(hidden)]
impl Made {
    /// Like [`recall`](Self::recall), for code that looks at what it sends of a reply: with [`given`] and [`given_of`].
    #[must_use]
    pub fn known<T: Any + Send + Sync>(&self, step: &'static str) -> Option<Arc<T>> {
        need_all(false);
        let known = self.kept(step)?;
        if self.lacks(step) {
            has_stand_in();
        }
        Some(known)
    }

    /// Checks that the reply of a step is complete, because the caller is shown it.
    pub fn complete(&self, step: &'static str) -> Result<(), SessionError> {
        if self.lacks(step) { Err(lacking(step)) } else { Ok(()) }
    }

    fn lacks(&self, step: &'static str) -> bool {
        self.state().replies.iter().any(|kept| kept.step == step && kept.lacks)
    }
}

/// Returns a value of an earlier reply that a request sends. Returns an error if the reply lacks it.
#[doc(hidden)]
pub fn given<T: Encode>(name: &'static str, value: T) -> Result<T, SessionError> {
    given_of(name, &value)?;
    Ok(value)
}

/// Like [`given`], for a value that is not copied.
#[doc(hidden)]
pub fn given_of<'v, T: Encode + ?Sized>(name: &'static str, value: &'v T) -> Result<&'v T, SessionError> {
    let is_lacking = text_of(&value.encode()).is_some_and(|text| may_be_stand_in(text.as_str()));
    if is_lacking { Err(lacking(name)) } else { Ok(value) }
}

fn lacking(name: &'static str) -> SessionError {
    SessionError::of(SessionProblem::Lacking { name })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::decode::tolerance::{Reading, make_up, tolerantly};

    /// A reply with a stand-in, and one without: only what the first lacks is missing.
    #[test]
    fn says_which_reply_lacks_something() {
        tolerantly(&mut Reading::default(), || {
            let made = Made::default();
            make_up(true, || Some(()));
            made.note("begin", 1, None);
            made.note("next", 2, None);
            assert_eq!(made.complete("begin").unwrap_err().problem(), SessionProblem::Lacking { name: "begin" });
            made.complete("next").unwrap();
        });
    }

    /// In a later attempt, what was noted before is known to have stand-ins.
    #[test]
    fn a_reply_of_an_earlier_attempt_lacks_it_still() {
        let made = Made::default();
        for attempt in 0..2 {
            tolerantly(&mut Reading::default(), || {
                if attempt == 0 {
                    make_up(true, || Some(()));
                    made.note("begin", String::new(), None);
                }
                let begun = made.known::<String>("begin").unwrap();
                assert!(given("id", &*begun).is_err(), "{attempt}");
                assert!(given("id", "c_1").is_ok());
            });
        }
        tolerantly(&mut Reading::default(), || assert!(given("id", "").is_ok(), "nothing is made up"));
    }
}
