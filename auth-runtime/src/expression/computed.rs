//! What is computed.

#[cfg(feature = "sign")]
use super::Digest;
use super::encoding::Encoding;
use super::random::Random;
use super::time::Time;
#[cfg(feature = "sign")]
use crate::sign::{Jwt, PrivateKey};
use crate::value::Value;

/// A value that is computed when it is added to a request. It is absent if a value that it is made of is.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Computed<'a> {
    /// What [`Fields::computed`](crate::request::Fields::computed) computed under this name, once per request.
    Named(&'static str),
    /// The time, so many seconds later or earlier.
    Now {
        /// How it is written.
        form: Time,
        /// Seconds that are added.
        offset: i64,
        /// Whether it is never the same twice, in this process.
        increasing: bool,
    },
    /// Something random.
    Random(Random),
    /// A part of the finished request; only a [signature](crate::sign) has it.
    Sent(Sent),
    /// The bytes that a text stands for.
    Decoded(Value<'a>, Encoding),
    /// A text that stands for bytes.
    Encoded(Value<'a>, Encoding),
    /// A digest, or a keyed one (RFC 2104). They are bytes.
    #[cfg(feature = "sign")]
    Digest {
        /// Which one.
        algorithm: Digest,
        /// What is digested.
        of: Value<'a>,
        /// The key of an HMAC.
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
    /// The method, in capitals.
    Method,
    /// The whole URL.
    Url,
    /// The host, with a port that is not the default one.
    Host,
    /// The path, percent-encoded.
    Path,
    /// The query without its `?`, percent-encoded.
    Query,
    /// The body.
    Body,
    /// A header, by its name in lower case.
    Header(&'static str),
}

impl<'a> Value<'a> {
    /// A computed value.
    #[must_use]
    pub fn computed(computed: Computed<'a>) -> Self {
        Self::Computed(Box::new(computed))
    }
}

impl Computed<'_> {
    /// The same without what it borrows.
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
