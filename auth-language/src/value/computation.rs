//! Computations over operands of type `E`, an expression.

pub(super) mod sorted;

use self::sorted::Sorted;
use super::ty::Type;
use crate::word::{Case, Digest, Encoding, JwtAlgorithm, TimeForm};

/// A value that is computed once per request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Computation<E> {
    /// The time of the request.
    Now {
        /// The format.
        form: TimeForm,
        /// The seconds to add.
        offset: i64,
        /// Whether each value must be greater than the last one.
        increasing: bool,
    },
    /// A random value.
    Random(Random),
    /// A part of the finished request, as it is sent.
    Sent(Sent),
    /// One of several texts that are joined.
    Piece {
        /// The whole.
        of: E,
        /// The text between them.
        by: String,
        /// Which of them, from 0.
        index: usize,
        /// How many there are.
        count: usize,
        /// Its type: a text, a secret, or a secret that may be in a URL.
        ty: Type,
    },
    /// The bytes that an encoded text represents.
    Decoded(E, Encoding),
    /// The encoding of bytes as text.
    Encoded(E, Encoding, Case),
    /// A digest, or an HMAC if there is a key, as bytes.
    Digest {
        /// The digest algorithm.
        algorithm: Digest,
        /// The input.
        of: E,
        /// The key of an HMAC (RFC 2104).
        key: Option<E>,
    },
    /// The signature of a private key, as text.
    Signature {
        /// The signature algorithm.
        algorithm: JwtAlgorithm,
        /// What is signed.
        of: E,
        /// The private key.
        key: E,
        /// The encoding of the signature.
        encoding: Encoding,
        /// The case of hexadecimal digits.
        case: Case,
        /// Whether the signature of ECDSA is DER (RFC 3279 §2.2.3), and not its two numbers (RFC 7518 §3.4).
        der: bool,
    },
    /// The DER of a certificate, or of the public half of a private key.
    Der(E),
    /// The thumbprint of the public half of a private key (RFC 7638): SHA-256, as base64url.
    Thumbprint(E),
    /// A signed JWT.
    Jwt(Jwt<E>),
    /// A JSON object in a JWT. A member that is absent is left out.
    Object(Vec<(String, E)>),
    /// A JSON list in a JWT. An item that is absent is left out.
    Items(Vec<E>),
}

/// A random value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Random {
    /// A UUID (RFC 9562 §5.4).
    Uuid,
    /// This number of bytes.
    Bytes(u32),
    /// This number of decimal digits.
    Digits(u32),
}

/// A part of the finished request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sent {
    /// The method: `{request.method}`.
    Method,
    /// The URL without its query: `{request.endpoint}`. Unlike the others, it is known before the request is finished.
    Endpoint,
    /// The URL: `{request.url}`.
    Url,
    /// The host: `{request.host}`.
    Host,
    /// The path: `{request.path}`.
    Path,
    /// The query: `{request.query}`.
    Query,
    /// The path, and the query after a `?` if there is one (RFC 9112 §3.2.1): `{request.target}`.
    Target,
    /// The parameters of the query and of a form, sorted by name: `sorted: "{name}={value}"`. It has no name.
    Sorted(Sorted),
    /// The body, as bytes: `{request.body}`.
    Body,
    /// A header, by its lower-case name: `{request.headers.NAME}`.
    Header(String),
    /// A parameter of the query, decoded: `{request.query.NAME}`.
    Parameter(String),
}

/// A signed JWT (RFC 7519).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Jwt<E> {
    /// The signature algorithm.
    pub algorithm: JwtAlgorithm,
    /// The key: a private key, or the secret of an HMAC.
    pub key: E,
    /// The members of the header, in addition to `alg` and `typ`.
    pub header: Vec<(String, E)>,
    /// The claims.
    pub claims: Vec<(String, E)>,
}

impl<E> Computation<E> {
    /// Returns the operands in order. The key of a digest comes last, that of a JWT first.
    #[must_use]
    pub fn operands(&self) -> Vec<&E> {
        match self {
            Self::Now { .. } | Self::Random(_) | Self::Sent(_) => Vec::new(),
            Self::Piece { of, .. }
            | Self::Decoded(of, _)
            | Self::Encoded(of, ..)
            | Self::Der(of)
            | Self::Thumbprint(of) => vec![of],
            Self::Digest { of, key, .. } => std::iter::once(of).chain(key).collect(),
            Self::Signature { of, key, .. } => vec![of, key],
            Self::Jwt(jwt) => jwt.expressions().collect(),
            Self::Object(members) => members.iter().map(|(_, value)| value).collect(),
            Self::Items(items) => items.iter().collect(),
        }
    }

