// @generated from microsoft.yaml: edit the spec, not this file.

//! Microsoft Entra ID.
//!
//! Source: <https://learn.microsoft.com/en-us/entra/identity-platform/>
//!
//! Credentials:
//! - [`User`]: A user's consent in a browser. Its tokens are made by `exchange_code`, after
//!   `authorize`, renewed by `renew`.
//! - [`Device`]: A user who enters a code elsewhere. Its tokens are made by `request_device_code`, then
//!   `poll`, renewed by `renew`.
//! - [`Application`]: An application itself, by its secret. Its tokens are made by `create_token`.
//! - [`Certified`]: An application itself, by its certificate. Its tokens are made by
//!   `create_token_by_certificate`.

use auth_runtime::consent::AuthorizationCode;
use auth_runtime::host::{Environment, Setting};
use auth_runtime::session::{Ask, OneTime, TokenSource};
use auth_runtime::{
    Accepts, Anonymous, ApiError, Authorizes, Bearer, Callback, Certificate, Client, Connection, Decode, Endpoint,
    Error, ErrorBody, Host, Json, PrivateKey, Provider, Response, Scopes, Seconds, Secret, host,
};

/// The provider Microsoft Entra ID.
#[derive(Clone, Copy, Debug)]
pub struct Microsoft;

impl Provider for Microsoft {
    const NAME: &'static str = "microsoft";
    const TITLE: &'static str = "Microsoft Entra ID";
    const HOSTS: &'static [Host] = &[
        Host::new("base", "https://graph.microsoft.com/v1.0"),
        Host::new("login", "https://login.microsoftonline.com/{tenant}"),
    ];
    const SETTINGS: &'static [Setting] = <Settings as host::Settings>::SETTINGS;
}

impl Microsoft {
    /// Microsoft Graph for US Government L4.
    pub const US_GOVERNMENT: Environment<Self> = Environment::new(
        &[
            Host::new("base", "https://graph.microsoft.us/v1.0"),
            Host::new("login", "https://login.microsoftonline.us/{tenant}"),
        ],
    );
    /// Microsoft Graph operated by 21Vianet.
    pub const CHINA: Environment<Self> = Environment::new(
        &[
            Host::new("base", "https://microsoftgraph.chinacloudapi.cn/v1.0"),
            Host::new("login", "https://login.partner.microsoftonline.cn/{tenant}"),
        ],
    );
}

/// What differs from one customer of Microsoft Entra ID to another. A client is built with it.
#[derive(Clone, Debug, host::Settings)]
#[settings(provider = Microsoft, env_prefix = "MICROSOFT_")]
pub struct Settings {
    /// The id or a domain of the tenant, or `common`, `organizations`, `consumers`.
    #[settings(pattern = "[A-Za-z0-9][A-Za-z0-9.-]*", default = "common")] tenant: Option<String>,
}

/// A client of Microsoft Entra ID. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
#[client(settings = Settings)]
pub struct Client<C = Anonymous>(Connection<Microsoft, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = MicrosoftError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange the code for a token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /oauth2/v2.0/token` is refused; `Pending`, `SlowDown`,
    /// `InteractionRequired`, `InvalidGrant`, `Declined`, `InvalidRequest`, `InvalidClient` are special to
    /// it.
    pub async fn exchange_code(&self, request: ExchangeCode) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Exchange a refresh token for the next token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /oauth2/v2.0/token` is refused; `Pending`, `SlowDown`,
    /// `InteractionRequired`, `InvalidGrant`, `Declined`, `InvalidRequest`, `InvalidClient` are special to
    /// it.
    pub async fn renew(&self, request: Renew) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Ask for a code that the user enters in a browser.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /oauth2/v2.0/devicecode` is refused; `Pending`, `SlowDown`,
    /// `InteractionRequired`, `InvalidGrant`, `Declined`, `InvalidRequest`, `InvalidClient` are special to
    /// it.
    pub async fn request_device_code(&self, request: RequestDeviceCode) -> Reply<DeviceCode, TokenError> {
        self.0.call(request).await
    }

    /// Ask whether the user has entered the code.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /oauth2/v2.0/token` is refused; `Pending`, `SlowDown`,
    /// `InteractionRequired`, `InvalidGrant`, `Declined`, `InvalidRequest`, `InvalidClient` are special to
    /// it.
    pub async fn poll(&self, request: Poll) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Exchange the application's secret for a token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /oauth2/v2.0/token` is refused; `Pending`, `SlowDown`,
    /// `InteractionRequired`, `InvalidGrant`, `Declined`, `InvalidRequest`, `InvalidClient` are special to
    /// it.
    pub async fn create_token(&self, request: CreateToken) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Exchange an assertion by the application's certificate for a token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /oauth2/v2.0/token` is refused; `Pending`, `SlowDown`,
    /// `InteractionRequired`, `InvalidGrant`, `Declined`, `InvalidRequest`, `InvalidClient` are special to
    /// it.
    pub async fn create_token_by_certificate(&self, request: CreateTokenByCertificate) -> Reply<Token, TokenError> {
        self.0.call(request).await
    }

    /// Where the endpoints of the tenant are, and what they can do.
    ///
    /// # Errors
    /// [`MicrosoftError`] if `GET /v2.0/.well-known/openid-configuration` is refused.
    pub async fn get_metadata(&self) -> Reply<Json> { self.0.call(GetMetadata).await }

    /// The user.
    ///
    /// It takes [`User`] or [`Device`].
    ///
    /// # Errors
    /// [`MicrosoftError`] if `GET /me` is refused.
    pub async fn get_me(&self) -> Reply<Profile> where C: Authorizes<Microsoft, GetMe> {
        self.0.call_protected(GetMe).await
    }

    /// List the users of the tenant.
    ///
    /// # Errors
    /// [`MicrosoftError`] if `GET /users` is refused.
    pub async fn list_users(&self) -> Reply<Json> where C: Authorizes<Microsoft> {
        self.0.call_protected(ListUsers).await
    }
}

