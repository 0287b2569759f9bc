//! A store that encrypts the records of another store.

mod error;
mod key;
mod seal;

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

pub use self::error::EncryptedStoreError;
pub use self::key::EncryptionKey;
use self::seal::Sealer;
use super::grant::GrantState;
use super::record::{read, write};
use super::{Grant, Locked, Store, StoreFuture, Stored};

/// Encrypts the records of another store with XChaCha20-Poly1305 (RFC 8439, with a random nonce of 24 bytes). A person
/// who can read the other store, such as a database or its backup, sees how long a record is, when it changes, and
/// whether it has a refresh token or is a logout, but no token, account or scope.
///
/// A record that was changed, or copied from another name, is an error and is not overwritten. An older record of the
/// same name can be put back, because encryption does not prevent that.
///
/// ```
/// use auth_runtime::session::{EncryptedStore, EncryptionKey, FileStore};
///
/// # fn example() -> Result<(), Box<dyn std::error::Error>> {
/// // 32 random bytes in base64, from a secret manager: `EncryptionKey::generate` makes one.
/// let key = EncryptionKey::from_base64(&std::env::var("ACME_STORE_KEY")?)?;
/// let store = EncryptedStore::new(FileStore::new("session.json"), "acme:ada", key);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct EncryptedStore<S> {
    inner: S,
    sealer: Arc<Sealer>,
}

impl<S: Store> EncryptedStore<S> {
    /// Encrypts the records of `store`. `name` identifies the record, for example its key in Redis: a record can be
    /// read only under the name under which it was written.
    pub fn new(store: S, name: impl Into<String>, key: EncryptionKey) -> Self {
        Self { inner: store, sealer: Arc::new(Sealer::new(name.into(), key)) }
    }

    /// Also reads records that were encrypted with a previous key. They are encrypted with the current key at the next
    /// save.
    #[must_use]
    pub fn previous_key(self, key: EncryptionKey) -> Self {
        Self { sealer: Arc::new(Sealer::clone(&self.sealer).with_previous(key)), ..self }
    }

    /// Also reads records that are not encrypted, until all are migrated. Until then, anyone who can write to the other
    /// store can give a session tokens of their choice.
    #[must_use]
    pub fn accept_plain_text(self) -> Self {
        Self { sealer: Arc::new(Sealer::clone(&self.sealer).with_plain_text()), ..self }
    }
}

impl<S: Store> Store for EncryptedStore<S> {
    fn lease(&self) -> Duration {
        self.inner.lease()
    }

    fn lock(&self) -> StoreFuture<'_, Box<dyn Locked>> {
        Box::pin(async {
            let inner = self.inner.lock().await?;
            Ok(Box::new(LockedSeal { inner, sealer: Arc::clone(&self.sealer) }) as Box<dyn Locked>)
        })
    }
}

struct LockedSeal {
    inner: Box<dyn Locked>,
    sealer: Arc<Sealer>,
}

impl Locked for LockedSeal {
    fn load(&mut self) -> StoreFuture<'_, Stored> {
        Box::pin(async {
            let outer = self.inner.load().await?;
            let Some(text) = self.sealer.open(&outer)? else { return Ok(outer) };
            Ok(read(text.as_slice())?)
        })
    }

    fn save<'a>(&'a mut self, stored: &'a Stored) -> StoreFuture<'a, ()> {
        Box::pin(async {
            if stored.is_blank() {
                return self.inner.save(stored).await;
            }
            let sealed = self.sealer.seal(write(stored).as_slice())?;
            self.inner.save(&outer(stored, sealed)).await
        })
    }

    fn writable(&mut self) -> StoreFuture<'_, ()> {
        self.inner.writable()
    }

    fn now(&mut self) -> StoreFuture<'_, Option<SystemTime>> {
        self.inner.now()
    }

    fn unlock(self: Box<Self>) -> StoreFuture<'static, ()> {
        self.inner.unlock()
    }
}

/// Returns the record for the other store. A store may remove a record after its lifetime, but not a logout. Therefore
/// the lifetime is included only if the record is useless afterwards, and a logout is marked as such.
fn outer(stored: &Stored, sealed: crate::Secret) -> Stored {
    let is_useless_later = stored.refresh_token.is_none() && !stored.grant.state.is_revoked();
    if is_useless_later && stored.lifetime.is_some() {
        return Stored { access_token: Some(sealed), lifetime: stored.lifetime, ..Stored::default() };
    }
    let state = if stored.grant.state.is_revoked() { GrantState::Revoked } else { GrantState::Idle };
    Stored { refresh_token: Some(sealed), grant: Grant { state, ..Grant::default() }, ..Stored::default() }
}

/// Shows neither the key nor the name.
impl<S: fmt::Debug> fmt::Debug for EncryptedStore<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EncryptedStore").field("inner", &self.inner).finish_non_exhaustive()
    }
}
