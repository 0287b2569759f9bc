//! A flight: the only token request in progress.

use std::pin::Pin;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use tokio::sync::watch;

use crate::credential::{SessionError, SessionProblem};
use crate::retry::sync::{Mutex, MutexGuard};
use crate::session::token::current::CurrentToken;
use crate::session::token::usable::UsableToken;

/// The result for all callers that wait for a flight.
pub(crate) type Outcome = Result<Arc<CurrentToken>, SessionError>;

/// The future of a flight.
pub(crate) type Work = Pin<Box<dyn Future<Output = Result<UsableToken, SessionError>> + Send>>;

/// A token request in progress, as the session sees it.
pub(crate) struct Flight {
    pub(crate) id: u64,
    /// The start time, by the monotonic clock.
    pub(crate) started: Duration,
    pub(crate) outcome: Arc<watch::Sender<Option<Outcome>>>,
    pub(crate) work: SharedWork,
}

/// The future of a flight. The session holds it instead of the task, so that a flight whose runtime is idle can be
/// aborted: its request is dropped, and the store's lock is released.
#[derive(Clone)]
pub(crate) struct SharedWork(Arc<Mutex<Option<Work>>>);

impl SharedWork {
    pub(crate) fn new(work: Work) -> Self {
        Self(Arc::new(Mutex::new(Some(work))))
    }

    /// Takes the future out, to poll it without a lock, or to drop it.
    pub(crate) fn take(&self) -> Option<Work> {
        self.lock().take()
    }

    pub(crate) fn put_back(&self, work: Work) {
        *self.lock() = Some(work);
    }

    fn lock(&self) -> MutexGuard<'_, Option<Work>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Waits for the outcome.
pub(crate) async fn ended(mut outcome: watch::Receiver<Option<Outcome>>) -> Outcome {
    let interrupted = || Err(SessionError::of(SessionProblem::Interrupted));
    match outcome.wait_for(Option::is_some).await {
        Ok(outcome) => outcome.clone().unwrap_or_else(interrupted),
        Err(_) => interrupted(),
    }
}
