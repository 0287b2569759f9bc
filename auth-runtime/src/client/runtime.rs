//! Turns the panics of reqwest and Tokio without a Tokio runtime into an error.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::pin::pin;

use tokio::runtime::Handle;

/// There is no Tokio runtime, or it has no I/O or timers.
pub(crate) struct NoRuntime;

/// Makes and polls a future, and returns an error where reqwest and Tokio would panic because there is no runtime.
pub(crate) async fn in_runtime<F: Future>(make: impl FnOnce() -> F) -> Result<F::Output, NoRuntime> {
    let mut future = pin!(guarded(make)?);
    std::future::poll_fn(|context| match guarded(|| future.as_mut().poll(context)) {
        Ok(poll) => poll.map(Ok),
        Err(none) => std::task::Poll::Ready(Err(none)),
    })
    .await
}

/// Runs `work` and turns Tokio's panics into an error. Tokio has no function that says whether a runtime has I/O and
/// timers; if they are missing, it panics when they are first used, before anything else happens. Other panics are
/// passed on.
fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, NoRuntime> {
    Handle::try_current().map_err(|_| NoRuntime)?;
    catch_unwind(AssertUnwindSafe(work))
        .or_else(|panic| if is_of_tokio(&*panic) { Err(NoRuntime) } else { resume_unwind(panic) })
}

fn is_of_tokio(panic: &(dyn Any + Send)) -> bool {
    message(panic).is_some_and(|text| text.starts_with("A Tokio 1.x context was found, but"))
}

fn message(panic: &(dyn Any + Send)) -> Option<&str> {
    panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied())
}
