//! The error of a key.

/// Why a key cannot be read or cannot sign. It contains nothing of the key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {
    /// The text is neither PEM nor JWK.
    #[error("a key is PEM (`-----BEGIN PRIVATE KEY-----`) or a JWK (`{{\"kty\": …}}`)")]
    Form,
    /// The key is encrypted with a password.
    #[error("the key is encrypted: decrypt it first, as by `openssl pkcs8 -topk8 -nocrypt`")]
    Encrypted,
    /// The content of the PEM or JWK is not a supported private key: RSA of at least 2048 bits, P-256, P-384, P-521,
    /// Ed25519.
    #[error(
        "this is not a private key of a kind that can be used: RSA from 2048 bits on, P-256, P-384, P-521 or Ed25519"
    )]
    Content,
    /// The algorithm is unknown, or is for another kind of key.
    #[error("the key cannot be used with this algorithm")]
    Algorithm,
    /// This build has no cryptographic library.
    #[error("this build has no library for signatures: add the feature `tls-rustls`, `tls-ring` or `sign-aws-lc-rs`")]
    NoLibrary,
    /// The library could not sign, because there are no random bytes.
    #[error("the signature could not be made")]
    Failed,
    /// The signature is invalid, or was made with another key.
    #[error("the signature is wrong")]
    Signature,
    /// The signer does not provide its public key.
    #[error("the signer does not say its public key")]
    NoPublicKey,
}
