//! How many are at it at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::watch;

/// Counts who is inside, and remembers the most.
#[derive(Debug, Default)]
pub struct Gauge {
    inside: watch::Sender<usize>,
    most: AtomicUsize,
}

/// One who is inside until this is dropped.
#[derive(Debug)]
pub struct Inside(Arc<Gauge>);

impl Gauge {
    /// One more.
    pub fn enter(self: &Arc<Self>) -> Inside {
        self.inside.send_modify(|inside| {
            *inside += 1;
            self.most.fetch_max(*inside, Ordering::Relaxed);
        });
        Inside(Arc::clone(self))
    }

    /// The most that were inside at once.
    #[must_use]
    pub fn most(&self) -> usize {
        self.most.load(Ordering::Relaxed)
    }

    /// Waits until nobody is inside.
    pub async fn idle(&self) {
        let _ = self.inside.subscribe().wait_for(|inside| *inside == 0).await;
    }

    /// Waits until somebody is inside.
    pub async fn busy(&self) {
        let _ = self.inside.subscribe().wait_for(|inside| *inside > 0).await;
    }
}

impl Drop for Inside {
    fn drop(&mut self) {
        self.0.inside.send_modify(|inside| *inside -= 1);
    }
}
