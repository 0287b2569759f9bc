//! Credentials.

use crate::model::Field;
use crate::names;

/// A way to be somebody to the provider.
#[derive(Clone, Debug)]
pub struct Credential {
    /// `api_key`.
    pub name: String,
    /// `ApiKey`.
    pub ident: String,
    /// What it is.
    pub doc: String,
    /// Where its secret comes from.
    pub source: Source,
    /// How its secret travels.
    pub attach: Attachment,
}

/// Where the secret of a credential comes from.
#[derive(Clone, Debug)]
pub enum Source {
    /// It is given and does not change.
    Static {
        /// A made-up key, for the mock and the tests.
        example: Option<String>,
    },
    /// Endpoints make it.
    Token(Box<TokenSource>),
}

/// How tokens are made, renewed and revoked.
#[derive(Clone, Debug)]
pub struct TokenSource {
    /// The endpoint that a browser must visit first, by index.
    pub authorize: Option<usize>,
    /// What the caller gives.
    pub inputs: Vec<Input>,
    /// The endpoint that makes the first token, by index.
    pub mint: usize,
    /// How the next one is made from the present one; if not, as the first.
    pub refresh: Option<TokenCall>,
    /// How a token is revoked.
    pub revoke: Option<TokenCall>,
    /// What is taken from the reply of `mint` and `refresh`.
    pub reply: TokenReply,
    /// How long a token lives, in seconds, where the reply does not say so.
    pub lifetime: Option<u64>,
}

/// A call that is made with a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenCall {
    /// The endpoint, by index.
    pub endpoint: usize,
    /// The Rust field that the token goes into, and which token; `None` if the access token is attached as to any call.
    pub carries: Option<(String, Token)>,
}

/// Which token a call carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token {
    /// The access token.
    Access,
    /// The refresh token (RFC 6749 §6).
    Refresh,
    /// Each of them, one after the other: what revokes a token takes both (RFC 7009 §2.1).
    Each,
}

/// What is taken from a reply, by Rust field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenReply {
    /// The field that is the access token.
    pub access_token: String,
    /// The field that says how long it lives.
    pub expires_in: Option<String>,
    /// The field that is the refresh token.
    pub refresh_token: Option<String>,
    /// The field that says which scopes were granted.
    pub scope: Option<String>,
    /// The field that says what kind of token it is (RFC 6749 §7.1).
    pub token_type: Option<String>,
}

/// What the caller gives for the calls that make, renew and revoke a token.
#[derive(Clone, Debug)]
pub struct Input {
    /// The field of the requests.
    pub field: Field,
    /// The endpoint whose field it is, by index: the first, if there are several.
    pub endpoint: usize,
    /// How often it can be used.
    pub kind: InputKind,
    /// The requests that it goes into.
    pub goes_into: GoesInto,
}

/// How often an input can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InputKind {
    /// In every request.
    Lasting,
    /// Once.
    Once,
    /// Once: what a person's consent gives (RFC 6749 §4.1.2).
    AuthorizationCode {
        /// The Rust field that the verifier of PKCE goes into (RFC 7636 §4.5).
        verifier: Option<String>,
    },
}

/// The requests that an [`Input`] goes into.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GoesInto {
    /// The one that makes the first token.
    pub mint: bool,
    /// The one that makes the next token.
    pub refresh: bool,
    /// The one that revokes it.
    pub revoke: bool,
}

/// How the secret of a credential travels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Attachment {
    /// `Authorization: Bearer …` (RFC 6750).
    Bearer,
    /// A header of the provider's own.
    Header {
        /// The header's name.
        name: String,
        /// What stands before the secret.
        prefix: Option<String>,
    },
}

impl Credential {
    /// The type of a token that is not attached as bearer, for which the runtime has one.
    #[must_use]
    pub fn token_ident(&self) -> Option<String> {
        let is_token = matches!(self.source, Source::Token(_)) && self.attach != Attachment::Bearer;
        is_token.then(|| names::token_ident(&self.ident))
    }
}

impl TokenSource {
    /// The endpoints that make tokens, by index.
    pub fn makers(&self) -> impl Iterator<Item = usize> {
        let refresh = self.refresh.as_ref().map(|call| call.endpoint);
        std::iter::once(self.mint).chain(refresh)
    }
}
