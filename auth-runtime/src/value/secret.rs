//! Secret texts.

mod file;

pub use self::file::SecretFileError;

use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use secrecy::{ExposeSecret, SecretString};
use subtle::ConstantTimeEq;
use zeroize::Zeroize;

/// A password, token, key or code: no `Display`, a redacted `Debug`. Clones share the text, which is wiped with the
/// last one.
///
/// The copies in TLS and HTTP buffers while a request is being sent cannot be wiped.
///
/// ```
/// use auth_runtime::Secret;
///
/// let key = Secret::from("correct horse");
/// assert_eq!(format!("{key:?}"), "Secret(…)");
/// assert!(key.matches("correct horse"));
/// ```
#[derive(Clone)]
pub struct Secret(Arc<SecretString>);

impl Secret {
    /// Returns the text itself. Every use of this method should be reviewed.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }

    /// Whether the secret equals `text`. The time taken depends only on the lengths, so that nothing can be learned
    /// from it.
    #[must_use]
    pub fn matches(&self, text: &str) -> bool {
        self.expose().as_bytes().ct_eq(text.as_bytes()).into()
    }
}

/// The type of a field from which a session takes a secret, and which may be absent.
#[doc(hidden)]
pub trait IntoSecret {
    /// Returns the secret; `None` if it is absent.
    fn secret(&self) -> Option<Secret>;
}

impl IntoSecret for Secret {
    fn secret(&self) -> Option<Secret> {
        Some(self.clone())
    }
}

impl<T: IntoSecret> IntoSecret for Option<T> {
    fn secret(&self) -> Option<Secret> {
        self.as_ref()?.secret()
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(Arc::new(SecretString::from(text)))
    }
}

/// Copies and wipes the original, because converting the `String` to a box in place could reallocate and leave a copy.
impl From<String> for Secret {
    fn from(mut text: String) -> Self {
        let secret = Self::from(text.as_str());
        text.zeroize();
        secret
    }
}

impl From<&Self> for Secret {
    fn from(secret: &Self) -> Self {
        secret.clone()
    }
}

impl FromStr for Secret {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self::from(text))
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_redacted_and_compares() {
        let secret = Secret::from(String::from("s3cret"));
        assert_eq!(format!("{secret:?} {:#?}", secret.clone()), "Secret(…) Secret(…)");
        assert_eq!(secret.expose(), "s3cret");
        for other in ["", "s3cre", "s3creT", "s3cret!"] {
            assert!(!secret.matches(other), "{other}");
        }
    }
}
