// @generated from twitch.yaml: edit the spec, not this file.

//! Twitch.
//!
//! Source: <https://dev.twitch.tv/docs/authentication/>
//!
//! Credentials:
//! - [`User`]: A user's consent. Its tokens are made by `exchange_code`, after `authorize`, renewed by
//!   `renew`, revoked by `revoke`.
//! - [`Device`]: A user who enters a code elsewhere. Its tokens are made by `request_device_code`, then
//!   `poll`, revoked by `revoke`.
//! - [`App`]: An app without a user. Its tokens are made by `create_token`, revoked by `revoke`.

use auth_runtime::consent::AuthorizationCode;
use auth_runtime::session::{Ask, OneTime, TokenSource};
use auth_runtime::{
    Accepts, Anonymous, ApiError, Authorizes, Client, Connection, Credential, Decode, Endpoint, Error, ErrorBody, Host,
    Json, Provider, Response, Scopes, Seconds, Secret,
};

/// The provider Twitch.
#[derive(Clone, Copy, Debug)]
pub struct Twitch;

impl Provider for Twitch {
    const NAME: &'static str = "twitch";
    const TITLE: &'static str = "Twitch";
    const HOSTS: &'static [Host] = &[
        Host::new("base", "https://api.twitch.tv/helix"),
        Host::new("id", "https://id.twitch.tv/oauth2"),
    ];
}

/// A client of Twitch. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<Twitch, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = TwitchError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange the code for a token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /token` is refused; `Pending`, `InvalidGrant`, `InvalidRequest`,
    /// `InvalidClientSecret` are special to it.
    pub async fn exchange_code(&self, request: ExchangeCode) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Exchange a refresh token for a token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /token` is refused; `Pending`, `InvalidGrant`, `InvalidRequest`,
    /// `InvalidClientSecret` are special to it.
    pub async fn renew(&self, request: Renew) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Ask for a code that the user enters in a browser.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /device` is refused; `Pending`, `InvalidGrant`, `InvalidRequest`,
    /// `InvalidClientSecret` are special to it.
    pub async fn request_device_code(&self, request: RequestDeviceCode) -> Reply<DeviceCode, TokenError> {
        self.0.call(request).await
    }

    /// Ask whether the user has entered the code.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /token` is refused; `Pending`, `InvalidGrant`, `InvalidRequest`,
    /// `InvalidClientSecret` are special to it.
    pub async fn poll(&self, request: Poll) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Exchange the app's secret for a token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /token` is refused; `Pending`, `InvalidGrant`, `InvalidRequest`,
    /// `InvalidClientSecret` are special to it.
    pub async fn create_token(&self, request: CreateToken) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Whether a token is valid; a server has to ask every hour.
    ///
    /// # Errors
    /// [`TwitchError`] if `GET /validate` is refused.
    pub async fn validate(&self, request: Validate) -> Reply<Validity> { self.0.call(request).await }

    /// Revoke a token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /revoke` is refused; `Pending`, `InvalidGrant`, `InvalidRequest`,
    /// `InvalidClientSecret` are special to it.
    pub async fn revoke(&self, request: Revoke) -> Reply<(), TokenError> { self.0.call(request).await }

    /// The user.
    ///
    /// It takes [`User`] or [`Device`].
    ///
    /// # Errors
    /// [`TwitchError`] if `GET /users` is refused.
    pub async fn get_user(&self) -> Reply<Profile> where C: Authorizes<Twitch, GetUser> {
        self.0.call_protected(GetUser).await
    }

    /// List the streams.
    ///
    /// # Errors
    /// [`TwitchError`] if `GET /streams` is refused.
    pub async fn list_streams(&self, request: ListStreams) -> Reply<Json> where C: Authorizes<Twitch> {
        self.0.call_protected(request).await
    }
}

/// Ask the user for consent.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(VISIT "/authorize", host = "id", query("response_type" = "code"), provider = Twitch)]
pub struct Authorize {
    #[endpoint(query)] client_id: String,
    #[endpoint(query, format = "url")] redirect_uri: String,
    #[endpoint(query, separator = " ")] scope: Vec<Scope>,
    #[endpoint(query)] force_verify: Option<bool>,
}

