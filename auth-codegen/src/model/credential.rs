//! Credentials.

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
    Token(TokenSource),
}

/// How tokens are made, renewed and revoked: lists of steps, of which "call this endpoint" is the one-step case.
#[derive(Clone, Debug)]
pub struct TokenSource {
    /// The endpoint that a browser must visit first, by index.
    pub authorize: Option<usize>,
    /// How the first token is made.
    pub mint: Vec<Step>,
    /// How the next one is made from the present one. Empty: as the first.
    pub refresh: Vec<Step>,
    /// The endpoint that revokes the token, by index.
    pub revoke: Option<usize>,
    /// How long a token lives, in seconds, where the reply does not say so.
    pub lifetime: Option<u64>,
}

/// One call and what is taken from its reply, by Rust field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The endpoint, by index.
    pub endpoint: usize,
    /// The field that is the access token.
    pub access_token: String,
    /// The field that says how long it lives.
    pub expires_in: Option<String>,
    /// The field that is the refresh token.
    pub refresh_token: Option<String>,
    /// The field that says which scopes were granted.
    pub scope: Option<String>,
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
    /// Whether its secret is attached by a type of its own. A token that is attached as bearer needs none.
    #[must_use]
    pub fn has_own_type(&self) -> bool {
        matches!(self.source, Source::Static { .. }) || self.attach != Attachment::Bearer
    }
}
