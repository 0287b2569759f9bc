//! Time limits that do not discard an answer that has already arrived.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

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
