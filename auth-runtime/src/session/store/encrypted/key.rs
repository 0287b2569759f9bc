//! The key of an encrypted store.

use std::fmt;
use std::sync::Arc;

use base64::Engine as _;
use base64::alphabet;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use zeroize::Zeroizing;

use super::EncryptedStoreError;

/// The length of a key in bytes.
pub(super) const LENGTH: usize = 32;

/// A key for [`EncryptedStore`](super::EncryptedStore): 32 random bytes. It is wiped when its last clone is dropped.
#[derive(Clone)]
pub struct EncryptionKey(pub(super) Arc<Zeroizing<[u8; LENGTH]>>);

impl EncryptionKey {
    /// Makes a new key. Keep it, with [`to_base64`](Self::to_base64), separate from the store.
    ///
    /// # Errors
    /// Returns an error if the operating system has no random bytes.
    pub fn generate() -> Result<Self, EncryptedStoreError> {
        let mut bytes = Zeroizing::new([0; LENGTH]);
        getrandom::fill(bytes.as_mut_slice()).map_err(|error| EncryptedStoreError::Random(error.into()))?;
        Ok(Self(Arc::new(bytes)))
    }

    /// Reads a key in base64 (RFC 4648 §4 or §5), with or without padding.
    ///
    /// # Errors
    /// Returns an error if the text is not 32 bytes in base64.
    pub fn from_base64(text: &str) -> Result<Self, EncryptedStoreError> {
        let config = GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
        let is_url_safe = text.contains(['-', '_']);
        let alphabet = if is_url_safe { &alphabet::URL_SAFE } else { &alphabet::STANDARD };
        let mut bytes = Zeroizing::new([0; LENGTH]);
        match GeneralPurpose::new(alphabet, config).decode_slice(text.trim(), bytes.as_mut_slice()) {
            Ok(LENGTH) => Ok(Self(Arc::new(bytes))),
            _ => Err(EncryptedStoreError::Key),
        }
    }

    /// Returns the key in base64url without padding.
    #[must_use]
    pub fn to_base64(&self) -> crate::Secret {
        crate::Secret::from(URL_SAFE_NO_PAD.encode(self.0.as_slice()))
    }
}

impl From<[u8; LENGTH]> for EncryptionKey {
    fn from(bytes: [u8; LENGTH]) -> Self {
        Self(Arc::new(Zeroizing::new(bytes)))
    }
}

impl fmt::Debug for EncryptionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EncryptionKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_base64() {
        let key = EncryptionKey::generate().unwrap();
        let text = key.to_base64();
        assert_eq!(EncryptionKey::from_base64(text.expose()).unwrap().0, key.0);
        let zeros = "A".repeat(43);
        let padded = format!("{zeros}=\n");
        for text in [zeros.as_str(), padded.as_str()] {
            assert_eq!(EncryptionKey::from_base64(text).unwrap().0.as_slice(), [0; LENGTH], "{text}");
        }
        let [standard, url] =
            ["+/".repeat(21) + "8", "-_".repeat(21) + "8"].map(|text| EncryptionKey::from_base64(&text));
        assert_eq!(standard.unwrap().0, url.unwrap().0);
        for text in ["", "AAAA", &"A".repeat(44), &"!".repeat(43), "correct horse battery staple"] {
            assert!(EncryptionKey::from_base64(text).is_err(), "{text}");
        }
        assert_eq!(format!("{key:?}"), "EncryptionKey(…)");
    }
}
