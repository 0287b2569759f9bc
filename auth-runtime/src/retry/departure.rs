//! Whether an attempt that ended without an answer had sent anything.

use std::cell::RefCell;
use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering::SeqCst};

/// Nobody says how far it is.
const UNKNOWN: u8 = 0;
/// It obtains or computes what it will send.
const PREPARING: u8 = 1;
/// A request may have been sent.
const DEPARTED: u8 = 2;

/// How far an attempt is: one that is given up or panics while it prepares its first request has sent nothing.
#[derive(Clone, Debug, Default)]
pub(crate) struct Departure(Arc<AtomicU8>);

thread_local! {
    /// Those of the attempt that is being polled, and of the requests in it that send something which can be used once.
    static CURRENT: RefCell<Vec<Departure>> = const { RefCell::new(Vec::new()) };
}

/// Restores the former ones, even after a panic.
struct Former(Vec<Departure>);

impl Drop for Former {
    fn drop(&mut self) {
        CURRENT.set(std::mem::take(&mut self.0));
    }
}

impl Departure {
    /// Makes that of a request which has not begun.
    pub(crate) fn not_begun() -> Self {
        Self(Arc::new(AtomicU8::new(PREPARING)))
    }

    /// Makes the request, and notes how far it comes.
    pub(crate) async fn sends<F: Future>(&self, request: F) -> F::Output {
        self.moves(PREPARING, UNKNOWN);
        self.clone().watching(request).await
    }

    /// Whether the attempt has ended before it could send anything.
    pub(crate) fn is_before(&self) -> bool {
        self.0.load(SeqCst) == PREPARING
    }

    /// Notes how far `work` comes.
    pub(crate) async fn watching<F: Future>(self, work: F) -> F::Output {
        let mut work = pin!(work);
        poll_fn(|context| {
            let former = Former(CURRENT.take());
            CURRENT.set(former.0.iter().chain([&self]).cloned().collect());
            work.as_mut().poll(context)
        })
        .await
    }

    fn moves(&self, from: u8, to: u8) {
        let _ = self.0.compare_exchange(from, to, SeqCst, SeqCst);
    }
}

/// Does what comes before a request. If it makes requests, those are others.
pub(crate) async fn preparing<F: Future>(work: F) -> F::Output {
    let mut work = pin!(work);
    poll_fn(|context| {
        let former = Former(CURRENT.take());
        let moves = |from, to| former.0.iter().for_each(|current| current.moves(from, to));
        moves(UNKNOWN, PREPARING);
        let polled = work.as_mut().poll(context);
        if polled.is_ready() {
            moves(PREPARING, UNKNOWN);
        }
        polled
    })
    .await
}

/// Notes that a request is sent from now on.
pub(crate) fn departs() {
    CURRENT.with_borrow(|current| current.iter().for_each(|current| current.moves(UNKNOWN, DEPARTED)));
}

#[cfg(test)]
mod tests {
    use std::future::{pending, ready};
    use std::task::{Context, Waker};

    use super::*;

    /// Polls once, and drops what is left.
    fn is_before(work: impl Future<Output = ()>) -> bool {
        let departure = Departure::default();
        let work = pin!(departure.clone().watching(work));
        let _ = work.poll(&mut Context::from_waker(Waker::noop()));
        departure.is_before()
    }

    #[test]
    fn says_whether_anything_was_sent() {
        assert!(is_before(preparing(pending())));
        assert!(!is_before(pending()), "nobody knows");
        assert!(!is_before(preparing(ready(()))), "nobody knows what comes next");
        assert!(!is_before(async {
            departs();
            preparing(pending::<()>()).await;
        }));
        assert!(is_before(async {
            preparing(ready(())).await;
            preparing(async {
                departs();
                pending::<()>().await;
            })
            .await;
        }));
    }
}
