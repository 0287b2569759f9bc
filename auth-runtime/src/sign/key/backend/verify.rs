//! Verifies signatures (RFC 7515 §5.2).

#[cfg(any(feature = "tls-rustls", feature = "sign-aws-lc-rs"))]
use aws_lc_rs::signature;
#[cfg(not(any(feature = "tls-rustls", feature = "sign-aws-lc-rs")))]
use ring::signature;

use signature::{UnparsedPublicKey, VerificationAlgorithm};

use crate::sign::{Algorithm, KeyError, PublicKey};

pub(in crate::sign::key) fn verify(
    key: &PublicKey,
    algorithm: Algorithm,
    message: &[u8],
    signature: &[u8],
) -> Result<(), KeyError> {
    let verification = verification(key, algorithm).ok_or(KeyError::Algorithm)?;
    let key = UnparsedPublicKey::new(verification, key.to_bytes());
    key.verify(message, signature).map_err(|_| KeyError::Signature)
}

/// Returns the verification for a key and an algorithm. Each algorithm is for one kind of key: using a key as one of
/// another kind could accept forged signatures.
fn verification(key: &PublicKey, algorithm: Algorithm) -> Option<&'static dyn VerificationAlgorithm> {
    match key {
        PublicKey::Rsa { .. } => rsa(algorithm),
        PublicKey::Ec { curve, .. } => ec(curve, algorithm),
        PublicKey::Ed25519(_) if algorithm == Algorithm::EdDsa => Some(&signature::ED25519),
        PublicKey::Ed25519(_) => None,
    }
}

/// The verifications with an RSA key of at least 2048 bits (RFC 7518 §3.3 and §3.5).
static RSA: [(Algorithm, &dyn VerificationAlgorithm); 6] = [
    (Algorithm::Rs256, &signature::RSA_PKCS1_2048_8192_SHA256),
    (Algorithm::Rs384, &signature::RSA_PKCS1_2048_8192_SHA384),
    (Algorithm::Rs512, &signature::RSA_PKCS1_2048_8192_SHA512),
    (Algorithm::Ps256, &signature::RSA_PSS_2048_8192_SHA256),
    (Algorithm::Ps384, &signature::RSA_PSS_2048_8192_SHA384),
    (Algorithm::Ps512, &signature::RSA_PSS_2048_8192_SHA512),
];

fn rsa(algorithm: Algorithm) -> Option<&'static dyn VerificationAlgorithm> {
    RSA.iter().find(|(known, _)| *known == algorithm).map(|(_, verification)| *verification)
}

/// Returns the verification with an EC key. The signature consists of two numbers of fixed length (RFC 7518 §3.4).
fn ec(curve: &str, algorithm: Algorithm) -> Option<&'static dyn VerificationAlgorithm> {
    match (curve, algorithm) {
        ("P-256", Algorithm::Es256) => Some(&signature::ECDSA_P256_SHA256_FIXED),
        ("P-384", Algorithm::Es384) => Some(&signature::ECDSA_P384_SHA384_FIXED),
        #[cfg(any(feature = "tls-rustls", feature = "sign-aws-lc-rs"))]
        ("P-521", Algorithm::Es512) => Some(&signature::ECDSA_P521_SHA512_FIXED),
        _ => None,
    }
}
