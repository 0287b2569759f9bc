//! Where tokens outlive the process.

#[cfg(feature = "test-util")]
pub mod conformance;
#[cfg(feature = "encrypted-store")]
mod encrypted;
mod file;
pub(crate) mod grant;
#[cfg(feature = "keyring")]
mod keyring;
mod lock_file;
mod memory;
pub(crate) mod owner;
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

/// What the methods of a store return.
pub type StoreFuture<'a, T> = Pin<Box<dyn Future<Output = Result<T, Box<dyn StdError + Send + Sync>>> + Send + 'a>>;

/// A place for the tokens of one account. Sessions in several processes may share it: each takes the lock, looks whether
/// another has already renewed the token, and saves what it obtained before anyone sees it.
///
/// [`MemoryStore`] and [`FileStore`] implement it; so do `KeyringStore` (feature `keyring`) and `RedisStore` (feature
/// `redis`). `EncryptedStore` (feature `encrypted-store`) encrypts another store. A store of your own keeps
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
    /// Waits until nobody else has the lock, for as long as the future is polled.
    fn lock(&self) -> StoreFuture<'_, Box<dyn Locked>>;

    /// How long the lock outlives a holder that has crashed. Zero, the default, for locks that end with their process.
    fn lease(&self) -> Duration {
        Duration::ZERO
    }
}

/// A store that is locked until this is dropped.
pub trait Locked: Send {
    /// What was saved last; the default of [`Stored`] if nothing was.
    fn load(&mut self) -> StoreFuture<'_, Stored>;

    /// Replaces what was saved, as a whole: after a failure or a crash either the old or the new is there.
    fn save<'a>(&'a mut self, stored: &'a Stored) -> StoreFuture<'a, ()>;

    /// The time by the clock of the store, if it has one that is the same for everybody who shares it: by it a session knows
    /// whether the token request of another holder may still be on its way. `None`, the default, is right for a store on
    /// one machine, where all clocks are one. A store that several machines share has a clock of its own: theirs may
    /// differ, and a machine whose clock is ahead would send a refresh token that another is still sending.
    fn now(&mut self) -> StoreFuture<'_, Option<SystemTime>> {
        Box::pin(std::future::ready(Ok(None)))
    }

    /// Gives the lock back and returns when others can have it. Where that is over a network, dropping is only the
    /// beginning of it, which a process that ends may never finish. By default the same as dropping.
    #[must_use]
    fn unlock(self: Box<Self>) -> StoreFuture<'static, ()> {
        drop(self);
        Box::pin(std::future::ready(Ok(())))
    }
}

/// What a store keeps for a session.
///
/// A store keeps all of it. A record that an application makes by hand has `..Stored::default()`, and belongs to the first
/// session that uses it.
#[derive(Clone, Debug, Default)]
pub struct Stored {
    /// The access token.
    pub access_token: Option<Secret>,
    /// When it expires; `None` if it lives until it is refused.
    pub expires_at: Option<SystemTime>,
    /// How long it lived when it was issued.
    pub lifetime: Option<Duration>,
    /// The refresh token.
    pub refresh_token: Option<Secret>,
    /// The scopes that were granted.
    pub scope: Option<String>,
    /// Whose tokens these are, and in which state the login is.
    pub grant: Grant,
}

impl Stored {
    /// Whether there is nothing to keep: no token, and no log-out to remember.
    pub(crate) fn is_empty(&self) -> bool {
        let Self { access_token, refresh_token, expires_at: _, lifetime: _, scope: _, grant } = self;
        access_token.is_none() && refresh_token.is_none() && grant.owner.is_none() && !grant.state.is_revoked()
    }
}
