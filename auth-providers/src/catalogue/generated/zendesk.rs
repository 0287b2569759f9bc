// @generated from zendesk.yaml: edit the spec, not this file.

//! Zendesk.
//!
//! Source: <https://developer.zendesk.com/api-reference/introduction/security-and-auth/>
//!
//! Credentials:
//! - [`ApiToken`]: An email address and an API token.
//! - [`User`]: A user's consent. Its tokens are made by `exchange_code`, after `authorize`, renewed by
//!   `renew`, revoked by `revoke`.
//! - [`Machine`]: A client of the account itself, which acts for the one who made it. Its tokens are
//!   made by `create_token`, revoked by `revoke`.

use auth_runtime::consent::AuthorizationCode;
use auth_runtime::host::Setting;
use auth_runtime::session::{OneTime, TokenSource};
use auth_runtime::{
    Accepts, Anonymous, ApiError, Authorizes, Bearer, Client, Connection, Credential, Decode, Endpoint, Error,
    ErrorBody, Host, Json, Provider, Response, Scopes, Seconds, Secret, host,
};

/// The provider Zendesk.
#[derive(Clone, Copy, Debug)]
pub struct Zendesk;

impl Provider for Zendesk {
    const NAME: &'static str = "zendesk";
    const TITLE: &'static str = "Zendesk";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://{subdomain}.zendesk.com")];
    const SETTINGS: &'static [Setting] = <Settings as host::Settings>::SETTINGS;
}

/// What differs from one customer of Zendesk to another. A client is built with it.
#[derive(Clone, Debug, host::Settings)]
#[settings(provider = Zendesk, env_prefix = "ZENDESK_")]
pub struct Settings {
    /// The account.
    #[settings(label, pattern = "[a-z0-9][a-z0-9-]*")] subdomain: String,
}

/// A client of Zendesk. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
#[client(settings = Settings)]
pub struct Client<C = Anonymous>(Connection<Zendesk, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = ZendeskError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange the code for a token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /oauth/tokens` is refused; `InvalidGrant`, `InvalidClient` are special to
    /// it.
    pub async fn exchange_code(&self, request: ExchangeCode) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Exchange the secret of a client for a token without a user's consent.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /oauth/tokens` is refused; `InvalidGrant`, `InvalidClient` are special to
    /// it.
    pub async fn create_token(&self, request: CreateToken) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Exchange a refresh token for the next token; the former access token ends, too.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /oauth/tokens` is refused; `InvalidGrant`, `InvalidClient` are special to
    /// it.
    pub async fn renew(&self, request: Renew) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Revoke the token.
    ///
    /// It takes [`User`] or [`Machine`].
    ///
    /// # Errors
    /// [`ZendeskError`] if `DELETE /api/v2/oauth/tokens/current.json` is refused.
    pub async fn revoke(&self) -> Reply<()> where C: Authorizes<Zendesk, Revoke> { self.0.call_protected(Revoke).await }

    /// The user whom the token belongs to.
    ///
    /// # Errors
    /// [`ZendeskError`] if `GET /api/v2/users/me.json` is refused.
    pub async fn get_me(&self) -> Reply<Person> where C: Authorizes<Zendesk> { self.0.call_protected(GetMe).await }

    /// List the tickets.
    ///
    /// # Errors
    /// [`ZendeskError`] if `GET /api/v2/tickets.json` is refused.
    pub async fn list_tickets(&self) -> Reply<Json> where C: Authorizes<Zendesk> {
        self.0.call_protected(ListTickets).await
    }
}

/// Ask the user for consent.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(VISIT "/oauth/authorizations/new", query("response_type" = "code"), provider = Zendesk, pkce)]
pub struct Authorize {
    #[endpoint(query)] client_id: String,
    #[endpoint(query, format = "url")] redirect_uri: String,
    #[endpoint(query, separator = " ")] scope: Vec<Scope>,
}

/// Exchange the code for a token. Sent by [`Client::exchange_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/oauth/tokens", body("grant_type" = "authorization_code"), json, response = Token, error = TokenError)]
pub struct ExchangeCode {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
    code: Secret,
    #[endpoint(format = "url")] redirect_uri: String,
    code_verifier: Secret,
    #[endpoint(separator = " ")] scope: Vec<Scope>,
    expires_in: Option<Seconds>,
    refresh_token_expires_in: Option<Seconds>,
}

/// Exchange the secret of a client for a token without a user's consent. Sent by
/// [`Client::create_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/oauth/tokens", body("grant_type" = "client_credentials"), json, response = Token, error = TokenError)]
pub struct CreateToken {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
    #[endpoint(separator = " ")] scope: Vec<Scope>,
    expires_in: Option<Seconds>,
}

/// Exchange a refresh token for the next token; the former access token ends, too. Sent by
/// [`Client::renew`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/oauth/tokens", body("grant_type" = "refresh_token"), json, response = Token, error = TokenError)]
pub struct Renew {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
    refresh_token: Secret,
    #[endpoint(separator = " ")] scope: Vec<Scope>,
    expires_in: Option<Seconds>,
}

/// Revoke the token. Sent by [`Client::revoke`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(DELETE "/api/v2/oauth/tokens/current.json", protected(User, Machine), response = (), error = ZendeskError)]
pub struct Revoke;

/// The user whom the token belongs to. Sent by [`Client::get_me`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/api/v2/users/me.json", protected, response = Person, error = ZendeskError)]
pub struct GetMe;

/// List the tickets. Sent by [`Client::list_tickets`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/api/v2/tickets.json", protected, response = Json, error = ZendeskError)]
pub struct ListTickets;

/// What [`Client::exchange_code`] and 2 other calls return.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Token {
    /// The token that calls are made with (RFC 6749 §5.1).
    pub access_token: Secret,
    /// The kind of token (RFC 6749 §7.1).
    #[decode(default = "bearer")] pub token_type: String,
    /// The scopes that were granted (RFC 6749 §3.3).
    #[decode(separator = " ")] pub scope: Vec<Scope>,
    /// How long the token lives from now on.
    pub expires_in: Option<Seconds>,
    /// The token that the next one is requested with (RFC 6749 §6).
    pub refresh_token: Option<Secret>,
    pub refresh_token_expires_in: Option<Seconds>,
}

