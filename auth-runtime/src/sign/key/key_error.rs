//! Why there is no key, or no signature.

/// Why a key cannot be read, or cannot sign. It holds nothing of the key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {
    /// Neither PEM nor JWK.
    #[error("a key is PEM (`-----BEGIN PRIVATE KEY-----`) or a JWK (`{{\"kty\": …}}`)")]
    Form,
    /// A key that is encrypted with a password.
    #[error("the key is encrypted: decrypt it first, as by `openssl pkcs8 -topk8 -nocrypt`")]
    Encrypted,
    /// PEM or JWK whose content is not a private key that can be used: RSA from 2048 bits on, P-256, P-384, P-521, Ed25519.
    #[error(
        "this is not a private key of a kind that can be used: RSA from 2048 bits on, P-256, P-384, P-521 or Ed25519"
    )]
    Content,
    /// The algorithm is not of the kind of the key, or is unknown.
    #[error("the key cannot be used with this algorithm")]
    Algorithm,
    /// There is no cryptographic library in this build.
    #[error("this build has no library for signatures: add the feature `tls-rustls`, `tls-ring` or `sign-aws-lc-rs`")]
    NoLibrary,
    /// The library did not sign, for want of random bytes.
    #[error("the signature could not be made")]
    Failed,
    /// A signature is wrong, or was made with another key.
    #[error("the signature is wrong")]
    Signature,
    /// The signer does not say its public key.
    #[error("the signer does not say its public key")]
    NoPublicKey,
}
