//! The errors of an encrypted store.

use std::error::Error as StdError;

/// Why an [`EncryptedStore`](super::EncryptedStore) failed: the source of the session's error, unless the encrypted
/// store's own error is. It contains neither the key nor the record.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EncryptedStoreError {
    /// A key is not 32 bytes in base64.
    #[error("the key of the store is not 32 bytes in base64")]
    Key,
    /// The record was encrypted with another key or under another name, or was changed.
    #[error("the record cannot be decrypted: the key or the name is another, or it was changed")]
    Undecryptable,
    /// The record is not encrypted.
    #[error("the record is not encrypted; to migrate it, use `accept_plain_text`")]
    PlainText,
    /// The operating system gave no random bytes.
    #[error("the operating system gave no random bytes")]
    Random(#[source] Box<dyn StdError + Send + Sync>),
}

impl EncryptedStoreError {
    /// Whether waiting does not help.
    pub(in crate::session::store) fn is_lasting(&self) -> bool {
        match self {
            Self::Key | Self::Undecryptable | Self::PlainText => true,
            Self::Random(_) => false,
        }
    }
}
