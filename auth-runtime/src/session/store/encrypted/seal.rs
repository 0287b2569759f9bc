//! Encrypts and decrypts the text of a record.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::aead::AeadInOut;
use chacha20poly1305::{KeyInit, Tag, XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use super::super::Stored;
use super::key::LENGTH;
use super::{EncryptedStoreError, EncryptionKey};
use crate::Secret;

/// Marks the text as an encrypted record, with its format.
const PREFIX: &str = "authwright sealed 1 ";
const NONCE: usize = 24;
const TAG: usize = 16;

/// Encrypts and decrypts the records of one name.
#[derive(Clone)]
pub(super) struct Sealer {
    name: String,
    /// The current key, followed by the previous ones.
    keys: Vec<EncryptionKey>,
    accepts_plain_text: bool,
}

impl Sealer {
    pub(super) fn new(name: String, key: EncryptionKey) -> Self {
        Self { name, keys: vec![key], accepts_plain_text: false }
    }

    pub(super) fn with_previous(mut self, key: EncryptionKey) -> Self {
        self.keys.push(key);
        self
    }

    pub(super) fn with_plain_text(self) -> Self {
        Self { accepts_plain_text: true, ..self }
    }

    pub(super) fn seal(&self, text: &[u8]) -> Result<Secret, EncryptedStoreError> {
        let mut nonce = [0; NONCE];
        getrandom::fill(&mut nonce).map_err(|error| EncryptedStoreError::Random(error.into()))?;
        let mut sealed = Zeroizing::new(text.to_vec());
        let key = self.keys.first().ok_or(EncryptedStoreError::Key)?;
        let tag = cipher(key).encrypt_inout_detached(
            &XNonce::from(nonce),
            self.name.as_bytes(),
            sealed.as_mut_slice().into(),
        );
        let tag = tag.map_err(|_| EncryptedStoreError::Undecryptable)?;
        let bytes = [&nonce, tag.as_slice(), sealed.as_slice()].concat();
        Ok(Secret::from(format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(bytes))))
    }

    /// Returns the decrypted text of a record; `None` for an empty record, or for a plain-text one if that is accepted.
    pub(super) fn open(&self, outer: &Stored) -> Result<Option<Zeroizing<Vec<u8>>>, EncryptedStoreError> {
        if outer.is_empty() {
            return Ok(None);
        }
        let mut texts = [&outer.refresh_token, &outer.access_token].into_iter().flatten();
        match texts.find_map(|text| text.expose().strip_prefix(PREFIX)) {
            Some(sealed) => self.decrypt(sealed).map(Some).ok_or(EncryptedStoreError::Undecryptable),
            None if self.accepts_plain_text => Ok(None),
            None => Err(EncryptedStoreError::PlainText),
        }
    }

    fn decrypt(&self, sealed: &str) -> Option<Zeroizing<Vec<u8>>> {
        let bytes = URL_SAFE_NO_PAD.decode(sealed).ok()?;
        let (nonce, rest) = bytes.split_first_chunk::<NONCE>()?;
        let (tag, sealed) = rest.split_first_chunk::<TAG>()?;
        self.keys.iter().find_map(|key| {
            let mut text = Zeroizing::new(sealed.to_vec());
            let (nonce, tag, name) = (XNonce::from(*nonce), Tag::from(*tag), self.name.as_bytes());
            cipher(key).decrypt_inout_detached(&nonce, name, text.as_mut_slice().into(), &tag).ok()?;
            Some(text)
        })
    }
}

fn cipher(key: &EncryptionKey) -> XChaCha20Poly1305 {
    let bytes: &[u8; LENGTH] = &key.0;
    XChaCha20Poly1305::new(bytes.into())
}
