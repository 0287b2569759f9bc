//! Parses the compact serialization of a signed JWT (RFC 7515 §3.1).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use zeroize::Zeroizing;

use super::IdentityError;
use crate::sign::Algorithm;
use crate::value::{JsonRef, Object};

/// The parts of a JWT. Its contents must not be used before its signature is verified.
pub(super) struct Compact<'t> {
    pub(super) algorithm: Algorithm,
    pub(super) key_id: Option<String>,
    pub(super) claims: Zeroizing<Vec<u8>>,
    /// The signing input.
    pub(super) message: &'t str,
    pub(super) signature: Vec<u8>,
}

impl<'t> Compact<'t> {
    pub(super) fn read(token: &'t str) -> Result<Self, IdentityError> {
        let (message, signature) = token.rsplit_once('.').ok_or(IdentityError::Malformed)?;
        let (header, claims) =
            message.split_once('.').filter(|(_, claims)| !claims.contains('.')).ok_or(IdentityError::Malformed)?;
        let (header, claims, signature) = (decode(header)?, decode(claims)?, decode(signature)?);
        let object = object(&header)?;
        // A token may require extensions that this code does not support (RFC 7515 §4.1.11).
        if object.get("crit").is_some() {
            return Err(IdentityError::Malformed);
        }
        let text = |name: &str| object.field::<Option<String>>(&[name]).map_err(|_| IdentityError::Malformed);
        let algorithm = text("alg")?.and_then(|name| name.parse().ok()).filter(|algorithm| proves(*algorithm));
        Ok(Self {
            algorithm: algorithm.ok_or(IdentityError::Algorithm)?,
            key_id: text("kid")?,
            claims,
            message,
            signature: signature.to_vec(),
        })
    }

    pub(super) fn claims(&self) -> Result<Object<'_>, IdentityError> {
        object(&self.claims)
    }
}

fn object(json: &[u8]) -> Result<Object<'_>, IdentityError> {
    JsonRef::parse(json).and_then(Object::of).map_err(|_| IdentityError::Malformed)
}

fn decode(part: &str) -> Result<Zeroizing<Vec<u8>>, IdentityError> {
    URL_SAFE_NO_PAD.decode(part).map(Zeroizing::new).map_err(|_| IdentityError::Malformed)
}

/// Whether only the holder of a private key can make a signature of this algorithm. With a shared secret, the recipient
/// can sign too; and if a public key is mistaken for the secret, anybody can.
fn proves(algorithm: Algorithm) -> bool {
    match algorithm {
        Algorithm::Rs256
        | Algorithm::Rs384
        | Algorithm::Rs512
        | Algorithm::Ps256
        | Algorithm::Ps384
        | Algorithm::Ps512
        | Algorithm::Es256
        | Algorithm::Es384
        | Algorithm::Es512
        | Algorithm::EdDsa => true,
        Algorithm::Hs256 | Algorithm::Hs384 | Algorithm::Hs512 | Algorithm::RsaSha1 => false,
    }
}
