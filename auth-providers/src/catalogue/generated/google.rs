// @generated from google.yaml: edit the spec, not this file.

//! Google.
//!
//! Source: <https://developers.google.com/identity/protocols/oauth2>
//!
//! Credentials:
//! - [`User`]: A user's consent in a browser. Its tokens are made by `exchange_code`, after
//!   `authorize`, renewed by `renew`, revoked by `revoke`.
//! - [`Device`]: A user who enters a code elsewhere. Its tokens are made by `request_device_code`, then
//!   `poll`, renewed by `renew`, revoked by `revoke`.
//! - [`ServiceAccount`]: A service account; `sub` names the user on whose behalf it acts. Its tokens
//!   are made by `create_token`.

use auth_runtime::consent::AuthorizationCode;
use auth_runtime::session::{Ask, OneTime, TokenSource};
use auth_runtime::{
    Accepts, Anonymous, ApiError, Authorizes, Bearer, Client, Connection, Decode, Endpoint, Error, ErrorBody, Host,
    Json, PrivateKey, Provider, Response, Scopes, Seconds, Secret,
};

/// The provider Google.
#[derive(Clone, Copy, Debug)]
pub struct Google;

impl Provider for Google {
    const NAME: &'static str = "google";
    const TITLE: &'static str = "Google";
    const HOSTS: &'static [Host] = &[
        Host::new("base", "https://www.googleapis.com"),
        Host::new("accounts", "https://accounts.google.com"),
        Host::new("token", "https://oauth2.googleapis.com"),
        Host::new("openid", "https://openidconnect.googleapis.com"),
    ];
}

/// A client of Google. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<Google, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = GoogleError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange the code for a token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /token` is refused; `InvalidGrant`, `InvalidRequest`, `InvalidClient`,
    /// `SlowDown`, `AccessDenied`, `Pending` are special to it.
    pub async fn exchange_code(&self, request: ExchangeCode) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Exchange a refresh token for a token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /token` is refused; `InvalidGrant`, `InvalidRequest`, `InvalidClient`,
    /// `SlowDown`, `AccessDenied`, `Pending` are special to it.
    pub async fn renew(&self, request: Renew) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Ask for a code that the user enters in a browser.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /device/code` is refused; `InvalidGrant`, `InvalidRequest`, `InvalidClient`,
    /// `SlowDown`, `AccessDenied`, `Pending` are special to it.
    pub async fn request_device_code(&self, request: RequestDeviceCode) -> Reply<DeviceCode, TokenError> {
        self.0.call(request).await
    }

    /// Ask whether the user has entered the code.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /token` is refused; `InvalidGrant`, `InvalidRequest`, `InvalidClient`,
    /// `SlowDown`, `AccessDenied`, `Pending` are special to it.
    pub async fn poll(&self, request: Poll) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Exchange a signed JWT for a token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /token` is refused; `InvalidGrant`, `InvalidRequest`, `InvalidClient`,
    /// `SlowDown`, `AccessDenied`, `Pending` are special to it.
    pub async fn create_token(&self, request: CreateToken) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Revoke a token; a refresh token ends the grant.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /revoke` is refused; `InvalidGrant`, `InvalidRequest`, `InvalidClient`,
    /// `SlowDown`, `AccessDenied`, `Pending` are special to it.
    pub async fn revoke(&self, request: Revoke) -> Reply<Json, TokenError> { self.0.call(request).await }

    /// What the token is for.
    ///
    /// # Errors
    /// [`GoogleError`] if `GET /tokeninfo` is refused.
    pub async fn get_token_info(&self) -> Reply<TokenInfo> where C: Authorizes<Google> {
        self.0.call_protected(GetTokenInfo).await
    }

    /// The keys that sign `id_token`s.
    ///
    /// # Errors
    /// [`GoogleError`] if `GET /oauth2/v3/certs` is refused.
    pub async fn get_keys(&self) -> Reply<Json> { self.0.call(GetKeys).await }

    /// Who has logged in.
    ///
    /// It takes [`User`] or [`Device`].
    ///
    /// # Errors
    /// [`GoogleError`] if `GET /v1/userinfo` is refused.
    pub async fn get_user_info(&self) -> Reply<UserInfo> where C: Authorizes<Google, GetUserInfo> {
        self.0.call_protected(GetUserInfo).await
    }

    /// List the files in Drive.
    ///
    /// # Errors
    /// [`GoogleError`] if `GET /drive/v3/files` is refused.
    pub async fn list_files(&self, request: ListFiles) -> Reply<Json> where C: Authorizes<Google> {
        self.0.call_protected(request).await
    }
}

