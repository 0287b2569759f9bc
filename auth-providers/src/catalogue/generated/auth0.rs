// @generated from auth0.yaml: edit the spec, not this file.

//! Auth0.
//!
//! Source: <https://auth0.com/docs/api/authentication>
//!
//! Credentials:
//! - [`User`]: A user's consent in a browser. Its tokens are made by `exchange_code`, after
//!   `authorize`, renewed by `renew`, revoked by `revoke`.
//! - [`Device`]: A user who enters a code elsewhere. Its tokens are made by `request_device_code`, then
//!   `poll`.
//! - [`Application`]: An application itself, by its secret. Its tokens are made by `create_token`.
//! - [`Password`]: A user name and password. Its tokens are made by `log_in`.

use auth_runtime::consent::AuthorizationCode;
use auth_runtime::host::Setting;
use auth_runtime::session::{Ask, OneTime, TokenSource};
use auth_runtime::{
    Accepts, Anonymous, ApiError, Authorizes, Bearer, Callback, Client, Connection, Decode, Endpoint, Error, ErrorBody,
    Host, Json, Provider, Response, Scopes, Seconds, Secret, host,
};

/// The provider Auth0.
#[derive(Clone, Copy, Debug)]
pub struct Auth0;

impl Provider for Auth0 {
    const NAME: &'static str = "auth0";
    const TITLE: &'static str = "Auth0";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://{domain}")];
    const SETTINGS: &'static [Setting] = <Settings as host::Settings>::SETTINGS;
}

/// What differs from one customer of Auth0 to another. A client is built with it.
#[derive(Clone, Debug, host::Settings)]
#[settings(provider = Auth0, env_prefix = "AUTH0_")]
pub struct Settings {
    /// The domain of the tenant, or its custom domain.
    #[settings(host)] domain: String,
}

/// A client of Auth0. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
#[client(settings = Settings)]
pub struct Client<C = Anonymous>(Connection<Auth0, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = Auth0Error> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange the code for a token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /oauth/token` is refused; `InvalidRequest`, `InvalidClient`, `Pending`,
    /// `InvalidGrant`, `AccessDenied`, `SlowDown`, `TooManyAttempts` are special to it.
    pub async fn exchange_code(&self, request: ExchangeCode) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Exchange a refresh token for a token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /oauth/token` is refused; `InvalidRequest`, `InvalidClient`, `Pending`,
    /// `InvalidGrant`, `AccessDenied`, `SlowDown`, `TooManyAttempts` are special to it.
    pub async fn renew(&self, request: Renew) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Ask for a code that the user enters in a browser.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /oauth/device/code` is refused; `InvalidRequest`, `InvalidClient`,
    /// `Pending`, `InvalidGrant`, `AccessDenied`, `SlowDown`, `TooManyAttempts` are special to it.
    pub async fn request_device_code(&self, request: RequestDeviceCode) -> Reply<DeviceCode, TokenError> {
        self.0.call(request).await
    }

    /// Ask whether the user has entered the code.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /oauth/token` is refused; `InvalidRequest`, `InvalidClient`, `Pending`,
    /// `InvalidGrant`, `AccessDenied`, `SlowDown`, `TooManyAttempts` are special to it.
    pub async fn poll(&self, request: Poll) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Exchange the application's secret for a token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /oauth/token` is refused; `InvalidRequest`, `InvalidClient`, `Pending`,
    /// `InvalidGrant`, `AccessDenied`, `SlowDown`, `TooManyAttempts` are special to it.
    pub async fn create_token(&self, request: CreateToken) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Exchange a user name and password for a token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /oauth/token` is refused; `InvalidRequest`, `InvalidClient`, `Pending`,
    /// `InvalidGrant`, `AccessDenied`, `SlowDown`, `TooManyAttempts` are special to it.
    pub async fn log_in(&self, request: LogIn) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Revoke a refresh token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /oauth/revoke` is refused; `InvalidRequest`, `InvalidClient`, `Pending`,
    /// `InvalidGrant`, `AccessDenied`, `SlowDown`, `TooManyAttempts` are special to it.
    pub async fn revoke(&self, request: Revoke) -> Reply<(), TokenError> { self.0.call(request).await }

    /// Who has logged in.
    ///
    /// It takes [`User`] or [`Device`] or [`Password`].
    ///
    /// # Errors
    /// [`Auth0Error`] if `GET /userinfo` is refused.
    pub async fn get_user_info(&self) -> Reply<UserInfo> where C: Authorizes<Auth0, GetUserInfo> {
        self.0.call_protected(GetUserInfo).await
    }

    /// List the users of the tenant.
    ///
    /// # Errors
    /// [`Auth0Error`] if `GET /api/v2/users` is refused.
    pub async fn list_users(&self) -> Reply<Json> where C: Authorizes<Auth0, Application> {
        self.0.call_protected(ListUsers).await
    }
}

