//! What a computation takes of keys and certificates.

use super::{Certificate, PrivateKey};
use crate::expression::{Bytes, Computed};
use crate::value::Value;

/// The DER of something public: the `SubjectPublicKeyInfo` of a private key's public half, or a certificate.
pub trait Der {
    /// As bytes of a computation; absent if it is.
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
