//! The locked store.

use std::time::SystemTime;

use crate::session::SessionError;
use crate::session::store::{Locked, Store, Stored};

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

    /// Releases the lock. Errors are ignored, because the record is saved and the lock expires.
    pub(crate) async fn close(self) {
        let _ = self.0.unlock().await;
    }
}
