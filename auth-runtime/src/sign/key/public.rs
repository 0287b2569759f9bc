//! Public keys, and the formats in which others expect them.

use super::backend::CURVES;
use super::{Algorithm, der};
use crate::expression::{Digest, Encoding, encode};

/// The public half of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PublicKey {
    /// An RSA key, with big-endian numbers without leading zeros.
    Rsa {
        /// The modulus.
        modulus: Vec<u8>,
        /// The exponent.
        exponent: Vec<u8>,
    },
    /// A point on an elliptic curve.
    Ec {
        /// `P-256`, `P-384` or `P-521`.
        curve: &'static str,
        /// The first coordinate.
        x: Vec<u8>,
        /// The second coordinate.
        y: Vec<u8>,
    },
    /// An Ed25519 key (RFC 8037).
    Ed25519(Vec<u8>),
}

impl PublicKey {
    /// Formats the key as a JWK with only the required members, in the order of their names and without spaces (RFC
    /// 7638 §3.2).
    #[must_use]
    pub fn to_jwk(&self) -> String {
        let url = |bytes: &[u8]| encode(bytes, Encoding::Base64Url).as_str().to_owned();
        match self {
            Self::Rsa { modulus, exponent } => {
                format!(r#"{{"e":"{}","kty":"RSA","n":"{}"}}"#, url(exponent), url(modulus))
            }
            Self::Ec { curve, x, y } => {
                format!(r#"{{"crv":"{curve}","kty":"EC","x":"{}","y":"{}"}}"#, url(x), url(y))
            }
            Self::Ed25519(x) => format!(r#"{{"crv":"Ed25519","kty":"OKP","x":"{}"}}"#, url(x)),
        }
    }

    /// Whether the algorithm is for keys of this kind.
    #[must_use]
    pub fn accepts(&self, algorithm: Algorithm) -> bool {
        let name = algorithm.name();
        match self {
            Self::Rsa { .. } => algorithm != Algorithm::RsaSha1 && (name.starts_with("RS") || name.starts_with("PS")),
            Self::Ec { curve, .. } => curve.strip_prefix("P-").is_some_and(|bits| name == ec_name(bits)),
            Self::Ed25519(_) => algorithm == Algorithm::EdDsa,
        }
    }

    /// Returns the SHA-256 thumbprint as base64url (RFC 7638).
    #[must_use]
    pub fn thumbprint(&self) -> String {
        encode(&Digest::Sha256.of(self.to_jwk().as_bytes()), Encoding::Base64Url).as_str().to_owned()
    }

    /// Returns the DER of the key with its algorithm (`SubjectPublicKeyInfo`, RFC 5280 §4.1), the input of providers'
    /// fingerprints.
    #[must_use]
    pub fn to_der(&self) -> Vec<u8> {
        match self {
            Self::Rsa { modulus, exponent } => der::rsa_info(modulus, exponent),
            Self::Ec { curve, .. } => {
                let oid = CURVES.iter().find(|known| known.name == *curve).map_or(&[][..], |known| known.oid);
                der::ec_info(oid, &self.to_bytes())
            }
            Self::Ed25519(x) => der::ed25519_info(x),
        }
    }

    /// Returns the key as cryptographic libraries expect it: an RSA public key of PKCS #1, an uncompressed point, or 32
    /// bytes of Ed25519.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        match self {
            Self::Rsa { modulus, exponent } => der::rsa_public(modulus, exponent),
            Self::Ec { x, y, .. } => [&[4], x.as_slice(), y].concat(),
            Self::Ed25519(x) => x.clone(),
        }
    }
}

/// Returns the algorithm of a curve; that of P-521 uses a digest of 512 bits.
fn ec_name(bits: &str) -> &'static str {
    match bits {
        "256" => "ES256",
        "384" => "ES384",
        _ => "ES512",
    }
}
