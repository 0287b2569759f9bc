//! Computes digests and HMACs (RFC 1321, FIPS 180-4, RFC 2104) with `RustCrypto`, independent of the TLS library.

use hmac::{Hmac, KeyInit as _, Mac as _};
use md5::Md5;
use sha1::Sha1;
use sha2::{Digest as _, Sha256, Sha384, Sha512};
use zeroize::Zeroizing;

/// A digest algorithm. MD5 and SHA-1 are included because some providers require them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Digest {
    /// MD5 (RFC 1321).
    Md5,
    /// SHA-1.
    Sha1,
    /// SHA-256.
    Sha256,
    /// SHA-384.
    Sha384,
    /// SHA-512.
    Sha512,
}

impl Digest {
    pub(crate) fn of(self, bytes: &[u8]) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(match self {
            Self::Md5 => Md5::digest(bytes).to_vec(),
            Self::Sha1 => Sha1::digest(bytes).to_vec(),
            Self::Sha256 => Sha256::digest(bytes).to_vec(),
            Self::Sha384 => Sha384::digest(bytes).to_vec(),
            Self::Sha512 => Sha512::digest(bytes).to_vec(),
        })
    }

    /// Returns the HMAC of `bytes` with `key`, which may have any length.
    pub(crate) fn keyed(self, key: &[u8], bytes: &[u8]) -> Zeroizing<Vec<u8>> {
        macro_rules! keyed {
            ($digest:ty) => {
                Hmac::<$digest>::new_from_slice(key).map(|mac| mac.chain_update(bytes).finalize().into_bytes().to_vec())
            };
        }
        let mac = match self {
            Self::Md5 => keyed!(Md5),
            Self::Sha1 => keyed!(Sha1),
            Self::Sha256 => keyed!(Sha256),
            Self::Sha384 => keyed!(Sha384),
            Self::Sha512 => keyed!(Sha512),
        };
        Zeroizing::new(mac.unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::expression::{Encoding, encode};

    fn hex(bytes: &[u8]) -> String {
        encode(bytes, Encoding::Hex).as_str().to_owned()
    }

    /// RFC 1321 §A.5, FIPS 180-4's example, RFC 2202 §2 and §3, RFC 4231 §4.3.
    #[test]
    fn computes_the_published_values() {
        assert_eq!(hex(&Digest::Md5.of(b"abc")), "900150983cd24fb0d6963f7d28e17f72");
        assert_eq!(hex(&Digest::Sha1.of(b"abc")), "a9993e364706816aba3e25717850c26c9cd0d89d");
        let sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(hex(&Digest::Sha256.of(b"abc")), sha256);
        let (key, text) = (b"Jefe", b"what do ya want for nothing?");
        assert_eq!(hex(&Digest::Md5.keyed(key, text)), "750c783e6ab0b503eaa86e310a5db738");
        assert_eq!(hex(&Digest::Sha1.keyed(key, text)), "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
        let sha256 = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
        assert_eq!(hex(&Digest::Sha256.keyed(key, text)), sha256);
        let sha512 = "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737";
        assert_eq!(hex(&Digest::Sha512.keyed(key, text)), sha512);
    }
}
