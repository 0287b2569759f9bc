//! Private keys, in memory or external.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use super::backend::{CURVES, Pair};
use super::signer::Signer;
use super::{Algorithm, KeyError, PublicKey, der, jwk, pem};
use crate::response::Class;
use crate::sign::SignError;
use crate::value::Secret;
use crate::value::wiped::WipedBuffer;

/// A private key, or an implementation of [`Signer`] in its place. `Debug` shows nothing of it; clones share it.
///
/// ```
/// # #[cfg(any(feature = "tls-rustls", feature = "tls-ring"))] {
/// use auth_runtime::sign::PrivateKey;
///
/// let jwk = r#"{"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#;
/// let key: PrivateKey = jwk.parse()?;
/// assert_eq!(format!("{key:?}"), "PrivateKey(…)");
/// assert_eq!(key.public_key()?.thumbprint(), "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
/// # }
/// # Ok::<(), auth_runtime::sign::KeyError>(())
/// ```
#[derive(Clone)]
pub struct PrivateKey(Arc<Held>);

/// A key in memory, or an external one.
enum Held {
    /// The key, and its PKCS #8.
    Here(Pair, WipedBuffer),
    Elsewhere(Box<dyn Signer>),
}

impl PrivateKey {
    /// Reads a PEM key: PKCS #8, PKCS #1 (RSA) or SEC 1 (ECDSA).
    pub fn from_pem(text: &str) -> Result<Self, KeyError> {
        let (label, der) = pem::read(text).ok_or(KeyError::Form)?;
        match label {
            "PRIVATE KEY" => {
                let mut pkcs8 = WipedBuffer::with_capacity(der.len());
                pkcs8.push(&der);
                Self::from_pkcs8(pkcs8)
            }
            "RSA PRIVATE KEY" => {
                let pair = Pair::from_pkcs1(&der)?;
                Ok(Self(Arc::new(Held::Here(pair, der::pkcs8_of_rsa(&der)))))
            }
            // The curve is named in the key; it is found by trying all.
            "EC PRIVATE KEY" => {
                let mut keys = CURVES.iter().map(|curve| Self::from_pkcs8(der::pkcs8_of_ec(curve.oid, &der)));
                keys.find_map(Result::ok).ok_or(KeyError::Content)
            }
            "ENCRYPTED PRIVATE KEY" => Err(KeyError::Encrypted),
            _ => Err(KeyError::Form),
        }
    }

    /// Reads a JWK (RFC 7517).
    pub fn from_jwk(text: &str) -> Result<Self, KeyError> {
        Self::from_pkcs8(jwk::read(text)?)
    }

    /// Makes a new key for an algorithm: ES256, ES384, `EdDSA`, and with aws-lc-rs ES512.
    ///
    /// ```
    /// # #[cfg(any(feature = "tls-rustls", feature = "tls-ring"))] {
    /// use auth_runtime::sign::{Algorithm, PrivateKey};
    ///
    /// let key = PrivateKey::generate(Algorithm::Es256)?;
    /// assert_ne!(key.public_key()?.thumbprint(), PrivateKey::generate(Algorithm::Es256)?.public_key()?.thumbprint());
    /// # }
    /// # Ok::<(), auth_runtime::sign::KeyError>(())
    /// ```
    ///
    /// # Errors
    /// Returns an error for other algorithms, and if the system has no random bytes.
    pub fn generate(algorithm: Algorithm) -> Result<Self, KeyError> {
        Self::from_pkcs8(Pair::generate(algorithm)?)
    }

    fn from_pkcs8(der: WipedBuffer) -> Result<Self, KeyError> {
        Ok(Self(Arc::new(Held::Here(Pair::from_pkcs8(der.as_slice())?, der))))
    }

    /// Returns the key as PEM (PKCS #8), for a TLS library; `None` for an external key.
    pub(crate) fn to_pem(&self) -> Option<Secret> {
        match &*self.0 {
            Held::Here(_, der) => {
                let mut text = WipedBuffer::new();
                pem::write("PRIVATE KEY", der.as_slice(), &mut text);
                Some(Secret::from(text.as_str()))
            }
            Held::Elsewhere(_) => None,
        }
    }

    /// Returns the public half.
    pub fn public_key(&self) -> Result<PublicKey, KeyError> {
        match &*self.0 {
            Held::Here(pair, _) => pair.public(),
            Held::Elsewhere(signer) => signer.public_key().ok_or(KeyError::NoPublicKey),
        }
    }

    /// Signs immediately; `None` for an external key.
    pub(crate) fn sign_here(&self, algorithm: Algorithm, message: &[u8]) -> Option<Result<Vec<u8>, KeyError>> {
        match &*self.0 {
            Held::Here(pair, _) => Some(pair.sign(algorithm, message)),
            Held::Elsewhere(_) => None,
        }
    }

    /// Signs with a key in memory or an external one.
    pub async fn sign(&self, algorithm: Algorithm, message: &[u8]) -> Result<Vec<u8>, SignError> {
        match &*self.0 {
            Held::Here(pair, _) => {
                pair.sign(algorithm, message).map_err(|error| SignError::new(Class::Configuration, error))
            }
            Held::Elsewhere(signer) => signer.sign(algorithm, message).await,
        }
    }
}

/// Makes a key of any implementation of [`Signer`].
impl<S: Signer + 'static> From<S> for PrivateKey {
    fn from(signer: S) -> Self {
        Self(Arc::new(Held::Elsewhere(Box::new(signer))))
    }
}

impl From<&Self> for PrivateKey {
    fn from(key: &Self) -> Self {
        key.clone()
    }
}

/// Reads PEM or a JWK.
impl FromStr for PrivateKey {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        if text.trim_start().starts_with('{') { Self::from_jwk(text) } else { Self::from_pem(text) }
    }
}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PrivateKey(…)")
    }
}
