//! The task of a flight.

pub(crate) mod save;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::task::{Context, Poll};

use tracing::Instrument;

use super::attempt::attempt;
use super::flight::{SharedWork, Work, drop_safely};
use super::shared::Shared;
use super::trace;
use crate::credential::{SessionError, SessionProblem};
use crate::retry::patience::patiently_requesting;
use crate::session::token::usable::UsableToken;

/// Returns the future of a flight, with its time limit. It is polled on the runtime of the caller that starts it.
pub(crate) fn work(shared: Arc<Shared>) -> Work {
    // The sessions of the other tokens of the login stay until the reply is saved, even if nobody has a handle any more.
    let all = shared.log_in();
    Box::pin(async move {
        let _all = all;
        let time = shared.parts.attempt_timeout;
        let limited = patiently_requesting(time, attempt(&shared)).await;
        limited.unwrap_or_else(|_| Err(SessionError::of(SessionProblem::RequestTime)))
    })
}

/// The task of a flight. The session is notified however it ends, even if it never ran.
pub(crate) struct Task {
    shared: Arc<Shared>,
    id: u64,
    work: SharedWork,
    has_ended: bool,
}

impl Task {
    pub(crate) fn new(shared: Arc<Shared>, id: u64, work: SharedWork) -> Self {
        Self { shared, id, work, has_ended: false }
    }

    /// Runs the task. It is spawned on the runtime of the caller that starts it, and outlives that caller.
    pub(crate) async fn run(mut self) {
        let span = trace::request(self.shared.declared().provider);
        let result = std::future::poll_fn(|context| self.poll(context)).instrument(span).await;
        self.has_ended = true;
        self.shared.end(self.id, result);
        self.shared.go_on_saving();
    }

    /// Polls the flight's future. It may be taken away at any time, when the flight is given up; while it is polled, it
    /// is held here.
    fn poll(&self, context: &mut Context<'_>) -> Poll<Result<UsableToken, SessionError>> {
        let Some(mut work) = self.work.take() else { return interrupted() };
        match catch_unwind(AssertUnwindSafe(|| work.as_mut().poll(context))) {
            Ok(Poll::Ready(result)) => {
                drop_safely(work);
                Poll::Ready(result)
            }
            Ok(Poll::Pending) => {
                self.work.put_back(work, context.waker());
                self.goes_on()
            }
            Err(payload) => {
                drop_safely((work, payload));
                Poll::Ready(Err(SessionError::of(SessionProblem::Panicked)))
            }
        }
    }

    fn goes_on(&self) -> Poll<Result<UsableToken, SessionError>> {
        if self.shared.is_in_flight(self.id) {
            return Poll::Pending;
        }
        drop_safely(self.work.take());
        interrupted()
    }
}

fn interrupted() -> Poll<Result<UsableToken, SessionError>> {
    Poll::Ready(Err(SessionError::of(SessionProblem::Interrupted)))
}

/// Notifies the session when the runtime is shut down.
impl Drop for Task {
    fn drop(&mut self) {
        if !self.has_ended {
            drop_safely(self.work.take());
            self.shared.end(self.id, Err(SessionError::of(SessionProblem::Interrupted)));
        }
    }
}
