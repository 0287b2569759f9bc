// @generated from okta.yaml: edit the spec, not this file.

//! Okta.
//!
//! Source: <https://developer.okta.com/docs/reference/api/oidc/>
//!
//! Credentials:
//! - [`ApiToken`]: An API token of an administrator.
//! - [`User`]: A user's consent in a browser. Its tokens are made by `exchange_code`, after
//!   `authorize`, renewed by `renew`, revoked by `revoke`.
//! - [`Device`]: A user who enters a code elsewhere. Its tokens are made by `request_device_code`, then
//!   `poll`.
//! - [`Service`]: A service with a registered key, for the organization's API. Its tokens are made by
//!   `create_token`.

use auth_runtime::consent::AuthorizationCode;
use auth_runtime::host::Setting;
use auth_runtime::session::{Ask, OneTime, TokenSource};
use auth_runtime::value::UnixSeconds;
use auth_runtime::{
    Accepts, Anonymous, ApiError, Authorizes, Bearer, Callback, Client, Connection, Credential, Decode, Endpoint, Error,
    ErrorBody, Host, Json, PrivateKey, Provider, Response, Scopes, Seconds, Secret, host,
};

/// The provider Okta.
#[derive(Clone, Copy, Debug)]
pub struct Okta;

impl Provider for Okta {
    const NAME: &'static str = "okta";
    const TITLE: &'static str = "Okta";
    const HOSTS: &'static [Host] = &[
        Host::new("base", "https://{domain}"),
        Host::new("server", "https://{domain}/oauth2/{server}/v1"),
    ];
    const SETTINGS: &'static [Setting] = <Settings as host::Settings>::SETTINGS;
}

/// What differs from one customer of Okta to another. A client is built with it.
#[derive(Clone, Debug, host::Settings)]
#[settings(provider = Okta, env_prefix = "OKTA_")]
pub struct Settings {
    /// The domain of the organization.
    #[settings(host)] domain: String,
    /// The id of the authorization server.
    #[settings(label, default = "default")] server: Option<String>,
}

/// A client of Okta. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
#[client(settings = Settings)]
pub struct Client<C = Anonymous>(Connection<Okta, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = OktaError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange the code for a token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /token` is refused; `Pending`, `SlowDown`, `InvalidGrant`, `InvalidRequest`,
    /// `InvalidClient` are special to it.
    pub async fn exchange_code(&self, request: ExchangeCode) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Exchange a refresh token for a token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /token` is refused; `Pending`, `SlowDown`, `InvalidGrant`, `InvalidRequest`,
    /// `InvalidClient` are special to it.
    pub async fn renew(&self, request: Renew) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Revoke a token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /revoke` is refused; `Pending`, `SlowDown`, `InvalidGrant`,
    /// `InvalidRequest`, `InvalidClient` are special to it.
    pub async fn revoke(&self, request: Revoke) -> Reply<(), TokenError> { self.0.call(request).await }

    /// Whether a token is valid.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /introspect` is refused; `Pending`, `SlowDown`, `InvalidGrant`,
    /// `InvalidRequest`, `InvalidClient` are special to it.
    pub async fn introspect(&self, request: Introspect) -> Reply<State, TokenError> { self.0.call(request).await }

    /// Ask for a code that the user enters in a browser.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /device/authorize` is refused; `Pending`, `SlowDown`, `InvalidGrant`,
    /// `InvalidRequest`, `InvalidClient` are special to it.
    pub async fn request_device_code(&self, request: RequestDeviceCode) -> Reply<DeviceCode, TokenError> {
        self.0.call(request).await
    }

    /// Ask whether the user has entered the code.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /token` is refused; `Pending`, `SlowDown`, `InvalidGrant`, `InvalidRequest`,
    /// `InvalidClient` are special to it.
    pub async fn poll(&self, request: Poll) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Exchange an assertion by the service's key for a token of the organization's API.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /oauth2/v1/token` is refused; `Pending`, `SlowDown`, `InvalidGrant`,
    /// `InvalidRequest`, `InvalidClient` are special to it.
    pub async fn create_token(&self, request: CreateToken) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Who has logged in.
    ///
    /// It takes [`User`] or [`Device`].
    ///
    /// # Errors
    /// [`OktaError`] if `GET /userinfo` is refused.
    pub async fn get_user_info(&self) -> Reply<UserInfo> where C: Authorizes<Okta, GetUserInfo> {
        self.0.call_protected(GetUserInfo).await
    }

    /// List the users of the organization.
    ///
    /// It takes [`ApiToken`] or [`Service`].
    ///
    /// # Errors
    /// [`OktaError`] if `GET /api/v1/users` is refused.
    pub async fn list_users(&self, request: ListUsers) -> Reply<Json> where C: Authorizes<Okta, ListUsers> {
        self.0.call_protected(request).await
    }
}

/// Ask the user for consent.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(VISIT "/authorize", host = "server", query("response_type" = "code"), provider = Okta, pkce)]
pub struct Authorize {
    #[endpoint(query)] client_id: String,
    #[endpoint(query, format = "url")] redirect_uri: String,
    #[endpoint(query, separator = " ")] scope: Vec<Scope>,
    #[endpoint(query)] prompt: Option<String>,
    #[endpoint(query)] login_hint: Option<String>,
    #[endpoint(query)] idp: Option<String>,
}

/// Exchange the code for a token. Sent by [`Client::exchange_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/token",
    host = "server",
    body("grant_type" = "authorization_code"),
    basic(username = "{client_id}", password = "{client_secret}", encode = form),
    form,
    response = Token,
    error = TokenError
)]
pub struct ExchangeCode {
    /// The identifier of the client (RFC 6749 §2.2).
    #[endpoint(input)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[endpoint(input)] client_secret: Secret,
    code: Secret,
    #[endpoint(format = "url")] redirect_uri: String,
    code_verifier: Secret,
}

