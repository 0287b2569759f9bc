//! Why a request cannot be signed.

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
    /// A failure of a signer. The `Display` of the source is shown, so no secret may be in it.
    pub fn new(class: Class, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self { class, source: source.into() }
    }

    /// What the failure asks of the caller.
    #[must_use]
    pub fn class(&self) -> Class {
        self.class
    }
}

/// As the source.
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