/// Ask the user for consent.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    VISIT "/oauth2/v2.0/authorize",
    host = "login",
    query("response_type" = "code"),
    query("response_mode" = "query"),
    provider = Microsoft,
    pkce
)]
pub struct Authorize {
    #[endpoint(query)] client_id: String,
    #[endpoint(query, format = "url")] redirect_uri: String,
    #[endpoint(query, separator = " ")] scope: Vec<Scope>,
    #[endpoint(query)] prompt: Option<String>,
    #[endpoint(query)] login_hint: Option<String>,
    #[endpoint(query)] domain_hint: Option<String>,
}

/// Exchange the code for a token. Sent by [`Client::exchange_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/oauth2/v2.0/token",
    host = "login",
    body("grant_type" = "authorization_code"),
    form,
    response = Token,
    error = TokenError
)]
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
#[endpoint(
    POST "/oauth2/v2.0/token",
    host = "login",
    body("grant_type" = "refresh_token"),
    form,
    response = Token,
    error = TokenError
)]
pub struct Renew { client_id: String, client_secret: Option<Secret>, refresh_token: Secret }

/// Ask for a code that the user enters in a browser. Sent by [`Client::request_device_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/oauth2/v2.0/devicecode", host = "login", form, response = DeviceCode, error = TokenError)]
pub struct RequestDeviceCode {
    client_id: String,
    #[endpoint(separator = " ")] scope: Vec<Scope>,
}

/// Ask whether the user has entered the code. Sent by [`Client::poll`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/oauth2/v2.0/token",
    host = "login",
    body("grant_type" = "urn:ietf:params:oauth:grant-type:device_code"),
    form,
    response = Token,
    error = TokenError
)]
pub struct Poll { client_id: String, device_code: Secret }

/// Exchange the application's secret for a token. Sent by [`Client::create_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/oauth2/v2.0/token",
    host = "login",
    body("grant_type" = "client_credentials"),
    form,
    response = Token,
    error = TokenError
)]
pub struct CreateToken {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
    #[endpoint(default = "https://graph.microsoft.com/.default")] scope: Option<Scope>,
}

/// Exchange an assertion by the application's certificate for a token. Sent by
/// [`Client::create_token_by_certificate`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/oauth2/v2.0/token",
    host = "login",
    body("client_id" = "{client_id}"),
    body("grant_type" = "client_credentials"),
    body("client_assertion_type" = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
    body(
        "client_assertion" = jwt(
            algorithm = PS256,
            key = "{private_key}",
            header("x5t#S256" = sha256("{certificate}", encoding = base64url)),
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
pub struct CreateTokenByCertificate {
    /// The identifier of the client (RFC 6749 §2.2).
    #[endpoint(input)] client_id: String,
    /// The private key with which the client proves who it is (RFC 7523 §2.2).
    #[endpoint(input)] private_key: PrivateKey,
    #[endpoint(input)] certificate: Certificate,
    #[endpoint(default = "https://graph.microsoft.com/.default")] scope: Option<Scope>,
}

/// End the session of the browser.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    VISIT "/oauth2/v2.0/logout",
    host = "login",
    provider = Microsoft,
    callback = EndSessionCallback,
    expected("state" = "{state}"),
    pkce = off
)]
pub struct EndSession {
    #[endpoint(query, format = "url")] post_logout_redirect_uri: Option<String>,
}

/// Where the endpoints of the tenant are, and what they can do. Sent by [`Client::get_metadata`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/v2.0/.well-known/openid-configuration", host = "login", response = Json, error = MicrosoftError)]
pub struct GetMetadata;

/// The user. Sent by [`Client::get_me`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/me", protected(User, Device), response = Profile, error = MicrosoftError)]
pub struct GetMe;

/// List the users of the tenant. Sent by [`Client::list_users`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/users", protected, response = Json, error = MicrosoftError)]
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
    pub ext_expires_in: Option<Seconds>,
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
    /// How long the token lives from now on.
    pub expires_in: Seconds,
    pub interval: Seconds,
    pub message: String,
}