/// Exchange the code for a token. Sent by [`Client::exchange_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/token", host = "id", body("grant_type" = "authorization_code"), form, response = Token, error = TokenError
)]
pub struct ExchangeCode {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
    code: Secret,
    #[endpoint(format = "url")] redirect_uri: String,
}

/// Exchange a refresh token for a token. Sent by [`Client::renew`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/token", host = "id", body("grant_type" = "refresh_token"), form, response = Token, error = TokenError
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
#[endpoint(POST "/device", host = "id", form, response = DeviceCode, error = TokenError)]
pub struct RequestDeviceCode {
    client_id: String,
    #[endpoint(separator = " ")] scopes: Vec<Scope>,
}

/// Ask whether the user has entered the code. Sent by [`Client::poll`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/token",
    host = "id",
    body("grant_type" = "urn:ietf:params:oauth:grant-type:device_code"),
    form,
    response = Token,
    error = TokenError
)]
pub struct Poll {
    client_id: String,
    device_code: Secret,
    #[endpoint(separator = " ")] scopes: Vec<Scope>,
}

/// Exchange the app's secret for a token. Sent by [`Client::create_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/token", host = "id", body("grant_type" = "client_credentials"), form, response = Token, error = TokenError
)]
pub struct CreateToken {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
}

/// Whether a token is valid; a server has to ask every hour. Sent by [`Client::validate`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    GET "/validate",
    host = "id",
    header("Authorization" = "OAuth {access_token}"),
    response = Validity,
    error = TwitchError
)]
pub struct Validate {
    #[endpoint(input)] access_token: Secret,
}

/// Revoke a token. Sent by [`Client::revoke`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/revoke", host = "id", form, response = (), error = TokenError)]
pub struct Revoke { client_id: String, token: Secret }

/// The user. Sent by [`Client::get_user`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/users", protected(User, Device), response = Profile, error = TwitchError)]
pub struct GetUser;

/// List the streams. Sent by [`Client::list_streams`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/streams", protected, response = Json, error = TwitchError)]
pub struct ListStreams {
    #[endpoint(query)] first: Option<i64>,
}

/// What [`Client::exchange_code`] and 3 other calls return.
#[derive(Clone, Debug, Decode)]
#[non_exhaustive]
pub struct Token {
    /// The token that calls are made with (RFC 6749 §5.1).
    pub access_token: Secret,
    /// The kind of token (RFC 6749 §7.1).
    pub token_type: String,
    /// How long the token lives from now on.
    pub expires_in: Seconds,
    /// The token that the next one is requested with (RFC 6749 §6).
    pub refresh_token: Option<Secret>,
    /// The scopes that were granted (RFC 6749 §3.3).
    pub scope: Option<Vec<Scope>>,
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

/// What [`Client::validate`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Validity {
    pub client_id: String,
    pub login: Option<String>,
    pub user_id: Option<String>,
    pub scopes: Option<Vec<Scope>>,
    /// How long the token lives from now on.
    pub expires_in: Seconds,
}

/// What [`Client::get_user`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Profile {
    #[decode(at("data.0.id"))] pub id: String,
    #[decode(at("data.0.login"))] pub login: String,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    pub status: Option<i64>,
    #[error_body(at("message"), message)] pub text: Option<String>,
}

