//! Decides what a caller does, and whether a token request is sent.

use std::sync::Arc;

use tokio::sync::watch;

use super::flight::{Flight, Outcome, SharedWork, Work};
use super::shared::{Control, Shared};
use super::task::{Task, work};
use crate::credential::{SessionError, SessionProblem};
use crate::retry::sync::atomic::Ordering;
use crate::session::token::clock::Moment;
use crate::session::token::current::CurrentToken;
use crate::session::token::lifetime::Age;

/// What a call that needs a token does: use the current one, or wait for the renewal in progress.
pub(crate) enum Step {
    Use(Arc<CurrentToken>),
    Wait(watch::Receiver<Option<Outcome>>),
    /// Wait, although the runtime of the flight seems to be idle. If it is the caller's own, an answer may be ready to
    /// be read.
    Late(watch::Receiver<Option<Outcome>>),
}

/// A step, and the task of the request that it starts.
pub(crate) type Decided = Result<(Step, Option<Task>), SessionError>;

impl Shared {
    /// Uses the token at hand, waits for the request in progress, or starts one.
    pub(crate) fn step(self: &Arc<Self>) -> Result<Step, SessionError> {
        self.take_step(Self::decide)
    }

    /// Waits for the request in progress, or starts one, although the token at hand may be fresh: another one has ended.
    pub(crate) fn step_anew(self: &Arc<Self>) -> Result<Step, SessionError> {
        self.take_step(|this, control, now| {
            control.pause.take_if(|pause| pause.ends_with_token);
            this.begin(control, now)
        })
    }

    /// Takes a step that is decided under the lock. The task is spawned afterwards, because a runtime that is shutting
    /// down drops the task at once, and dropping it takes the lock too.
    pub(crate) fn take_step(
        self: &Arc<Self>,
        decide: impl FnOnce(&Arc<Self>, &mut Control, &Moment) -> Decided,
    ) -> Result<Step, SessionError> {
        let now = self.parts.clock.now();
        let (step, task) = {
            let mut control = self.control();
            let revoked = || Err(SessionError::of(SessionProblem::Revoked));
            let decided = if control.shown.revoked { revoked() } else { decide(self, &mut control, &now) };
            self.show_quiet(&control);
            decided?
        };
        self.spawn(task);
        Ok(step)
    }

    /// Waits for the request in progress, or starts one.
    fn begin(self: &Arc<Self>, control: &mut Control, now: &Moment) -> Decided {
        let Some(flight) = &control.flight else {
            self.may_request(control, now)?;
            return Ok(self.start(control, now, work(Arc::clone(self))));
        };
        let outcome = flight.outcome.subscribe();
        let is_late = now.monotonic > self.gives_up_after(flight);
        Ok((if is_late { Step::Late(outcome) } else { Step::Wait(outcome) }, None))
    }

    fn spawn(self: &Arc<Self>, task: Option<Task>) {
        if let Some(task) = task {
            self.show();
            tokio::spawn(task.run());
        }
    }

    fn decide(self: &Arc<Self>, control: &mut Control, now: &Moment) -> Decided {
        let current = self.valid_at(now);
        let age = current.as_ref().map_or(Age::Expired, |current| current.age(now));
        if let (Some(current), Age::Fresh) = (&current, age) {
            return Ok((Step::Use(Arc::clone(current)), None));
        }
        match (self.begin(control, now), current) {
            (Ok((Step::Wait(_), task)), Some(current)) if age == Age::Advisory => Ok((Step::Use(current), task)),
            // No request is sent; a token that is still valid is used.
            (Err(_), Some(current)) => Ok((Step::Use(current), None)),
            (begun, _) => begun,
        }
    }

    /// Checks whether a token request may be sent: not during a pause. A request that repeats a failed one is counted
    /// in the budget; one after a refusal is not, because it does not repeat anything.
    fn may_request(&self, control: &mut Control, now: &Moment) -> Result<(), SessionError> {
        if control.is_closed {
            return Err(SessionError::of(SessionProblem::Closed));
        }
        control.pause.take_if(|pause| pause.ends_with_token && self.valid_at(now).is_none());
        let Some(pause) = &mut control.pause else { return Ok(()) };
        if pause.until <= now.monotonic {
            if !pause.error.is_retryable() {
                return Ok(());
            }
            match self.parts.budget.draw(now.monotonic) {
                Ok(()) => return Ok(()),
                Err(wait) => pause.until = now.monotonic.saturating_add(wait),
            }
        }
        let wait = pause.until.saturating_sub(now.monotonic);
        Err(pause.error.clone().with_retry_after(Some(wait)))
    }

    /// Starts a flight.
    pub(crate) fn start(self: &Arc<Self>, control: &mut Control, now: &Moment, work: Work) -> (Step, Option<Task>) {
        control.flights += 1;
        let id = control.flights;
        let (outcome, waiting) = watch::channel(None);
        let work = SharedWork::new(work);
        let outcome = Arc::new(outcome);
        control.flight = Some(Flight { id, started: now.monotonic, outcome, work: work.clone() });
        self.in_flight.store(id, Ordering::Release);
        control.change(|state| state.refreshing = true);
        (Step::Wait(waiting), Some(Task::new(Arc::clone(self), id, work)))
    }
}