/// What [`Client::get_me`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Profile {
    pub id: String,
    #[decode(at("displayName"))] pub display_name: Option<String>,
    #[decode(at("userPrincipalName"))] pub principal: Option<String>,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("error.code", "error"), code)] pub error: Option<String>,
    #[error_body(at("error.message", "error_description"), message)] pub text: Option<String>,
    #[error_body(at("error_codes"))] pub codes: Option<Vec<i64>>,
    pub trace_id: Option<String>,
    pub correlation_id: Option<String>,
    pub claims: Option<String>,
}

/// What the page `end_session` gives back.
#[derive(Clone, Debug, Callback)]
#[non_exhaustive]
pub struct EndSessionCallback {}

/// Why Microsoft Entra ID refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum MicrosoftError {
    /// The provider answered 401.
    #[api_error(401)] InvalidAuthenticationToken(Fault),
    /// The provider answered 403.
    #[api_error(403)] AccessDenied(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// Why Microsoft Entra ID refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum TokenError {
    /// The provider answered 400.
    #[api_error(400, when(error = "authorization_pending"), class = pending)] Pending(Fault),
    /// The provider answered 400.
    #[api_error(400, when(error = "slow_down"), class = slow_down)] SlowDown(Fault),
    /// The user must log in again, perhaps with `claims`.
    #[api_error(400, when(error = "interaction_required"), class = reauthenticate)] InteractionRequired(Fault),
    /// The provider answered 400.
    #[api_error(400, when(error("invalid_grant", "expired_token", "bad_verification_code")), class = reauthenticate)]
    InvalidGrant(Fault),
    /// The provider answered 400.
    #[api_error(400, when(error = "authorization_declined"), class = denied)] Declined(Fault),
    /// The provider answered 400.
    #[api_error(400)] InvalidRequest(Fault),
    /// The provider answered 401.
    #[api_error(401, class = configuration)] InvalidClient(Fault),
    /// The provider answered 403.
    #[api_error(403)] AccessDenied(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// What a token of Microsoft Entra ID may be used for (RFC 6749 §3.3).
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
    /// Read the profile.
    #[scope("User.Read")] UserRead,
    /// Read mail.
    #[scope("Mail.Read")] MailRead,
    /// What the application was granted.
    #[scope("https://graph.microsoft.com/.default")] GraphDefault,
    /// A value that the provider does not document.
    #[scope(other)] Other(String),
}

/// A user's consent in a browser.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = Microsoft,
    mint(ExchangeCode),
    refresh(Renew(refresh_token)),
    token(access_token, expires_in, refresh_token, scope, token_type),
    rotation = replaced,
    reuse = tolerated,
    identity(call = GetMe, subject = id),
    log_out(EndSession),
    check(GetMe),
    env_prefix = "MICROSOFT_"
)]
pub struct User {
    #[token_source(mint, refresh)] client_id: String,
    /// Of a confidential application.
    #[token_source(mint, refresh)] client_secret: Option<Secret>,
    #[token_source(verifier = code_verifier)] code: OneTime<AuthorizationCode>,
    redirect_uri: String,
}

/// A user who enters a code elsewhere.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = Microsoft,
    mint(
        RequestDeviceCode(client_id, scope),
        Poll(
            client_id,
            device_code = request_device_code.device_code,
        ) every = request_device_code.interval until = request_device_code.expires_in,
    ),
    refresh(Renew(refresh_token)),
    token(
        access_token = poll.access_token,
        expires_in = poll.expires_in,
        refresh_token = poll.refresh_token,
        scope = poll.scope,
        token_type = poll.token_type,
    ),
    renewed(access_token, refresh_token, token_type),
    rotation = replaced,
    reuse = tolerated,
    identity(call = GetMe, subject = id),
    check(GetMe),
    env_prefix = "MICROSOFT_"
)]
pub struct Device {
    #[token_source(mint, refresh)] client_id: String,
    scope: Vec<Scope>,
    #[token_source(refresh)] client_secret: Option<Secret>,
    /// Shows the user what `request_device_code` answers, before the provider is asked again.
    #[token_source(shown(request_device_code))] prompt: Ask<DeviceCode>,
}

/// An application itself, by its secret.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = Microsoft,
    mint(CreateToken),
    token(access_token, expires_in, token_type),
    check(ListUsers),
    env_prefix = "MICROSOFT_"
)]
pub struct Application {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
    scope: Option<Scope>,
}

/// An application itself, by its certificate.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = Microsoft,
    mint(CreateTokenByCertificate),
    token(access_token, expires_in, token_type),
    check(ListUsers),
    env_prefix = "MICROSOFT_"
)]
pub struct Certified {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The private key with which the client proves who it is (RFC 7523 §2.2).
    private_key: PrivateKey,
    certificate: Certificate,
    scope: Option<Scope>,
}

impl<C: Accepts<Bearer>> Authorizes<Microsoft, C> for Bearer {}

impl Accepts<Bearer> for GetMe {}
