// @generated from gitlab.yaml: edit the spec, not this file.

//! `GitLab`.
//!
//! Source: <https://docs.gitlab.com/api/oauth2/>
//!
//! Credentials:
//! - [`Personal`]: A personal, project or group access token.
//! - [`User`]: A user's consent in a browser. Its tokens are made by `exchange_code`, after
//!   `authorize`, renewed by `renew`, revoked by `revoke`.
//! - [`Device`]: A user who enters a code elsewhere. Its tokens are made by `request_device_code`, then
//!   `poll`, renewed by `renew`, revoked by `revoke`.

use auth_runtime::consent::AuthorizationCode;
use auth_runtime::host::Setting;
use auth_runtime::session::{Ask, OneTime, TokenSource};
use auth_runtime::value::UnixSeconds;
use auth_runtime::{
    Accepts, Anonymous, ApiError, Authorizes, Bearer, Client, Connection, Credential, Decode, Endpoint, Error,
    ErrorBody, Host, Json, Provider, Response, Scopes, Seconds, Secret, host,
};

/// The provider `GitLab`.
#[derive(Clone, Copy, Debug)]
pub struct GitLab;

impl Provider for GitLab {
    const NAME: &'static str = "gitlab";
    const TITLE: &'static str = "GitLab";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://{host}")];
    const SETTINGS: &'static [Setting] = <Settings as host::Settings>::SETTINGS;
}

/// What differs from one customer of `GitLab` to another. A client is built with it.
#[derive(Clone, Debug, host::Settings)]
#[settings(provider = GitLab, env_prefix = "GITLAB_")]
pub struct Settings {
    /// The instance.
    #[settings(host, default = "gitlab.com")] host: Option<String>,
}

/// A client of `GitLab`. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
#[client(settings = Settings)]
pub struct Client<C = Anonymous>(Connection<GitLab, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = GitLabError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange the code for a token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /oauth/token` is refused; `Pending`, `SlowDown`, `InvalidGrant`,
    /// `InvalidRequest`, `InvalidClient` are special to it.
    pub async fn exchange_code(&self, request: ExchangeCode) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Exchange a refresh token for the next token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /oauth/token` is refused; `Pending`, `SlowDown`, `InvalidGrant`,
    /// `InvalidRequest`, `InvalidClient` are special to it.
    pub async fn renew(&self, request: Renew) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Ask for a code that the user enters in a browser.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /oauth/authorize_device` is refused; `Pending`, `SlowDown`, `InvalidGrant`,
    /// `InvalidRequest`, `InvalidClient` are special to it.
    pub async fn request_device_code(&self, request: RequestDeviceCode) -> Reply<DeviceCode, TokenError> {
        self.0.call(request).await
    }

    /// Ask whether the user has entered the code.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /oauth/token` is refused; `Pending`, `SlowDown`, `InvalidGrant`,
    /// `InvalidRequest`, `InvalidClient` are special to it.
    pub async fn poll(&self, request: Poll) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Revoke a token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /oauth/revoke` is refused; `Pending`, `SlowDown`, `InvalidGrant`,
    /// `InvalidRequest`, `InvalidClient` are special to it.
    pub async fn revoke(&self, request: Revoke) -> Reply<Json, TokenError> { self.0.call(request).await }

    /// What the token is for.
    ///
    /// It takes [`User`] or [`Device`].
    ///
    /// # Errors
    /// [`GitLabError`] if `GET /oauth/token/info` is refused.
    pub async fn get_token_info(&self) -> Reply<TokenInfo> where C: Authorizes<GitLab, GetTokenInfo> {
        self.0.call_protected(GetTokenInfo).await
    }

    /// The user.
    ///
    /// # Errors
    /// [`GitLabError`] if `GET /api/v4/user` is refused.
    pub async fn get_user(&self) -> Reply<Account> where C: Authorizes<GitLab> { self.0.call_protected(GetUser).await }

    /// List the projects; without a credential those that are public.
    ///
    /// It takes [`Personal`] or [`User`] or [`Device`], and works without any.
    ///
    /// # Errors
    /// [`GitLabError`] if `GET /api/v4/projects` is refused.
    pub async fn list_projects(&self, request: ListProjects) -> Reply<Json> where C: Authorizes<GitLab, ListProjects> {
        self.0.call_protected(request).await
    }

    /// Revoke this personal access token.
    ///
    /// # Errors
    /// [`GitLabError`] if `DELETE /api/v4/personal_access_tokens/self` is refused.
    pub async fn revoke_personal(&self) -> Reply<()> where C: Authorizes<GitLab, Personal> {
        self.0.call_protected(RevokePersonal).await
    }
}

/// Ask the user for consent.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(VISIT "/oauth/authorize", query("response_type" = "code"), provider = GitLab, pkce)]
pub struct Authorize {
    #[endpoint(query)] client_id: String,
    #[endpoint(query, format = "url")] redirect_uri: String,
    #[endpoint(query, separator = " ")] scope: Vec<Scope>,
}

/// Exchange the code for a token. Sent by [`Client::exchange_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/oauth/token", body("grant_type" = "authorization_code"), form, response = Token, error = TokenError)]
pub struct ExchangeCode {
    client_id: String,
    /// Of a confidential application.
    client_secret: Option<Secret>,
    code: Secret,
    #[endpoint(format = "url")] redirect_uri: String,
    code_verifier: Secret,
}

/// Exchange a refresh token for the next token. Sent by [`Client::renew`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/oauth/token", body("grant_type" = "refresh_token"), form, response = Token, error = TokenError)]
pub struct Renew { client_id: String, client_secret: Option<Secret>, refresh_token: Secret }

/// Ask for a code that the user enters in a browser. Sent by [`Client::request_device_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/oauth/authorize_device", form, response = DeviceCode, error = TokenError)]
pub struct RequestDeviceCode {
    client_id: String,
    #[endpoint(separator = " ")] scope: Vec<Scope>,
}

/// Ask whether the user has entered the code. Sent by [`Client::poll`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/oauth/token",
    body("grant_type" = "urn:ietf:params:oauth:grant-type:device_code"),
    form,
    response = Token,
    error = TokenError
)]
pub struct Poll { client_id: String, device_code: Secret }

