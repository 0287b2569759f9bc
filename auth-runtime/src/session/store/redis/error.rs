//! The errors of the Redis store.

use std::error::Error as StdError;

use redis::{RedisError, RetryMethod};

use crate::client::failure::cause::is_lasting_tls;

/// Why a [`RedisStore`](super::RedisStore) cannot be created or used. In the second case it is the source of the
/// session's error. It contains neither the URL nor the record.
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
    /// The text is not a Redis URL, or it disables the check of certificates.
    #[error("the URL of Redis must have the form `rediss://user:password@host:port/database`")]
    Url,
    /// The URL has no TLS and names another machine.
    #[error(
        "the URL of Redis is not `rediss://`; `redis://` is for a literal loopback address, or `RedisStore::without_tls`"
    )]
    InsecureUrl,
    /// authwright-runtime was built without TLS.
    #[error("authwright-runtime was built without TLS; turn on its feature `tls-rustls`, `tls-ring` or `tls-native`")]
    NoTls,
    /// authwright-runtime was built with two TLS libraries.
    #[error(
        "authwright-runtime was built with rustls and `tls-native`, and then the redis crate trusts no certificate; turn one of them off"
    )]
    TwoTls,
    /// A certificate or key cannot be read.
    #[error("the {what} for Redis cannot be read; it must be PEM")]
    Certificate {
        /// Which certificate or key.
        what: &'static str,
    },
    /// Connecting to Redis failed, or the connection broke.
    #[error("Redis cannot be reached")]
    Unreachable(#[source] Box<dyn StdError + Send + Sync>),
    /// Redis returned an error.
    #[error("Redis refuses the command with {code}")]
    Refused {
        /// The first word of the reply, such as `NOAUTH` or `OOM`. The rest is left out, because it may quote the
        /// command.
        code: String,
    },
    /// The lock expired before it was extended, and another machine may hold it.
    #[error("the lock in Redis was lost, and nothing was written")]
    LockLost,
    /// The key is not a record of a session.
    #[error("the key `{key}` in Redis is not a record of a session; delete it")]
    Foreign {
        /// The key of the record.
        key: String,
        /// Why it cannot be read.
        source: Option<Box<dyn StdError + Send + Sync>>,
    },
    /// The operating system gave no random bytes.
    #[error("the operating system gave no random bytes for the lock")]
    Random(#[source] Box<dyn StdError + Send + Sync>),
}

/// The first words of replies that are the same until somebody changes the server or the URL.
const LASTING: [&str; 6] = ["NOAUTH", "WRONGPASS", "NOPERM", "NOPROTO", "WRONGTYPE", "authentication failed"];

impl RedisStoreError {
    /// Whether waiting does not help.
    pub(in crate::session::store) fn is_lasting(&self) -> bool {
        match self {
            Self::Url
            | Self::InsecureUrl
            | Self::NoTls
            | Self::TwoTls
            | Self::Certificate { .. }
            | Self::Foreign { .. } => true,
            Self::Unreachable(source) => is_lasting_tls(&**source),
            Self::Refused { code } => LASTING.contains(&&**code),
            Self::LockLost | Self::Random(_) => false,
        }
    }
}

/// Converts an error. An error of the connection does not contain the command; a reply of the server may.
impl From<RedisError> for RedisStoreError {
    fn from(error: RedisError) -> Self {
        if error.is_io_error() {
            return Self::Unreachable(Box::new(error));
        }
        let code = error.code().unwrap_or_else(|| error.category());
        Self::Refused { code: code.to_owned() }
    }
}

/// Whether the command may succeed later, on a new connection.
pub(super) fn is_passing(error: &RedisError) -> bool {
    match error.retry_method() {
        RetryMethod::Reconnect | RetryMethod::RetryImmediately | RetryMethod::WaitAndRetry => true,
        _ => error.is_io_error(),
    }
}
