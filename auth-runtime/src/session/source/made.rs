//! The replies of a login with several requests.

use std::any::Any;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::Class;
use crate::credential::{Effect, SessionError};
use crate::session::Moment;
use crate::session::token::one_time::was_not_used;

/// The replies of a login with several requests, by step. If a later request fails, the earlier replies are not lost:
/// the next attempt continues from there, unless the provider refuses the input. A session keeps them in memory only.
#[derive(Default)]
pub struct Made(Mutex<State>);

#[derive(Default)]
struct State {
    now: Option<Moment>,
    replies: Vec<Kept>,
}

struct Kept {
    step: &'static str,
    reply: Arc<dyn Any + Send + Sync>,
    since: Option<Moment>,
    /// The time until which the reply is reused, even after the login.
    until: Option<Moment>,
}

impl Made {
    /// Returns the reply of a step, if it need not be requested again.
    #[must_use]
    pub fn recall<T: Any + Send + Sync>(&self, step: &'static str) -> Option<Arc<T>> {
        let state = self.state();
        let kept = state.replies.iter().find(|kept| kept.step == step)?;
        Arc::clone(&kept.reply).downcast().ok()
    }

    /// Stores the reply of a step, for the rest of the login or for the duration `keep`.
    pub fn note<T: Any + Send + Sync>(&self, step: &'static str, reply: T, keep: Option<Duration>) -> Arc<T> {
        let reply = Arc::new(reply);
        let mut state = self.state();
        let since = state.now;
        let until = since.zip(keep).map(|(since, keep)| since.after(keep));
        state.replies.retain(|kept| kept.step != step);
        state.replies.push(Kept { step, reply: Arc::clone(&reply) as _, since, until });
        reply
    }

    /// Forgets an input that a failed request has used up. One that was not used is there for the next attempt.
    pub fn spend<R>(&self, step: &'static str, answer: &Result<R, SessionError>) {
        if answer.as_ref().is_err_and(|error| !was_not_used(error)) {
            self.state().replies.retain(|kept| kept.step != step);
        }
    }

    /// Starts an attempt, and discards replies whose time is over.
    pub(crate) fn begin(&self, now: Moment) {
        let mut state = self.state();
        state.now = Some(now);
        state.replies.retain(|kept| kept.until.is_none_or(|until| !now.has_reached(&until)));
    }

    /// Ends an attempt. Only a refusal discards the replies of its steps.
    pub(crate) fn settle<T>(&self, result: &Result<T, SessionError>) {
        let mut state = self.state();
        match result {
            Ok(_) => state.replies.retain(|kept| kept.until.is_some()),
            Err(error) if error.effect() == Effect::Refused || error.class() == Class::Reauthenticate => {
                state.replies.clear();
            }
            Err(_) => {}
        }
    }

    /// Returns when the login of the stored replies began, from which the lifetime of its token counts.
    pub(crate) fn since(&self) -> Option<Moment> {
        let state = self.state();
        let of_this = state.replies.iter().filter(|kept| kept.until.is_none());
        of_this.filter_map(|kept| kept.since).min_by_key(|since| since.monotonic)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Shows the names of the steps.
impl fmt::Debug for Made {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.state().replies.iter().map(|kept| kept.step)).finish()
    }
}

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use super::*;
    use crate::call::Arrived;

    fn at(seconds: u64) -> Moment {
        let passed = Duration::from_secs(seconds);
        Moment { monotonic: passed, wall: SystemTime::UNIX_EPOCH + passed }
    }

    fn failed(class: Class, effect: Effect) -> Result<(), SessionError> {
        Err(SessionError::request(class, Arrived::Yes, effect, "no".into()))
    }

    #[test]
    fn a_failure_keeps_what_was_made_and_a_refusal_does_not() {
        let rows = [
            (failed(Class::Retry, Effect::Unknown), true),
            (failed(Class::Denied, Effect::NotUsed), true),
            (failed(Class::Reauthenticate, Effect::NotUsed), false),
            (failed(Class::Configuration, Effect::Refused), false),
            (Ok(()), false),
        ];
        for (result, is_kept) in rows {
            let made = Made::default();
            made.begin(at(5));
            made.note("log_in", 7_i64, None);
            assert_eq!(made.since(), Some(at(5)));
            made.settle(&result);
            assert_eq!(made.recall::<i64>("log_in").as_deref(), is_kept.then_some(&7), "{result:?}");
        }
    }

    #[test]
    fn a_reply_may_outlive_its_log_in() {
        let made = Made::default();
        made.begin(at(0));
        made.note("discover", "d".to_owned(), Some(Duration::from_secs(60)));
        made.settle(&Ok::<_, SessionError>(()));
        for (now, is_kept) in [(59, true), (60, false)] {
            made.begin(at(now));
            assert_eq!(made.recall::<String>("discover").is_some(), is_kept, "{now}");
        }
        assert_eq!(made.since(), None);
    }
}
