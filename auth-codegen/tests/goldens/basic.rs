//! Acme.
//!
//! Credentials:
//! - [`ApiToken`]: An e-mail address and a token.
//! - [`Legacy`]: A key as the user name, without a password.
//! - [`User`]: A person. Its tokens are made by `exchange_code`.

impl<C> Client<C> {
    /// Exchange a code for a token.
    ///
    /// # Errors
    /// [`AcmeError`] if `POST /token` is refused.
    pub async fn exchange_code(&self, request: ExchangeCode) -> Reply<Token> { self.0.call(request).await }

    /// List the tickets.
    ///
    /// # Errors
    /// [`AcmeError`] if `GET /tickets` is refused.
    pub async fn list_tickets(&self) -> Reply<Json> where C: Authorizes<Acme, ApiToken> {
        self.0.call_protected(ListTickets).await
    }
}

/// Exchange a code for a token. Sent by [`Client::exchange_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/token",
    body("grant_type" = "authorization_code"),
    basic(username = "{client_id}", password = "{client_secret}", encode = form),
    form,
    response = Token,
    error = AcmeError
)]
pub struct ExchangeCode {
    #[endpoint(input)] client_id: String,
    #[endpoint(input)] client_secret: Secret,
    code: Secret,
}

/// List the tickets. Sent by [`Client::list_tickets`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/tickets", protected = ApiToken, response = Json, error = AcmeError)]
pub struct ListTickets;

/// What [`Client::exchange_code`] returns.
#[derive(Clone, Debug, Decode)]
#[non_exhaustive]
pub struct Token {
    /// The token that calls are made with (RFC 6749 §5.1).
    pub access_token: Secret,
    /// How long the token lives from now on.
    pub expires_in: Seconds,
}

/// An e-mail address and a token.
#[derive(Clone, Debug, Credential)]
#[credential(provider = Acme, basic(username = "{email}/token", password = "{token}"), env_prefix = "ACME_")]
pub struct ApiToken { email: String, token: Secret }

/// A key as the user name, without a password.
#[derive(Clone, Debug, Credential)]
#[credential(provider = Acme, basic(username = "{key}", password = ""), env_prefix = "ACME_")]
pub struct Legacy {
    #[credential(env = "ACME_LEGACY")] key: Secret,
}

/// A person.
#[derive(Debug, TokenSource)]
#[token_source(provider = Acme, mint(ExchangeCode), token(access_token, expires_in), env_prefix = "ACME_")]
pub struct User { client_id: String, client_secret: Secret, code: OneTime<Secret> }

impl Authorizes<Acme> for Bearer {}
