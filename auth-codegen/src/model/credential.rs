//! Credentials.

use auth_language::header::AUTHORIZATION;
use auth_language::id::EndpointId;
use auth_language::name;
use auth_language::request::Place;
use auth_language::value::Expr;
use auth_language::word::{BasicEncoding, Reuse, Rotation};
use serde_json::Value as Json;

use super::endpoint::Part;
use super::value::Field;

/// How callers authenticate.
#[derive(Clone, Debug)]
pub struct Credential {
    /// `api_key`.
    pub name: String,
    /// `ApiKey`.
    pub ident: String,
    /// What it is.
    pub doc: String,
    /// What the caller gives and the parts send: all inputs of a credential that does not change, and the further ones of a token.
    pub inputs: Vec<Field>,
    /// Made-up inputs, by Rust field, for the mock server and the tests.
    pub example: Vec<(String, Json)>,
    /// Where its secret comes from.
    pub source: Source,
    /// What is sent with a request.
    pub parts: Vec<Part>,
    /// How the halves of [`Place::Basic`] are encoded.
    pub basic_encoding: BasicEncoding,
}

/// Where the secret of a credential comes from.
#[derive(Clone, Debug)]
pub enum Source {
    /// The inputs do not change, and are all there is.
    Static,
    /// Endpoints make it.
    Token(Box<TokenSource>),
}

/// How tokens are made, renewed and revoked.
#[derive(Clone, Debug)]
pub struct TokenSource {
    /// The endpoint that a browser must visit first.
    pub authorize: Option<EndpointId>,
    /// What the caller gives.
    pub inputs: Vec<Input>,
    /// The endpoint that makes the first token.
    pub mint: EndpointId,
    /// How the next one is made from the present one; if not, as the first.
    pub refresh: Option<TokenCall>,
    /// How a token is revoked.
    pub revoke: Option<TokenCall>,
    /// What is taken from the reply of `mint` and `refresh`.
    pub reply: TokenReply,
    /// How long a token lives, in seconds, where the reply does not say so.
    pub lifetime: Option<u64>,
    /// What happens to a refresh token when it is used, if that is known.
    pub rotation: Option<Rotation>,
    /// What happens when a replaced refresh token is used again, if that is known.
    pub reuse: Option<Reuse>,
    /// How long, in seconds, a replaced refresh token can be used again.
    pub grace: Option<u64>,
}

/// A call that is made with a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenCall {
    /// The endpoint.
    pub endpoint: EndpointId,
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
    /// The endpoint whose field it is: the first, if there are several.
    pub endpoint: EndpointId,
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

impl Credential {
    /// Whether all that is sent is `Authorization: Bearer …` with the one secret (RFC 6750).
    #[must_use]
    pub fn is_bearer(&self) -> bool {
        match self.parts.as_slice() {
            [part] => {
                part.place == Place::Header && self.secret_after(part) == Some("Bearer ") && is_authorization(part)
            }
            _ => false,
        }
    }

    /// What is before the secret, if a part is a constant and then the one secret: `""` for the secret alone.
    #[must_use]
    pub fn secret_after<'p>(&self, part: &'p Part) -> Option<&'p str> {
        match &part.value {
            Expr::Name(_) => Some(""),
            Expr::Concat(pieces) => match pieces.as_slice() {
                [Expr::Literal(auth_language::value::Scalar::Text(prefix)), Expr::Name(_)] => Some(prefix),
                _ => None,
            },
            Expr::Literal(_) => None,
        }
    }

    /// The inputs that only parts name, and no request of the token.
    pub fn further_inputs(&self) -> impl Iterator<Item = &Field> {
        let gathered: &[Input] = match &self.source {
            Source::Static => &[],
            Source::Token(source) => &source.inputs,
        };
        let is_gathered = |input: &Field| gathered.iter().any(|known| known.field.ident.value == input.ident.value);
        self.inputs.iter().filter(move |input| !is_gathered(input))
    }

    /// Whether all that is sent is one secret in one header, perhaps after a constant.
    #[must_use]
    pub fn is_one_secret(&self) -> bool {
        match self.parts.as_slice() {
            [part] => {
                let is_secret = part.value.names().iter().all(|name| name.ty.is_secret() && !name.optional);
                part.place == Place::Header && self.secret_after(part).is_some() && is_secret
            }
            _ => false,
        }
    }

    /// The type of a token that is not sent as bearer, for which the runtime has one.
    #[must_use]
    pub fn token_ident(&self) -> Option<String> {
        let is_token = matches!(self.source, Source::Token(_)) && !self.is_bearer();
        is_token.then(|| name::token_ident(&self.ident))
    }
}

fn is_authorization(part: &Part) -> bool {
    part.name.value.eq_ignore_ascii_case(AUTHORIZATION)
}

impl TokenSource {
    /// The endpoints that make tokens.
    pub fn makers(&self) -> impl Iterator<Item = EndpointId> {
        let refresh = self.refresh.as_ref().map(|call| call.endpoint);
        std::iter::once(self.mint).chain(refresh)
    }
}
