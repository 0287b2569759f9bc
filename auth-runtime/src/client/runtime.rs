//! Calls where there is no runtime to send them on.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::pin::pin;

use tokio::runtime::Handle;

/// There is no Tokio runtime, or one without I/O or timers.
pub(crate) struct NoRuntime;

/// Polls a future that is made in the runtime. reqwest and Tokio panic where there is none.
pub(crate) async fn in_runtime<F: Future>(make: impl FnOnce() -> F) -> Result<F::Output, NoRuntime> {
    let mut future = pin!(guarded(make)?);
    std::future::poll_fn(|context| match guarded(|| future.as_mut().poll(context)) {
        Ok(poll) => poll.map(Ok),
        Err(none) => std::task::Poll::Ready(Err(none)),
    })
    .await
}

/// Tokio cannot be asked whether a runtime has I/O and timers. Where one is missing it panics when that is first used,
/// and nothing has happened by then. Other panics go on.
fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, NoRuntime> {
    Handle::try_current().map_err(|_| NoRuntime)?;
    catch_unwind(AssertUnwindSafe(work))
        .or_else(|panic| if is_of_tokio(&*panic) { Err(NoRuntime) } else { resume_unwind(panic) })
}

fn is_of_tokio(panic: &(dyn Any + Send)) -> bool {
    let text = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    text.is_some_and(|text| text.starts_with("A Tokio 1.x context was found, but"))
}
