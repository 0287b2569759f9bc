//! Takes the lock, and reads and writes under it.

use std::error::Error as StdError;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use redis::{Cmd, RedisResult, Value, cmd};
use tokio::runtime::Handle;
use tokio::task::AbortHandle;
use zeroize::Zeroizing;

use super::keys::Keys;
use super::link::Link;
use super::{RedisStoreError, script};
use crate::retry::backoff::spread;

/// The pauses between attempts to take the lock; they double from the first to the last.
const FIRST_TRY: Duration = Duration::from_millis(20);
const LAST_TRY: Duration = Duration::from_millis(500);

/// A lock that is held or waited for. Dropping it releases the lock, even if the reply to the command that took it has
/// not arrived yet.
pub(super) struct Claim {
    held: Arc<Held>,
    extending: Option<AbortHandle>,
    released: bool,
}

struct Held {
    link: Link,
    keys: Arc<Keys>,
    /// A random value that identifies the holder: only the session that set a lock may change it.
    value: String,
    ttl: Duration,
}

impl Claim {
    /// Waits for the lock.
    pub(super) async fn take(link: Link, keys: Arc<Keys>, ttl: Duration) -> Result<Self, RedisStoreError> {
        let held = Arc::new(Held { link, keys, value: random_value()?, ttl });
        let mut claim = Self { held, extending: None, released: false };
        let mut wait = FIRST_TRY;
        while !claim.held.try_take().await? {
            tokio::time::sleep(spread(wait)).await;
            wait = wait.saturating_mul(2).min(LAST_TRY);
        }
        claim.extending = Some(tokio::spawn(extend(Arc::clone(&claim.held))).abort_handle());
        Ok(claim)
    }

    pub(super) async fn load(&self) -> Result<Option<Zeroizing<Vec<u8>>>, RedisStoreError> {
        self.run(&self.held.script(script::LOAD)).await
    }

    pub(super) async fn save(&self, text: &[u8], expiry: Option<Duration>) -> Result<(), RedisStoreError> {
        let mut save = self.held.script(script::SAVE);
        save.arg(text);
        if let Some(expiry) = expiry {
            save.arg(milliseconds(expiry));
        }
        self.run(&save).await.map(|_| ())
    }

    pub(super) async fn delete(&self) -> Result<(), RedisStoreError> {
        self.run(&self.held.script(script::DELETE)).await.map(|_| ())
    }

    /// Returns the time of the server's clock, in seconds and microseconds.
    pub(super) async fn now(&self) -> Result<SystemTime, RedisStoreError> {
        let Held { link, ttl, .. } = &*self.held;
        let (seconds, microseconds): (u64, u64) = link.persist(&cmd("TIME"), *ttl).await?;
        let time = Duration::from_secs(seconds).saturating_add(Duration::from_micros(microseconds));
        Ok(SystemTime::UNIX_EPOCH.checked_add(time).unwrap_or(SystemTime::UNIX_EPOCH))
    }

    /// Releases the lock, if it is still held.
    pub(super) async fn release(mut self) -> Result<(), RedisStoreError> {
        self.held.release().await?;
        self.released = true;
        Ok(())
    }

    pub(super) fn foreign(&self, source: Option<Box<dyn StdError + Send + Sync>>) -> RedisStoreError {
        RedisStoreError::Foreign { key: self.held.keys.record.clone(), source }
    }

    /// Repeats a script during the lifetime of the lock, while nobody else can hold it.
    async fn run(&self, script: &Cmd) -> Result<Option<Zeroizing<Vec<u8>>>, RedisStoreError> {
        let (done, text): (u8, Option<Vec<u8>>) = self.held.link.persist(script, self.held.ttl).await?;
        match done {
            script::DONE => Ok(text.map(Zeroizing::new)),
            script::FOREIGN => Err(self.foreign(None)),
            _ => Err(RedisStoreError::LockLost),
        }
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        if let Some(extending) = &self.extending {
            extending.abort();
        }
        // Without a runtime the lock expires.
        if let (false, Ok(runtime)) = (self.released, Handle::try_current()) {
            let held = Arc::clone(&self.held);
            runtime.spawn(async move { held.release().await });
        }
    }
}

impl Held {
    async fn try_take(&self) -> RedisResult<bool> {
        let Self { link, keys, value, ttl } = self;
        let mut set = cmd("SET");
        set.arg(&keys.lock).arg(value).arg("NX").arg("PX").arg(milliseconds(*ttl));
        Ok(link.send::<Value>(&set).await? == Value::Okay)
    }

    async fn release(&self) -> RedisResult<()> {
        self.link.send(&self.script(script::RELEASE)).await
    }

    fn script(&self, text: &str) -> Cmd {
        let Self { link: _, keys, value, ttl: _ } = self;
        let mut eval = cmd("EVAL");
        eval.arg(text).arg(2).arg(&keys.record).arg(&keys.lock).arg(value);
        eval
    }
}

/// Extends the lock until it is lost or released.
async fn extend(held: Arc<Held>) {
    let mut script = held.script(script::EXTEND);
    script.arg(milliseconds(held.ttl));
    loop {
        tokio::time::sleep(held.ttl / 3).await;
        let extended: RedisResult<(u8, Value)> = held.link.send(&script).await;
        if extended.is_ok_and(|(done, _)| done == script::LOST) {
            return;
        }
    }
}

fn milliseconds(time: Duration) -> u64 {
    time.as_millis().try_into().unwrap_or(u64::MAX)
}

fn random_value() -> Result<String, RedisStoreError> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| RedisStoreError::Random(error.into()))?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}
