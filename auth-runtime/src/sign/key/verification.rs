//! Public keys of others, and what they verify.

use super::{Algorithm, KeyError, PublicKey, backend, jwk};

impl PublicKey {
    /// Reads a JWK, whose other members have no meaning here: an RSA key, one of P-256, P-384 or P-521, or of Ed25519.
    pub fn from_jwk(text: &str) -> Result<Self, KeyError> {
        jwk::read_public(text)
    }

    /// Checks a signature (RFC 7515 §5.2). An algorithm of another kind of key is refused.
    pub fn verify(&self, algorithm: Algorithm, message: &[u8], signature: &[u8]) -> Result<(), KeyError> {
        backend::verify(self, algorithm, message, signature)
    }
}
