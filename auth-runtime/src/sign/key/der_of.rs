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

impl<T: Der> Der for Option<T> {
    fn der(&self) -> Value<'static> {
        self.as_ref().map_or(Value::Absent, Der::der)
    }
}
