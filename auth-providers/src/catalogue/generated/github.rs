// @generated from github.yaml: edit the spec, not this file.

//! `GitHub`.
//!
//! Source: <https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps>
//!
//! Credentials:
//! - [`Personal`]: A personal access token.
//! - [`User`]: A user's consent in a browser; tokens of a `GitHub` App expire. Its tokens are made by
//!   `exchange_code`, after `authorize`, renewed by `renew`, revoked by `delete_token`.
//! - [`Device`]: A user who enters a code elsewhere. Its tokens are made by `request_device_code`, then
//!   `poll`.
//! - [`App`]: A `GitHub` App itself, by a JWT.
//! - [`Installation`]: A `GitHub` App where it is installed. Its tokens are made by
//!   `create_installation_token`, revoked by `delete_installation_token`.

use auth_runtime::consent::AuthorizationCode;
use auth_runtime::host::Header;
use auth_runtime::session::{Ask, OneTime, TokenSource};
use auth_runtime::{
    Accepts, Anonymous, ApiError, Authorizes, Bearer, Client, Connection, Credential, Decode, Endpoint, Error,
    ErrorBody, Host, Json, PrivateKey, Provider, Response, Scopes, Seconds, Secret, Timestamp,
};

/// The provider `GitHub`.
#[derive(Clone, Copy, Debug)]
pub struct GitHub;

impl Provider for GitHub {
    const NAME: &'static str = "github";
    const TITLE: &'static str = "GitHub";
    const HOSTS: &'static [Host] = &[
        Host::new("base", "https://api.github.com"),
        Host::new("site", "https://github.com"),
    ];
    const HEADERS: &'static [Header] = &[
        Header::new("Accept", "application/vnd.github+json"),
        Header::new("X-GitHub-Api-Version", "2022-11-28"),
    ];
}

/// A client of `GitHub`. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<GitHub, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = GitHubError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange the code for a token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /login/oauth/access_token` is refused; `Pending`, `SlowDown`,
    /// `InvalidGrant`, `Denied`, `Misconfigured` are special to it.
    pub async fn exchange_code(&self, request: ExchangeCode) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Exchange a refresh token of a `GitHub` App for the next token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /login/oauth/access_token` is refused; `Pending`, `SlowDown`,
    /// `InvalidGrant`, `Denied`, `Misconfigured` are special to it.
    pub async fn renew(&self, request: Renew) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Ask for a code that the user enters in a browser.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /login/device/code` is refused; `Pending`, `SlowDown`, `InvalidGrant`,
    /// `Denied`, `Misconfigured` are special to it.
    pub async fn request_device_code(&self, request: RequestDeviceCode) -> Reply<DeviceCode, TokenError> {
        self.0.call(request).await
    }

    /// Ask whether the user has entered the code.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /login/oauth/access_token` is refused; `Pending`, `SlowDown`,
    /// `InvalidGrant`, `Denied`, `Misconfigured` are special to it.
    pub async fn poll(&self, request: Poll) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Whether a token of the app is valid, and whose it is.
    ///
    /// # Errors
    /// [`GitHubError`] if `POST /applications/{client_id}/token` is refused.
    pub async fn check_token(&self, request: CheckToken) -> Reply<Json> { self.0.call(request).await }

    /// Revoke a token of the app.
    ///
    /// # Errors
    /// [`GitHubError`] if `DELETE /applications/{client_id}/token` is refused.
    pub async fn delete_token(&self, request: DeleteToken) -> Reply<()> { self.0.call(request).await }

    /// Exchange the app's JWT for the token of an installation.
    ///
    /// # Errors
    /// [`GitHubError`] if `POST /app/installations/{installation_id}/access_tokens` is refused.
    pub async fn create_installation_token(
        &self,
        request: CreateInstallationToken,
    ) -> Reply<InstallationToken> where C: Authorizes<GitHub, App> {
        self.0.call_protected(request).await
    }

    /// Revoke the token of the installation.
    ///
    /// # Errors
    /// [`GitHubError`] if `DELETE /installation/token` is refused.
    pub async fn delete_installation_token(&self) -> Reply<()> where C: Authorizes<GitHub, Installation> {
        self.0.call_protected(DeleteInstallationToken).await
    }

    /// The app.
    ///
    /// # Errors
    /// [`GitHubError`] if `GET /app` is refused.
    pub async fn get_app(&self) -> Reply<Json> where C: Authorizes<GitHub, App> { self.0.call_protected(GetApp).await }

    /// The user.
    ///
    /// It takes [`User`] or [`Device`] or [`Personal`].
    ///
    /// # Errors
    /// [`GitHubError`] if `GET /user` is refused.
    pub async fn get_user(&self) -> Reply<Json> where C: Authorizes<GitHub, GetUser> {
        self.0.call_protected(GetUser).await
    }

    /// A repository; one that was renamed is answered with a redirect, which is followed with the
    /// credential.
    ///
    /// It takes [`User`] or [`Device`] or [`Personal`] or [`Installation`].
    ///
    /// # Errors
    /// [`GitHubError`] if `GET /repos/{owner}/{repository}` is refused.
    pub async fn get_repository(
        &self,
        request: GetRepository,
    ) -> Reply<Json> where C: Authorizes<GitHub, GetRepository> {
        self.0.call_protected(request).await
    }

    /// List the repositories of the installation.
    ///
    /// # Errors
    /// [`GitHubError`] if `GET /installation/repositories` is refused.
    pub async fn list_repositories(&self) -> Reply<Json> where C: Authorizes<GitHub, Installation> {
        self.0.call_protected(ListRepositories).await
    }
}

