//! Credentials.

use auth_language::header::AUTHORIZATION;
use auth_language::id::EndpointId;
use auth_language::name;
use auth_language::request::{Computed, Place};
use auth_language::sign::Sign;
use auth_language::value::Expr;
use auth_language::word::BasicEncoding;
use serde_json::Value as Json;

use super::endpoint::Part;
use super::lifecycle::{Input, TokenSource};
use super::value::Field;
use crate::text::Spot;

/// How callers authenticate.
#[derive(Clone, Debug)]
pub struct Credential {
    /// `api_key`.
    pub name: String,
    /// `ApiKey`.
    pub ident: String,
    /// What it is.
    pub doc: String,
    /// What to use instead, if it should not be used any more.
    pub deprecated: Option<String>,
    /// What the caller gives and the parts send: all inputs of a credential that does not change, and the further ones of a token.
    pub inputs: Vec<Field>,
    /// Made-up inputs, by Rust field, for the mock server and the tests.
    pub example: Vec<(String, Json)>,
    /// Where its secret comes from.
    pub source: Source,
    /// What is sent with a request.
    pub parts: Vec<Part>,
    /// What is computed once per request, for several parts.
    pub computed: Vec<Computed<Spot>>,
    /// What signs the request.
    pub sign: Option<Sign<Spot>>,
    /// How the halves of [`Place::Basic`] are encoded.
    pub basic_encoding: BasicEncoding,
    /// What says who logged in.
    pub identity: Option<Identity>,
}

/// What says who logged in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Identity {
    /// A call with the token.
    Call {
        /// The endpoint.
        endpoint: EndpointId,
        /// The Rust field of its reply that names the person.
        subject: String,
    },
    /// A signed JWT that is kept with the token (OpenID Connect Core 1.0 §2).
    Token {
        /// The captured value.
        field: String,
        /// Who must have made it.
        issuer: Issuer,
        /// The endpoint that answers the issuer's keys.
        keys: EndpointId,
    },
}

/// Where the issuer of an `id_token` is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Issuer {
    /// In the spec.
    Fixed(String),
    /// In a setting.
    Setting(String),
    /// In a captured value.
    Captured(String),
}

/// Where the secret of a credential comes from.
#[derive(Clone, Debug)]
pub enum Source {
    /// The inputs do not change, and are all there is.
    Static,
    /// Endpoints make it.
    Token(Box<TokenSource>),
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
            Expr::Literal(_) | Expr::Computed(_) => None,
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
                let is_alone = self.computed.is_empty() && self.sign.is_none();
                part.place == Place::Header && self.secret_after(part).is_some() && is_secret && is_alone
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
