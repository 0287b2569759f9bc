//! What goes wrong with a credential store.

use std::error::Error as StdError;

use keyring_core::Error;

/// Why a [`KeyringStore`](super::KeyringStore) failed: the source of the session's error. It never shows what is stored.
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
    /// There is none, it is locked, or it failed.
    #[error("the credential store of the operating system cannot be used; unlock it, or keep the tokens in a file")]
    Unavailable(#[source] Box<dyn StdError + Send + Sync>),
    /// This kind of system has none that is known.
    #[error("there is no credential store for this operating system; set a default store of keyring-core")]
    NoStore,
    /// The tokens, or a name, are longer than the store takes.
    #[error("the credential store takes at most {limit} bytes of a {what}; keep the tokens in a file")]
    TooLong {
        /// What is too long.
        what: String,
        /// How long it may be.
        limit: u32,
    },
    /// The store does not take the service or the account.
    #[error("the credential store does not take the {what}: {reason}")]
    Name {
        /// Which of them.
        what: String,
        /// What the store says about it.
        reason: String,
    },
    /// The entry is something else.
    #[error("the entry of service `{service}` and account `{account}` is something else; delete it")]
    Foreign {
        /// The service.
        service: String,
        /// The account.
        account: String,
        /// What was expected.
        source: Box<dyn StdError + Send + Sync>,
    },
    /// Several entries have the names.
    #[error("several entries have the same service and account; delete them")]
    Ambiguous,
}

/// Two of them hold the bytes of the entry, and their `Debug` shows them: nothing of those is passed on.
impl From<Error> for KeyringStoreError {
    fn from(error: Error) -> Self {
        match error {
            Error::PlatformFailure(source) | Error::NoStorageAccess(source) => Self::Unavailable(source),
            Error::NoDefaultStore => Self::NoStore,
            Error::TooLong(what, limit) => Self::TooLong { what, limit },
            Error::Invalid(what, reason) => Self::Name { what, reason },
            Error::Ambiguous(_) => Self::Ambiguous,
            Error::BadEncoding(_) | Error::BadDataFormat(..) => Self::Unavailable("its entry cannot be read".into()),
            _ => Self::Unavailable("it does not support what is asked of it".into()),
        }
    }
}
