//! The locked store.

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

    /// What was saved is saved: a lock that cannot be given back ends by itself.
    pub(crate) async fn close(self) {
        let _ = self.0.unlock().await;
    }
}
