//! The error of signing.

use std::error::Error;
use std::fmt;

use crate::response::Class;

/// Why a request cannot be signed. Nothing was sent.
///
/// ```
/// use auth_runtime::Class;
/// use auth_runtime::sign::SignError;
///
/// let error = SignError::new(Class::Retry, "the vault is sealed");
/// assert_eq!(error.to_string(), "the vault is sealed");
/// ```
#[derive(Debug)]
pub struct SignError {
    class: Class,
    source: Box<dyn Error + Send + Sync>,
}

impl SignError {
    /// Makes the error of a signer. The `Display` of the source is shown, so it must not contain a secret.
    pub fn new(class: Class, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self { class, source: source.into() }
    }

    /// Returns what the caller can do about the failure.
    #[must_use]
    pub fn class(&self) -> Class {
        self.class
    }
}

/// Shows the source.
impl fmt::Display for SignError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.source.fmt(f)
    }
}

impl Error for SignError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.source()
    }
}