/// Ask the user for consent.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(VISIT "/authorize", query("response_type" = "code"), provider = Auth0, pkce)]
pub struct Authorize {
    #[endpoint(query)] client_id: String,
    #[endpoint(query, format = "url")] redirect_uri: String,
    #[endpoint(query, separator = " ")] scope: Vec<Scope>,
    #[endpoint(query)] audience: Option<String>,
    #[endpoint(query)] connection: Option<String>,
    #[endpoint(query)] organization: Option<String>,
    #[endpoint(query)] prompt: Option<String>,
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

/// Exchange a refresh token for a token. Sent by [`Client::renew`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/oauth/token", body("grant_type" = "refresh_token"), form, response = Token, error = TokenError)]
pub struct Renew { client_id: String, client_secret: Option<Secret>, refresh_token: Secret }

/// Ask for a code that the user enters in a browser. Sent by [`Client::request_device_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/oauth/device/code", form, response = DeviceCode, error = TokenError)]
pub struct RequestDeviceCode {
    client_id: String,
    #[endpoint(separator = " ")] scope: Vec<Scope>,
    audience: Option<String>,
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

/// Exchange the application's secret for a token. Sent by [`Client::create_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/oauth/token", body("grant_type" = "client_credentials"), json, response = Token, error = TokenError)]
pub struct CreateToken {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
    audience: String,
}

/// Exchange a user name and password for a token. Sent by [`Client::log_in`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/oauth/token", body("grant_type" = "password"), form, response = Token, error = TokenError)]
pub struct LogIn {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
    username: String,
    password: Secret,
    #[endpoint(separator = " ")] scope: Option<Vec<Scope>>,
    audience: Option<String>,
}

/// Revoke a refresh token. Sent by [`Client::revoke`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/oauth/revoke", form, response = (), error = TokenError)]
pub struct Revoke { client_id: String, client_secret: Option<Secret>, token: Secret }

/// End the session of the browser.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    VISIT "/oidc/logout", provider = Auth0, callback = EndSessionCallback, expected("state" = "{state}"), pkce = off
)]
pub struct EndSession {
    #[endpoint(query, in_url)] id_token_hint: Option<Secret>,
    #[endpoint(query)] client_id: Option<String>,
    #[endpoint(query, format = "url")] post_logout_redirect_uri: Option<String>,
}

/// Who has logged in. Sent by [`Client::get_user_info`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/userinfo", protected(User, Device, Password), response = UserInfo, error = Auth0Error)]
pub struct GetUserInfo;

/// List the users of the tenant. Sent by [`Client::list_users`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/api/v2/users", protected = Application, response = Json, error = Auth0Error)]
pub struct ListUsers;

/// What [`Client::exchange_code`] and 4 other calls return.
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
    /// The scopes that were granted (RFC 6749 §3.3).
    #[decode(separator = " ")] pub scope: Option<Vec<Scope>>,
    /// The token that the next one is requested with (RFC 6749 §6).
    pub refresh_token: Option<Secret>,
    pub id_token: Option<Secret>,
}

/// What [`Client::request_device_code`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct DeviceCode {
    pub device_code: Secret,
    pub user_code: String,
    pub verification_uri: String,
    pub verification_uri_complete: String,
    /// How long the token lives from now on.
    pub expires_in: Seconds,
    pub interval: Seconds,
}

/// What [`Client::get_user_info`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct UserInfo { pub sub: String, pub name: Option<String>, pub email: Option<String> }

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("errorCode", "error"), code)] pub error: Option<String>,
    #[error_body(at("error_description", "message"), message)] pub text: Option<String>,
}

