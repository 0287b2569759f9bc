//! The one request in flight.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use tokio::sync::watch;
use tracing::Instrument;

use crate::session::renew::cell::Cell;
use crate::session::renew::fetch::fetch;
use crate::session::renew::trace;
use crate::session::token::held::{Checked, Held};
use crate::session::{SessionError, SessionProblem};

/// What everyone who waits is told.
pub(crate) type Outcome = Result<Arc<Held>, SessionError>;

/// A request in flight, as the session knows it.
pub(crate) struct Flight {
    pub(crate) id: u64,
    /// By the monotonic clock.
    pub(crate) started: Duration,
    pub(crate) outcome: watch::Sender<Option<Outcome>>,
}

/// The flight, as its task knows it. However the task ends, also by never having run, the session hears of it.
pub(crate) struct Pilot {
    cell: Arc<Cell>,
    id: u64,
    landed: bool,
}

impl Pilot {
    pub(crate) fn new(cell: Arc<Cell>, id: u64) -> Self {
        Self { cell, id, landed: false }
    }

    /// The task. It is spawned on the runtime of the caller who starts it and outlives that caller.
    pub(crate) async fn fly(mut self) {
        let span = trace::request(self.cell.parts.source.provider());
        let result = supervise(&self.cell, self.id).instrument(span).await;
        self.landed = true;
        self.cell.land(self.id, result);
    }
}

/// The task was dropped: its runtime was shut down.
impl Drop for Pilot {
    fn drop(&mut self) {
        if !self.landed {
            self.cell.land(self.id, Err(SessionError::of(SessionProblem::Interrupted)));
        }
    }
}

/// Ends a request that takes too long, that panics, or that was given up while its runtime stood still.
async fn supervise(cell: &Cell, id: u64) -> Result<Checked, SessionError> {
    let mut work = Box::pin(tokio::time::timeout(cell.parts.request_timeout, fetch(cell)));
    std::future::poll_fn(|context| {
        if !cell.is_in_flight(id) {
            return Poll::Ready(Err(SessionError::of(SessionProblem::Interrupted)));
        }
        match catch_unwind(AssertUnwindSafe(|| work.as_mut().poll(context))) {
            Ok(poll) => {
                poll.map(|result| result.unwrap_or_else(|_| Err(SessionError::of(SessionProblem::RequestTime))))
            }
            Err(_) => Poll::Ready(Err(SessionError::of(SessionProblem::Panicked))),
        }
    })
    .await
}
