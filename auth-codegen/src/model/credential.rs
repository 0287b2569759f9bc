//! The model of credentials.

use auth_language::credential::secret_part;
use auth_language::host::Tls;
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

/// A credential: how callers authenticate.
#[derive(Clone, Debug)]
pub struct Credential {
    /// The name in the spec: `api_key`.
    pub name: String,
    /// The name of the Rust type: `ApiKey`.
    pub ident: String,
    /// The documentation of the credential.
    pub doc: String,
    /// What to use instead, if the credential is deprecated.
    pub deprecated: Option<String>,
    /// The inputs that the parts send: all inputs of a static credential, or those that are sent with a token.
    pub inputs: Vec<Field>,
    /// Made-up inputs, by Rust field, for the mock server and the tests.
    pub example: Vec<(String, Json)>,
    /// Where its secret comes from.
    pub source: Source,
    /// The parts that are added to a request.
    pub parts: Vec<Part>,
    /// The named values that are computed once per request, for several parts.
    pub computed: Vec<Computed<Spot>>,
    /// The signature of the request.
    pub sign: Option<Sign<Spot>>,
    /// The client certificate of its calls (RFC 8705).
    pub tls: Option<Tls>,
    /// How user name and password of [`Place::Basic`] are encoded.
    pub basic_encoding: BasicEncoding,
    /// The call that shows that the credential works.
    pub check: Option<Check>,
    /// How the user's identity is found.
    pub identity: Option<Identity>,
    /// The call that registers the client (RFC 7591).
    pub registration: Option<EndpointId>,
    /// Which of several tokens of a log-in it is.
    pub member: Option<Member>,
}

/// One of several tokens of a log-in. Each is a credential of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The Rust type of the credential that logs in: `Install`.
    pub log_in: String,
    /// The name of the token: `user`.
    pub name: String,
    /// Whether it is the first of them.
    pub is_first: bool,
    /// Whether a log-in may not bring it.
    pub is_optional: bool,
    /// The token whose renewals answer this one, too.
    pub with: Option<String>,
}

/// A call that shows that a credential works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// The endpoint, whose fields are all optional.
    pub endpoint: EndpointId,
    /// The names of the errors that show it, too.
    pub accepts: Vec<String>,
}

/// How the user's identity is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Identity {
    /// A call with the token.
    Call {
        /// The endpoint.
        endpoint: EndpointId,
        /// The Rust field of its reply that identifies the user.
        subject: String,
    },
    /// A signed JWT that is kept with the token (`OpenID` Connect Core 1.0 §2).
    Token {
        /// The captured value.
        field: String,
        /// The issuer that must have issued it.
        issuer: Issuer,
        /// The endpoint that returns the issuer's keys.
        keys: EndpointId,
    },
}

/// Where the issuer of an `id_token` is stated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Issuer {
    /// In the spec, as a template over settings.
    Said(Expr),
    /// In a captured value.
    Captured(String),
}

/// Where the secret of a credential comes from.
#[derive(Clone, Debug)]
pub enum Source {
    /// The caller gives all inputs, and they do not change.
    Static,
    /// Endpoints issue a token.
    Token(Box<TokenSource>),
}

impl Credential {
    /// Returns the issuer of its `id_token`, if the spec says it.
    #[must_use]
    pub fn issuer(&self) -> Option<&Expr> {
        match &self.identity {
            Some(Identity::Token { issuer: Issuer::Said(url), .. }) => Some(url),
            Some(Identity::Token { issuer: Issuer::Captured(_), .. } | Identity::Call { .. }) | None => None,
        }
    }

    /// Returns the environment variable that holds an input: the one that the spec names, or else the name of the
    /// provider with that of the input. A `key` has the name of its credential.
    #[must_use]
    pub fn variable(&self, input: &Field, provider: &str) -> String {
        let is_key = input.wire == "key" && self.inputs.len() == 1;
        let own = name::plain(if is_key { &self.name } else { &input.ident.value });
        let said = input.env.as_ref().map(|env| env.value.clone());
        said.unwrap_or_else(|| format!("{}{}", variable_prefix(provider), own.to_uppercase()))
    }

    /// Whether the credential is sent only as `Authorization: Bearer …` with a single secret (RFC 6750).
    #[must_use]
    pub fn is_bearer(&self) -> bool {
        match self.parts.as_slice() {
            [part] => part.is_authorization() && self.secret_after(part) == Some("Bearer "),
            _ => false,
        }
    }

    /// Returns the constant before the secret of a part that consists of a constant and a secret; `""` for the secret
    /// alone.
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

    /// Returns the inputs that only the attachment uses, and no token request.
    pub fn further_inputs(&self) -> impl Iterator<Item = &Field> {
        let gathered: &[Input] = match &self.source {
            Source::Static => &[],
            Source::Token(source) => &source.inputs,
        };
        let is_gathered = |input: &Field| gathered.iter().any(|known| known.field.ident.value == input.ident.value);
        self.inputs.iter().filter(move |input| !is_gathered(input))
    }

    /// Returns the input that is the token of a session, if the credential does not change; `None` if it then has no
    /// session, because its parts differ from one request to the next.
    #[must_use]
    pub fn session_secret(&self) -> Option<&Field> {
        let is_fixed = matches!(self.source, Source::Static) && self.sign.is_none() && self.computed.is_empty();
        let (_, _, name) = secret_part(&self.parts, self.inputs.len() == 1).filter(|_| is_fixed)?;
        self.inputs.iter().find(|input| input.ident.value == name.ident)
    }

    /// Whether the credential is sent as a single secret in one header, possibly after a constant.
    #[must_use]
    pub fn is_one_secret(&self) -> bool {
        match self.parts.as_slice() {
            [part] => {
                let is_secret = part.value.names().iter().all(|name| name.ty.is_secret() && !name.optional);
                // The certificate of a token belongs to the source of the token.
                let has_certificate = self.tls.is_some() && matches!(self.source, Source::Static);
                let is_alone = self.computed.is_empty() && self.sign.is_none() && !has_certificate;
                part.place == Place::Header && self.secret_after(part).is_some() && is_secret && is_alone
            }
            _ => false,
        }
    }

    /// Returns the token type of a credential whose token is not a bearer token. For bearer tokens, the runtime has a
    /// type.
    #[must_use]
    pub fn token_ident(&self) -> Option<String> {
        let is_token = matches!(self.source, Source::Token(_)) && !self.is_bearer();
        is_token.then(|| name::token_ident(&self.ident))
    }
}

/// Returns the text with which the names of a provider's environment variables begin.
#[must_use]
pub fn variable_prefix(provider: &str) -> String {
    format!("{}_", provider.to_uppercase())
}