/// Ask the user for consent.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(VISIT "/o/oauth2/v2/auth", host = "accounts", query("response_type" = "code"), provider = Google, pkce)]
pub struct Authorize {
    #[endpoint(query)] client_id: String,
    #[endpoint(query, format = "url")] redirect_uri: String,
    #[endpoint(query, separator = " ")] scope: Vec<Scope>,
    /// `offline` brings a refresh token, with `prompt=consent` at every log-in.
    #[endpoint(query, default = "offline")] access_type: Option<String>,
    #[endpoint(query)] prompt: Option<String>,
    #[endpoint(query)] login_hint: Option<String>,
    #[endpoint(query)] include_granted_scopes: Option<bool>,
    #[endpoint(query)] nonce: String,
}

/// Exchange the code for a token. Sent by [`Client::exchange_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/token", host = "token", body("grant_type" = "authorization_code"), form, response = Token, error = TokenError
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

/// Exchange a refresh token for a token. Sent by [`Client::renew`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/token", host = "token", body("grant_type" = "refresh_token"), form, response = Token, error = TokenError
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
#[endpoint(POST "/device/code", host = "token", form, response = DeviceCode, error = TokenError)]
pub struct RequestDeviceCode {
    client_id: String,
    #[endpoint(separator = " ")] scope: Vec<Scope>,
}

/// Ask whether the user has entered the code. Sent by [`Client::poll`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/token",
    host = "token",
    body("grant_type" = "urn:ietf:params:oauth:grant-type:device_code"),
    form,
    response = Token,
    error = TokenError
)]
pub struct Poll {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
    device_code: Secret,
}

/// Exchange a signed JWT for a token. Sent by [`Client::create_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/token",
    host = "token",
    body("grant_type" = "urn:ietf:params:oauth:grant-type:jwt-bearer"),
    body(
        "assertion" = jwt(
            algorithm = RS256,
            key = "{private_key}",
            header("kid" = "{private_key_id}"),
            claims(
                "iss" = "{client_email}",
                "sub" = "{sub}",
                "scope" = "{scope}",
                "aud" = "https://oauth2.googleapis.com/token",
                "iat" = "{now}",
                "exp" = "{now + 3600s}",
            ),
        ),
    ),
    form,
    response = Token,
    error = TokenError
)]
pub struct CreateToken {
    #[endpoint(input)] client_email: String,
    #[endpoint(input)] private_key: PrivateKey,
    #[endpoint(input)] private_key_id: Option<String>,
    #[endpoint(input)] sub: Option<String>,
    #[endpoint(input, separator = " ")] scope: Vec<Scope>,
}

/// Revoke a token; a refresh token ends the grant. Sent by [`Client::revoke`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/revoke", host = "token", form, response = Json, error = TokenError)]
pub struct Revoke { token: Secret }

/// What the token is for. Sent by [`Client::get_token_info`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/tokeninfo", host = "token", protected, response = TokenInfo, error = GoogleError)]
pub struct GetTokenInfo;

/// The keys that sign `id_token`s. Sent by [`Client::get_keys`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/oauth2/v3/certs", response = Json, error = GoogleError)]
pub struct GetKeys;

/// Who has logged in. Sent by [`Client::get_user_info`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/v1/userinfo", host = "openid", protected(User, Device), response = UserInfo, error = GoogleError)]
pub struct GetUserInfo;

/// List the files in Drive. Sent by [`Client::list_files`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/drive/v3/files", protected, response = Json, error = GoogleError)]
pub struct ListFiles {
    #[endpoint(query, rename = "pageSize")] page_size: Option<i64>,
}

/// What [`Client::exchange_code`] and 3 other calls return.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Token {
    /// The token that calls are made with (RFC 6749 §5.1).
    pub access_token: Secret,
    /// How long the token lives from now on.
    pub expires_in: Seconds,
    /// The kind of token (RFC 6749 §7.1).
    pub token_type: String,
    /// The token that the next one is requested with (RFC 6749 §6).
    pub refresh_token: Option<Secret>,
    pub refresh_token_expires_in: Option<Seconds>,
    /// The scopes that were granted (RFC 6749 §3.3).
    #[decode(separator = " ")] pub scope: Option<Vec<Scope>>,
    pub id_token: Option<Secret>,
}

/// What [`Client::request_device_code`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct DeviceCode {
    pub device_code: Secret,
    pub user_code: String,
    pub verification_url: String,
    /// How long the token lives from now on.
    pub expires_in: Seconds,
    pub interval: Seconds,
}

