//! What goes wrong with Redis.

use std::error::Error as StdError;

use redis::{RedisError, RetryMethod};

/// Why a [`RedisStore`](super::RedisStore) cannot be made or failed: in the second case it is the source of the session's
/// error. It shows neither the URL nor what is stored.
///
/// ```
/// use auth_runtime::session::{RedisStore, RedisStoreError};
///
/// let store = RedisStore::new("redis://redis.example", "acme:tokens:ada");
/// assert!(matches!(store, Err(RedisStoreError::InsecureUrl)));
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RedisStoreError {
    /// Not a URL of Redis, or one that turns the check of certificates off.
    #[error("the URL of Redis must have the form `rediss://user:password@host:port/database`")]
    Url,
    /// Without TLS, to another machine.
    #[error(
        "the URL of Redis is not `rediss://`; `redis://` is for a literal loopback address, or `RedisStore::without_tls`"
    )]
    InsecureUrl,
    /// auth-runtime was built without TLS.
    #[error("auth-runtime was built without TLS; turn on its feature `tls-rustls`, `tls-ring` or `tls-native`")]
    NoTls,
    /// auth-runtime was built with more than one TLS library.
    #[error("with two TLS libraries the redis crate trusts no certificate; turn on either rustls or `tls-native`")]
    TwoTls,
    /// No connection, or it broke.
    #[error("Redis cannot be reached")]
    Unreachable(#[source] Box<dyn StdError + Send + Sync>),
    /// Redis answered with an error.
    #[error("Redis refuses the command with {code}")]
    Refused {
        /// The first word of its answer, as `NOAUTH` or `OOM`. The rest may quote what was sent.
        code: String,
    },
    /// Another machine may have the lock: it was held for longer than it lives, without being extended.
    #[error("the lock in Redis was lost, and nothing was written")]
    LockLost,
    /// The key holds something else.
    #[error("the key `{key}` in Redis holds something else; delete it")]
    Foreign {
        /// The key.
        key: String,
        /// What was expected.
        source: Option<Box<dyn StdError + Send + Sync>>,
    },
    /// The system has no random bytes.
    #[error("there are no random bytes for the lock")]
    Random(#[source] Box<dyn StdError + Send + Sync>),
}

/// An error of a connection has nothing of what was sent in it; an answer of the server may.
impl From<RedisError> for RedisStoreError {
    fn from(error: RedisError) -> Self {
        if error.is_io_error() {
            return Self::Unreachable(Box::new(error));
        }
        let code = error.code().unwrap_or_else(|| error.category());
        Self::Refused { code: code.to_owned() }
    }
}

/// Whether the same may work in a moment, on a new connection.
pub(super) fn is_passing(error: &RedisError) -> bool {
    match error.retry_method() {
        RetryMethod::Reconnect | RetryMethod::RetryImmediately | RetryMethod::WaitAndRetry => true,
        _ => error.is_io_error(),
    }
}
