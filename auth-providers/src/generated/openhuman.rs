// @generated from openhuman.yaml: edit the spec, not this file.

//! `OpenHuman`.
//!
//! The `OpenHuman` agents API. Keys are never sent over plain HTTP, and come from the environment.
//!
//! Source: <https://docs.tinyhumans.ai/openhuman-api/authentication>
//!
//! Credentials:
//! - [`ApiKey`]: An API key (`sk_…`), sent as it is.
//! - [`Oauth`]: OAuth 2.0 authorization code on behalf of a user. Its tokens are made by
//!   `exchange_code`, after `authorize`, renewed by `refresh_token`.

use auth_runtime::consent::AuthorizationCode;
use auth_runtime::session::{OneTime, TokenSource};
use auth_runtime::{
    Anonymous, ApiError, Authorizes, Bearer, Client, Connection, Credential, Decode, Endpoint, Error, ErrorBody, Host,
    Json, Provider, Response, Scopes, Seconds, Secret,
};

/// The provider `OpenHuman`.
#[derive(Clone, Copy, Debug)]
pub struct OpenHuman;

impl Provider for OpenHuman {
    const NAME: &'static str = "openhuman";
    const TITLE: &'static str = "OpenHuman";
    const HOSTS: &'static [Host] = &[
        Host::new("base", "https://api.tinyhumans.ai/v1"),
        Host::new("auth", "https://auth.tinyhumans.ai"),
    ];
}

/// A client of `OpenHuman`. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<OpenHuman, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = OpenHumanError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange an authorization code for tokens.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /oauth/token` is refused; `InvalidGrant`, `InvalidTokenRequest`,
    /// `InvalidClient` are special to it.
    pub async fn exchange_code(&self, request: ExchangeCode) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Exchange a refresh token for a new access token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /oauth/token` is refused; `InvalidGrant`, `InvalidTokenRequest`,
    /// `InvalidClient` are special to it.
    pub async fn refresh_token(&self, request: RefreshToken) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// List the agents of the account.
    ///
    /// # Errors
    /// [`OpenHumanError`] if `GET /agents` is refused.
    pub async fn list_agents(&self) -> Reply<Json> where C: Authorizes<OpenHuman> {
        self.0.call_protected(ListAgents).await
    }
}

/// Ask the user for consent, in a browser.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(VISIT "/oauth/authorize", host = "auth", query("response_type" = "code"), provider = OpenHuman)]
pub struct Authorize {
    #[endpoint(query)] client_id: String,
    #[endpoint(query, format = "url")] redirect_uri: String,
    #[endpoint(query, separator = " ")] scope: Option<Vec<Scope>>,
}

/// Exchange an authorization code for tokens. Sent by [`Client::exchange_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/oauth/token",
    host = "auth",
    body("grant_type" = "authorization_code"),
    form,
    response = Token,
    error = TokenError
)]
pub struct ExchangeCode {
    code: Secret,
    client_id: String,
    client_secret: Secret,
    #[endpoint(format = "url")] redirect_uri: String,
    /// The PKCE verifier (RFC 7636) if the caller turned PKCE on.
    code_verifier: Option<Secret>,
}

/// Exchange a refresh token for a new access token. Sent by [`Client::refresh_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/oauth/token", host = "auth", body("grant_type" = "refresh_token"), form, response = Token, error = TokenError
)]
pub struct RefreshToken { refresh_token: Secret, client_id: String, client_secret: Secret }

/// List the agents of the account. Sent by [`Client::list_agents`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/agents", protected, response = Json, error = OpenHumanError)]
pub struct ListAgents;

/// What a code or a refresh token is exchanged for.
#[derive(Clone, Debug, Decode)]
#[non_exhaustive]
pub struct Token {
    /// The token that calls are made with (RFC 6749 §5.1).
    pub access_token: Secret,
    /// Absent when the present one stays valid (RFC 6749 §6).
    pub refresh_token: Option<Secret>,
    /// How long the token lives from now on.
    pub expires_in: Seconds,
    /// The kind of token (RFC 6749 §7.1).
    #[decode(default = "Bearer")] pub token_type: String,
}

/// What the API says about a refused request.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("error.code"), code)] pub code: Option<String>,
    #[error_body(at("error.message"), message)] pub message: Option<String>,
    #[error_body(at("error.status"))] pub status: Option<i64>,
}

/// What the token endpoint says: the shape of RFC 6749 §5.2, or that of the API.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct TokenFault {
    #[error_body(at("error.code", "error"), code)] pub code: Option<String>,
    #[error_body(at("error.message", "error_description"), message)] pub message: Option<String>,
    /// A page that explains the error.
    #[error_body(at("error_uri"))] pub uri: Option<String>,
    #[error_body(at("error.status"))] pub status: Option<i64>,
}

/// Why `OpenHuman` refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum OpenHumanError {
    /// The request is malformed (`invalid_request`).
    #[api_error(400)] InvalidRequest(Fault),
    /// The key or token is missing or wrong (`invalid_api_key`).
    #[api_error(401)] InvalidApiKey(Fault),
    /// There is no such resource (`resource_not_found`).
    #[api_error(404)] ResourceNotFound(Fault),
    /// The plan's limit of 60, 300 or 1000 requests a minute is reached (`rate_limit`).
    #[api_error(429)] RateLimit(Fault),
    /// The provider failed (`internal_error`).
    #[api_error(500)] InternalError(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// Why `OpenHuman` refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum TokenError {
    /// The code or refresh token is expired, revoked or was used before.
    #[api_error(400, when(code = "invalid_grant"), class = reauthenticate)] InvalidGrant(TokenFault),
    /// The token request is malformed.
    #[api_error(400)] InvalidTokenRequest(TokenFault),
    /// The client's id or secret is wrong.
    #[api_error(401, class = configuration)] InvalidClient(TokenFault),
    /// There is no such resource (`resource_not_found`).
    #[api_error(404)] ResourceNotFound(Fault),
    /// The plan's limit of 60, 300 or 1000 requests a minute is reached (`rate_limit`).
    #[api_error(429)] RateLimit(Fault),
    /// The provider failed (`internal_error`).
    #[api_error(500)] InternalError(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// What a token of `OpenHuman` may be used for (RFC 6749 §3.3).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Scopes)]
#[non_exhaustive]
pub enum Scope {
    /// Read resources.
    #[scope("read")] Read,
    /// Create and modify resources.
    #[scope("write")] Write,
    /// Delete resources.
    #[scope("delete")] Delete,
    /// Administer the account.
    #[scope("admin")] Admin,
    /// A value that the provider does not document.
    #[scope(other)] Other(String),
}

/// An API key (`sk_…`), sent as it is.
#[derive(Clone, Debug, Credential)]
#[credential(provider = OpenHuman, bearer)]
pub struct ApiKey(
    #[credential(env = "OPENHUMAN_API_KEY")] Secret,
);

/// OAuth 2.0 authorization code on behalf of a user.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = OpenHuman,
    mint(ExchangeCode),
    refresh(RefreshToken(refresh_token)),
    token(access_token, expires_in, refresh_token, token_type),
    env_prefix = "OPENHUMAN_"
)]
pub struct Oauth {
    #[token_source(verifier = code_verifier)] code: OneTime<AuthorizationCode>,
    #[token_source(mint, refresh)] client_id: String,
    #[token_source(mint, refresh)] client_secret: Secret,
    redirect_uri: String,
}

impl Authorizes<OpenHuman> for Bearer {}
