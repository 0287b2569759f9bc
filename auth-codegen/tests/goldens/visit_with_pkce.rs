//! Acme.
//!
//! Credentials:
//! - [`Person`]: A person's consent. Its tokens are made by `exchange_code`, after `authorize`, live 1
//!   hour.

impl Provider for Acme {
    const NAME: &'static str = "acme";
    const TITLE: &'static str = "Acme";
    const HOSTS: &'static [Host] = &[
        Host::new("base", "https://api.acme.example"),
        Host::new("accounts", "https://accounts.acme.example"),
    ];
}

impl<C> Client<C> {
    /// Exchange a code for tokens.
    ///
    /// # Errors
    /// [`AcmeError`] if `POST /token` is refused.
    pub async fn exchange_code(&self, request: ExchangeCode) -> Reply<Token> { self.0.call(request).await }
}

/// Ask a person for consent, in a browser.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(VISIT "/authorize", host = "accounts", query("response_type" = "code"), provider = Acme, pkce)]
pub struct Authorize {
    #[endpoint(query)] client_id: String,
    #[endpoint(query, format = "url")] redirect_uri: String,
    #[endpoint(query)] prompt: Option<String>,
}

/// Exchange a code for tokens. Sent by [`Client::exchange_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/token", body("grant_type" = "authorization_code"), form, response = Token, error = AcmeError)]
pub struct ExchangeCode { code: Secret, code_verifier: Secret, client_id: String }

/// What [`Client::exchange_code`] returns.
#[derive(Clone, Debug, Decode)]
#[non_exhaustive]
pub struct Token {
    /// The token that calls are made with (RFC 6749 §5.1).
    pub access_token: Secret,
    /// The token that the next one is requested with (RFC 6749 §6).
    pub refresh_token: Option<Secret>,
}

/// A person's consent.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = Acme, mint(ExchangeCode), token(access_token, refresh_token), lifetime = 3_600, env_prefix = "ACME_"
)]
pub struct Person {
    #[token_source(verifier = code_verifier)] code: OneTime<AuthorizationCode>,
    client_id: String,
}

impl Authorizes<Acme> for Bearer {}
