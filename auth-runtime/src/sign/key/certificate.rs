//! Certificates, as far as signatures refer to them.

use std::fmt;
use std::str::FromStr;

use super::{KeyError, pem};
use crate::expression::{Digest, Encoding, encode};
use crate::value::wiped::WipedBuffer;

/// An X.509 certificate, perhaps with its chain. It is public, so nothing of it is redacted.
#[derive(Clone, PartialEq, Eq)]
pub struct Certificate {
    der: Vec<u8>,
    /// The certificates of the authorities, up to the root.
    chain: Vec<Vec<u8>>,
}

impl Certificate {
    /// Makes a certificate from DER.
    #[must_use]
    pub fn from_der(der: impl Into<Vec<u8>>) -> Self {
        Self { der: der.into(), chain: Vec::new() }
    }

    /// Reads a certificate from a PEM text, and its chain from the blocks after it.
    pub fn from_pem(text: &str) -> Result<Self, KeyError> {
        let mut blocks = pem::blocks(text, "CERTIFICATE").into_iter();
        let der = blocks.next().ok_or(KeyError::Form)?;
        Ok(Self { der, chain: blocks.collect() })
    }

    /// Returns it with its chain as PEM.
    #[must_use]
    pub fn to_pem(&self) -> String {
        let mut text = WipedBuffer::new();
        for der in std::iter::once(&self.der).chain(&self.chain) {
            pem::write("CERTIFICATE", der, &mut text);
        }
        text.as_str().to_owned()
    }

    /// Returns the DER.
    #[must_use]
    pub fn as_der(&self) -> &[u8] {
        &self.der
    }

    /// Returns the SHA-256 of the DER as base64url: `x5t#S256` (RFC 7515 §4.1.8).
    #[must_use]
    pub fn fingerprint(&self) -> String {
        encode(&Digest::Sha256.of(&self.der), Encoding::Base64Url).as_str().to_owned()
    }

    /// Returns the SHA-1 of the DER as base64url: `x5t` (RFC 7515 §4.1.7).
    #[must_use]
    pub fn fingerprint_sha1(&self) -> String {
        encode(&Digest::Sha1.of(&self.der), Encoding::Base64Url).as_str().to_owned()
    }
}

impl FromStr for Certificate {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        Self::from_pem(text)
    }
}

impl fmt::Debug for Certificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Certificate({})", self.fingerprint())
    }
}
