//! The locked store.

use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::task::Poll;
use std::time::{Duration, SystemTime};

use crate::session::SessionError;
use crate::session::renew::flight::drop_safely;
use crate::session::store::part::Part;
use crate::session::store::{Locked, Store, Stored};

/// How long releasing the lock may take.
const UNLOCKING: Duration = Duration::from_secs(2);

/// The locked store. A session of one of several tokens sees its part of the record.
pub(crate) struct Place {
    locked: Box<dyn Locked>,
    part: Option<Part>,
    /// The whole record, as it was last read or saved.
    whole: Stored,
}

impl Place {
    pub(crate) async fn open(store: &dyn Store, part: Option<Part>) -> Result<Self, SessionError> {
        Ok(Self { locked: store.lock().await.map_err(SessionError::store)?, part, whole: Stored::default() })
    }

    pub(crate) async fn load(&mut self) -> Result<Stored, SessionError> {
        let whole = self.locked.load().await.map_err(SessionError::store)?;
        let Some(part) = self.part else { return Ok(whole) };
        self.whole = whole;
        Ok(self.whole.part(part))
    }

    pub(crate) async fn save(&mut self, stored: &Stored) -> Result<(), SessionError> {
        self.save_reply(stored, false).await
    }

    /// Saves a record after a token reply, which may have brought other tokens of the login, too: new ones, or `renewed`
    /// ones. The record was read before.
    pub(crate) async fn save_reply(&mut self, stored: &Stored, renewed: bool) -> Result<(), SessionError> {
        let Some(part) = self.part else { return self.locked.save(stored).await.map_err(SessionError::store) };
        let whole = self.whole.with_part(part, stored, renewed);
        self.locked.save(&whole).await.map_err(SessionError::store)?;
        self.whole = whole;
        Ok(())
    }

    /// Returns an error if it is known that no record can be saved.
    pub(crate) async fn writable(&mut self) -> Result<(), SessionError> {
        self.locked.writable().await.map_err(SessionError::store)
    }

    /// Returns the time of the store's clock, or that of this machine if the store has none.
    pub(crate) async fn now(&mut self, own: SystemTime) -> Result<SystemTime, SessionError> {
        Ok(self.locked.now().await.map_err(SessionError::store)?.unwrap_or(own))
    }

    /// Releases the lock. Failures are ignored, because the record is saved and the lock expires: callers do not wait
    /// for a store that hangs, and get their token from one that panics.
    pub(crate) async fn close(self) {
        let Ok(mut unlocking) = catch_unwind(AssertUnwindSafe(|| self.locked.unlock())) else { return };
        let unlocked = poll_fn(|context| match catch_unwind(AssertUnwindSafe(|| unlocking.as_mut().poll(context))) {
            Ok(polled) => polled.map(drop),
            Err(_) => Poll::Ready(()),
        });
        let _ = tokio::time::timeout(UNLOCKING, unlocked).await;
        drop_safely(unlocking);
    }
}
