//! Counts concurrent requests.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::watch;

/// Counts the current requests, and records the maximum.
#[derive(Debug, Default)]
pub struct Gauge {
    inside: watch::Sender<usize>,
    most: AtomicUsize,
}

/// Counts as one request until it is dropped.
#[derive(Debug)]
pub struct Inside(Arc<Gauge>);

impl Gauge {
    /// Counts one more request.
    pub fn enter(self: &Arc<Self>) -> Inside {
        self.inside.send_modify(|inside| {
            *inside += 1;
            self.most.fetch_max(*inside, Ordering::Relaxed);
        });
        Inside(Arc::clone(self))
    }

    /// Returns the maximum number of concurrent requests so far.
    #[must_use]
    pub fn most(&self) -> usize {
        self.most.load(Ordering::Relaxed)
    }

    /// Waits until there is no request.
    pub async fn idle(&self) {
        let _ = self.inside.subscribe().wait_for(|inside| *inside == 0).await;
    }

    /// Waits until there is a request.
    pub async fn busy(&self) {
        let _ = self.inside.subscribe().wait_for(|inside| *inside > 0).await;
    }
}

impl Drop for Inside {
    fn drop(&mut self) {
        self.0.inside.send_modify(|inside| *inside -= 1);
    }
}
