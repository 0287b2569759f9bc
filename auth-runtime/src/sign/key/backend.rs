//! The cryptographic library, which is that of the selected TLS library.

#[cfg(any(feature = "tls-rustls", feature = "sign-aws-lc-rs", feature = "tls-ring"))]
mod library;
#[cfg(not(any(feature = "tls-rustls", feature = "sign-aws-lc-rs", feature = "tls-ring")))]
mod none;
#[cfg(any(feature = "tls-rustls", feature = "sign-aws-lc-rs", feature = "tls-ring"))]
mod verify;

#[cfg(any(feature = "tls-rustls", feature = "sign-aws-lc-rs", feature = "tls-ring"))]
pub(super) use self::library::Pair;
#[cfg(not(any(feature = "tls-rustls", feature = "sign-aws-lc-rs", feature = "tls-ring")))]
pub(super) use self::none::{Pair, verify};
#[cfg(any(feature = "tls-rustls", feature = "sign-aws-lc-rs", feature = "tls-ring"))]
pub(super) use self::verify::verify;

/// An elliptic curve for ECDSA.
#[derive(Debug)]
pub(super) struct Curve {
    /// The name in a JWK.
    pub(super) name: &'static str,
    /// The object identifier in DER (RFC 5480 §2.1.1.1).
    pub(super) oid: &'static [u8],
    /// The number of bytes of a coordinate.
    pub(super) bytes: usize,
}

pub(super) static CURVES: [Curve; 3] = [
    Curve { name: "P-256", oid: &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07], bytes: 32 },
    Curve { name: "P-384", oid: &[0x2b, 0x81, 0x04, 0x00, 0x22], bytes: 48 },
    Curve { name: "P-521", oid: &[0x2b, 0x81, 0x04, 0x00, 0x23], bytes: 66 },
];
