//! Waits for a token.

use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::watch;

use super::decide::Step;
use super::flight::{Outcome, ended};
use super::limit::limited;
use super::shared::Shared;
use crate::credential::{SessionError, SessionProblem};

/// How often a caller waits again if a flight is given up.
const ROUNDS: u32 = 4;
/// How often a caller lets other tasks of its runtime run before it gives up a flight.
const TURNS: u32 = 16;

impl Shared {
    /// Returns a token, after waiting for one if necessary. Nothing is requested before it is certain that the runtime
    /// has timers.
    pub(crate) async fn token(self: &Arc<Self>) -> Outcome {
        self.token_within(self.parts.deadline).await
    }

    pub(crate) async fn token_within(self: &Arc<Self>, deadline: Duration) -> Outcome {
        let waiting = match limited(deadline, self.wait()) {
            Ok(waiting) => waiting,
            Err(error) => return self.valid().ok_or(error),
        };
        let late = || SessionError::of(SessionProblem::Deadline);
        let Ok(outcome) = waiting.await else { return self.valid().ok_or_else(late) };
        outcome.inspect(|current| current.note_use(&self.parts.clock.now()))
    }

    /// Waits for a token, and starts again if a flight ended with its runtime, or its token expired before it could be
    /// used.
    async fn wait(self: &Arc<Self>) -> Outcome {
        let mut last = SessionError::of(SessionProblem::Interrupted);
        for _ in 0..ROUNDS {
            // A call that began on a runtime may be polled elsewhere.
            Handle::try_current().map_err(|_| SessionError::of(SessionProblem::NoRuntime))?;
            let outcome = self.outcome(self.step()?).await;
            if let Some(current) = self.valid() {
                return Ok(current);
            }
            match outcome {
                Err(error) if !begins_anew(&error) => return Err(error),
                outcome => last = outcome.err().unwrap_or_else(expired),
            }
        }
        Err(last)
    }

    /// Renews the token although it may be fresh, because the renewal answers another token, too. Like a call, it starts
    /// again if a flight ended with its runtime.
    pub(crate) async fn renew_for_another(self: &Arc<Self>) -> Outcome {
        let mut last = SessionError::of(SessionProblem::Interrupted);
        for _ in 0..ROUNDS {
            match self.outcome(self.step_anew()?).await {
                Err(error) if begins_anew(&error) => last = error,
                ended => return ended,
            }
        }
        Err(last)
    }

    async fn outcome(self: &Arc<Self>, step: Step) -> Outcome {
        match step {
            Step::Use(current) => Ok(current),
            Step::Wait(outcome) => ended(outcome).await,
            Step::Late(outcome) => self.late(outcome).await,
        }
    }

    /// Waits a little longer before a flight is given up: a runtime that is driven call by call may have an answer that
    /// nobody has read.
    async fn late(self: &Arc<Self>, outcome: watch::Receiver<Option<Outcome>>) -> Outcome {
        for _ in 0..TURNS {
            if outcome.borrow().is_some() {
                break;
            }
            tokio::task::yield_now().await;
        }
        self.give_up_standstill();
        ended(outcome).await
    }
}

/// Makes the error of a token that expired before it could be used.
fn expired() -> SessionError {
    SessionError::of(SessionProblem::ExpiredOnArrival)
}

/// Whether a call that waits starts a request of its own after this error of another one.
fn begins_anew(error: &SessionError) -> bool {
    matches!(error.problem(), SessionProblem::Interrupted | SessionProblem::Abandoned)
}