/// Revoke a token. Sent by [`Client::revoke`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/oauth/revoke", form, response = Json, error = TokenError)]
pub struct Revoke { client_id: String, client_secret: Option<Secret>, token: Secret }

/// What the token is for. Sent by [`Client::get_token_info`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/oauth/token/info", protected(User, Device), response = TokenInfo, error = GitLabError)]
pub struct GetTokenInfo;

/// The user. Sent by [`Client::get_user`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/api/v4/user", protected, response = Account, error = GitLabError)]
pub struct GetUser;

/// List the projects; without a credential those that are public. Sent by [`Client::list_projects`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/api/v4/projects", protected(Personal, User, Device), optional, response = Json, error = GitLabError)]
pub struct ListProjects {
    #[endpoint(query)] search: Option<String>,
}

/// Revoke this personal access token. Sent by [`Client::revoke_personal`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(DELETE "/api/v4/personal_access_tokens/self", protected = Personal, response = (), error = GitLabError)]
pub struct RevokePersonal;

/// What [`Client::exchange_code`] and 2 other calls return.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Token {
    /// The token that calls are made with (RFC 6749 §5.1).
    pub access_token: Secret,
    /// The kind of token (RFC 6749 §7.1).
    pub token_type: String,
    /// How long the token lives from now on.
    pub expires_in: Option<Seconds>,
    /// The token that the next one is requested with (RFC 6749 §6).
    pub refresh_token: Option<Secret>,
    /// The scopes that were granted (RFC 6749 §3.3).
    #[decode(separator = " ")] pub scope: Option<Vec<Scope>>,
    pub created_at: Option<UnixSeconds>,
}

/// What [`Client::get_token_info`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct TokenInfo {
    pub resource_owner_id: Option<i64>,
    /// The scopes that were granted (RFC 6749 §3.3).
    pub scope: Vec<Scope>,
    /// How long the token lives from now on.
    pub expires_in: Option<Seconds>,
    pub created_at: UnixSeconds,
}

/// What [`Client::request_device_code`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct DeviceCode {
    pub device_code: Secret,
    pub user_code: String,
    pub verification_uri: String,
    pub verification_uri_complete: Option<String>,
    /// How long the token lives from now on.
    pub expires_in: Seconds,
    pub interval: Seconds,
}

