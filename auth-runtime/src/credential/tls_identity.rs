//! Client certificates with their keys (RFC 8705).

use std::fmt;
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

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
    key: Secret,
    fingerprint: [u8; 32],
}

impl TlsIdentity {
    /// Makes a client certificate from PEM texts: the certificate, followed by its chain up to the root, and the key.
    /// They are parsed when a connection is made.
    pub fn from_pem(certificates: impl Into<String>, key: impl Into<Secret>) -> Self {
        let (certificates, key) = (certificates.into(), key.into());
        let mut digest = Sha256::new();
        digest.update(certificates.as_bytes());
        digest.update([0]);
        digest.update(key.expose().as_bytes());
        let fingerprint = digest.finalize().into();
        Self(Arc::new(Held { certificates, key, fingerprint }))
    }

    /// Converts it for reqwest with rustls.
    #[cfg(any(feature = "tls-rustls", feature = "tls-ring"))]
    pub(crate) fn to_reqwest(&self) -> reqwest::Result<reqwest::Identity> {
        let mut pem = crate::value::wiped::WipedBuffer::new();
        for part in [self.0.certificates.as_str(), "\n", self.0.key.expose()] {
            pem.push_str(part);
        }
        reqwest::Identity::from_pem(pem.as_slice())
    }

    /// Converts it for reqwest with native-tls.
    #[cfg(all(feature = "tls-native", not(any(feature = "tls-rustls", feature = "tls-ring"))))]
    pub(crate) fn to_reqwest(&self) -> reqwest::Result<reqwest::Identity> {
        reqwest::Identity::from_pkcs8_pem(self.0.certificates.as_bytes(), self.0.key.expose().as_bytes())
    }
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
