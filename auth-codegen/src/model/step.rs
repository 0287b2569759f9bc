//! The steps of a log-in, and what they take from the replies of others.

use auth_language::id::{CredentialId, EndpointId};
use auth_language::value::Expr;

use super::value::Field;

/// A step: one call of a credential.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The Rust name by which other steps refer to the reply.
    pub name: String,
    /// The endpoint.
    pub endpoint: EndpointId,
    /// The Rust field that carries a token, and which token. `None` if the access token is attached as for any call.
    pub carries: Option<(String, Token)>,
    /// The Rust fields of the request whose values are made of earlier replies.
    pub takes: Vec<(String, Taken)>,
    /// Whether the login continues if the step fails.
    pub is_optional: bool,
    /// The time in seconds for which its reply is reused.
    pub keep: Option<u64>,
    /// The credential of the call, if that is not the token.
    pub auth: Option<CredentialId>,
    /// The step, and the variant of its reply, after which alone it is made.
    pub when: Option<(String, String)>,
    /// How it is repeated while the provider waits.
    pub repeats: Option<Repeats>,
    /// The Rust fields of its reply that must have a certain value.
    pub expects: Vec<(String, Expr)>,
}

/// How a call is repeated while it answers that the provider waits for a person (RFC 8628 §3.5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeats {
    /// The interval.
    pub every: Time,
    /// How long it is repeated, if that is known.
    pub until: Option<Time>,
}

/// A length of time: one of the spec, or one of a reply.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::large_enum_variant, reason = "a credential has two of them at most")]
pub enum Time {
    /// Seconds.
    Fixed(u64),
    /// A field of an earlier reply.
    Reply(ReplyField),
}

/// The token that a call carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token {
    /// The access token.
    Access,
    /// The refresh token (RFC 6749 §6).
    Refresh,
    /// Both, in two calls (token revocation, RFC 7009 §2.1).
    Each,
}

/// A value that a step takes from what is known before it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::large_enum_variant, reason = "a credential has few steps")]
pub enum Taken {
    /// A field of an earlier reply.
    Reply(ReplyField),
    /// A text that is made of several values.
    Text(Vec<TakenPiece>),
}

/// A piece of a text that a step sends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TakenPiece {
    /// A constant.
    Text(String),
    /// A field of an earlier reply.
    Reply(ReplyField),
    /// An input of the credential.
    Input(Field),
    /// A setting of the connection.
    Setting(String),
}

impl Taken {
    /// Returns the fields of earlier replies in it.
    pub fn replies(&self) -> impl Iterator<Item = &ReplyField> {
        let (own, pieces) = match self {
            Self::Reply(field) => (Some(field), [].as_slice()),
            Self::Text(pieces) => (None, pieces.as_slice()),
        };
        own.into_iter().chain(pieces.iter().filter_map(TakenPiece::as_reply))
    }
}

impl TakenPiece {
    /// Returns the field of an earlier reply.
    #[must_use]
    pub fn as_reply(&self) -> Option<&ReplyField> {
        match self {
            Self::Reply(field) => Some(field),
            Self::Text(_) | Self::Input(_) | Self::Setting(_) => None,
        }
    }

    /// Whether it must not be shown.
    #[must_use]
    pub fn is_secret(&self) -> bool {
        match self {
            Self::Reply(found) => found.claim.is_none() && found.field.ty.value.is_secret(),
            Self::Input(field) => field.ty.value.is_secret(),
            Self::Text(_) | Self::Setting(_) => false,
        }
    }

    /// Whether it may be absent.
    #[must_use]
    pub fn is_optional(&self) -> bool {
        match self {
            Self::Reply(found) => found.is_optional,
            Self::Input(field) => field.optional,
            Self::Text(_) | Self::Setting(_) => false,
        }
    }
}

/// A field of a step's reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplyField {
    /// The name of the step.
    pub step: String,
    /// The variant of its reply, if it has several.
    pub variant: Option<String>,
    /// The field of its reply.
    pub field: Field,
    /// The claim (RFC 7519 §4), if the value is a claim of the JWT in the field: names joined by dots.
    pub claim: Option<String>,
    /// Whether the value may be absent, because the field or the whole reply may be.
    pub is_optional: bool,
    /// Where it is if this reply is absent.
    pub otherwise: Option<Box<ReplyField>>,
}

impl ReplyField {
    /// Returns all places of the value, the first that is there first.
    pub fn places(&self) -> impl Iterator<Item = &Self> {
        std::iter::successors(Some(self), |field| field.otherwise.as_deref())
    }
}

impl ReplyField {
    /// Makes a value that is called as this field, and is always there.
    #[must_use]
    pub fn of(step: &str, field: &Field) -> Self {
        let (step, field) = (step.to_owned(), field.clone());
        Self { step, variant: None, field, claim: None, is_optional: false, otherwise: None }
    }
}
