//! A store in Redis, for several machines.

mod claim;
mod error;
mod keys;
mod link;
mod script;
#[cfg(any(feature = "tls-rustls", feature = "tls-ring"))]
mod tls;
mod url;

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use self::claim::Claim;
pub use self::error::RedisStoreError;
use self::keys::Keys;
use self::link::Link;
#[cfg(any(feature = "tls-rustls", feature = "tls-ring"))]
pub use self::tls::RedisTls;
use super::record::{read, write};
use super::{Locked, Store, StoreFuture, Stored};
use crate::Seconds;

/// The default lifetime of a lock.
const LOCK_TTL: Duration = Duration::from_secs(15);
/// The minimum lifetime. A shorter one would be over on a busy machine before the lock is extended.
const SHORTEST_LOCK_TTL: Duration = Duration::from_millis(100);

/// A store in Redis, or a server with the same protocol, for several machines that share one account: one machine
/// renews the token, and the others read it.
///
/// **Content.** The record is a text at the given key. The lock is a second key in the same hash slot. The text is not
/// encrypted: anyone who can read the key, the slow log or a backup has the tokens. Give the store its own user
/// (`ACL SETUSER`) that may run `EVAL`, `SET`, `GET`, `DEL`, `TYPE` and `PEXPIRE` on its keys, and `TIME`. A key that
/// is not a record of a session, or is longer than 1 MiB, is an error and is not overwritten.
///
/// **The lock** is the pattern for a single instance that Redis documents
/// (<https://redis.io/docs/latest/develop/clients/patterns/distributed-locks/>): `SET` with `NX`, `PX` and a random
/// value, released by a script that compares the value. It is extended after each third of its lifetime while it is
/// held, so the lifetime only has to be longer than a pause of the holder or the server, not than the slowest login;
/// the session's `request_timeout` limits how long it is held. After a crash the others wait for the rest of the
/// lifetime. Loading and saving are scripts that first check the lock: a holder that has lost it reads and writes
/// nothing, and gets [`RedisStoreError::LockLost`]. A lock cannot undo a request that was sent before it was lost: if a
/// machine pauses for longer, a refresh token may be sent twice, and a strict provider then ends the login.
///
/// **Time.** The server's clock (`TIME`) determines how long ago another machine has sent a refresh token, so that the
/// clocks of the machines need not agree.
///
/// **The server** should not lose data: use `maxmemory-policy noeviction`, and persistence if a program cannot repeat
/// the login. A failover to a replica without the last save restores the previous refresh token. Redirections of Redis
/// Cluster are not followed. Each lock has its own connection, because tokens are rarely renewed: a restart of the
/// server does no harm. A save on a broken connection is repeated during the lifetime of the lock.
///
/// **Expiry.** Without a refresh token the record expires with the access token. With one it does not expire, unless
/// [`expires_after`](Self::expires_after) is set. A logout is kept forever.
///
/// ```
/// use auth_runtime::session::{RedisStore, RedisStoreError};
///
/// let store = RedisStore::new("redis://127.0.0.1:6379/0", "acme:tokens:ada")?;
/// # Ok::<(), RedisStoreError>(())
/// ```
#[derive(Clone)]
pub struct RedisStore {
    client: redis::Client,
    keys: Arc<Keys>,
    lock_ttl: Duration,
    expires_after: Option<Duration>,
}

impl RedisStore {
    /// Makes a store with the URL of the server, `rediss://user:password@host:port/database`, and the key of the
    /// record, which should contain the application, the provider and the account. It does not connect.
    ///
    /// `redis://`, without TLS, is allowed only for `127.0.0.0/8` and `[::1]`; `unix:///path` is a socket. The features
    /// `tls-rustls`, `tls-ring` and `tls-native` select the TLS library, with the root certificates of the operating
    /// system or those of `tls`. Without any of them, or with rustls and `tls-native` together, `rediss://` is an
    /// error. With rustls, the feature's crypto provider is installed if the application has not installed one.
    pub fn new(url: &str, key: impl Into<String>) -> Result<Self, RedisStoreError> {
        Ok(Self::of(url::open(url, url::Plain::Loopback)?, key.into()))
    }

    /// Like [`new`](Self::new), but accepts `redis://` for any host, for a network on which nobody can listen. The
    /// tokens and the password of the URL are sent in plain text.
    pub fn without_tls(url: &str, key: impl Into<String>) -> Result<Self, RedisStoreError> {
        Ok(Self::of(url::open(url, url::Plain::Anywhere)?, key.into()))
    }

    fn of(client: redis::Client, record: String) -> Self {
        Self { client, keys: Arc::new(Keys::of(record)), lock_ttl: LOCK_TTL, expires_after: None }
    }

