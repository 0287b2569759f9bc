//! A store in Redis, for a fleet.

mod claim;
mod error;
mod link;
mod script;
mod url;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use self::claim::Claim;
pub use self::error::RedisStoreError;
use self::link::Link;
use super::record::{read, write};
use super::{Locked, Store, StoreFuture, Stored};
use crate::Seconds;

/// How long a lock outlives its holder, unless it is set.
const LOCK_TTL: Duration = Duration::from_secs(15);
/// A shorter one would be lost on a busy machine.
const SHORTEST_LOCK_TTL: Duration = Duration::from_millis(100);

/// A store in Redis, or in a server that speaks like it, for a fleet that shares one account: one machine renews the
/// token, the others take it from here.
///
/// **What is kept.** The tokens are a text at the key that is given, and the lock is a second key of the same hash slot.
/// The text is not encrypted: whoever may read the key, the log of slow commands or a backup has the tokens. Give the
/// store a user of its own (`ACL SETUSER`) that may do `EVAL`, `SET`, `GET`, `DEL`, `TYPE` and `PEXPIRE` on
/// its keys. A key that holds something else is an error and is not written over.
///
/// **The lock** is the pattern for a single instance that Redis documents
/// (<https://redis.io/docs/latest/develop/clients/patterns/distributed-locks/>): `SET` with `NX`, `PX` and a random value,
/// given back by a script that compares the value. It is extended every third of its time while it is held, so that it
/// needs to be no longer than a pause of the holder or the server, and not as long as the slowest login; the session's
/// `request_timeout` bounds how long it is held. After a crash the others wait for the rest of that time. Loading and
/// saving are scripts that first look whether the lock is still there: who has lost it reads nothing, writes nothing, and
/// gets [`RedisStoreError::LockLost`]. What no lock can undo is a request that was sent before it was lost: a fleet
/// whose machine stood still for longer may send a refresh token twice, which a strict provider answers with the end of
/// the login.
///
/// **The server** should keep what it is told: with `maxmemory-policy noeviction`, and persistence if the login cannot be
/// repeated by a program. A failover to a replica that has not yet heard of the last save brings back the refresh token
/// before it. Redis Cluster's redirections are not followed. A connection is made for each attempt and closed after it,
/// because tokens are renewed seldom: nothing is left to break when the server restarts. A save that meets a broken
/// connection is tried again for as long as the lock lives.
///
/// **Expiry.** Without a refresh token the tokens leave Redis after the lifetime of the access token; with one they stay,
/// unless [`expires_after`](Self::expires_after) says otherwise. A revoked session has no key.
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

/// Where the tokens and the lock are.
struct Keys {
    record: String,
    lock: String,
}

impl RedisStore {
    /// The server, as `rediss://user:password@host:port/database`, and the key that the tokens are kept at, which names
    /// the application, the provider and the account. Nothing is connected yet.
    ///
    /// `redis://`, without TLS, is for `127.0.0.0/8` and `[::1]` only, and `unix:///path` for a socket. TLS is that of the
    /// features `tls-rustls`, `tls-ring` or `tls-native`, with the operating system's roots; without one of them, or with
    /// rustls and `tls-native` at once, `rediss://` is an error. With rustls, an application that has installed no crypto
    /// provider gets that of the feature.
    pub fn new(url: &str, key: impl Into<String>) -> Result<Self, RedisStoreError> {
        Ok(Self::of(url::open(url, url::Plain::Loopback)?, key.into()))
    }

    /// The same for a network on which nobody can listen: `redis://` is accepted for any host. The tokens and the
    /// password of the URL travel in the clear.
    pub fn without_tls(url: &str, key: impl Into<String>) -> Result<Self, RedisStoreError> {
        Ok(Self::of(url::open(url, url::Plain::Anywhere)?, key.into()))
    }

    fn of(client: redis::Client, record: String) -> Self {
        // Both keys must be in one hash slot: servers in front of several shards refuse the scripts otherwise.
        let lock = if record.contains('{') { format!("{record}:lock") } else { format!("{{{record}}}:lock") };
        Self { client, keys: Arc::new(Keys { record, lock }), lock_ttl: LOCK_TTL, expires_after: None }
    }

    /// How long the lock outlives a holder that has crashed; 15 s by default, at least 100 ms. A holder or a server that
    /// stands still for longer loses it.
    #[must_use]
    pub fn lock_ttl(self, ttl: Duration) -> Self {
        Self { lock_ttl: ttl.max(SHORTEST_LOCK_TTL), ..self }
    }

    /// Lets tokens leave Redis that nobody has renewed for that long; by default a refresh token stays. What the provider
    /// says about the lifetime of its refresh tokens is a good value.
    #[must_use]
    pub fn expires_after(self, time: Duration) -> Self {
        Self { expires_after: Some(time), ..self }
    }
}

impl Store for RedisStore {
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
            if stored.is_empty() {
                return Ok(self.claim.delete().await?);
            }
            let text = write(stored);
            Ok(self.claim.save(text.as_slice(), expiry(stored, self.expires_after)).await?)
        })
    }

    fn unlock(self: Box<Self>) -> StoreFuture<'static, ()> {
        Box::pin(async { Ok(self.claim.release().await?) })
    }
}

/// By the lifetime and not by the time of expiry, so that clocks that differ take nothing away too early.
fn expiry(stored: &Stored, expires_after: Option<Duration>) -> Option<Duration> {
    let useless_after = if stored.refresh_token.is_none() { stored.lifetime } else { None };
    let first = [useless_after, expires_after].into_iter().flatten().min();
    // Redis takes neither zero nor a time beyond its calendar.
    first.map(|time| time.clamp(Duration::from_millis(1), Seconds::MAX.as_duration()))
}

/// Shows where it is, without the user and the password.
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

    #[test]
    fn both_keys_are_in_one_slot() {
        let client = redis::Client::open("redis://127.0.0.1").unwrap();
        let rows = [("acme:ada", "{acme:ada}:lock"), ("{acme}:ada", "{acme}:ada:lock")];
        for (key, lock) in rows {
            assert_eq!(RedisStore::of(client.clone(), key.to_owned()).keys.lock, lock);
        }
    }
}
