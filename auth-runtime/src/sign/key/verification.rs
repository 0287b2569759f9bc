//! Public keys of others, and the verification of their signatures.

use super::{Algorithm, KeyError, PublicKey, backend, jwk};

impl PublicKey {
    /// Reads a JWK, ignoring members that are not part of the key: RSA, P-256, P-384, P-521 or Ed25519.
    pub fn from_jwk(text: &str) -> Result<Self, KeyError> {
        jwk::read_public(text)
    }

    /// Verifies a signature (RFC 7515 §5.2). An algorithm for another kind of key is rejected.
    pub fn verify(&self, algorithm: Algorithm, message: &[u8], signature: &[u8]) -> Result<(), KeyError> {
        backend::verify(self, algorithm, message, signature)
    }
}
