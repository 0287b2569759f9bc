//! The one request that may be under way.

use std::pin::Pin;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use tokio::sync::watch;

use crate::credential::{SessionError, SessionProblem};
use crate::retry::sync::{Mutex, MutexGuard};
use crate::session::token::current::CurrentToken;
use crate::session::token::usable::UsableToken;

/// What everyone who waits for a flight gets.
pub(crate) type Outcome = Result<Arc<CurrentToken>, SessionError>;

/// What the flight does.
pub(crate) type Work = Pin<Box<dyn Future<Output = Result<UsableToken, SessionError>> + Send>>;

/// A request under way, as the session knows it.
pub(crate) struct Flight {
    pub(crate) id: u64,
    /// By the monotonic clock.
    pub(crate) started: Duration,
    pub(crate) outcome: watch::Sender<Option<Outcome>>,
    pub(crate) work: SharedWork,
}

/// The work of a flight. The session has it and not the task, so that a flight whose runtime stands still can be aborted:
/// its request is dropped, and the lock of the store released.
#[derive(Clone)]
pub(crate) struct SharedWork(Arc<Mutex<Option<Work>>>);

impl SharedWork {
    pub(crate) fn new(work: Work) -> Self {
        Self(Arc::new(Mutex::new(Some(work))))
    }

    /// Takes the work out, to poll it without a lock, or to drop it.
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

/// The outcome, as soon as there is one.
pub(crate) async fn ended(mut outcome: watch::Receiver<Option<Outcome>>) -> Outcome {
    let interrupted = || Err(SessionError::of(SessionProblem::Interrupted));
    match outcome.wait_for(Option::is_some).await {
        Ok(outcome) => outcome.clone().unwrap_or_else(interrupted),
        Err(_) => interrupted(),
    }
}