/// What [`Client::get_token_info`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct TokenInfo {
    #[decode(at("aud"))] pub audience: String,
    /// The scopes that were granted (RFC 6749 §3.3).
    #[decode(separator = " ")] pub scope: Vec<Scope>,
    /// How long the token lives from now on.
    pub expires_in: Seconds,
    pub email: Option<String>,
}

/// What [`Client::get_user_info`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct UserInfo {
    pub sub: String,
    pub name: Option<String>,
    pub email: Option<String>,
    pub email_verified: Option<bool>,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("error.status", "error", "error_code"), code)] pub error: Option<String>,
    #[error_body(at("error.message", "error_description"), message)] pub text: Option<String>,
}

/// What a log-in with `User` captures.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct UserCaptured { pub id_token: Option<Secret> }

/// Why Google refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum GoogleError {
    /// The provider answered 401.
    #[api_error(401)] Unauthenticated(Fault),
    /// The provider answered 403.
    #[api_error(403)] PermissionDenied(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// Why Google refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum TokenError {
    /// The provider answered 400.
    #[api_error(400, when(error = "invalid_grant"), class = reauthenticate)] InvalidGrant(Fault),
    /// The provider answered 400.
    #[api_error(400)] InvalidRequest(Fault),
    /// The provider answered 401.
    #[api_error(401, class = configuration)] InvalidClient(Fault),
    /// The provider answered 403.
    #[api_error(403, when(error = "slow_down"), class = slow_down)] SlowDown(Fault),
    /// The provider answered 403.
    #[api_error(403)] AccessDenied(Fault),
    /// The provider answered 428.
    #[api_error(428, class = pending)] Pending(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// What a token of Google may be used for (RFC 6749 §3.3).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Scopes)]
#[non_exhaustive]
pub enum Scope {
    /// Log in.
    #[scope("openid")] Openid,
    /// Read the email address.
    #[scope("email")] Email,
    /// Read the profile.
    #[scope("profile")] Profile,
    /// Files of this app.
    #[scope("https://www.googleapis.com/auth/drive.file")] DriveFile,
    /// Read files.
    #[scope("https://www.googleapis.com/auth/drive.readonly")] DriveReadonly,
    /// Google Cloud.
    #[scope("https://www.googleapis.com/auth/cloud-platform")] CloudPlatform,
    /// A value that the provider does not document.
    #[scope(other)] Other(String),
}

/// A user's consent in a browser.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = Google,
    mint(ExchangeCode),
    refresh(Renew(refresh_token)),
    revoke(Revoke(token)),
    token(access_token, expires_in, refresh_token, refresh_expires_in = refresh_token_expires_in, scope, token_type),
    capture(id_token),
    captured = UserCaptured,
    rotation = kept,
    identity(token = id_token, issuer = "https://accounts.google.com", keys = GetKeys),
    check(GetTokenInfo),
    env_prefix = "GOOGLE_"
)]
pub struct User {
    /// The identifier of the client (RFC 6749 §2.2).
    #[token_source(mint, refresh)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[token_source(mint, refresh)] client_secret: Secret,
    #[token_source(verifier = code_verifier)] code: OneTime<AuthorizationCode>,
    redirect_uri: String,
}

/// A user who enters a code elsewhere.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = Google,
    mint(
        RequestDeviceCode(client_id, scope),
        Poll(
            client_id,
            client_secret,
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
    rotation = kept,
    identity(call = GetUserInfo, subject = sub),
    check(GetTokenInfo),
    env_prefix = "GOOGLE_"
)]
pub struct Device {
    #[token_source(mint, refresh)] client_id: String,
    scope: Vec<Scope>,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[token_source(mint, refresh)] client_secret: Secret,
    /// Shows the user what `request_device_code` answers, before the provider is asked again.
    #[token_source(shown(request_device_code))] prompt: Ask<DeviceCode>,
}

/// A service account; `sub` names the user on whose behalf it acts.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = Google,
    mint(CreateToken),
    token(access_token, expires_in, token_type),
    check(GetTokenInfo),
    env_prefix = "GOOGLE_"
)]
pub struct ServiceAccount {
    client_email: String,
    private_key: PrivateKey,
    private_key_id: Option<String>,
    sub: Option<String>,
    scope: Vec<Scope>,
}

impl<C: Accepts<Bearer>> Authorizes<Google, C> for Bearer {}

impl Accepts<Bearer> for GetUserInfo {}
