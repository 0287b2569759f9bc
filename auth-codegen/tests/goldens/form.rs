//! Acme.
//!
//! Credentials:
//! - [`Application`]: The client itself. Its tokens are made by `get_token`.

impl<C> Client<C> {
    /// Exchange a client's id and secret for a token.
    ///
    /// # Errors
    /// [`AcmeError`] if `POST /oauth/token` is refused.
    pub async fn get_token(&self, request: GetToken) -> Reply<Token> { self.0.call(request).await }
}

/// Exchange a client's id and secret for a token. Sent by [`Client::get_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/oauth/token", body("grant_type" = "client_credentials"), form, response = Token, error = AcmeError)]
pub struct GetToken {
    client_id: String,
    client_secret: Secret,
    #[endpoint(separator = " ")] scope: Option<Vec<Scope>>,
}

/// What [`Client::get_token`] returns.
#[derive(Clone, Debug, Decode)]
#[non_exhaustive]
pub struct Token {
    /// The token that calls are made with (RFC 6749 §5.1).
    pub access_token: Secret,
    /// How long the token lives from now on.
    pub expires_in: Seconds,
    /// The scopes that were granted (RFC 6749 §3.3).
    #[decode(separator = " ")] pub scope: Option<Vec<Scope>>,
}

/// What a token of Acme may be used for (RFC 6749 §3.3).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Scopes)]
#[non_exhaustive]
pub enum Scope {
    /// Read items.
    #[scope("items:read")] ItemsRead,
    /// Write items.
    #[scope("items:write")] ItemsWrite,
    /// A value that the provider does not document.
    #[scope(other)] Other(String),
}

/// The client itself.
#[derive(Clone, Debug, TokenSource)]
#[token_source(provider = Acme, mint(GetToken), token(access_token, expires_in, scope), env_prefix = "ACME_")]
pub struct Application { client_id: String, client_secret: Secret, scope: Option<Vec<Scope>> }

impl Authorizes<Acme> for Bearer {}
