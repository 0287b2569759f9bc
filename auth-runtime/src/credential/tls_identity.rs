//! Client certificates with their keys (RFC 8705).

use std::fmt;
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

#[cfg(any(feature = "tls-rustls", feature = "tls-ring", feature = "tls-native"))]
use crate::host::ConfigError;
use crate::value::Secret;

/// A client certificate with its private key, for mutual TLS (RFC 8705). Clones share the key; `Debug` shows nothing of
/// it.
///
/// [`ClientBuilder::tls_identity`](crate::ClientBuilder::tls_identity) sets it for all calls of a client; a credential
/// may have its own.
#[derive(Clone)]
pub struct TlsIdentity(Arc<Held>);

struct Held {
    #[cfg_attr(
        not(any(feature = "tls-rustls", feature = "tls-ring", feature = "tls-native")),
        expect(dead_code, reason = "without TLS nothing shows it")
    )]
    certificates: String,
    #[cfg_attr(
        not(any(feature = "tls-rustls", feature = "tls-ring", feature = "tls-native")),
        expect(dead_code, reason = "without TLS nothing shows it")
    )]
    /// `None` for a key that is not in memory.
    key: Option<Secret>,
    fingerprint: [u8; 32],
}

impl TlsIdentity {
    /// Makes a client certificate from PEM texts: the certificate, followed by its chain up to the root, and the key.
    /// They are parsed when a connection is made.
    pub fn from_pem(certificates: impl Into<String>, key: impl Into<Secret>) -> Self {
        Self::of(certificates.into(), Some(key.into()))
    }

    /// Makes a client certificate from a certificate with its chain, and its private key. TLS libraries need a key in
    /// memory: with another one, calls end with an error.
    ///
    /// ```no_run
    /// use auth_runtime::credential::TlsIdentity;
    /// use auth_runtime::sign::{Certificate, PrivateKey};
    ///
    /// let certificate: Certificate = std::fs::read_to_string("client.pem")?.parse()?;
    /// let key: PrivateKey = std::fs::read_to_string("client.key.pem")?.parse()?;
    /// let identity = TlsIdentity::new(&certificate, &key);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[cfg(feature = "sign")]
    #[must_use]
    pub fn new(certificate: &crate::sign::Certificate, key: &crate::sign::PrivateKey) -> Self {
        Self::of(certificate.to_pem(), key.to_pem())
    }

    fn of(certificates: String, key: Option<Secret>) -> Self {
        let mut digest = Sha256::new();
        digest.update(certificates.as_bytes());
        digest.update([0]);
        digest.update(key.as_ref().map(Secret::expose).unwrap_or_default().as_bytes());
        let fingerprint = digest.finalize().into();
        Self(Arc::new(Held { certificates, key, fingerprint }))
    }

    /// Converts it for reqwest with rustls.
    #[cfg(any(feature = "tls-rustls", feature = "tls-ring"))]
    pub(crate) fn to_reqwest(&self) -> Result<reqwest::Identity, ConfigError> {
        let mut pem = crate::value::wiped::WipedBuffer::new();
        for part in [self.0.certificates.as_str(), "\n", self.key()?] {
            pem.push_str(part);
        }
        reqwest::Identity::from_pem(pem.as_slice()).map_err(refuse)
    }

    /// Converts it for reqwest with native-tls.
    #[cfg(all(feature = "tls-native", not(any(feature = "tls-rustls", feature = "tls-ring"))))]
    pub(crate) fn to_reqwest(&self) -> Result<reqwest::Identity, ConfigError> {
        reqwest::Identity::from_pkcs8_pem(self.0.certificates.as_bytes(), self.key()?.as_bytes()).map_err(refuse)
    }

    #[cfg(any(feature = "tls-rustls", feature = "tls-ring", feature = "tls-native"))]
    fn key(&self) -> Result<&str, ConfigError> {
        let missing = || ConfigError::Certificate("the private key of the client certificate is not in memory".into());
        self.0.key.as_ref().map(Secret::expose).ok_or_else(missing)
    }
}

#[cfg(any(feature = "tls-rustls", feature = "tls-ring", feature = "tls-native"))]
fn refuse(error: reqwest::Error) -> ConfigError {
    ConfigError::Certificate(error.without_url().into())
}

impl PartialEq for TlsIdentity {
    fn eq(&self, other: &Self) -> bool {
        self.0.fingerprint == other.0.fingerprint
    }
}

impl Eq for TlsIdentity {}

impl fmt::Debug for TlsIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TlsIdentity(…)")
    }
}