/// Ask the user for consent.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(VISIT "/login/oauth/authorize", host = "site", provider = GitHub, pkce)]
pub struct Authorize {
    #[endpoint(query)] client_id: String,
    #[endpoint(query, format = "url")] redirect_uri: String,
    #[endpoint(query, separator = " ")] scope: Option<Vec<Scope>>,
    #[endpoint(query)] login: Option<String>,
    #[endpoint(query)] allow_signup: Option<bool>,
    #[endpoint(query)] prompt: Option<String>,
}

/// Exchange the code for a token. Sent by [`Client::exchange_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/login/oauth/access_token",
    host = "site",
    header("Accept" = "application/json"),
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
    code_verifier: Secret,
}

/// Exchange a refresh token of a `GitHub` App for the next token. Sent by [`Client::renew`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/login/oauth/access_token",
    host = "site",
    header("Accept" = "application/json"),
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

/// Ask for a code that the user enters in a browser. Sent by [`Client::request_device_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/login/device/code",
    host = "site",
    header("Accept" = "application/json"),
    form,
    response = DeviceCode,
    error = TokenError
)]
pub struct RequestDeviceCode {
    client_id: String,
    #[endpoint(separator = " ")] scope: Option<Vec<Scope>>,
}

/// Ask whether the user has entered the code. Sent by [`Client::poll`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/login/oauth/access_token",
    host = "site",
    header("Accept" = "application/json"),
    body("grant_type" = "urn:ietf:params:oauth:grant-type:device_code"),
    form,
    response = Token,
    error = TokenError
)]
pub struct Poll { client_id: String, device_code: Secret }

/// Whether a token of the app is valid, and whose it is. Sent by [`Client::check_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/applications/{client_id}/token",
    basic(username = "{client_id}", password = "{client_secret}"),
    json,
    response = Json,
    error = GitHubError
)]
pub struct CheckToken {
    client_id: String,
    #[endpoint(input)] client_secret: Secret,
    access_token: Secret,
}

