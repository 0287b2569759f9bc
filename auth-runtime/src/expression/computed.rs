//! Computed values.

#[cfg(feature = "sign")]
use super::Digest;
use super::encoding::Encoding;
use super::random::Random;
use super::time::Time;
#[cfg(feature = "sign")]
use crate::sign::{Jwt, PrivateKey};
use crate::value::Value;

/// A value that is computed when it is added to a request. It is absent if a value that it uses is absent.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Computed<'a> {
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
    /// A part of the finished request. Only a [signature](crate::sign) can use it.
    Sent(Sent),
    /// The bytes that an encoded text represents.
    Decoded(Value<'a>, Encoding),
    /// The encoding of bytes as text.
    Encoded(Value<'a>, Encoding),
    /// A digest, or an HMAC (RFC 2104), as bytes.
    #[cfg(feature = "sign")]
    Digest {
        /// The digest algorithm.
        algorithm: Digest,
        /// The input.
        of: Value<'a>,
        /// The key of the HMAC; `None` for a plain digest.
        key: Option<Value<'a>>,
    },
    /// The DER of the public half of a key (`SubjectPublicKeyInfo`, RFC 5280 §4.1).
    #[cfg(feature = "sign")]
    PublicKey(PrivateKey),
    /// A signed JWT (RFC 7519).
    #[cfg(feature = "sign")]
    Jwt(Jwt<'a>),
}

/// A part of the finished request, as it is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Sent {
    /// The method in upper case.
    Method,
    /// The whole URL.
    Url,
    /// The host, and the port unless it is the default one.
    Host,
    /// The path, percent-encoded.
    Path,
    /// The query without its `?`, percent-encoded.
    Query,
    /// The body.
    Body,
    /// A header, by its lower-case name.
    Header(&'static str),
}

impl<'a> Value<'a> {
    /// Makes a computed value.
    #[must_use]
    pub fn computed(computed: Computed<'a>) -> Self {
        Self::Computed(Box::new(computed))
    }
}

impl Computed<'_> {
    /// Makes the computation own all its values.
    pub(crate) fn into_owned(self) -> Computed<'static> {
        match self {
            Self::Named(name) => Computed::Named(name),
            Self::Now { form, offset, increasing } => Computed::Now { form, offset, increasing },
            Self::Random(random) => Computed::Random(random),
            Self::Sent(sent) => Computed::Sent(sent),
            Self::Decoded(of, encoding) => Computed::Decoded(of.into_owned(), encoding),
            Self::Encoded(of, encoding) => Computed::Encoded(of.into_owned(), encoding),
            #[cfg(feature = "sign")]
            Self::Digest { algorithm, of, key } => {
                Computed::Digest { algorithm, of: of.into_owned(), key: key.map(Value::into_owned) }
            }
            #[cfg(feature = "sign")]
            Self::PublicKey(key) => Computed::PublicKey(key),
            #[cfg(feature = "sign")]
            Self::Jwt(jwt) => Computed::Jwt(jwt.into_owned()),
        }
    }

    /// Calls `found` with each secret inside.
    pub(crate) fn each_secret(&self, found: &mut dyn FnMut(&crate::Secret)) {
        match self {
            Self::Named(_) | Self::Now { .. } | Self::Random(_) | Self::Sent(_) => {}
            Self::Decoded(of, _) | Self::Encoded(of, _) => of.each_secret(found),
            #[cfg(feature = "sign")]
            Self::Digest { of, key, .. } => {
                of.each_secret(found);
                key.iter().for_each(|key| key.each_secret(found));
            }
            #[cfg(feature = "sign")]
            Self::PublicKey(_) => {}
            #[cfg(feature = "sign")]
            Self::Jwt(jwt) => jwt.each_secret(found),
        }
    }
}
