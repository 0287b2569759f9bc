//! Bytes encoded as text: base64, base64url, hexadecimal.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use zeroize::Zeroizing;

use crate::value::decode::from_text;
use crate::value::{Decode, DecodeError, Encode, JsonRef, Value};

/// Padding is optional when decoding, because some providers omit it.
const READ: GeneralPurposeConfig = GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
const STANDARD: GeneralPurpose = GeneralPurpose::new(&alphabet::STANDARD, READ);
const URL_SAFE: GeneralPurpose = GeneralPurpose::new(&alphabet::URL_SAFE, READ.with_encode_padding(false));

/// The text is not in this encoding.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected bytes in {0}")]
pub struct EncodingError(&'static str);

macro_rules! encoded {
    ($($(#[$doc:meta])* $name:ident $what:literal $decode:expr, $encode:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq)]
        pub struct $name(Zeroizing<Vec<u8>>);

        impl $name {
            /// Returns the bytes.
            #[must_use]
            pub fn as_bytes(&self) -> &[u8] {
                &self.0
            }
        }

        impl From<Vec<u8>> for $name {
            fn from(bytes: Vec<u8>) -> Self {
                Self(Zeroizing::new(bytes))
            }
        }

        impl From<&[u8]> for $name {
            fn from(bytes: &[u8]) -> Self {
                Self::from(bytes.to_vec())
            }
        }

        impl<const N: usize> From<[u8; N]> for $name {
            fn from(bytes: [u8; N]) -> Self {
                Self::from(bytes.to_vec())
            }
        }

        impl FromStr for $name {
            type Err = EncodingError;

            fn from_str(text: &str) -> Result<Self, EncodingError> {
                let decode: fn(&str) -> Option<Vec<u8>> = $decode;
                decode(text).map(Self::from).ok_or(EncodingError($what))
            }
        }

        /// Formats the text on the wire.
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let encode: fn(&[u8]) -> String = $encode;
                f.write_str(&encode(&self.0))
            }
        }

        /// Shows only the number of bytes, which may be a secret.
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({} bytes)"), self.0.len())
            }
        }

        impl Decode for $name {
            fn decode(json: JsonRef<'_>) -> Result<Self, DecodeError> {
                from_text(json, concat!("bytes in ", $what))
            }
        }

        impl Encode for $name {
            fn encode(&self) -> Value<'_> {
                Value::Text(self.to_string().into())
            }
        }
    )*};
}

encoded! {
    /// Bytes encoded in base64 (RFC 4648 §4).
    ///
    /// ```
    /// use auth_runtime::value::Base64;
    ///
    /// assert_eq!(Base64::from([0xfb, 0xff]).to_string(), "+/8=");
    /// ```
    Base64 "base64" |text| STANDARD.decode(text).ok(), |bytes| STANDARD.encode(bytes);
    /// Bytes encoded in base64url without padding (RFC 4648 §5, RFC 7515).
    ///
    /// ```
    /// use auth_runtime::value::Base64Url;
    ///
    /// assert_eq!(Base64Url::from([0xfb, 0xff]).to_string(), "-_8");
    /// ```
    Base64Url "base64url" |text| URL_SAFE.decode(text).ok(), |bytes| URL_SAFE.encode(bytes);
    /// Bytes encoded as lower-case hexadecimal digits.
    ///
    /// ```
    /// use auth_runtime::value::Hex;
    ///
    /// assert_eq!(Hex::from([0x0f, 0xff]).to_string(), "0fff");
    /// ```
    Hex "hexadecimal digits" read_hex, write_hex;
}

fn read_hex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let (pairs, []) = text.as_bytes().as_chunks::<2>() else { return None };
    pairs.iter().map(|[high, low]| Some(digit(*high)? * 16 + digit(*low)?)).collect()
}

fn write_hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |nibble: u8| char::from(DIGITS[usize::from(nibble)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_its_own_encoding() {
        let bytes: &[u8] = &[0xfb, 0xff, 0x00];
        assert_eq!("+/8A".parse::<Base64>().unwrap().as_bytes(), bytes);
        assert_eq!("-_8A".parse::<Base64Url>().unwrap().as_bytes(), bytes);
        assert_eq!("FBff00".parse::<Hex>().unwrap().as_bytes(), bytes);
        for text in ["+/8=", "+/8"] {
            assert_eq!(text.parse::<Base64>().unwrap().as_bytes(), &bytes[..2], "{text}");
        }
        for text in ["-_8A", "+/8 ", "f"] {
            assert!(text.parse::<Base64>().is_err() && text.parse::<Hex>().is_err(), "{text}");
        }
        assert!("fbg0".parse::<Hex>().is_err() && "+/8A".parse::<Base64Url>().is_err());
        assert_eq!(format!("{:?}", Hex::from(bytes)), "Hex(3 bytes)");
    }
}
