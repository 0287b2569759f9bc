//! The public keys of an issuer (RFC 7517 §5).

use super::IdentityError;
use super::compact::Compact;
use crate::sign::{KeyError, PublicKey};
use crate::value::{JsonRef, Object};

/// The public keys of an issuer: the JWK Set at its `jwks_uri`.
#[derive(Clone, Debug, Default)]
pub struct KeySet {
    keys: Vec<Key>,
}

#[derive(Clone, Debug)]
struct Key {
    id: Option<String>,
    algorithm: Option<String>,
    public: PublicKey,
}

impl KeySet {
    /// Reads a JWK Set. Keys of other types and for other uses are ignored (RFC 7517 §5).
    pub fn read(json: JsonRef<'_>) -> Result<Self, IdentityError> {
        let keys = Object::of(json).ok().and_then(|set| set.get("keys")).and_then(JsonRef::elements);
        Ok(Self { keys: keys.ok_or(IdentityError::Keys)?.filter_map(read_key).collect() })
    }

    /// Verifies the signature with each key that may have made it.
    pub(super) fn verify(&self, token: &Compact<'_>) -> Result<(), IdentityError> {
        let found: Vec<_> = self.keys.iter().filter(|key| key.fits(token)).map(|key| key.verify(token)).collect();
        match found.as_slice() {
            [] => Err(IdentityError::UnknownKey),
            found if found.contains(&Err(KeyError::NoLibrary)) => Err(IdentityError::NoLibrary),
            found if found.contains(&Ok(())) => Ok(()),
            _ => Err(IdentityError::Signature),
        }
    }
}

fn read_key(json: JsonRef<'_>) -> Option<Key> {
    let object = Object::of(json).ok()?;
    let text = |name: &str| object.field::<Option<String>>(&[name]).ok().flatten();
    let is_for_signatures = text("use").is_none_or(|usage| usage == "sig");
    let public = PublicKey::from_jwk(json.get()).ok()?;
    is_for_signatures.then(|| Key { id: text("kid"), algorithm: text("alg"), public })
}

impl Key {
    fn fits(&self, token: &Compact<'_>) -> bool {
        let is_named = token.key_id.is_none() || token.key_id == self.id;
        let is_for_algorithm = self.algorithm.as_ref().is_none_or(|name| name == token.algorithm.name());
        is_named && is_for_algorithm && self.public.accepts(token.algorithm)
    }

    fn verify(&self, token: &Compact<'_>) -> Result<(), KeyError> {
        self.public.verify(token.algorithm, token.message.as_bytes(), &token.signature)
    }
}