    /// Connects with its own CA or client certificate, using rustls (features `tls-rustls` and `tls-ring`).
    ///
    /// # Errors
    /// Returns an error if a certificate or the key cannot be read, or if the URL is not `rediss://`.
    #[cfg(any(feature = "tls-rustls", feature = "tls-ring"))]
    pub fn tls(self, tls: RedisTls) -> Result<Self, RedisStoreError> {
        url::check_encrypted(&self.client)?;
        Ok(Self { client: tls.apply(&self.client)?, ..self })
    }

    /// Sets how long the lock outlives a holder that has crashed; 15 s by default, at least 100 ms. If the holder or
    /// the server pauses for longer, the lock is lost.
    #[must_use]
    pub fn lock_ttl(self, ttl: Duration) -> Self {
        Self { lock_ttl: ttl.max(SHORTEST_LOCK_TTL), ..self }
    }

    /// Removes a record that was not renewed for this time; by default a refresh token is kept. The provider's lifetime
    /// of refresh tokens is a good value.
    #[must_use]
    pub fn expires_after(self, time: Duration) -> Self {
        Self { expires_after: Some(time), ..self }
    }
}

impl Store for RedisStore {
    fn lease(&self) -> Duration {
        self.lock_ttl
    }

    fn lock(&self) -> StoreFuture<'_, Box<dyn Locked>> {
        Box::pin(async {
            let link = Link::open(self.client.clone()).await?;
            let claim = Claim::take(link, Arc::clone(&self.keys), self.lock_ttl).await?;
            Ok(Box::new(LockedKey { claim, expires_after: self.expires_after }) as Box<dyn Locked>)
        })
    }
}

struct LockedKey {
    claim: Claim,
    expires_after: Option<Duration>,
}

impl Locked for LockedKey {
    fn load(&mut self) -> StoreFuture<'_, Stored> {
        Box::pin(async {
            let Some(text) = self.claim.load().await? else { return Ok(Stored::default()) };
            Ok(read(&text).map_err(|error| self.claim.foreign(Some(error.into())))?)
        })
    }

    fn save<'a>(&'a mut self, stored: &'a Stored) -> StoreFuture<'a, ()> {
        Box::pin(async {
            if stored.is_blank() {
                return Ok(self.claim.delete().await?);
            }
            let text = write(stored);
            Ok(self.claim.save(text.as_slice(), expiry(stored, self.expires_after)).await?)
        })
    }

    fn now(&mut self) -> StoreFuture<'_, Option<SystemTime>> {
        Box::pin(async { Ok(Some(self.claim.now().await?)) })
    }

    fn unlock(self: Box<Self>) -> StoreFuture<'static, ()> {
        Box::pin(async { Ok(self.claim.release().await?) })
    }
}

/// Returns when the record expires. It is based on the token's lifetime and not on its expiry time, so that a wrong
/// clock does not remove a record too early.
fn expiry(stored: &Stored, expires_after: Option<Duration>) -> Option<Duration> {
    let is_kept = stored.refresh_token.is_some() || stored.grant.state.is_revoked();
    let useless_after = if is_kept { None } else { stored.lifetime };
    // A logout is kept forever, because a session that does not know about it would undo it.
    let expires_after = expires_after.filter(|_| !stored.grant.state.is_revoked());
    let first = [useless_after, expires_after].into_iter().flatten().min();
    // Redis accepts neither zero nor a time beyond its calendar.
    first.map(|time| time.clamp(Duration::from_millis(1), Seconds::MAX.as_duration()))
}

/// Shows the address without user name and password.
impl fmt::Debug for RedisStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { client, keys, lock_ttl, expires_after } = self;
        f.debug_struct("RedisStore")
            .field("address", &format_args!("{}", client.get_connection_info().addr()))
            .field("key", &keys.record)
            .field("lock_ttl", lock_ttl)
            .field("expires_after", expires_after)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_leaves_when_it_is_useless() {
        let seconds = Duration::from_secs;
        let rows = [
            (None, Some(900), None, Some(seconds(900))),
            (None, None, None, None),
            (Some("r"), Some(900), None, None),
            (Some("r"), Some(900), Some(86_400), Some(seconds(86_400))),
            (None, Some(900), Some(86_400), Some(seconds(900))),
            (None, Some(0), None, Some(Duration::from_millis(1))),
            (None, Some(u64::MAX), None, Some(Seconds::MAX.as_duration())),
        ];
        for (refresh_token, lifetime, expires_after, expected) in rows {
            let refresh_token = refresh_token.map(Into::into);
            let stored = Stored { refresh_token, lifetime: lifetime.map(seconds), ..Stored::default() };
            assert_eq!(expiry(&stored, expires_after.map(seconds)), expected, "{stored:?} {expires_after:?}");
        }
    }
}