/// Why Twitch refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum TwitchError {
    /// The provider answered 401.
    #[api_error(401)] Unauthorized(Fault),
    /// The provider answered 403.
    #[api_error(403)] Forbidden(Fault),
    /// The provider answered 429.
    #[api_error(429)] TooManyRequests(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// Why Twitch refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum TokenError {
    /// The provider answered 400.
    #[api_error(400, when(text = "authorization_pending"), class = pending)] Pending(Fault),
    /// The provider answered 400.
    #[api_error(
        400,
        when(text("Invalid authorization code", "Invalid refresh token", "invalid device code")),
        class = reauthenticate
    )]
    InvalidGrant(Fault),
    /// The provider answered 400.
    #[api_error(400)] InvalidRequest(Fault),
    /// The provider answered 401.
    #[api_error(401)] Unauthorized(Fault),
    /// The provider answered 403.
    #[api_error(403, class = configuration)] InvalidClientSecret(Fault),
    /// The provider answered 429.
    #[api_error(429)] TooManyRequests(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// What a token of Twitch may be used for (RFC 6749 §3.3).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Scopes)]
#[non_exhaustive]
pub enum Scope {
    /// Read the email address.
    #[scope("user:read:email")] UserReadEmail,
    /// See subscriptions.
    #[scope("channel:read:subscriptions")] ChannelReadSubscriptions,
    /// Read the chat.
    #[scope("chat:read")] ChatRead,
    /// A value that the provider does not document.
    #[scope(other)] Other(String),
}

/// A user's consent.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = Twitch,
    mint(ExchangeCode),
    refresh(Renew(refresh_token)),
    revoke(Revoke(token)),
    token(access_token, expires_in, refresh_token, scope, token_type),
    identity(call = GetUser, subject = id),
    check(GetUser),
    env_prefix = "TWITCH_",
    header("Authorization" = "Bearer {access_token}"),
    header("Client-Id" = "{client_id}")
)]
pub struct User {
    /// The identifier of the client (RFC 6749 §2.2).
    #[token_source(mint, refresh, revoke)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[token_source(mint, refresh)] client_secret: Secret,
    code: OneTime<AuthorizationCode>,
    redirect_uri: String,
}

/// A token of [`User`], attached as it is.
#[derive(Clone, Debug, Credential)]
#[credential(provider = Twitch, header("Authorization" = "Bearer {access_token}"), header("Client-Id" = "{client_id}"))]
pub struct UserToken {
    access_token: Secret,
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
}

impl Accepts<UserToken> for GetUser {}

/// A user who enters a code elsewhere.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = Twitch,
    mint(
        RequestDeviceCode(client_id, scopes),
        Poll(
            client_id,
            scopes,
            device_code = request_device_code.device_code,
        ) every = request_device_code.interval until = request_device_code.expires_in,
    ),
    revoke(Revoke(token)),
    token(
        access_token = poll.access_token,
        expires_in = poll.expires_in,
        scope = poll.scope,
        token_type = poll.token_type,
    ),
    check(GetUser),
    env_prefix = "TWITCH_",
    header("Authorization" = "Bearer {access_token}"),
    header("Client-Id" = "{client_id}")
)]
pub struct Device {
    #[token_source(mint, revoke)] client_id: String,
    scopes: Vec<Scope>,
    /// Shows the user what `request_device_code` answers, before the provider is asked again.
    #[token_source(shown(request_device_code))] prompt: Ask<DeviceCode>,
}

/// A token of [`Device`], attached as it is.
#[derive(Clone, Debug, Credential)]
#[credential(provider = Twitch, header("Authorization" = "Bearer {access_token}"), header("Client-Id" = "{client_id}"))]
pub struct DeviceToken { access_token: Secret, client_id: String }

impl Accepts<DeviceToken> for GetUser {}

/// An app without a user.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = Twitch,
    mint(CreateToken),
    revoke(Revoke(token)),
    token(access_token, expires_in, token_type),
    check(ListStreams::new()),
    env_prefix = "TWITCH_",
    header("Authorization" = "Bearer {access_token}"),
    header("Client-Id" = "{client_id}")
)]
pub struct App {
    /// The identifier of the client (RFC 6749 §2.2).
    #[token_source(mint, revoke)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
}

/// A token of [`App`], attached as it is.
#[derive(Clone, Debug, Credential)]
#[credential(provider = Twitch, header("Authorization" = "Bearer {access_token}"), header("Client-Id" = "{client_id}"))]
pub struct AppToken {
    access_token: Secret,
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
}
