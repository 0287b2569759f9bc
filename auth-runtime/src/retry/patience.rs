//! Time limits that do not discard an answer that has already arrived.

use std::cell::Cell;
use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use tokio::time::Instant;

/// How often other tasks of the runtime may run after a time limit has passed.
const TURNS: u32 = 16;

/// The time limit has passed, and no answer is available.
pub(crate) struct Late;

/// Ends `work` after this time, but not before data that has already arrived was read.
///
/// A single-threaded runtime that is driven call by call does nothing in between. When it continues, a time limit may
/// have passed although the server met it: its answer waits in a socket, and the task that reads it has not run yet.
pub(crate) async fn patiently<F: Future>(time: Duration, work: F) -> Result<F::Output, Late> {
    let mut work = pin!(work);
    if let Ok(done) = tokio::time::timeout(time, work.as_mut()).await {
        return Ok(done);
    }
    for _ in 0..TURNS {
        tokio::task::yield_now().await;
        if let Poll::Ready(done) = poll_fn(|context| Poll::Ready(work.as_mut().poll(context))).await {
            return Ok(done);
        }
    }
    Err(Late)
}

thread_local! {
    /// When the requests of what is polled end by themselves.
    static UNTIL: Cell<Option<Instant>> = const { Cell::new(None) };
}

/// Restores the former end, even after a panic.
struct Former(Option<Instant>);

impl Drop for Former {
    fn drop(&mut self) {
        UNTIL.set(self.0);
    }
}

/// Like [`patiently`], for work that makes requests. They end a little earlier by themselves, because only they know
/// whether they were sent.
pub(crate) async fn patiently_requesting<F: Future>(time: Duration, work: F) -> Result<F::Output, Late> {
    let until = Instant::now().checked_add(time.saturating_sub(time / 16));
    let mut work = pin!(work);
    let limited = poll_fn(|context| {
        let former = Former(UNTIL.get());
        UNTIL.set([former.0, until].into_iter().flatten().min());
        work.as_mut().poll(context)
    });
    patiently(time, limited).await
}

/// Returns the time limit of a request: at most what is left for the work that makes it.
pub(crate) fn left_of(time: Duration) -> Duration {
    UNTIL.get().map_or(time, |until| until.saturating_duration_since(Instant::now()).min(time))
}
