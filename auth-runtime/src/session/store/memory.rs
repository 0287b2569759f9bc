//! A store in memory.

use std::fmt;
use std::sync::Arc;

use tokio::sync::{Mutex, OwnedMutexGuard};

use super::{Locked, Store, StoreFuture, Stored};

/// A store in memory, for sessions of one account in one process. Clones share their content.
///
/// ```
/// use auth_runtime::session::MemoryStore;
///
/// let store = MemoryStore::default();
/// let same = store.clone();
/// ```
#[derive(Clone, Default)]
pub struct MemoryStore(Arc<Mutex<Stored>>);

impl Store for MemoryStore {
    fn lock(&self) -> StoreFuture<'_, Box<dyn Locked>> {
        Box::pin(async {
            let guard = Arc::clone(&self.0).lock_owned().await;
            Ok(Box::new(guard) as Box<dyn Locked>)
        })
    }
}

impl Locked for OwnedMutexGuard<Stored> {
    fn load(&mut self) -> StoreFuture<'_, Stored> {
        Box::pin(std::future::ready(Ok(Stored::clone(self))))
    }

    fn save<'a>(&'a mut self, stored: &'a Stored) -> StoreFuture<'a, ()> {
        **self = stored.clone();
        Box::pin(std::future::ready(Ok(())))
    }
}

/// Shows nothing of the content.
impl fmt::Debug for MemoryStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MemoryStore").finish_non_exhaustive()
    }
}
