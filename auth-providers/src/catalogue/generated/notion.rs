// @generated from notion.yaml: edit the spec, not this file.

//! Notion.
//!
//! Source: <https://developers.notion.com/docs/authorization>
//!
//! Credentials:
//! - [`Internal`]: The token of an internal integration.
//! - [`User`]: A user who has chosen pages. Its tokens are made by `exchange_code`, after `authorize`,
//!   revoked by `revoke`.

use auth_runtime::consent::AuthorizationCode;
use auth_runtime::host::Header;
use auth_runtime::response::Classes;
use auth_runtime::session::{OneTime, TokenSource};
use auth_runtime::value::UnixSeconds;
use auth_runtime::{
    Anonymous, ApiError, Authorizes, Bearer, Client, Connection, Credential, Decode, Endpoint, Error, ErrorBody, Host,
    Json, Provider, Response, Secret,
};

/// The provider Notion.
#[derive(Clone, Copy, Debug)]
pub struct Notion;

impl Provider for Notion {
    const NAME: &'static str = "notion";
    const TITLE: &'static str = "Notion";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://api.notion.com/v1")];
    const HEADERS: &'static [Header] = &[Header::new("Notion-Version", "2025-09-03")];
    const CLASSES: Classes = Classes::of::<NotionError>();
}

/// A client of Notion. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<Notion, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = NotionError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange the code for a token.
    ///
    /// # Errors
    /// [`NotionError`] if `POST /oauth/token` is refused.
    pub async fn exchange_code(&self, request: ExchangeCode) -> Reply<Token> { self.0.call(request).await }

    /// Exchange a refresh token for the next token.
    ///
    /// # Errors
    /// [`NotionError`] if `POST /oauth/token` is refused.
    pub async fn renew(&self, request: Renew) -> Reply<Token> { self.0.call(request).await }

    /// Whether a token is valid.
    ///
    /// # Errors
    /// [`NotionError`] if `POST /oauth/introspect` is refused.
    pub async fn introspect(&self, request: Introspect) -> Reply<State> { self.0.call(request).await }

    /// Revoke a token.
    ///
    /// # Errors
    /// [`NotionError`] if `POST /oauth/revoke` is refused.
    pub async fn revoke(&self, request: Revoke) -> Reply<Json> { self.0.call(request).await }

    /// The bot whose token it is.
    ///
    /// # Errors
    /// [`NotionError`] if `GET /users/me` is refused.
    pub async fn get_bot(&self) -> Reply<BotInfo> where C: Authorizes<Notion> { self.0.call_protected(GetBot).await }

    /// Search the pages.
    ///
    /// # Errors
    /// [`NotionError`] if `POST /search` is refused.
    pub async fn search(&self, request: Search) -> Reply<Json> where C: Authorizes<Notion> {
        self.0.call_protected(request).await
    }
}

/// Ask the user for consent to pages.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(VISIT "/oauth/authorize", query("response_type" = "code"), query("owner" = "user"), provider = Notion)]
pub struct Authorize {
    #[endpoint(query)] client_id: String,
    #[endpoint(query, format = "url")] redirect_uri: String,
}

/// Exchange the code for a token. Sent by [`Client::exchange_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/oauth/token",
    body("grant_type" = "authorization_code"),
    basic(username = "{client_id}", password = "{client_secret}", encode = form),
    json,
    response = Token,
    error = NotionError
)]
pub struct ExchangeCode {
    /// The identifier of the client (RFC 6749 §2.2).
    #[endpoint(input)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[endpoint(input)] client_secret: Secret,
    code: Secret,
    #[endpoint(format = "url")] redirect_uri: String,
}

/// Exchange a refresh token for the next token. Sent by [`Client::renew`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/oauth/token",
    body("grant_type" = "refresh_token"),
    basic(username = "{client_id}", password = "{client_secret}", encode = form),
    json,
    response = Token,
    error = NotionError
)]
pub struct Renew {
    /// The identifier of the client (RFC 6749 §2.2).
    #[endpoint(input)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[endpoint(input)] client_secret: Secret,
    refresh_token: Secret,
}

/// Whether a token is valid. Sent by [`Client::introspect`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/oauth/introspect",
    basic(username = "{client_id}", password = "{client_secret}"),
    json,
    response = State,
    error = NotionError
)]
pub struct Introspect {
    #[endpoint(input)] client_id: String,
    #[endpoint(input)] client_secret: Secret,
    token: Secret,
}

/// Revoke a token. Sent by [`Client::revoke`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/oauth/revoke",
    basic(username = "{client_id}", password = "{client_secret}", encode = form),
    json,
    response = Json,
    error = NotionError
)]
pub struct Revoke {
    /// The identifier of the client (RFC 6749 §2.2).
    #[endpoint(input)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[endpoint(input)] client_secret: Secret,
    token: Secret,
}

/// The bot whose token it is. Sent by [`Client::get_bot`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/users/me", protected, response = BotInfo, error = NotionError)]
pub struct GetBot;

/// Search the pages. Sent by [`Client::search`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/search", json, protected, repeat, response = Json, error = NotionError)]
pub struct Search { query: Option<String> }

/// What [`Client::exchange_code`] and [`Client::renew`] return.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Token {
    /// The token that calls are made with (RFC 6749 §5.1).
    pub access_token: Secret,
    /// The token that the next one is requested with (RFC 6749 §6).
    pub refresh_token: Option<Secret>,
    /// The kind of token (RFC 6749 §7.1).
    pub token_type: String,
    pub bot_id: String,
    pub workspace_id: String,
    pub workspace_name: Option<String>,
}

/// What [`Client::introspect`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct State {
    pub active: bool,
    /// The scopes that were granted (RFC 6749 §3.3).
    pub scope: Option<String>,
    pub iat: Option<UnixSeconds>,
}

/// What [`Client::get_bot`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct BotInfo { pub id: String, pub name: Option<String> }

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("code", "error"), code)] pub code: Option<String>,
    #[error_body(at("message", "error_description"), message)] pub text: Option<String>,
    pub request_id: Option<String>,
}

/// What a log-in with `User` captures.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct UserCaptured { pub workspace_id: String }

/// Why Notion refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum NotionError {
    /// The provider answered 400.
    #[api_error(400, when(code = "invalid_grant"), class = reauthenticate)] InvalidGrant(Fault),
    /// The provider answered 400.
    #[api_error(400)] ValidationError(Fault),
    /// The provider answered 401.
    #[api_error(401, when(code = "invalid_client"), class = configuration)] InvalidClient(Fault),
    /// The provider answered 401.
    #[api_error(401)] Unauthorized(Fault),
    /// The provider answered 403.
    #[api_error(403)] RestrictedResource(Fault),
    /// The provider answered 429.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// The token of an internal integration.
#[derive(Clone, Debug, Credential)]
#[credential(provider = Notion, bearer, check(GetBot))]
pub struct Internal(
    #[credential(env = "NOTION_INTERNAL")] Secret,
);

/// A user who has chosen pages.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = Notion,
    mint(ExchangeCode),
    revoke(Revoke(token)),
    token(access_token, token_type),
    capture(workspace_id),
    captured = UserCaptured,
    identity(call = GetBot, subject = id),
    check(GetBot),
    env_prefix = "NOTION_"
)]
pub struct User {
    /// The identifier of the client (RFC 6749 §2.2).
    #[token_source(mint, revoke)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[token_source(mint, revoke)] client_secret: Secret,
    code: OneTime<AuthorizationCode>,
    redirect_uri: String,
}

impl Authorizes<Notion> for Bearer {}
