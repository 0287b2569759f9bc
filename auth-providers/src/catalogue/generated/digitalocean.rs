// @generated from digitalocean.yaml: edit the spec, not this file.

//! `DigitalOcean`.
//!
//! Source: <https://docs.digitalocean.com/reference/api/oauth/>
//!
//! Credentials:
//! - [`Personal`]: A personal access token.
//! - [`User`]: A user's consent. Its tokens are made by `exchange_code`, after `authorize`, renewed by
//!   `renew`, revoked by `revoke`.

use auth_runtime::consent::AuthorizationCode;
use auth_runtime::session::{OneTime, TokenSource};
use auth_runtime::{
    Accepts, Anonymous, ApiError, Authorizes, Bearer, Client, Connection, Credential, Decode, Endpoint, Error,
    ErrorBody, Host, Json, Provider, Response, Scopes, Seconds, Secret, Uuid,
};

/// The provider `DigitalOcean`.
#[derive(Clone, Copy, Debug)]
pub struct DigitalOcean;

impl Provider for DigitalOcean {
    const NAME: &'static str = "digitalocean";
    const TITLE: &'static str = "DigitalOcean";
    const HOSTS: &'static [Host] = &[
        Host::new("base", "https://api.digitalocean.com"),
        Host::new("cloud", "https://cloud.digitalocean.com"),
    ];
}

/// A client of `DigitalOcean`. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<DigitalOcean, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = DigitalOceanError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange the code for a token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /v1/oauth/token` is refused; `InvalidGrant`, `InvalidClient` are special to
    /// it.
    pub async fn exchange_code(&self, request: ExchangeCode) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Exchange a refresh token for the next token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /v1/oauth/token` is refused; `InvalidGrant`, `InvalidClient` are special to
    /// it.
    pub async fn renew(&self, request: Renew) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Revoke the token.
    ///
    /// # Errors
    /// [`DigitalOceanError`] if `POST /v1/oauth/revoke` is refused.
    pub async fn revoke(&self) -> Reply<()> where C: Authorizes<DigitalOcean, User> {
        self.0.call_protected(Revoke).await
    }

    /// The account.
    ///
    /// # Errors
    /// [`DigitalOceanError`] if `GET /v2/account` is refused.
    pub async fn get_account(&self) -> Reply<Account> where C: Authorizes<DigitalOcean> {
        self.0.call_protected(GetAccount).await
    }

    /// List the droplets.
    ///
    /// # Errors
    /// [`DigitalOceanError`] if `GET /v2/droplets` is refused.
    pub async fn list_droplets(&self, request: ListDroplets) -> Reply<Json> where C: Authorizes<DigitalOcean> {
        self.0.call_protected(request).await
    }
}

/// Ask the user for consent.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(VISIT "/v1/oauth/authorize", host = "cloud", query("response_type" = "code"), provider = DigitalOcean)]
pub struct Authorize {
    #[endpoint(query)] client_id: String,
    #[endpoint(query, format = "url")] redirect_uri: String,
    #[endpoint(query, separator = " ")] scope: Option<Vec<Scope>>,
}

/// Exchange the code for a token. Sent by [`Client::exchange_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/v1/oauth/token",
    host = "cloud",
    body("grant_type" = "authorization_code"),
    form,
    response = Token,
    error = TokenError
)]
pub struct ExchangeCode {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
    code: Secret,
    #[endpoint(format = "url")] redirect_uri: String,
}

/// Exchange a refresh token for the next token. Sent by [`Client::renew`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/v1/oauth/token",
    host = "cloud",
    body("grant_type" = "refresh_token"),
    form,
    response = Token,
    error = TokenError
)]
pub struct Renew {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
    refresh_token: Secret,
}

/// Revoke the token. Sent by [`Client::revoke`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/v1/oauth/revoke", host = "cloud", protected = User, response = (), error = DigitalOceanError)]
pub struct Revoke;

/// The account. Sent by [`Client::get_account`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/v2/account", protected, response = Account, error = DigitalOceanError)]
pub struct GetAccount;

/// List the droplets. Sent by [`Client::list_droplets`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/v2/droplets", protected, response = Json, error = DigitalOceanError)]
pub struct ListDroplets {
    #[endpoint(query)] per_page: Option<i64>,
}

/// What [`Client::exchange_code`] and [`Client::renew`] return.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Token {
    /// The token that calls are made with (RFC 6749 §5.1).
    pub access_token: Secret,
    /// The kind of token (RFC 6749 §7.1).
    pub token_type: String,
    /// How long the token lives from now on.
    pub expires_in: Seconds,
    /// The token that the next one is requested with (RFC 6749 §6).
    pub refresh_token: Secret,
    /// The scopes that were granted (RFC 6749 §3.3).
    #[decode(separator = " ")] pub scope: Option<Vec<Scope>>,
    #[decode(at("info.uuid"))] pub account_id: Option<Uuid>,
}

/// What [`Client::get_account`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Account {
    #[decode(at("account.uuid"))] pub uuid: String,
    #[decode(at("account.email"))] pub email: String,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("id", "error"), code)] pub id: Option<String>,
    #[error_body(at("message", "error_description"), message)] pub text: Option<String>,
    pub request_id: Option<String>,
}

/// What a log-in with `User` captures.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct UserCaptured { pub account_id: Option<Uuid> }

/// Why `DigitalOcean` refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum DigitalOceanError {
    /// The provider answered 401.
    #[api_error(401)] Unauthorized(Fault),
    /// The provider answered 403.
    #[api_error(403)] Forbidden(Fault),
    /// The provider answered 429.
    #[api_error(429)] TooManyRequests(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// Why `DigitalOcean` refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum TokenError {
    /// The provider answered 400 or 401.
    #[api_error(400, 401, when(id = "invalid_grant"), class = reauthenticate)] InvalidGrant(Fault),
    /// The provider answered 400 or 401.
    #[api_error(400, 401, class = configuration)] InvalidClient(Fault),
    /// The provider answered 403.
    #[api_error(403)] Forbidden(Fault),
    /// The provider answered 429.
    #[api_error(429)] TooManyRequests(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// What a token of `DigitalOcean` may be used for (RFC 6749 §3.3).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Scopes)]
#[non_exhaustive]
pub enum Scope {
    /// Read everything.
    #[scope("read")] Read,
    /// Change everything.
    #[scope("write")] Write,
    /// A value that the provider does not document.
    #[scope(other)] Other(String),
}

/// A personal access token.
#[derive(Clone, Debug, Credential)]
#[credential(provider = DigitalOcean, bearer, check(GetAccount))]
pub struct Personal(
    #[credential(env = "DIGITALOCEAN_PERSONAL")] Secret,
);

/// A user's consent.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = DigitalOcean,
    mint(ExchangeCode),
    refresh(Renew(refresh_token)),
    revoke(Revoke),
    token(access_token, expires_in, refresh_token, scope, token_type),
    capture(account_id),
    captured = UserCaptured,
    rotation = replaced,
    identity(call = GetAccount, subject = uuid),
    check(GetAccount),
    env_prefix = "DIGITALOCEAN_"
)]
pub struct User {
    /// The identifier of the client (RFC 6749 §2.2).
    #[token_source(mint, refresh)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[token_source(mint, refresh)] client_secret: Secret,
    code: OneTime<AuthorizationCode>,
    redirect_uri: String,
}

impl<C: Accepts<Bearer>> Authorizes<DigitalOcean, C> for Bearer {}

impl Accepts<Bearer> for User {}
