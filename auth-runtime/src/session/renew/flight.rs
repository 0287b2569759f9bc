//! A flight: the only token request in progress.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::{Arc, PoisonError};
use std::task::Waker;
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
pub(crate) struct SharedWork(Arc<Mutex<Slot>>);

/// The future while nobody polls it, and the task that waits for it.
#[derive(Default)]
struct Slot {
    work: Option<Work>,
    task: Option<Waker>,
}

impl SharedWork {
    pub(crate) fn new(work: Work) -> Self {
        Self(Arc::new(Mutex::new(Slot { work: Some(work), task: None })))
    }

    /// Takes the future out, to poll it without a lock.
    pub(crate) fn take(&self) -> Option<Work> {
        self.lock().work.take()
    }

    pub(crate) fn put_back(&self, work: Work, task: &Waker) {
        let before = std::mem::replace(&mut *self.lock(), Slot { work: Some(work), task: Some(task.clone()) });
        drop(before);
    }

    /// Drops the future, and wakes the task that waits for it: its runtime would otherwise keep it, and with it the
    /// session, as long as it runs.
    pub(crate) fn give_up(&self) {
        let Slot { work, task } = std::mem::take(&mut *self.lock());
        if work.is_some() {
            drop_safely(work);
            task.into_iter().for_each(Waker::wake);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Slot> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Drops something of the user's. A destructor that panics ends nothing else; the panic hook has reported it.
pub(crate) fn drop_safely<T>(of_the_user: T) {
    if let Err(payload) = catch_unwind(AssertUnwindSafe(|| drop(of_the_user))) {
        // It may panic, too.
        std::mem::forget(payload);
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