/// Exchange a refresh token for a token. Sent by [`Client::renew`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/token",
    host = "server",
    body("grant_type" = "refresh_token"),
    basic(username = "{client_id}", password = "{client_secret}", encode = form),
    form,
    response = Token,
    error = TokenError
)]
pub struct Renew {
    /// The identifier of the client (RFC 6749 §2.2).
    #[endpoint(input)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[endpoint(input)] client_secret: Secret,
    refresh_token: Secret,
}

/// Revoke a token. Sent by [`Client::revoke`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/revoke",
    host = "server",
    basic(username = "{client_id}", password = "{client_secret}", encode = form),
    form,
    response = (),
    error = TokenError
)]
pub struct Revoke {
    /// The identifier of the client (RFC 6749 §2.2).
    #[endpoint(input)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[endpoint(input)] client_secret: Secret,
    token: Secret,
}

/// Whether a token is valid. Sent by [`Client::introspect`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/introspect",
    host = "server",
    basic(username = "{client_id}", password = "{client_secret}", encode = form),
    form,
    response = State,
    error = TokenError
)]
pub struct Introspect {
    #[endpoint(input)] client_id: String,
    #[endpoint(input)] client_secret: Secret,
    token: Secret,
    token_type_hint: Option<String>,
}

/// Ask for a code that the user enters in a browser. Sent by [`Client::request_device_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/device/authorize", host = "server", form, response = DeviceCode, error = TokenError)]
pub struct RequestDeviceCode {
    client_id: String,
    #[endpoint(separator = " ")] scope: Vec<Scope>,
}

/// Ask whether the user has entered the code. Sent by [`Client::poll`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/token",
    host = "server",
    body("grant_type" = "urn:ietf:params:oauth:grant-type:device_code"),
    form,
    response = Token,
    error = TokenError
)]
pub struct Poll { client_id: String, device_code: Secret }

/// Exchange an assertion by the service's key for a token of the organization's API. Sent by
/// [`Client::create_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/oauth2/v1/token",
    body("grant_type" = "client_credentials"),
    body("client_assertion_type" = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
    body(
        "client_assertion" = jwt(
            algorithm = RS256,
            key = "{private_key}",
            header("kid" = "{key_id}"),
            claims(
                "iss" = "{client_id}",
                "sub" = "{client_id}",
                "aud" = "{request.endpoint}",
                "iat" = "{now}",
                "exp" = "{now + 60s}",
                "jti" = random(uuid),
            ),
        ),
    ),
    form,
    response = Token,
    error = TokenError
)]
pub struct CreateToken {
    /// The identifier of the client (RFC 6749 §2.2).
    #[endpoint(input)] client_id: String,
    /// The private key with which the client proves who it is (RFC 7523 §2.2).
    #[endpoint(input)] private_key: PrivateKey,
    #[endpoint(input)] key_id: Option<String>,
    #[endpoint(separator = " ")] scope: Vec<Scope>,
}