/// What the page `end_session` gives back.
#[derive(Clone, Debug, Callback)]
#[non_exhaustive]
pub struct EndSessionCallback {}

/// What a log-in with `User` captures.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct UserCaptured { pub id_token: Option<Secret> }

/// Why Auth0 refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum Auth0Error {
    /// The provider answered 401.
    #[api_error(401)] Unauthorized(Fault),
    /// The provider answered 403.
    #[api_error(403)] Forbidden(Fault),
    /// The provider answered 429.
    #[api_error(429)] TooManyRequests(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// Why Auth0 refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum TokenError {
    /// The provider answered 400.
    #[api_error(400)] InvalidRequest(Fault),
    /// The provider answered 401.
    #[api_error(401, class = configuration)] InvalidClient(Fault),
    /// The provider answered 403.
    #[api_error(403, when(error = "authorization_pending"), class = pending)] Pending(Fault),
    /// The provider answered 403.
    #[api_error(403, when(error("invalid_grant", "expired_token")), class = reauthenticate)] InvalidGrant(Fault),
    /// The provider answered 403.
    #[api_error(403)] AccessDenied(Fault),
    /// The provider answered 429.
    #[api_error(429, when(error = "slow_down"), class = slow_down)] SlowDown(Fault),
    /// The provider answered 429.
    #[api_error(429)] TooManyAttempts(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// What a token of Auth0 may be used for (RFC 6749 §3.3).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Scopes)]
#[non_exhaustive]
pub enum Scope {
    /// Log in.
    #[scope("openid")] Openid,
    /// Read the claims of the profile.
    #[scope("profile")] Profile,
    /// Read the email address.
    #[scope("email")] Email,
    /// A refresh token.
    #[scope("offline_access")] OfflineAccess,
    /// Read users with the Management API.
    #[scope("read:users")] ReadUsers,
    /// A value that the provider does not document.
    #[scope(other)] Other(String),
}

/// A user's consent in a browser.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = Auth0,
    mint(ExchangeCode),
    refresh(Renew(refresh_token)),
    revoke(Revoke(token)),
    token(access_token, expires_in, refresh_token, scope, token_type),
    capture(id_token),
    captured = UserCaptured,
    rotation = replaced,
    reuse = ends_grant,
    identity(call = GetUserInfo, subject = sub),
    log_out(EndSession(id_token_hint = id_token)),
    check(GetUserInfo),
    env_prefix = "AUTH0_"
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
    provider = Auth0,
    mint(
        RequestDeviceCode(client_id, scope, audience),
        Poll(
            client_id,
            device_code = request_device_code.device_code,
        ) every = request_device_code.interval until = request_device_code.expires_in,
    ),
    token(
        access_token = poll.access_token,
        expires_in = poll.expires_in,
        scope = poll.scope,
        token_type = poll.token_type,
    ),
    identity(call = GetUserInfo, subject = sub),
    check(GetUserInfo),
    env_prefix = "AUTH0_"
)]
pub struct Device {
    client_id: String,
    scope: Vec<Scope>,
    audience: Option<String>,
    /// Shows the user what `request_device_code` answers, before the provider is asked again.
    #[token_source(shown(request_device_code))] prompt: Ask<DeviceCode>,
}

/// An application itself, by its secret.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = Auth0,
    mint(CreateToken),
    token(access_token, expires_in, scope, token_type),
    check(ListUsers),
    env_prefix = "AUTH0_"
)]
pub struct Application {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
    audience: String,
}

/// A user name and password.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = Auth0,
    mint(LogIn),
    token(access_token, expires_in, scope, token_type),
    identity(call = GetUserInfo, subject = sub),
    check(GetUserInfo),
    env_prefix = "AUTH0_"
)]
pub struct Password {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
    username: String,
    password: Secret,
    scope: Option<Vec<Scope>>,
    audience: Option<String>,
}

impl<C: Accepts<Bearer>> Authorizes<Auth0, C> for Bearer {}

impl Accepts<Bearer> for GetUserInfo {}

impl Accepts<Bearer> for Application {}