/// What [`Client::get_user`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Account { pub id: i64, pub username: String }

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(code)] pub error: Option<String>,
    #[error_body(at("error_description", "message"), message)] pub text: Option<String>,
}

/// Why `GitLab` refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum GitLabError {
    /// The provider answered 401.
    #[api_error(401)] Unauthorized(Fault),
    /// The provider answered 403.
    #[api_error(403)] Forbidden(Fault),
    /// The provider answered 404.
    #[api_error(404)] NotFound(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// Why `GitLab` refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum TokenError {
    /// The provider answered 400.
    #[api_error(400, when(error = "authorization_pending"), class = pending)] Pending(Fault),
    /// The provider answered 400.
    #[api_error(400, when(error = "slow_down"), class = slow_down)] SlowDown(Fault),
    /// The provider answered 400.
    #[api_error(400, when(error("invalid_grant", "expired_token")), class = reauthenticate)] InvalidGrant(Fault),
    /// The provider answered 400.
    #[api_error(400)] InvalidRequest(Fault),
    /// The provider answered 401.
    #[api_error(401, class = configuration)] InvalidClient(Fault),
    /// The provider answered 403.
    #[api_error(403)] Forbidden(Fault),
    /// The provider answered 404.
    #[api_error(404)] NotFound(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// What a token of `GitLab` may be used for (RFC 6749 §3.3).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Scopes)]
#[non_exhaustive]
pub enum Scope {
    /// Everything.
    #[scope("api")] Api,
    /// Read everything.
    #[scope("read_api")] ReadApi,
    /// Read the profile.
    #[scope("read_user")] ReadUser,
    /// Read repositories.
    #[scope("read_repository")] ReadRepository,
    /// Write repositories.
    #[scope("write_repository")] WriteRepository,
    /// Log in.
    #[scope("openid")] Openid,
    /// Read the claims of the profile.
    #[scope("profile")] Profile,
    /// Read the email address.
    #[scope("email")] Email,
    /// A value that the provider does not document.
    #[scope(other)] Other(String),
}

/// A personal, project or group access token.
#[derive(Clone, Debug, Credential)]
#[credential(provider = GitLab, header = "PRIVATE-TOKEN", check(GetUser))]
pub struct Personal(
    #[credential(env = "GITLAB_PERSONAL")] Secret,
);

/// A user's consent in a browser.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = GitLab,
    mint(ExchangeCode),
    refresh(Renew(refresh_token)),
    revoke(Revoke(token)),
    token(access_token, expires_in, refresh_token, scope, token_type),
    rotation = replaced,
    identity(call = GetUser, subject = id),
    check(GetTokenInfo),
    env_prefix = "GITLAB_"
)]
pub struct User {
    #[token_source(mint, refresh, revoke)] client_id: String,
    /// Of a confidential application.
    #[token_source(mint, refresh, revoke)] client_secret: Option<Secret>,
    #[token_source(verifier = code_verifier)] code: OneTime<AuthorizationCode>,
    redirect_uri: String,
}

/// A user who enters a code elsewhere.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = GitLab,
    mint(
        RequestDeviceCode(client_id, scope),
        Poll(
            client_id,
            device_code = request_device_code.device_code,
        ) every = request_device_code.interval until = request_device_code.expires_in,
    ),
    refresh(Renew(refresh_token)),
    revoke(Revoke(token)),
    token(
        access_token = poll.access_token,
        expires_in = poll.expires_in,
        refresh_token = poll.refresh_token,
        scope = poll.scope,
        token_type = poll.token_type,
    ),
    renewed(access_token, refresh_token, token_type),
    rotation = replaced,
    check(GetTokenInfo),
    env_prefix = "GITLAB_"
)]
pub struct Device {
    #[token_source(mint, refresh, revoke)] client_id: String,
    scope: Vec<Scope>,
    #[token_source(refresh, revoke)] client_secret: Option<Secret>,
    /// Shows the user what `request_device_code` answers, before the provider is asked again.
    #[token_source(shown(request_device_code))] prompt: Ask<DeviceCode>,
}

impl<C: Accepts<Bearer>> Authorizes<GitLab, C> for Bearer {}

impl Accepts<Bearer> for GetTokenInfo {}

impl Accepts<Bearer> for ListProjects {}
