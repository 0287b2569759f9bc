//! Replaces the keys in a build without a cryptographic library.

use crate::sign::{Algorithm, KeyError, PublicKey};
use crate::value::wiped::WipedBuffer;

/// A key, of which there are none.
#[derive(Debug)]
pub(in crate::sign::key) enum Pair {}

impl Pair {
    pub(in crate::sign::key) fn from_pkcs8(_: &[u8]) -> Result<Self, KeyError> {
        Err(KeyError::NoLibrary)
    }

    pub(in crate::sign::key) fn from_pkcs1(_: &[u8]) -> Result<Self, KeyError> {
        Err(KeyError::NoLibrary)
    }

    pub(in crate::sign::key) fn generate(_: Algorithm) -> Result<WipedBuffer, KeyError> {
        Err(KeyError::NoLibrary)
    }

    pub(in crate::sign::key) fn sign(&self, _: Algorithm, _: &[u8]) -> Result<Vec<u8>, KeyError> {
        match *self {}
    }

    pub(in crate::sign::key) fn public(&self) -> Result<PublicKey, KeyError> {
        match *self {}
    }
}

pub(in crate::sign::key) fn verify(_: &PublicKey, _: Algorithm, _: &[u8], _: &[u8]) -> Result<(), KeyError> {
    Err(KeyError::NoLibrary)
}
