//! The replies of a login with several requests.

pub(crate) mod lacking;
pub(crate) mod spending;

use std::any::Any;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::abandoned::{Abandoned, unless_abandoned};
use super::ask::Declined;
use super::polling::Polling;
use crate::credential::{Effect, SessionError, SessionProblem};
use crate::session::Moment;
use crate::value::decode::tolerance::{lacks, need_all, strictly};
use crate::{Class, Secret};

/// The replies of a login with several requests, by step. If a later request fails, the earlier replies are not lost:
/// the next attempt continues from there, unless the provider refuses the input. A session keeps them in memory only.
#[derive(Default)]
pub struct Made(Mutex<State>);

#[derive(Default)]
struct State {
    now: Option<Moment>,
    replies: Vec<Kept>,
    /// The key of a login that has not ended yet.
    key: Option<Secret>,
    /// Says when nobody waits for the token any more, if the login waits for a person.
    abandoned: Option<Abandoned>,
}

struct Kept {
    step: &'static str,
    reply: Arc<dyn Any + Send + Sync>,
    since: Option<Moment>,
    /// Whether it lacks a required member.
    lacks: bool,
    /// The time until which the reply is reused, even after the login.
    until: Option<Moment>,
}

impl Made {
    /// Returns the reply of a step, if it need not be requested again. The reply to the request that follows must have all
    /// required members, because a later one may send them.
    #[must_use]
    pub fn recall<T: Any + Send + Sync>(&self, step: &'static str) -> Option<Arc<T>> {
        need_all(true);
        self.kept(step)
    }

    fn kept<T: Any + Send + Sync>(&self, step: &'static str) -> Option<Arc<T>> {
        let state = self.state();
        let kept = state.replies.iter().find(|kept| kept.step == step)?;
        Arc::clone(&kept.reply).downcast().ok()
    }

    /// Stores the reply of a step, for the rest of the login or for the duration `keep`.
    pub fn note<T: Any + Send + Sync>(&self, step: &'static str, reply: T, keep: Option<Duration>) -> Arc<T> {
        let reply = Arc::new(reply);
        self.store(step, Arc::clone(&reply) as _, keep);
        reply
    }

    fn store(&self, step: &'static str, reply: Arc<dyn Any + Send + Sync>, keep: Option<Duration>) {
        let mut state = self.state();
        let since = state.now;
        let until = since.zip(keep).map(|(since, keep)| since.after(keep));
        state.replies.retain(|kept| kept.step != step);
        state.replies.push(Kept { step, reply, since, lacks: lacks(), until });
    }

    /// Forgets what was noted for a step.
    fn forget(&self, step: &'static str) {
        self.state().replies.retain(|kept| kept.step != step);
    }

    /// Waits for the caller's answer to a question. It ends with
    /// [`Declined`](crate::session::SessionProblem::Declined) if the caller does not answer, and with
    /// [`Abandoned`](crate::session::SessionProblem::Abandoned) if nobody waits for the token any more.
    pub async fn ask<A>(&self, answer: impl Future<Output = Result<A, Declined>> + Send) -> Result<A, SessionError> {
        let abandoned = self.state().abandoned.clone();
        unless_abandoned(abandoned, strictly(answer)).await?.map_err(SessionError::declined)
    }

    /// Decides whether a request is repeated, and waits until then: it is repeated while its answer is of the class
    /// `pending` or `slow_down`, or no answer arrives. Returns false if the answer is the last one.
    ///
    /// ```
    /// # use auth_runtime::session::{Made, Minted, Polling, SessionError};
    /// # async fn request() -> Result<Minted, SessionError> { Ok(Minted::new("at_1")) }
    /// # async fn example(made: &Made) -> Result<Minted, SessionError> {
    /// let mut polling = Polling::new();
    /// loop {
    ///     let answer = request().await;
    ///     if !made.again(&mut polling, &answer).await? {
    ///         return answer;
    ///     }
    /// }
    /// # }
    /// ```
    pub async fn again<T>(
        &self,
        polling: &mut Polling,
        answer: &Result<T, SessionError>,
    ) -> Result<bool, SessionError> {
        let Err(error) = answer else { return Ok(false) };
        let Some(wait) = polling.wait(error)? else { return Ok(false) };
        let abandoned = self.state().abandoned.clone();
        unless_abandoned(abandoned, tokio::time::sleep(wait)).await?;
        Ok(true)
    }

    /// Returns the key of the login, which `make` makes once: the replies of earlier requests are bound to it.
    pub(crate) fn key(
        &self,
        make: impl FnOnce() -> Result<Option<Secret>, SessionError>,
    ) -> Result<Option<Secret>, SessionError> {
        let known = self.state().key.clone();
        let key = if known.is_some() { known } else { make()? };
        self.state().key.clone_from(&key);
        Ok(key)
    }

    /// Starts an attempt, and discards replies whose time is over. A login that waits for a person ends when it is
    /// `abandoned`.
    pub(crate) fn begin(&self, now: Moment, abandoned: Option<Abandoned>) {
        let mut state = self.state();
        state.now = Some(now);
        state.abandoned = abandoned;
        state.replies.retain(|kept| kept.until.is_none_or(|until| !now.has_reached(&until)));
    }

    /// Ends an attempt. Only a refusal discards the replies of its steps; a login that waits for a person begins anew
    /// after any failure, so that the person is asked again.
    pub(crate) fn settle<T>(&self, result: &Result<T, SessionError>) {
        let mut state = self.state();
        let waits = state.abandoned.take().is_some();
        match result {
            Err(error) if matches!(error.problem(), SessionProblem::Lacking { .. }) => state.replies.clear(),
            Err(error) if !waits && !asks_anew(error) => return,
            Err(_) => state.replies.clear(),
            Ok(_) => state.replies.retain(|kept| kept.until.is_some()),
        }
        state.key = None;
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

/// Whether the login begins anew: what it sent was refused, or asks for another one. A request that was not made says
/// nothing about it.
fn asks_anew(error: &SessionError) -> bool {
    match error.effect() {
        Effect::Refused => true,
        Effect::Untouched => false,
        Effect::NotUsed | Effect::Unknown => error.class() == Class::Reauthenticate,
    }
}

/// Makes the error of a login none of whose replies has a token.
#[must_use]
pub fn no_token() -> SessionError {
    SessionError::of(SessionProblem::NoToken)
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
            (failed(Class::Reauthenticate, Effect::Untouched), true),
            (failed(Class::Configuration, Effect::Refused), false),
            (Ok(()), false),
        ];
        for (result, is_kept) in rows {
            let made = Made::default();
            made.begin(at(5), None);
            made.note("log_in", 7_i64, None);
            assert_eq!(made.since(), Some(at(5)));
            made.settle(&result);
            assert_eq!(made.recall::<i64>("log_in").as_deref(), is_kept.then_some(&7), "{result:?}");
        }
    }

    #[test]
    fn a_reply_may_outlive_its_log_in() {
        let made = Made::default();
        made.begin(at(0), None);
        made.note("discover", "d".to_owned(), Some(Duration::from_secs(60)));
        made.settle(&Ok::<_, SessionError>(()));
        for (now, is_kept) in [(59, true), (60, false)] {
            made.begin(at(now), None);
            assert_eq!(made.recall::<String>("discover").is_some(), is_kept, "{now}");
        }
        assert_eq!(made.since(), None);
    }
}