/// What [`Client::get_me`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Person {
    #[decode(at("user.id"))] pub id: i64,
    #[decode(at("user.email"))] pub email: Option<String>,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("error.title", "error"), code)] pub error: Option<String>,
    #[error_body(at("error_description", "error.message", "description"), message)] pub text: Option<String>,
}

/// Why Zendesk refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum ZendeskError {
    /// The provider answered 401.
    #[api_error(401, when(error = "invalid_token"))] InvalidToken(Fault),
    /// The provider answered 401.
    #[api_error(401)] NotAuthenticated(Fault),
    /// The provider answered 403.
    #[api_error(403)] Forbidden(Fault),
    /// The provider answered 429.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// Why Zendesk refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum TokenError {
    /// The provider answered 400 or 401.
    #[api_error(400, 401, when(error = "invalid_grant"), class = reauthenticate)] InvalidGrant(Fault),
    /// The provider answered 400 or 401.
    #[api_error(400, 401, class = configuration)] InvalidClient(Fault),
    /// The provider answered 403.
    #[api_error(403)] Forbidden(Fault),
    /// The provider answered 429.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// What a token of Zendesk may be used for (RFC 6749 §3.3).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Scopes)]
#[non_exhaustive]
pub enum Scope {
    /// Read everything.
    #[scope("read")] Read,
    /// Change everything.
    #[scope("write")] Write,
    /// Read tickets.
    #[scope("tickets:read")] TicketsRead,
    /// A value that the provider does not document.
    #[scope(other)] Other(String),
}

/// An email address and an API token.
#[derive(Clone, Debug, Credential)]
#[credential(
    provider = Zendesk, basic(username = "{email}/token", password = "{token}"), env_prefix = "ZENDESK_", check(GetMe)
)]
pub struct ApiToken {
    #[credential(format = "email")] email: String,
    token: Secret,
}

/// A user's consent.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = Zendesk,
    mint(ExchangeCode),
    refresh(Renew(refresh_token)),
    revoke(Revoke),
    token(access_token, expires_in, refresh_token, refresh_expires_in = refresh_token_expires_in, scope, token_type),
    renewed(access_token, refresh_token, token_type),
    rotation = replaced,
    identity(call = GetMe, subject = id),
    check(GetMe),
    env_prefix = "ZENDESK_"
)]
pub struct User {
    /// The identifier of the client (RFC 6749 §2.2).
    #[token_source(mint, refresh)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[token_source(mint, refresh)] client_secret: Secret,
    #[token_source(verifier = code_verifier)] code: OneTime<AuthorizationCode>,
    redirect_uri: String,
    #[token_source(mint, refresh)] scope: Vec<Scope>,
    #[token_source(mint, refresh)] expires_in: Option<Seconds>,
    refresh_token_expires_in: Option<Seconds>,
}

/// A client of the account itself, which acts for the one who made it.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = Zendesk,
    mint(CreateToken),
    revoke(Revoke),
    token(access_token, expires_in, scope, token_type),
    check(GetMe),
    env_prefix = "ZENDESK_"
)]
pub struct Machine {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
    scope: Vec<Scope>,
    expires_in: Option<Seconds>,
}

impl<C: Accepts<Bearer>> Authorizes<Zendesk, C> for Bearer {}

impl Accepts<Bearer> for Revoke {}
