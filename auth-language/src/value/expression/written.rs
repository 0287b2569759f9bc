//! Computations as authors write them, in a spec or in an attribute.

use crate::spanned::Spanned;
use crate::value::{Scalar, Type};
use crate::word::Digest;

/// A computation whose names are not resolved yet.
#[derive(Clone, Debug)]
pub struct Written<P> {
    /// The position of its start.
    pub at: P,
    /// The computation.
    pub what: What<P>,
    /// The property `increasing: true`.
    pub increasing: Option<Spanned<bool, P>>,
    /// The property `length: 16`.
    pub length: Option<Spanned<u32, P>>,
    /// The key of an HMAC.
    pub key: Option<Operand<P>>,
    /// The property `algorithm: RS256`.
    pub algorithm: Option<Spanned<String, P>>,
    /// The property `encoding: hex`.
    pub encoding: Option<Spanned<String, P>>,
    /// The property `case: upper`.
    pub case: Option<Spanned<String, P>>,
    /// The property `der: true`.
    pub der: Option<Spanned<bool, P>>,
    /// The property `separator: "&"`.
    pub separator: Option<Spanned<String, P>>,
    /// The property `without: [sign]`.
    pub without: Vec<Spanned<String, P>>,
    /// The property `without_empty: true`.
    pub without_empty: Option<Spanned<bool, P>>,
    /// The property `zone: "+08:00"`.
    pub zone: Option<Spanned<String, P>>,
}

/// The kind of a computation.
#[derive(Clone, Debug)]
pub enum What<P> {
    /// The time: `now: unix seconds`.
    Now(Spanned<String, P>),
    /// A random value: `random: uuid`.
    Random(Spanned<String, P>),
    /// The value itself, in another encoding: `bytes: …`.
    Bytes(Operand<P>),
    /// The decoded bytes of a text. In a spec, an input has an `encoding` for that.
    Decoded(Operand<P>),
    /// One of several texts that are joined. In a spec, an input has a `split` for that.
    Piece(Operand<P>, WrittenPiece<P>),
    /// A digest: `sha256: …`.
    Digest(Digest, Operand<P>),
    /// An HMAC: `hmac_sha256: …`.
    Keyed(Digest, Operand<P>),
    /// A signature: `signature: …`.
    Signature(Operand<P>),
    /// The parameters of the request, sorted by name, with how each is written: `sorted: "{name}={value}"`.
    Sorted(Spanned<String, P>),
    /// A JWT: `jwt: …`.
    Jwt(WrittenJwt<P>),
}

/// Which text of several that are joined.
#[derive(Clone, Debug)]
pub struct WrittenPiece<P> {
    /// The text between them.
    pub by: Spanned<String, P>,
    /// Which of them, from 0.
    pub index: Spanned<u32, P>,
    /// How many there are.
    pub count: Spanned<u32, P>,
    /// Its type: a text, a secret, or a secret that may be in a URL.
    pub ty: Type,
}

/// An operand of a computation.
#[derive(Clone, Debug)]
pub enum Operand<P> {
    /// A text with `{name}` placeholders.
    Template(Spanned<String, P>),
    /// A constant.
    Literal(Spanned<Scalar, P>),
    /// Another computation.
    Computed(Box<Written<P>>),
    /// Several operands that are joined.
    List(Vec<Operand<P>>),
    /// A JSON object, in a JWT.
    Object(P, Vec<Member<P>>),
    /// A JSON list, in a JWT.
    Items(P, Vec<Operand<P>>),
}

/// A JWT: `jwt: …`.
#[derive(Clone, Debug)]
pub struct WrittenJwt<P> {
    /// The algorithm: `RS256`.
    pub algorithm: Spanned<String, P>,
    /// The key: its name in braces, or what is computed from it.
    pub key: Operand<P>,
    /// The members of the header.
    pub header: Vec<Member<P>>,
    /// The claims.
    pub claims: Vec<Member<P>>,
}

/// A member of a JWT with its value.
#[derive(Clone, Debug)]
pub struct Member<P> {
    /// The name.
    pub name: Spanned<String, P>,
    /// The value.
    pub value: Operand<P>,
}

impl<P: Copy> Written<P> {
    /// Makes a computation without properties.
    pub fn new(at: P, what: What<P>) -> Self {
        Self {
            at,
            what,
            increasing: None,
            length: None,
            key: None,
            algorithm: None,
            encoding: None,
            case: None,
            der: None,
            separator: None,
            without: Vec::new(),
            without_empty: None,
            zone: None,
        }
    }

    /// Returns the texts that can contain names.
    #[must_use]
    pub fn templates(&self) -> Vec<&Spanned<String, P>> {
        let own: Vec<&Operand<P>> = match &self.what {
            What::Now(_) | What::Random(_) | What::Sorted(_) => Vec::new(),
            What::Bytes(of) | What::Decoded(of) | What::Piece(of, _) | What::Digest(_, of) | What::Keyed(_, of) => {
                vec![of]
            }
            What::Signature(of) => vec![of],
            What::Jwt(jwt) => jwt.header.iter().chain(&jwt.claims).map(|member| &member.value).collect(),
        };
        let key = match &self.what {
            What::Jwt(jwt) => Some(&jwt.key),
            What::Now(_)
            | What::Random(_)
            | What::Bytes(_)
            | What::Decoded(_)
            | What::Piece(..)
            | What::Digest(..)
            | What::Keyed(..)
            | What::Signature(_)
            | What::Sorted(_) => None,
        };
        own.into_iter().chain(&self.key).chain(key).flat_map(Operand::templates).collect()
    }
}

impl<P: Copy> Operand<P> {
    /// Returns the texts that can contain names.
    #[must_use]
    pub fn templates(&self) -> Vec<&Spanned<String, P>> {
        match self {
            Self::Template(text) => vec![text],
            Self::Literal(_) => Vec::new(),
            Self::Computed(written) => written.templates(),
            Self::List(items) | Self::Items(_, items) => items.iter().flat_map(Self::templates).collect(),
            Self::Object(_, members) => members.iter().flat_map(|member| member.value.templates()).collect(),
        }
    }

    /// Returns the position.
    #[must_use]
    pub fn at(&self) -> Option<P> {
        match self {
            Self::Template(text) => Some(text.at),
            Self::Literal(scalar) => Some(scalar.at),
            Self::Computed(written) => Some(written.at),
            Self::List(items) => items.first().and_then(Self::at),
            Self::Object(at, _) | Self::Items(at, _) => Some(*at),
        }
    }
}
