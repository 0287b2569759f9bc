//! Keys and certificates in computations.

use super::{Certificate, PrivateKey};
use crate::expression::{Bytes, Computed};
use crate::value::Value;

/// A public value in DER: the `SubjectPublicKeyInfo` of a private key's public half, or a certificate.
pub trait Der {
    /// Returns the DER as bytes for a computation; absent if there is none.
    fn der(&self) -> Value<'static>;
}

impl Der for PrivateKey {
    fn der(&self) -> Value<'static> {
        Value::computed(Computed::PublicKey(self.clone()))
    }
}

impl Der for Certificate {
    fn der(&self) -> Value<'static> {
        Value::Bytes(Bytes::from(self.as_der()))
    }
}

/// The thumbprint of a key (RFC 7638).
pub trait Thumbprint {
    /// Returns the thumbprint as text for a computation; absent if there is no key.
    fn thumbprint_of(&self) -> Value<'static>;
}

impl Thumbprint for PrivateKey {
    fn thumbprint_of(&self) -> Value<'static> {
        Value::computed(Computed::Thumbprint(self.clone()))
    }
}

impl<T: Thumbprint> Thumbprint for Option<T> {
    fn thumbprint_of(&self) -> Value<'static> {
        self.as_ref().map_or(Value::Absent, Thumbprint::thumbprint_of)
    }
}

impl<T: Der> Der for Option<T> {
    fn der(&self) -> Value<'static> {
        self.as_ref().map_or(Value::Absent, Der::der)
    }
}