/// End the session of the browser.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    VISIT "/logout",
    host = "server",
    provider = Okta,
    callback = EndSessionCallback,
    expected("state" = "{state}"),
    pkce = off
)]
pub struct EndSession {
    #[endpoint(query, in_url)] id_token_hint: Option<Secret>,
    #[endpoint(query)] client_id: Option<String>,
    #[endpoint(query, format = "url")] post_logout_redirect_uri: Option<String>,
}

/// Who has logged in. Sent by [`Client::get_user_info`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/userinfo", host = "server", protected(User, Device), response = UserInfo, error = OktaError)]
pub struct GetUserInfo;

/// List the users of the organization. Sent by [`Client::list_users`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/api/v1/users", protected(ApiToken, Service), response = Json, error = OktaError)]
pub struct ListUsers {
    #[endpoint(query)] limit: Option<i64>,
}

/// What [`Client::exchange_code`] and 3 other calls return.
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
    #[decode(separator = " ")] pub scope: Vec<Scope>,
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
    pub verification_uri_complete: Option<String>,
    /// How long the token lives from now on.
    pub expires_in: Seconds,
    pub interval: Seconds,
}

/// What [`Client::introspect`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct State {
    pub active: bool,
    /// The scopes that were granted (RFC 6749 §3.3).
    pub scope: Option<String>,
    pub username: Option<String>,
    pub exp: Option<UnixSeconds>,
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
    #[error_body(at("errorSummary", "error_description"), message)] pub text: Option<String>,
    #[error_body(at("errorId"))] pub id: Option<String>,
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

/// Why Okta refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum OktaError {
    /// The provider answered 401.
    #[api_error(401)] InvalidToken(Fault),
    /// The provider answered 403.
    #[api_error(403)] AccessDenied(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// Why Okta refused a request.
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
    #[api_error(403)] AccessDenied(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// What a token of Okta may be used for (RFC 6749 §3.3).
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
    /// Read users.
    #[scope("okta.users.read")] OktaUsersRead,
    /// Read groups.
    #[scope("okta.groups.read")] OktaGroupsRead,
    /// A value that the provider does not document.
    #[scope(other)] Other(String),
}

/// An API token of an administrator.
#[derive(Clone, Debug, Credential)]
#[credential(provider = Okta, header = "Authorization", prefix = "SSWS ", check(ListUsers::new()))]
pub struct ApiToken(
    #[credential(env = "OKTA_API_TOKEN")] Secret,
);

/// A user's consent in a browser.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = Okta,
    mint(ExchangeCode),
    refresh(Renew(refresh_token)),
    revoke(Revoke(token)),
    token(access_token, expires_in, refresh_token, scope, token_type),
    capture(id_token),
    captured = UserCaptured,
    grace = 30,
    rotation = replaced,
    reuse = ends_grant,
    identity(call = GetUserInfo, subject = sub),
    log_out(EndSession(id_token_hint = id_token)),
    check(GetUserInfo),
    env_prefix = "OKTA_"
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
    provider = Okta,
    mint(
        RequestDeviceCode(client_id, scope),
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
    env_prefix = "OKTA_"
)]
pub struct Device {
    client_id: String,
    scope: Vec<Scope>,
    /// Shows the user what `request_device_code` answers, before the provider is asked again.
    #[token_source(shown(request_device_code))] prompt: Ask<DeviceCode>,
}

/// A service with a registered key, for the organization's API.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = Okta,
    mint(CreateToken),
    token(access_token, expires_in, scope, token_type),
    check(ListUsers::new()),
    env_prefix = "OKTA_"
)]
pub struct Service {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The private key with which the client proves who it is (RFC 7523 §2.2).
    private_key: PrivateKey,
    key_id: Option<String>,
    scope: Vec<Scope>,
}

impl<C: Accepts<Bearer>> Authorizes<Okta, C> for Bearer {}

impl Accepts<Bearer> for GetUserInfo {}

impl Accepts<Bearer> for ListUsers {}
