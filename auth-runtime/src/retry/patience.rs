//! Time limits that let an answer be read.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

/// How often the other tasks of a runtime may run after a time limit has passed.
const TURNS: u32 = 16;

/// The time has passed, and there is no answer to be read.
pub(crate) struct Late;

/// Ends `work` after that time, but not before what is there has been read.
///
/// A runtime of one thread that is driven call by call stands still in between. When it goes on, a time limit has passed
/// that the server has met: its answer waits in a socket, and the task that reads it has not run yet.
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
