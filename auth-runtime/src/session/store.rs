//! Stores that keep tokens beyond the process.

#[cfg(feature = "test-util")]
pub mod conformance;
#[cfg(feature = "encrypted-store")]
mod encrypted;
mod failed;
mod file;
pub(crate) mod grant;
#[cfg(feature = "keyring")]
mod keyring;
mod lock_file;
mod memory;
pub(crate) mod owner;
pub(crate) mod part;
mod record;
#[cfg(feature = "redis")]
mod redis;

use std::error::Error as StdError;
use std::pin::Pin;
use std::time::{Duration, SystemTime};

#[cfg(feature = "encrypted-store")]
pub use self::encrypted::{EncryptedStore, EncryptedStoreError, EncryptionKey};
pub use self::file::FileStore;
pub use self::grant::Grant;
#[cfg(feature = "keyring")]
pub use self::keyring::{KeyringStore, KeyringStoreError};
pub use self::memory::MemoryStore;
pub(crate) use self::owner::Owner;
#[cfg(feature = "test-util")]
pub use self::record::rewritten;
#[cfg(all(feature = "redis", any(feature = "tls-rustls", feature = "tls-ring")))]
pub use self::redis::RedisTls;
#[cfg(feature = "redis")]
pub use self::redis::{RedisStore, RedisStoreError};
use crate::Secret;

/// The result of a store's methods. A [`SessionError`](super::SessionError) as the error says by its class and its
/// `retry_after` whether waiting helps; other errors have the class `retry`, unless it is known that they stay.
pub type StoreFuture<'a, T> = Pin<Box<dyn Future<Output = Result<T, Box<dyn StdError + Send + Sync>>> + Send + 'a>>;

/// A store for the tokens of one account. Sessions in several processes may share it: each takes the lock, checks
/// whether another has already renewed the token, and saves a new token before it is used.
///
/// [`MemoryStore`] and [`FileStore`] implement it; so do `KeyringStore` (feature `keyring`) and `RedisStore` (feature
/// `redis`). `EncryptedStore` (feature `encrypted-store`) encrypts another store. Your own store can keep
/// [`Stored::to_text`], and `conformance::check` (feature `test-util`) tests it.
///
/// ```
/// # use auth_runtime::session::*;
/// # async fn example() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
/// let store = MemoryStore::default();
/// let stored = Stored { refresh_token: Some("rt_1".into()), ..Stored::default() };
/// store.lock().await?.save(&stored).await?;
/// # Ok(())
/// # }
/// ```
pub trait Store: Send + Sync + 'static {
    /// Waits for the lock, for as long as the future is polled.
    fn lock(&self) -> StoreFuture<'_, Box<dyn Locked>>;

    /// Returns how long the lock outlives a holder that has crashed. Zero, the default, is for locks that end with
    /// their process.
    fn lease(&self) -> Duration {
        Duration::ZERO
    }
}

/// A store that is locked until this value is dropped.
pub trait Locked: Send {
    /// Returns the last saved record, or the default of [`Stored`] if there is none.
    fn load(&mut self) -> StoreFuture<'_, Stored>;

    /// Replaces the record as a whole: after a failure or a crash, either the old or the new one is stored.
    fn save<'a>(&'a mut self, stored: &'a Stored) -> StoreFuture<'a, ()>;

    /// Returns an error if it is known that no record can be saved. A login whose tokens have to be kept is then not begun,
    /// so that its code is not used up. By default nothing is known.
    fn writable(&mut self) -> StoreFuture<'_, ()> {
        Box::pin(std::future::ready(Ok(())))
    }

    /// Returns the time of the store's clock, if it is the same for all users of the store. With it, a session knows
    /// whether the token request of another holder may still be in progress. `None`, the default, is right for a store
    /// on one machine. A store that several machines share needs its own clock: the machines' clocks may differ, and a
    /// machine whose clock is ahead would send a refresh token that another is still sending.
    fn now(&mut self) -> StoreFuture<'_, Option<SystemTime>> {
        Box::pin(std::future::ready(Ok(None)))
    }

    /// Releases the lock, and returns when others can take it. Over a network, dropping only starts the release, which
    /// a process that is ending may not finish. By default it is the same as dropping.
    #[must_use]
    fn unlock(self: Box<Self>) -> StoreFuture<'static, ()> {
        drop(self);
        Box::pin(std::future::ready(Ok(())))
    }
}

/// The record that a store keeps for a session.
///
/// A store must keep all of it. A record that an application makes by hand has `..Stored::default()`, and belongs to
/// the first session that uses it.
#[derive(Clone, Debug, Default)]
pub struct Stored {
    /// The access token.
    pub access_token: Option<Secret>,
    /// When the access token expires; `None` if it is valid until it is refused.
    pub expires_at: Option<SystemTime>,
    /// The lifetime of the access token when it was issued.
    pub lifetime: Option<Duration>,
    /// The refresh token.
    pub refresh_token: Option<Secret>,
    /// The granted scopes.
    pub scope: Option<String>,
    /// Whose tokens these are, and the state of the login.
    pub grant: Grant,
}

impl Stored {
    /// Whether there is nothing to keep, so that a store may remove the record.
    #[cfg(any(feature = "encrypted-store", feature = "keyring", feature = "redis"))]
    pub(crate) fn is_blank(&self) -> bool {
        self.is_empty() && self.grant.registration.is_empty() && self.grant.others.is_empty()
    }

    /// Whether there is no login: no token, and no logout. The part of an old record is something. There may be the
    /// registration of a client.
    pub(crate) fn is_empty(&self) -> bool {
        let Grant { owner, state, is_old, tokens, .. } = &self.grant;
        !self.has_token() && tokens.is_empty() && owner.is_none() && !is_old && !state.is_revoked()
    }

    /// Whether it has the token of a login that has one, or the first of several.
    pub(crate) fn has_token(&self) -> bool {
        self.access_token.is_some() || self.refresh_token.is_some()
    }
}
