//! The errors of a credential store.

use std::error::Error as StdError;

use keyring_core::Error;

/// Why a [`KeyringStore`](super::KeyringStore) failed: the source of the session's error. It does not contain the
/// record.
///
/// ```
/// use std::error::Error;
/// use auth_runtime::session::{KeyringStoreError, SessionError};
///
/// fn is_too_long(error: &SessionError) -> bool {
///     let source = error.source().and_then(|source| source.downcast_ref());
///     matches!(source, Some(KeyringStoreError::TooLong { .. }))
/// }
/// # assert!(!is_too_long(&SessionError::new(auth_runtime::Class::Retry, "another")));
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum KeyringStoreError {
    /// There is no credential store, it is locked, or it failed.
    #[error("the credential store of the operating system cannot be used; unlock it, or keep the tokens in a file")]
    Unavailable(#[source] Box<dyn StdError + Send + Sync>),
    /// No credential store is known for this operating system.
    #[error("there is no credential store for this operating system; set a default store of keyring-core")]
    NoStore,
    /// The record or a name is longer than the store allows.
    #[error("the credential store allows at most {limit} bytes in a {what}; keep the tokens in a file")]
    TooLong {
        /// What is too long, such as `record`.
        what: String,
        /// The maximum number of bytes.
        limit: u32,
    },
    /// The store does not accept the service or the account.
    #[error("the credential store does not accept the {what}: {reason}")]
    Name {
        /// Whether it is the service or the account.
        what: String,
        /// The reason, from the store.
        reason: String,
    },
    /// The entry is not a record of a session, or parts of it are missing.
    #[error("the entry of service `{service}` and account `{account}` is not a record of a session; delete it")]
    Foreign {
        /// The service.
        service: String,
        /// The account.
        account: String,
        /// Why it cannot be read.
        source: Box<dyn StdError + Send + Sync>,
    },
    /// Several entries have the same names.
    #[error("several entries have the same service and account; delete them")]
    Ambiguous,
}

impl KeyringStoreError {
    /// Whether waiting does not help. A store that cannot be used may be locked.
    pub(in crate::session::store) fn is_lasting(&self) -> bool {
        match self {
            Self::NoStore | Self::TooLong { .. } | Self::Name { .. } | Self::Foreign { .. } | Self::Ambiguous => true,
            Self::Unavailable(_) => false,
        }
    }
}

/// Drops the bytes of the entry, which two variants contain and show in their `Debug`.
impl From<Error> for KeyringStoreError {
    fn from(error: Error) -> Self {
        match error {
            Error::PlatformFailure(source) | Error::NoStorageAccess(source) => Self::Unavailable(source),
            Error::NoDefaultStore => Self::NoStore,
            Error::TooLong(what, limit) => Self::TooLong { what, limit },
            Error::Invalid(what, reason) => Self::Name { what, reason },
            Error::Ambiguous(_) => Self::Ambiguous,
            Error::BadEncoding(_) | Error::BadDataFormat(..) => Self::Unavailable("its entry cannot be read".into()),
            _ => Self::Unavailable("it does not support the operation".into()),
        }
    }
}
