//! The locked store.

use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::task::Poll;
use std::time::{Duration, SystemTime};

use crate::session::SessionError;
use crate::session::renew::flight::drop_safely;
use crate::session::store::{Locked, Store, Stored};

/// How long releasing the lock may take.
const UNLOCKING: Duration = Duration::from_secs(2);

/// The locked store.
pub(crate) struct Place(Box<dyn Locked>);

impl Place {
    pub(crate) async fn open(store: &dyn Store) -> Result<Self, SessionError> {
        Ok(Self(store.lock().await.map_err(SessionError::store)?))
    }

    pub(crate) async fn load(&mut self) -> Result<Stored, SessionError> {
        self.0.load().await.map_err(SessionError::store)
    }

    pub(crate) async fn save(&mut self, stored: &Stored) -> Result<(), SessionError> {
        self.0.save(stored).await.map_err(SessionError::store)
    }

    /// Returns the time of the store's clock, or that of this machine if the store has none.
    pub(crate) async fn now(&mut self, own: SystemTime) -> Result<SystemTime, SessionError> {
        Ok(self.0.now().await.map_err(SessionError::store)?.unwrap_or(own))
    }

    /// Releases the lock. Failures are ignored, because the record is saved and the lock expires: callers do not wait
    /// for a store that hangs, and get their token from one that panics.
    pub(crate) async fn close(self) {
        let Ok(mut unlocking) = catch_unwind(AssertUnwindSafe(|| self.0.unlock())) else { return };
        let unlocked = poll_fn(|context| match catch_unwind(AssertUnwindSafe(|| unlocking.as_mut().poll(context))) {
            Ok(polled) => polled.map(drop),
            Err(_) => Poll::Ready(()),
        });
        let _ = tokio::time::timeout(UNLOCKING, unlocked).await;
        drop_safely(unlocking);
    }
}
