// @generated from trakt.yaml: edit the spec, not this file.

//! Trakt.
//!
//! Source: <https://docs.trakt.tv/reference/postoauthdevicetoken>
//!
//! Credentials:
//! - [`Device`]: A user who enters a code on another device. Its tokens are made by `get_code`, then
//!   `poll`, renewed by `renew`.

use auth_runtime::host::Header;
use auth_runtime::response::Classes;
use auth_runtime::session::{Ask, TokenSource};
use auth_runtime::{
    Accepts, Anonymous, ApiError, Authorizes, Client, Connection, Credential, Decode, Endpoint, Error, Host, Json,
    Provider, Response, Seconds, Secret,
};

/// The provider Trakt.
#[derive(Clone, Copy, Debug)]
pub struct Trakt;

impl Provider for Trakt {
    const NAME: &'static str = "trakt";
    const TITLE: &'static str = "Trakt";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://api.trakt.tv")];
    const HEADERS: &'static [Header] = &[Header::new("trakt-api-version", "2")];
    const CLASSES: Classes = Classes::of::<TraktError>();
}

/// A client of Trakt. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<Trakt, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = TraktError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Ask for a code, which the user enters on a page.
    ///
    /// # Errors
    /// [`TraktError`] if `POST /oauth/device/code` is refused.
    pub async fn get_code(&self, request: GetCode) -> Reply<Code> { self.0.call(request).await }

    /// Ask whether the user has entered it. The status says how far it is.
    ///
    /// # Errors
    /// [`PollError`] if `POST /oauth/device/token` is refused; `Pending`, `WrongCode`, `Used`, `Expired`,
    /// `Denied`, `SlowDown` are special to it.
    pub async fn poll(&self, request: Poll) -> Reply<Token, PollError> { self.0.call(request).await }

    /// Exchange a refresh token for a token.
    ///
    /// # Errors
    /// [`TraktError`] if `POST /oauth/token` is refused.
    pub async fn renew(&self, request: Renew) -> Reply<Token> { self.0.call(request).await }

    /// The settings of the user.
    ///
    /// # Errors
    /// [`TraktError`] if `GET /users/settings` is refused.
    pub async fn get_settings(&self) -> Reply<Json> where C: Authorizes<Trakt, Device> {
        self.0.call_protected(GetSettings).await
    }
}

/// Ask for a code, which the user enters on a page. Sent by [`Client::get_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/oauth/device/code", json, response = Code, error = TraktError)]
pub struct GetCode { client_id: String }

/// Ask whether the user has entered it. The status says how far it is. Sent by [`Client::poll`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/oauth/device/token", body("code" = "{get_code_device_code}"), json, response = Token, error = PollError
)]
pub struct Poll {
    client_id: String,
    client_secret: Secret,
    /// The value of `get_code.device_code`.
    #[endpoint(input, rename = "get_code.device_code")] get_code_device_code: Secret,
}

/// Exchange a refresh token for a token. Sent by [`Client::renew`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/oauth/token",
    body("redirect_uri" = "urn:ietf:wg:oauth:2.0:oob"),
    body("grant_type" = "refresh_token"),
    json,
    response = Token,
    error = TraktError
)]
pub struct Renew { refresh_token: Secret, client_id: String, client_secret: Secret }

/// The settings of the user. Sent by [`Client::get_settings`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/users/settings", protected = Device, response = Json, error = TraktError)]
pub struct GetSettings;

/// What [`Client::get_code`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Code {
    pub device_code: Secret,
    pub user_code: String,
    pub verification_url: String,
    /// How long the token lives from now on.
    pub expires_in: Seconds,
    pub interval: Seconds,
}

/// What [`Client::poll`] and [`Client::renew`] return.
#[derive(Clone, Debug, Decode)]
#[non_exhaustive]
pub struct Token {
    /// The token that calls are made with (RFC 6749 §5.1).
    pub access_token: Secret,
    /// The token that the next one is requested with (RFC 6749 §6).
    pub refresh_token: Secret,
    /// How long the token lives from now on.
    pub expires_in: Seconds,
    /// The kind of token (RFC 6749 §7.1).
    pub token_type: String,
}

/// Why Trakt refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum TraktError {
    /// The token is wrong or has ended.
    #[api_error(401)] Unauthorized,
    /// The client id is wrong or was not approved.
    #[api_error(403, class = configuration)] WrongKey,
    /// The account is locked.
    #[api_error(423, class = denied)] Locked,
    /// Too many calls.
    #[api_error(429)] RateLimited,
    /// A status that the provider does not document.
    #[api_error(other)] Other,
}

/// Why Trakt refused `poll`.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum PollError {
    /// The user has not decided.
    #[api_error(400, class = pending)] Pending,
    /// The token is wrong or has ended.
    #[api_error(401)] Unauthorized,
    /// The client id is wrong or was not approved.
    #[api_error(403, class = configuration)] WrongKey,
    /// There is no such code.
    #[api_error(404)] WrongCode,
    /// The code was used before.
    #[api_error(409)] Used,
    /// The code has ended.
    #[api_error(410)] Expired,
    /// The user said no.
    #[api_error(418, class = denied)] Denied,
    /// The account is locked.
    #[api_error(423, class = denied)] Locked,
    /// This was asked too soon.
    #[api_error(429, class = slow_down)] SlowDown,
    /// A status that the provider does not document.
    #[api_error(other)] Other,
}

/// A user who enters a code on another device.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = Trakt,
    mint(
        GetCode(client_id),
        Poll(
            client_id,
            client_secret,
            get_code_device_code = get_code.device_code,
        ) every = get_code.interval until = get_code.expires_in,
    ),
    refresh(Renew(refresh_token)),
    token(access_token = poll.access_token, expires_in = poll.expires_in, refresh_token = poll.refresh_token),
    renewed(access_token, refresh_token),
    rotation = replaced,
    env_prefix = "TRAKT_",
    header("Authorization" = "Bearer {access_token}"),
    header("trakt-api-key" = "{client_id}")
)]
pub struct Device {
    #[token_source(mint, refresh)] client_id: String,
    #[token_source(mint, refresh)] client_secret: Secret,
    /// Shows the user what `get_code` answers, before the provider is asked again.
    #[token_source(shown(get_code))] prompt: Ask<Code>,
}

/// A token of [`Device`], attached as it is.
#[derive(Clone, Debug, Credential)]
#[credential(
    provider = Trakt, header("Authorization" = "Bearer {access_token}"), header("trakt-api-key" = "{client_id}")
)]
pub struct DeviceToken { access_token: Secret, client_id: String }

impl Accepts<DeviceToken> for Device {}