/// Revoke a token of the app. Sent by [`Client::delete_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    DELETE "/applications/{client_id}/token",
    basic(username = "{client_id}", password = "{client_secret}"),
    json,
    response = (),
    error = GitHubError
)]
pub struct DeleteToken {
    client_id: String,
    #[endpoint(input)] client_secret: Secret,
    access_token: Secret,
}

/// Exchange the app's JWT for the token of an installation. Sent by
/// [`Client::create_installation_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/app/installations/{installation_id}/access_tokens",
    json,
    protected = App,
    response = InstallationToken,
    error = GitHubError
)]
pub struct CreateInstallationToken {
    installation_id: u64,
    repositories: Option<Vec<String>>,
    permissions: Option<std::collections::BTreeMap<String, String>>,
}

/// Revoke the token of the installation. Sent by [`Client::delete_installation_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(DELETE "/installation/token", protected = Installation, response = (), error = GitHubError)]
pub struct DeleteInstallationToken;

/// The app. Sent by [`Client::get_app`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/app", protected = App, response = Json, error = GitHubError)]
pub struct GetApp;

/// The user. Sent by [`Client::get_user`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/user", protected(User, Device, Personal), response = Json, error = GitHubError)]
pub struct GetUser;

/// A repository; one that was renamed is answered with a redirect, which is followed with the
/// credential. Sent by [`Client::get_repository`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    GET "/repos/{owner}/{repository}",
    protected(User, Device, Personal, Installation),
    response = Json,
    error = GitHubError,
    redirects("api.github.com")
)]
pub struct GetRepository { owner: String, repository: String }

/// List the repositories of the installation. Sent by [`Client::list_repositories`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/installation/repositories", protected = Installation, response = Json, error = GitHubError)]
pub struct ListRepositories;

/// What [`Client::exchange_code`] and 2 other calls return.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Token {
    /// The token that calls are made with (RFC 6749 §5.1).
    pub access_token: Secret,
    /// The kind of token (RFC 6749 §7.1).
    pub token_type: String,
    /// The scopes that were granted (RFC 6749 §3.3).
    #[decode(separator = ",")] pub scope: Vec<Scope>,
    /// How long the token lives from now on.
    pub expires_in: Option<Seconds>,
    /// The token that the next one is requested with (RFC 6749 §6).
    pub refresh_token: Option<Secret>,
    pub refresh_token_expires_in: Option<Seconds>,
}

/// What [`Client::request_device_code`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct DeviceCode {
    pub device_code: Secret,
    pub user_code: String,
    pub verification_uri: String,
    /// How long the token lives from now on.
    pub expires_in: Seconds,
    pub interval: Seconds,
}

/// What [`Client::create_installation_token`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct InstallationToken {
    pub token: Secret,
    pub expires_at: Timestamp,
    pub permissions: Option<std::collections::BTreeMap<String, String>>,
    pub repository_selection: Option<String>,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(code)] pub error: Option<String>,
    #[error_body(at("error_description", "message"), message)] pub text: Option<String>,
    pub interval: Option<Seconds>,
}

/// Why `GitHub` refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum GitHubError {
    /// The provider answered 401.
    #[api_error(401)] BadCredentials(Fault),
    /// The provider answered 403.
    #[api_error(403)] Forbidden(Fault),
    /// The provider answered 404.
    #[api_error(404)] NotFound(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// Why `GitHub` refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum TokenError {
    /// The provider answered 200.
    #[api_error(200, when(error = "authorization_pending"), class = pending)] Pending(Fault),
    /// The provider answered 200.
    #[api_error(200, when(error = "slow_down"), class = slow_down, retry_after = interval)] SlowDown(Fault),
    /// The provider answered 200.
    #[api_error(
        200, when(error("bad_verification_code", "bad_refresh_token", "expired_token")), class = reauthenticate
    )]
    InvalidGrant(Fault),
    /// The provider answered 200.
    #[api_error(200, when(error = "access_denied"), class = denied)] Denied(Fault),
    /// The provider answered 200.
    #[api_error(200, when(error), class = configuration)] Misconfigured(Fault),
    /// The provider answered 401.
    #[api_error(401)] BadCredentials(Fault),
    /// The provider answered 403.
    #[api_error(403)] Forbidden(Fault),
    /// The provider answered 404.
    #[api_error(404)] NotFound(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// What a token of `GitHub` may be used for (RFC 6749 §3.3).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Scopes)]
