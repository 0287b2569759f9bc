//! Time limits.

use std::any::Any;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::time::Timeout;

use super::flight::drop_safely;
use crate::credential::{SessionError, SessionProblem};

/// Limits the time of `work`. Returns an error if the caller has no runtime, or one without timers.
///
/// Tokio has no function that says whether a runtime has timers: without them it panics, before `work` has begun.
pub(crate) fn limited<F: Future>(time: Duration, work: F) -> Result<Timeout<F>, SessionError> {
    let no_runtime = || SessionError::of(SessionProblem::NoRuntime);
    Handle::try_current().map_err(|_| no_runtime())?;
    catch_unwind(AssertUnwindSafe(|| tokio::time::timeout(time, work))).map_err(|_| no_runtime())
}

/// Turns a panic into an error: a store or a source of the application must not take the caller's task with it.
pub(crate) async fn caught<T>(work: impl Future<Output = Result<T, SessionError>>) -> Result<T, SessionError> {
    let mut work = pin!(work);
    poll_fn(|context| match catch_unwind(AssertUnwindSafe(|| work.as_mut().poll(context))) {
        Ok(polled) => polled,
        Err(payload) => Poll::Ready(Err(panicked(payload))),
    })
    .await
}

/// Like [`caught`], for code that does not wait.
pub(crate) fn caught_now<T>(work: impl FnOnce() -> Result<T, SessionError>) -> Result<T, SessionError> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|payload| Err(panicked(payload)))
}

fn panicked(payload: Box<dyn Any + Send>) -> SessionError {
    drop_safely(payload);
    SessionError::of(SessionProblem::Panicked)
}
