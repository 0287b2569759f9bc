//! Signatures that an external key must make, after the request is encoded and before it is sent.

#[cfg(feature = "sign")]
use super::key::{Algorithm, PrivateKey};
#[cfg(feature = "sign")]
use crate::expression::{Bytes, Encoding, encode};
#[cfg(feature = "sign")]
use crate::value::Secret;

/// A missing signature. In its place is a random text of letters that no encoding of a request changes.
#[derive(Clone, Debug)]
pub(crate) struct Pending {
    #[cfg(feature = "sign")]
    pub(crate) placeholder: String,
    #[cfg(feature = "sign")]
    pub(crate) key: PrivateKey,
    #[cfg(feature = "sign")]
    pub(crate) algorithm: Algorithm,
    /// The signing input.
    #[cfg(feature = "sign")]
    pub(crate) input: Bytes,
    #[cfg(feature = "sign")]
    pub(crate) form: super::Form,
}

/// A signature that replaces the random text.
pub(crate) struct Completed {
    pub(crate) placeholder: String,
    pub(crate) signature: crate::value::wiped::WipedBuffer,
    /// The whole token, to be hidden if a reply repeats it.
    #[cfg_attr(not(feature = "client"), allow(dead_code, reason = "only a client reads replies"))]
    pub(crate) token: crate::value::Secret,
}

#[cfg(feature = "sign")]
impl Pending {
    /// Requests the signature from the key.
    pub(crate) async fn complete(&self, memory: Option<&super::Memory>) -> Result<Completed, super::SignError> {
        let signature = self.key.sign(self.algorithm, self.input.as_slice()).await?;
        let placeholder = self.placeholder.clone();
        Ok(match &self.form {
            super::Form::Jwt { kept } => {
                let token = super::token(self.input.as_slice(), &signature);
                if let (Some((name, until)), Some(memory)) = (kept, memory) {
                    memory.set(name.clone(), super::keepable(*until, &token));
                }
                Completed { placeholder, signature: encode(&signature, Encoding::Base64Url), token }
            }
            super::Form::Text { encoding, der } => {
                let signature = super::form::written(signature, *encoding, *der);
                Completed { placeholder, token: Secret::from(signature.as_str()), signature }
            }
        })
    }
}

#[cfg(not(feature = "sign"))]
impl Pending {
    /// Returns an error, because without keys nothing can be pending.
    pub(crate) async fn complete(&self, _: Option<&super::Memory>) -> Result<Completed, super::SignError> {
        std::future::ready(Err(super::SignError::new(crate::response::Class::Configuration, "there are no keys"))).await
    }
}

impl Completed {
    /// Returns the text with the signature; `None` if the text does not contain the placeholder.
    pub(crate) fn fill(&self, text: &[u8]) -> Option<crate::value::wiped::WipedBuffer> {
        let placeholder = self.placeholder.as_bytes();
        let mut filled = crate::value::wiped::WipedBuffer::with_capacity(text.len() + self.signature.as_slice().len());
        let (mut rest, mut is_there) = (text, false);
        while let Some(start) = rest.windows(placeholder.len()).position(|window| window == placeholder) {
            filled.push(rest.get(..start)?);
            filled.push(self.signature.as_slice());
            rest = rest.get(start + placeholder.len()..)?;
            is_there = true;
        }
        filled.push(rest);
        is_there.then_some(filled)
    }
}
