//! The error of a session whose store failed, and whether waiting can help.

use std::error::Error as StdError;
use std::io::{self, ErrorKind};

use crate::Class;
use crate::credential::SessionError;
use crate::value::DecodeError;

impl SessionError {
    /// Makes an error for a failure of the store. A store of the application's own says by a `SessionError` whether and
    /// when it may be tried again.
    pub(crate) fn store(source: Box<dyn StdError + Send + Sync>) -> Self {
        let own = source.downcast_ref::<Self>();
        let class = own.map_or_else(|| class(&*source), Self::class);
        // What must be renewed is the access to the store, and not the login.
        let class = if class == Class::Reauthenticate { Class::Configuration } else { class };
        let retry_after = own.and_then(Self::retry_after);
        Self::of_store(class, source).with_retry_after(retry_after)
    }
}

/// Whether an error of a store is lasting: it stays until somebody changes something.
type IsLasting = fn(&(dyn StdError + 'static)) -> bool;

fn class(error: &(dyn StdError + 'static)) -> Class {
    let kinds: &[IsLasting] = &[
        |error| error.downcast_ref().is_some_and(is_lasting),
        |error| error.is::<DecodeError>(),
        #[cfg(feature = "encrypted-store")]
        |error| error.downcast_ref().is_some_and(super::EncryptedStoreError::is_lasting),
        #[cfg(feature = "keyring")]
        |error| error.downcast_ref().is_some_and(super::KeyringStoreError::is_lasting),
        #[cfg(feature = "redis")]
        |error| error.downcast_ref().is_some_and(super::RedisStoreError::is_lasting),
    ];
    if kinds.iter().any(|is_lasting| is_lasting(error)) { Class::Configuration } else { Class::Retry }
}

/// A full disk may have room later, and so on; a file that must not be written stays one.
fn is_lasting(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::NotFound
            | ErrorKind::PermissionDenied
            | ErrorKind::ReadOnlyFilesystem
            | ErrorKind::IsADirectory
            | ErrorKind::NotADirectory
            | ErrorKind::InvalidFilename
            | ErrorKind::InvalidInput
            | ErrorKind::InvalidData
            | ErrorKind::FileTooLarge
            | ErrorKind::Unsupported
    )
}
