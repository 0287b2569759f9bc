//! Computed values.

#[cfg(feature = "sign")]
use super::Digest;
use super::encoding::Encoding;
use super::random::Random;
use super::sorted::Sorted;
use super::time::Time;
#[cfg(feature = "sign")]
use crate::sign::{Algorithm, Jwt, PrivateKey};

/// A value that is computed when it is added to a request, from values of type `V`. It is absent if one of those is
/// absent.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Computed<V> {
    /// The value that [`Fields::computed`](crate::request::Fields::computed) computed under this name, once per
    /// request.
    Named(&'static str),
    /// The time, shifted by some seconds.
    Now {
        /// The format.
        form: Time,
        /// The seconds to add.
        offset: i64,
        /// Whether each value must be greater than the last one in this process.
        increasing: bool,
    },
    /// A random value.
    Random(Random),
    /// A part of the finished request. Only a [signature](crate::sign) can use it, except for [`Sent::Endpoint`].
    Sent(Sent),
    /// One of several texts that are joined.
    Piece(Piece<V>),
    /// The bytes that an encoded text represents.
    Decoded(V, Encoding),
    /// The encoding of bytes as text.
    Encoded(V, Encoding),
    /// A digest, or an HMAC (RFC 2104), as bytes.
    #[cfg(feature = "sign")]
    Digest {
        /// The digest algorithm.
        algorithm: Digest,
        /// The input.
        of: V,
        /// The key of an HMAC.
        key: Option<V>,
    },
    /// The signature of a private key, as text.
    #[cfg(feature = "sign")]
    Signed {
        /// The signature algorithm.
        algorithm: Algorithm,
        /// What is signed.
        of: V,
        /// The private key.
        key: PrivateKey,
        /// How the signature is written.
        encoding: Encoding,
        /// Whether the signature of ECDSA is DER (RFC 3279 §2.2.3).
        der: bool,
    },
    /// The DER of the public half of a key (`SubjectPublicKeyInfo`, RFC 5280 §4.1).
    #[cfg(feature = "sign")]
    PublicKey(PrivateKey),
    /// The thumbprint of the public half of a key, as base64url (RFC 7638).
    #[cfg(feature = "sign")]
    Thumbprint(PrivateKey),
    /// A signed JWT (RFC 7519).
    #[cfg(feature = "sign")]
    Jwt(Jwt<V>),
}

/// One of several texts that are joined: `id` of `id:secret`. The request is not sent if there are fewer texts, or if one
/// of them is empty. The last one may contain the separator.
#[derive(Clone, Debug)]
pub struct Piece<V> {
    /// The whole.
    pub of: V,
    /// The name of the whole, for errors.
    pub name: &'static str,
    /// The text between them.
    pub by: &'static str,
    /// Which of them, from 0.
    pub index: usize,
    /// How many there are.
    pub count: usize,
    /// Whether it must not be shown.
    pub is_secret: bool,
}

/// A part of the finished request, as it is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Sent {
    /// The method in upper case.
    Method,
    /// The URL without its query. Unlike the others, it is known before the request is finished.
    Endpoint,
    /// The whole URL.
    Url,
    /// The host, and the port unless it is the default one.
    Host,
    /// The path, percent-encoded.
    Path,
    /// The query without its `?`, percent-encoded.
    Query,
    /// The path, and the query after a `?` if there is one (RFC 9112 §3.2.1).
    Target,
    /// The parameters of the query and of a form, sorted by name.
    Sorted(Sorted),
    /// The body.
    Body,
    /// A header, by its lower-case name.
    Header(&'static str),
    /// A parameter of the query, decoded.
    Parameter(&'static str),
}

impl<V> Computed<V> {
    /// Converts the values inside.
    pub(crate) fn map<W>(self, change: &dyn Fn(V) -> W) -> Computed<W> {
        match self {
            Self::Named(name) => Computed::Named(name),
            Self::Now { form, offset, increasing } => Computed::Now { form, offset, increasing },
            Self::Random(random) => Computed::Random(random),
            Self::Sent(sent) => Computed::Sent(sent),
            Self::Piece(Piece { of, name, by, index, count, is_secret }) => {
                Computed::Piece(Piece { of: change(of), name, by, index, count, is_secret })
            }
            Self::Decoded(of, encoding) => Computed::Decoded(change(of), encoding),
            Self::Encoded(of, encoding) => Computed::Encoded(change(of), encoding),
            #[cfg(feature = "sign")]
            Self::Digest { algorithm, of, key } => Computed::Digest { algorithm, of: change(of), key: key.map(change) },
            #[cfg(feature = "sign")]
            Self::Signed { algorithm, of, key, encoding, der } => {
                Computed::Signed { algorithm, of: change(of), key, encoding, der }
            }
            #[cfg(feature = "sign")]
            Self::PublicKey(key) => Computed::PublicKey(key),
            #[cfg(feature = "sign")]
            Self::Thumbprint(key) => Computed::Thumbprint(key),
            #[cfg(feature = "sign")]
            Self::Jwt(jwt) => Computed::Jwt(jwt.map(change)),
        }
    }

    /// Calls `found` with each value inside.
    pub(crate) fn each(&self, found: &mut dyn FnMut(&V)) {
        match self {
            Self::Named(_) | Self::Now { .. } | Self::Random(_) | Self::Sent(_) => {}
            Self::Piece(Piece { of, .. }) | Self::Decoded(of, _) | Self::Encoded(of, _) => found(of),
            #[cfg(feature = "sign")]
            Self::Digest { of, key, .. } => {
                found(of);
                key.iter().for_each(found);
            }
            #[cfg(feature = "sign")]
            Self::Signed { of, .. } => found(of),
            #[cfg(feature = "sign")]
            Self::PublicKey(_) | Self::Thumbprint(_) => {}
            #[cfg(feature = "sign")]
            Self::Jwt(jwt) => jwt.each(found),
        }
    }
}
