//! Writes the compact serialization (RFC 7515 §3.1).

use crate::expression::{Encoding, encode, encode_text};
use crate::sign::{Algorithm, PrivateKey, SignError};
use crate::value::Secret;
use crate::value::wiped::WipedBuffer;

/// Joins a signing input and its signature to a token.
pub(crate) fn token(input: &[u8], signature: &[u8]) -> Secret {
    let mut token = WipedBuffer::new();
    token.push(input);
    token.push_str(".");
    token.push(encode(signature, Encoding::Base64Url).as_slice());
    Secret::from(token.as_str())
}

/// Formats a token for the cache.
pub(crate) fn keepable(until: u64, token: &Secret) -> Secret {
    Secret::from(format!("{until} {}", token.expose()))
}

/// Signs header and claims that are already JSON, with any key. It is used for proofs of possession.
pub(crate) async fn sign_compact(
    algorithm: Algorithm,
    key: &PrivateKey,
    header: &str,
    claims: &str,
) -> Result<Secret, SignError> {
    let part = |text: &str| encode_text(text.as_bytes(), Encoding::Base64Url);
    let input = Secret::from(format!("{}.{}", part(header).expose(), part(claims).expose()));
    let signature = key.sign(algorithm, input.expose().as_bytes()).await?;
    Ok(token(input.expose().as_bytes(), &signature))
}