    /// Converts the operands.
    #[must_use]
    pub fn map(self, change: &dyn Fn(E) -> E) -> Self {
        let members =
            |members: Vec<(String, E)>| members.into_iter().map(|(name, value)| (name, change(value))).collect();
        match self {
            Self::Now { .. } | Self::Random(_) | Self::Sent(_) => self,
            Self::Piece { of, by, index, count, ty } => Self::Piece { of: change(of), by, index, count, ty },
            Self::Decoded(of, encoding) => Self::Decoded(change(of), encoding),
            Self::Encoded(of, encoding, case) => Self::Encoded(change(of), encoding, case),
            Self::Digest { algorithm, of, key } => Self::Digest { algorithm, of: change(of), key: key.map(change) },
            Self::Signature { algorithm, of, key, encoding, case, der } => {
                Self::Signature { algorithm, of: change(of), key: change(key), encoding, case, der }
            }
            Self::Der(of) => Self::Der(change(of)),
            Self::Thumbprint(of) => Self::Thumbprint(change(of)),
            Self::Jwt(Jwt { algorithm, key, header, claims }) => {
                let (header, claims) = (members(header), members(claims));
                Self::Jwt(Jwt { algorithm, key: change(key), header, claims })
            }
            Self::Object(inner) => Self::Object(members(inner)),
            Self::Items(items) => Self::Items(items.into_iter().map(change).collect()),
        }
    }

    /// Whether the value is bytes, which only other computations can use.
    #[must_use]
    pub fn is_bytes(&self) -> bool {
        match self {
            Self::Random(Random::Bytes(_))
            | Self::Sent(Sent::Body)
            | Self::Decoded(..)
            | Self::Digest { .. }
            | Self::Der(_) => true,
            Self::Now { .. }
            | Self::Random(Random::Uuid | Random::Digits(_))
            | Self::Sent(
                Sent::Method
                | Sent::Endpoint
                | Sent::Url
                | Sent::Host
                | Sent::Path
                | Sent::Query
                | Sent::Target
                | Sent::Sorted(_)
                | Sent::Header(_)
                | Sent::Parameter(_),
            )
            | Self::Piece { .. }
            | Self::Encoded(..)
            | Self::Signature { .. }
            | Self::Thumbprint(_)
            | Self::Jwt(_)
            | Self::Object(_)
            | Self::Items(_) => false,
        }
    }
}

impl<E> Jwt<E> {
    /// Returns the key, followed by the members of the header and the claims.
    pub fn expressions(&self) -> impl Iterator<Item = &E> {
        std::iter::once(&self.key).chain(self.members())
    }

    /// Returns the members of the header and the claims.
    pub fn members(&self) -> impl Iterator<Item = &E> {
        self.header.iter().chain(&self.claims).map(|(_, value)| value)
    }
}

impl Sent {
    /// The parts that have a name, without `request.`. A header has its own.
    pub const NAMES: [&str; 8] = ["method", "endpoint", "url", "host", "path", "query", "target", "body"];

    /// Returns the part with this name: `request.path`.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        let name = name.strip_prefix("request.")?;
        Some(match name {
            "method" => Self::Method,
            "endpoint" => Self::Endpoint,
            "url" => Self::Url,
            "host" => Self::Host,
            "path" => Self::Path,
            "query" => Self::Query,
            "target" => Self::Target,
            "body" => Self::Body,
            other => match other.split_once('.')? {
                (_, "") => return None,
                ("headers", name) => Self::Header(name.to_ascii_lowercase()),
                ("query", name) => Self::Parameter(name.to_owned()),
                _ => return None,
            },
        })
    }

    /// Returns the name of the part.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Method => "request.method".to_owned(),
            Self::Endpoint => "request.endpoint".to_owned(),
            Self::Url => "request.url".to_owned(),
            Self::Host => "request.host".to_owned(),
            Self::Path => "request.path".to_owned(),
            Self::Query => "request.query".to_owned(),
            Self::Target => "request.target".to_owned(),
            Self::Sorted(_) => "request.sorted".to_owned(),
            Self::Body => "request.body".to_owned(),
            Self::Header(name) => format!("request.headers.{name}"),
            Self::Parameter(name) => format!("request.query.{name}"),
        }
    }
}