#[non_exhaustive]
pub enum Scope {
    /// Repositories.
    #[scope("repo")] Repo,
    /// Read the profile.
    #[scope("read:user")] ReadUser,
    /// Read email addresses.
    #[scope("user:email")] UserEmail,
    /// Read organizations.
    #[scope("read:org")] ReadOrg,
    /// Gists.
    #[scope("gist")] Gist,
    /// Workflow files.
    #[scope("workflow")] Workflow,
    /// A value that the provider does not document.
    #[scope(other)] Other(String),
}

/// A personal access token.
#[derive(Clone, Debug, Credential)]
#[credential(provider = GitHub, bearer, check(GetUser))]
pub struct Personal(
    #[credential(env = "GITHUB_PERSONAL")] Secret,
);

/// A user's consent in a browser; tokens of a `GitHub` App expire.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = GitHub,
    mint(ExchangeCode),
    refresh(Renew(refresh_token)),
    revoke(DeleteToken(access_token)),
    token(access_token, expires_in, refresh_token, refresh_expires_in = refresh_token_expires_in, scope, token_type),
    rotation = replaced,
    check(GetUser),
    env_prefix = "GITHUB_"
)]
pub struct User {
    /// The identifier of the client (RFC 6749 §2.2).
    #[token_source(mint, refresh, revoke)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[token_source(mint, refresh, revoke)] client_secret: Secret,
    #[token_source(verifier = code_verifier)] code: OneTime<AuthorizationCode>,
    redirect_uri: String,
}

/// A user who enters a code elsewhere.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = GitHub,
    mint(
        RequestDeviceCode(client_id, scope),
        Poll(
            client_id,
            device_code = request_device_code.device_code,
        ) every = request_device_code.interval until = request_device_code.expires_in,
    ),
    token(access_token = poll.access_token, scope = poll.scope, token_type = poll.token_type),
    check(GetUser),
    env_prefix = "GITHUB_"
)]
pub struct Device {
    client_id: String,
    scope: Option<Vec<Scope>>,
    /// Shows the user what `request_device_code` answers, before the provider is asked again.
    #[token_source(shown(request_device_code))] prompt: Ask<DeviceCode>,
}

/// A `GitHub` App itself, by a JWT.
#[derive(Clone, Debug, Credential)]
#[credential(
    provider = GitHub,
    bearer(
        jwt(
            algorithm = RS256,
            key = "{private_key}",
            claims("iss" = "{client_id}", "iat" = "{now - 60s}", "exp" = "{now + 540s}"),
        ),
    ),
    env_prefix = "GITHUB_",
    check(GetApp)
)]
pub struct App { client_id: String, private_key: PrivateKey }

/// A `GitHub` App where it is installed.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = GitHub,
    mint(CreateInstallationToken(installation_id, repositories, permissions) auth = app),
    revoke(DeleteInstallationToken),
    token(access_token = token, expires_at),
    check(ListRepositories),
    env_prefix = "GITHUB_"
)]
pub struct Installation {
    installation_id: u64,
    repositories: Option<Vec<String>>,
    #[token_source(no_env)] permissions: Option<std::collections::BTreeMap<String, String>>,
    /// A `GitHub` App itself, by a JWT.
    #[token_source(credential)] app: App,
}

impl<C: Accepts<Bearer>> Authorizes<GitHub, C> for Bearer {}

impl Accepts<Bearer> for GetUser {}

impl Accepts<Bearer> for GetRepository {}

impl Accepts<Bearer> for Installation {}
