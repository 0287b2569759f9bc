//! What becomes of a request, and of a token that is refused.

use std::sync::Arc;
use std::time::Duration;

use crate::retry::backoff::backoff;
use crate::retry::sync::atomic::Ordering;
use crate::session::renew::cell::{Cell, Control, Pause};
use crate::session::renew::trace;
use crate::session::token::held::{Checked, Held};
use crate::session::{SessionError, SessionProblem};

/// A token that is refused sooner than this after it was issued is no better than none.
const YOUNG: Duration = Duration::from_secs(10);

impl Cell {
    /// The end of a flight: the token is published before anyone is told. A flight that was given up changes nothing.
    pub(crate) fn land(&self, id: u64, result: Result<Checked, SessionError>) {
        let mut control = self.control();
        let Some(flight) = control.flight.take_if(|flight| flight.id == id) else { return };
        self.in_flight.store(0, Ordering::Release);
        let outcome = match result {
            Ok(token) => Ok(self.publish(&mut control, token)),
            Err(error) => Err(self.note(&mut control, error)),
        };
        self.show_quiet(&control);
        let failures = control.failures;
        // Who listens to `tracing` may come back and ask for a token: never under the lock.
        drop(control);
        match &outcome {
            Ok(held) => trace::obtained(self.parts.source.provider(), held),
            Err(error) => trace::failed(self.parts.source.provider(), error, failures),
        }
        flight.outcome.send_replace(Some(outcome));
    }

    fn publish(&self, control: &mut Control, token: Checked) -> Arc<Held> {
        control.generation += 1;
        (control.failures, control.pause) = (0, None);
        self.parts.budget.reward();
        // A token that was not refused ends a row of those that were.
        if self.current.load().as_ref().is_some_and(|held| !held.is_rejected()) {
            control.rejections = 0;
        }
        let held = Arc::new(Held::new(control.generation, self.parts.source.header(), token));
        if control.revoked {
            control.ending.add_held(&held);
        } else {
            self.current.store(Some(Arc::clone(&held)));
        }
        let expires_at = held.expires_at().filter(|_| !control.revoked);
        self.state.send_modify(|state| {
            (state.generation, state.expires_at) = (held.generation, expires_at);
            (state.refreshing, state.failures, state.error) = (false, 0, None);
        });
        held
    }

    /// A failure pauses the session, unless no request was made.
    pub(crate) fn note(&self, control: &mut Control, error: SessionError) -> SessionError {
        control.failures = control.failures.saturating_add(1);
        let error = match error.problem() {
            // Nothing was sent, and nothing will be: an earlier failure is no longer what stands in the way.
            SessionProblem::NoFreshInput => {
                control.pause = None;
                error
            }
            SessionProblem::Panicked | SessionProblem::Interrupted => error,
            _ => self.pause(control, error),
        };
        self.state.send_modify(|state| {
            (state.refreshing, state.failures, state.error) = (false, control.failures, Some(error.clone()));
        });
        error
    }

    /// What the provider asks for, else a back-off. A provider that asks for no wait at all gets the shortest back-off.
    fn pause(&self, control: &mut Control, error: SessionError) -> SessionError {
        let wait = match error.retry_after() {
            Some(asked) => asked.max(backoff(1)),
            None => backoff(control.failures.max(control.rejections)),
        };
        let until = self.parts.clock.now().monotonic.saturating_add(wait);
        let error = error.with_retry_after(Some(wait));
        control.pause = Some(Pause { until, error: error.clone() });
        error
    }

    /// The provider's API refused the token of that generation. A later one is not touched. A session that is refused
    /// every token it has just got does not ask for the next one at once.
    pub(crate) fn invalidate(&self, generation: u64) {
        let mut control = self.control();
        let current = self.current.load_full().filter(|held| held.generation == generation);
        let Some(held) = current.filter(|held| held.reject()) else { return };
        let age = self.parts.clock.now().monotonic.saturating_sub(held.token.issued.monotonic);
        control.rejections = if age < YOUNG { control.rejections.saturating_add(1) } else { 0 };
        let refused =
            (control.rejections > 1).then(|| self.pause(&mut control, SessionError::of(SessionProblem::Rejected)));
        self.state.send_modify(|state| {
            state.rejections = state.rejections.saturating_add(1);
            state.error = refused.or(state.error.take());
        });
        drop(control);
        trace::rejected(self.parts.source.provider(), generation);
    }
}
