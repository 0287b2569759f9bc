//! What a caller does next, and whether a request is sent.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

use crate::retry::sync::atomic::Ordering;
use crate::session::renew::cell::{Cell, Control, Step};
use crate::session::renew::flight::{Flight, Outcome, Pilot};
use crate::session::token::lifetime::Age;
use crate::session::{Moment, SessionError, SessionProblem};

/// How much later than its time limit a request is given up whose runtime stands still.
const GRACE: Duration = Duration::from_secs(5);

impl Cell {
    /// Decides under the lock; the task is spawned after it, because a runtime that shuts down drops the task at once,
    /// and that takes the lock too.
    pub(crate) fn step(self: &Arc<Self>) -> Result<Step, SessionError> {
        let now = self.parts.clock.now();
        let (step, pilot) = {
            let mut control = self.control();
            self.give_up_standstill(&mut control, &now);
            let decided = self.decide(&mut control, &now);
            self.show_quiet(&control);
            decided?
        };
        if let Some(pilot) = pilot {
            tokio::spawn(pilot.fly());
        }
        Ok(step)
    }

    fn decide(self: &Arc<Self>, control: &mut Control, now: &Moment) -> Result<(Step, Option<Pilot>), SessionError> {
        if control.revoked {
            return Err(SessionError::of(SessionProblem::Revoked));
        }
        let held = self.valid_at(now);
        let age = held.as_ref().map_or(Age::Expired, |held| held.age(now));
        if let (Some(held), Age::Fresh) = (&held, age) {
            return Ok((Step::Use(Arc::clone(held)), None));
        }
        let (outcome, pilot) = match &control.flight {
            Some(flight) => (flight.outcome.subscribe(), None),
            None => match self.may_request(control, now) {
                Ok(()) => self.take_off(control, now),
                // The provider is left alone: what is still valid is used.
                Err(error) => return held.map(|held| (Step::Use(held), None)).ok_or(error),
            },
        };
        match held {
            Some(held) if age == Age::Advisory => Ok((Step::Use(held), pilot)),
            _ => Ok((Step::Wait(outcome), pilot)),
        }
    }

    /// No request during a pause; after a failure only while the budget lasts.
    fn may_request(&self, control: &mut Control, now: &Moment) -> Result<(), SessionError> {
        let Some(pause) = &mut control.pause else { return Ok(()) };
        if pause.until <= now.monotonic {
            match self.parts.budget.draw(now.monotonic) {
                Ok(()) => return Ok(()),
                Err(wait) => pause.until = now.monotonic.saturating_add(wait),
            }
        }
        let wait = pause.until.saturating_sub(now.monotonic);
        Err(pause.error.clone().with_retry_after(Some(wait)))
    }

    fn take_off(
        self: &Arc<Self>,
        control: &mut Control,
        now: &Moment,
    ) -> (watch::Receiver<Option<Outcome>>, Option<Pilot>) {
        control.flights += 1;
        let id = control.flights;
        let (outcome, waiting) = watch::channel(None);
        control.flight = Some(Flight { id, started: now.monotonic, outcome });
        self.in_flight.store(id, Ordering::Release);
        self.state.send_modify(|state| state.refreshing = true);
        (waiting, Some(Pilot::new(Arc::clone(self), id)))
    }

    /// A runtime of one thread that nobody drives lets its tasks stand still. Such a task is given up: should it go on
    /// later, it finds that it is no longer in flight.
    fn give_up_standstill(&self, control: &mut Control, now: &Moment) {
        let stands_still = |flight: &mut Flight| now.monotonic > self.gives_up_after(flight);
        if let Some(flight) = control.flight.take_if(stands_still) {
            self.in_flight.store(0, Ordering::Release);
            let error = self.note(control, SessionError::of(SessionProblem::Interrupted));
            flight.outcome.send_replace(Some(Err(error)));
        }
    }

    /// By the monotonic clock.
    pub(crate) fn gives_up_after(&self, flight: &Flight) -> Duration {
        flight.started.saturating_add(self.parts.request_timeout).saturating_add(GRACE)
    }

    pub(crate) fn is_in_flight(&self, id: u64) -> bool {
        self.in_flight.load(Ordering::Acquire) == id
    }
}
