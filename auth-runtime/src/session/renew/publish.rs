//! Ends a flight: publishes its result, and decides when the next one may start.

use std::sync::Arc;
use std::time::Duration;

use super::flight::{Flight, Outcome};
use super::shared::{Control, Pause, Shared};
use super::trace;
use crate::credential::{SessionError, SessionProblem};
use crate::retry::backoff::backoff;
use crate::retry::sync::atomic::Ordering;
use crate::session::token::clock::Moment;
use crate::session::token::current::CurrentToken;
use crate::session::token::usable::UsableToken;

impl Shared {
    /// Publishes the token before the waiting callers are woken. A flight that was given up changes nothing.
    pub(crate) fn end(&self, id: u64, result: Result<UsableToken, SessionError>) {
        self.end_if(|flight, _| flight.id == id, result);
    }

    /// Aborts a flight whose runtime is idle, because it is single-threaded and nobody drives it. Its request is
    /// dropped, which releases the store's lock.
    pub(crate) fn give_up_standstill(&self) {
        let interrupted = Err(SessionError::of(SessionProblem::Interrupted));
        self.end_if(|flight, now| now.monotonic > self.gives_up_after(flight), interrupted);
    }

    /// Aborts a flight in any state.
    pub(crate) fn abort(&self, id: u64) {
        self.end(id, Err(SessionError::of(SessionProblem::Interrupted)));
    }

    fn end_if(&self, ends: impl FnOnce(&Flight, &Moment) -> bool, result: Result<UsableToken, SessionError>) {
        let now = self.parts.clock.now();
        let mut control = self.control();
        let Some(flight) = control.flight.take_if(|flight| ends(flight, &now)) else { return };
        self.in_flight.store(0, Ordering::Release);
        let outcome = self.settle(&mut control, result, &now);
        self.show_quiet(&control);
        let failures = control.shown.failures;
        drop(control);
        self.tell(&flight, outcome, failures);
    }

    fn settle(&self, control: &mut Control, result: Result<UsableToken, SessionError>, now: &Moment) -> Outcome {
        match result {
            Ok(token) => Ok(self.publish(control, token)),
            Err(error) => Err(self.note(control, error, now)),
        }
    }

    /// Reports the outcome. It is not called under a lock, because a waker or a `tracing` subscriber may ask the
    /// session for a token.
    fn tell(&self, flight: &Flight, outcome: Outcome, failures: u32) {
        flight.work.give_up();
        self.show();
        match &outcome {
            Ok(current) => trace::obtained(self.declared().provider, current),
            Err(error) => trace::failed(self.declared().provider, error, failures),
        }
        flight.outcome.send_replace(Some(outcome));
    }

    fn publish(&self, control: &mut Control, token: UsableToken) -> Arc<CurrentToken> {
        control.generation += 1;
        control.pause = None;
        self.parts.budget.reward();
        self.forget_refusals(control);
        let current = Arc::new(CurrentToken::new(control.generation, self.declared().header, token));
        let is_revoked = control.shown.revoked;
        if is_revoked {
            control.ending.add_current(&current);
        } else {
            self.current.store(Some(Arc::clone(&current)));
        }
        let expires_at = current.expires_at().filter(|_| !is_revoked);
        control.change(|state| {
            (state.generation, state.expires_at) = (current.generation, expires_at);
            (state.refreshing, state.failures, state.error) = (false, 0, None);
        });
        current
    }

    /// Forgets which endpoints refused tokens, if the token was renewed because of its age: it was not refused.
    fn forget_refusals(&self, control: &mut Control) {
        if self.current.load().as_ref().is_none_or(|current| !current.is_rejected()) {
            control.refusals.clear();
            self.has_refusals.store(false, Ordering::Release);
        }
    }

    /// Records a failure. It pauses the session, unless no request was made or its runtime was shut down.
    fn note(&self, control: &mut Control, error: SessionError, now: &Moment) -> SessionError {
        control.change(|state| state.failures = state.failures.saturating_add(1));
        let error = match error.problem() {
            // Nothing was sent, and nothing will be, so an earlier failure is no longer the reason.
            SessionProblem::NoFreshInput | SessionProblem::AbsentToken { .. } => {
                control.pause = None;
                error
            }
            SessionProblem::Interrupted | SessionProblem::Abandoned => error,
            _ => self.pause(control, error, now),
        };
        if error.problem() == SessionProblem::LoggedOut {
            self.current.store(None);
        }
        control.change(|state| (state.refreshing, state.error) = (false, Some(error.clone())));
        error
    }
}

impl Shared {
    /// Pauses after a failure. Where the refresh token waits for the end of the access token, so does the pause: an API
    /// may refuse the access token, or the machine may sleep, before that time.
    fn pause(&self, control: &mut Control, error: SessionError, now: &Moment) -> SessionError {
        let ends_with_token = error.problem() == SessionProblem::Uncertain && self.valid_at(now).is_some();
        let error = pause(control, error, now);
        if let Some(pause) = &mut control.pause {
            pause.ends_with_token = ends_with_token;
        }
        error
    }
}

/// Pauses for as long as the provider asks, or else for a back-off, which is also the minimum. A pause is never
/// shortened.
fn pause(control: &mut Control, error: SessionError, now: &Moment) -> SessionError {
    let wait = match error.retry_after() {
        Some(asked) => asked.max(backoff(1)),
        None => backoff(control.shown.failures),
    };
    let before = control.pause.as_ref().map_or(Duration::ZERO, |pause| pause.until);
    let until = now.monotonic.saturating_add(wait).max(before);
    let error = error.with_retry_after(Some(until.saturating_sub(now.monotonic)));
    control.pause = Some(Pause { until, error: error.clone(), ends_with_token: false });
    error
}

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use super::*;
    use crate::Class;

    #[test]
    fn a_pause_is_never_shortened() {
        let now = Moment { monotonic: Duration::from_secs(100), wall: SystemTime::UNIX_EPOCH };
        let error = || SessionError::new(Class::Retry, "no");
        let mut control = Control::default();
        for (asked, until) in [(30, 130), (10, 130), (60, 160), (1, 160)] {
            let asked = Some(Duration::from_secs(asked));
            let error = pause(&mut control, error().with_retry_after(asked), &now);
            assert_eq!(control.pause.as_ref().map(|pause| pause.until), Some(Duration::from_secs(until)));
            assert_eq!(error.retry_after(), Some(Duration::from_secs(until - 100)));
        }
    }
}
