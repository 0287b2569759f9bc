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
        Host::new("login", "https://cloud.digitalocean.com"),
    ];
}

/// A header of every reply. How many requests an hour may have.
pub const RATELIMIT_LIMIT: &str = "ratelimit-limit";

/// A header of every reply. How many of them are left.
pub const RATELIMIT_REMAINING: &str = "ratelimit-remaining";

/// A header of every reply. When the oldest of them no longer counts.
pub const RATELIMIT_RESET: &str = "ratelimit-reset";

/// A client of `DigitalOcean`. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<DigitalOcean, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = DigitalOceanError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange the code for a token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /v1/oauth/token` is refused; `InvalidGrant`, `InvalidTokenRequest`,
    /// `InvalidClient`, `InvalidRefreshToken`, `TokenRefused` are special to it.
    pub async fn exchange_code(&self, request: ExchangeCode) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Exchange a refresh token for the next pair.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /v1/oauth/token` is refused; `InvalidGrant`, `InvalidTokenRequest`,
    /// `InvalidClient`, `InvalidRefreshToken`, `TokenRefused` are special to it.
    pub async fn renew(&self, request: Renew) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Revoke a token, by itself.
    ///
    /// # Errors
    /// [`DigitalOceanError`] if `POST /v1/oauth/revoke` is refused.
    pub async fn revoke(&self, request: Revoke) -> Reply<Option<Json>> where C: Authorizes<DigitalOcean, User> {
        self.0.call_protected(request).await
    }

    /// The account of the token.
    ///
    /// # Errors
    /// [`DigitalOceanError`] if `GET /v2/account` is refused.
    pub async fn get_account(&self) -> Reply<Account> where C: Authorizes<DigitalOcean> {
        self.0.call_protected(GetAccount).await
    }

    /// List the virtual machines.
    ///
    /// It takes [`User`] or [`Personal`].
    ///
    /// # Errors
    /// [`DigitalOceanError`] if `GET /v2/droplets` is refused.
    pub async fn list_droplets(
        &self,
        request: ListDroplets,
    ) -> Reply<Json> where C: Authorizes<DigitalOcean, ListDroplets> {
        self.0.call_protected(request).await
    }
}

/// Ask the user for consent.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(VISIT "/v1/oauth/authorize", host = "login", query("response_type" = "code"), provider = DigitalOcean)]
pub struct Authorize {
    #[endpoint(query)] client_id: String,
    #[endpoint(query, format = "url")] redirect_uri: String,
    /// `read` by default.
    #[endpoint(query, separator = " ")] scope: Option<Vec<Scope>>,
    /// `select_account` lets the user choose the team.
    #[endpoint(query)] prompt: Option<String>,
}

/// Exchange the code for a token. Sent by [`Client::exchange_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/v1/oauth/token",
    host = "login",
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
    code_verifier: Option<Secret>,
}

/// Exchange a refresh token for the next pair. Sent by [`Client::renew`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/v1/oauth/token",
    host = "login",
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

/// Revoke a token, by itself. Sent by [`Client::revoke`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/v1/oauth/revoke", host = "login", form, protected = User, response = Option<Json>, error = DigitalOceanError
)]
pub struct Revoke { token: Secret }

/// The account of the token. Sent by [`Client::get_account`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/v2/account", protected, response = Account, error = DigitalOceanError)]
pub struct GetAccount;

/// List the virtual machines. Sent by [`Client::list_droplets`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/v2/droplets", protected(User, Personal), response = Json, error = DigitalOceanError)]
pub struct ListDroplets {
    #[endpoint(query)] page: Option<i64>,
    #[endpoint(query)] per_page: Option<i64>,
    #[endpoint(query)] tag_name: Option<String>,
}

/// A token of thirty days.
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
    #[decode(separator = " ")] pub scope: Vec<Scope>,
    #[decode(at("info.uuid"))] pub user_id: Option<Uuid>,
    #[decode(at("info.team_uuid"))] pub team_id: Option<Uuid>,
    #[decode(at("info.email"))] pub email: Option<String>,
}

/// The account of the token.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Account {
    #[decode(at("account.uuid"))] pub uuid: Uuid,
    #[decode(at("account.email"))] pub email: String,
    #[decode(at("account.status"))] pub status: String,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("id", "error"), code)] pub code: Option<String>,
    #[error_body(at("message", "error_description"), message)] pub text: Option<String>,
    pub request_id: Option<String>,
}

/// Why `DigitalOcean` refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum DigitalOceanError {
    /// The token is missing, wrong or expired.
    #[api_error(401)] Unauthorized(Fault),
    /// The caller may not do this.
    #[api_error(403)] Forbidden(Fault),
    /// There is no such thing.
    #[api_error(404)] NotFound(Fault),
    /// The request is not valid.
    #[api_error(422)] InvalidRequest(Fault),
    /// Too many requests.
    #[api_error(429)] TooManyRequests(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// Why `DigitalOcean` refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum TokenError {
    /// The code or the refresh token is used, expired or revoked.
    #[api_error(400, when(code = "invalid_grant"), class = reauthenticate)] InvalidGrant(Fault),
    /// The request for a token is not valid.
    #[api_error(400)] InvalidTokenRequest(Fault),
    /// The id or the secret of the client is wrong.
    #[api_error(401, when(code = "invalid_client"), class = configuration)] InvalidClient(Fault),
    /// The refresh token is used, expired or revoked.
    #[api_error(401, when(code = "invalid_grant"), class = reauthenticate)] InvalidRefreshToken(Fault),
    /// The client may not ask for this token.
    #[api_error(401, class = configuration)] TokenRefused(Fault),
    /// The caller may not do this.
    #[api_error(403)] Forbidden(Fault),
    /// There is no such thing.
    #[api_error(404)] NotFound(Fault),
    /// The request is not valid.
    #[api_error(422)] InvalidRequest(Fault),
    /// Too many requests.
    #[api_error(429)] TooManyRequests(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// What a token of `DigitalOcean` may be used for (RFC 6749 §3.3).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Scopes)]
#[non_exhaustive]
pub enum Scope {
    /// See everything.
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
    #[credential(env = "DIGITALOCEAN_TOKEN")] Secret,
);

/// A user's consent.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = DigitalOcean,
    mint(ExchangeCode),
    refresh(Renew(refresh_token)),
    revoke(Revoke(token = access_token) attached),
    token(access_token, expires_in, refresh_token, scope, token_type),
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
    #[token_source(verifier = code_verifier)] code: OneTime<AuthorizationCode>,
    redirect_uri: String,
}

impl<C: Accepts<Bearer>> Authorizes<DigitalOcean, C> for Bearer {}

impl Accepts<Bearer> for User {}

impl Accepts<Bearer> for ListDroplets {}
