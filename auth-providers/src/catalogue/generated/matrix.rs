// @generated from matrix.yaml: edit the spec, not this file.

//! Matrix.
//!
//! A homeserver of Matrix.
//!
//! Source: <https://spec.matrix.org/latest/client-server-api/>
//!
//! Credentials:
//! - [`User`]: A user of the homeserver. Its tokens are made by `log_in`, renewed by `renew`, revoked
//!   by `log_out`.
//! - [`LoginToken`]: A user of the homeserver, by a login token of single sign-on. Its tokens are made
//!   by `log_in_by_token`, renewed by `renew`, revoked by `log_out`.
//! - [`Application`]: An application service.

use auth_runtime::host::Setting;
use auth_runtime::response::Classes;
use auth_runtime::session::{OneTime, TokenSource};
use auth_runtime::value::Milliseconds;
use auth_runtime::{
    Accepts, Anonymous, ApiError, Authorizes, Bearer, Client, Connection, Credential, Decode, Endpoint, Error,
    ErrorBody, Host, Json, Provider, Response, Secret, host,
};

/// The provider Matrix.
#[derive(Clone, Copy, Debug)]
pub struct Matrix;

impl Provider for Matrix {
    const NAME: &'static str = "matrix";
    const TITLE: &'static str = "Matrix";
    const HOSTS: &'static [Host] = &[Host::new("base", "{homeserver}")];
    const SETTINGS: &'static [Setting] = <Settings as host::Settings>::SETTINGS;
    const CLASSES: Classes = Classes::of::<MatrixError>();
}

/// What differs from one customer of Matrix to another. A client is built with it.
#[derive(Clone, Debug, host::Settings)]
#[settings(provider = Matrix, env_prefix = "MATRIX_")]
pub struct Settings {
    /// The homeserver.
    #[settings(origin)] homeserver: String,
}

/// A client of Matrix. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
#[client(settings = Settings)]
pub struct Client<C = Anonymous>(Connection<Matrix, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = MatrixError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange a name and a password for the tokens of a device.
    ///
    /// # Errors
    /// [`LogInError`] if `POST /_matrix/client/v3/login` is refused; `UserDeactivated`, `LogInFailed` are
    /// special to it.
    pub async fn log_in(&self, request: LogIn) -> Reply<Session, LogInError> { self.0.call(request).await }

    /// Exchange a login token, which single sign-on or another device has got, for the tokens of a device.
    ///
    /// # Errors
    /// [`LogInError`] if `POST /_matrix/client/v3/login` is refused; `UserDeactivated`, `LogInFailed` are
    /// special to it.
    pub async fn log_in_by_token(&self, request: LogInByToken) -> Reply<Session, LogInError> {
        self.0.call(request).await
    }

    /// Exchange a refresh token for the next tokens.
    ///
    /// # Errors
    /// [`MatrixError`] if `POST /_matrix/client/v3/refresh` is refused.
    pub async fn renew(&self, request: Renew) -> Reply<Renewed> { self.0.call(request).await }

    /// End the tokens of the device, and forget the device.
    ///
    /// It takes [`User`] or [`LoginToken`].
    ///
    /// # Errors
    /// [`MatrixError`] if `POST /_matrix/client/v3/logout` is refused.
    pub async fn log_out(&self) -> Reply<Json> where C: Authorizes<Matrix, LogOut> {
        self.0.call_protected(LogOut).await
    }

    /// Whose token it is.
    ///
    /// # Errors
    /// [`MatrixError`] if `GET /_matrix/client/v3/account/whoami` is refused.
    pub async fn who_am_i(&self) -> Reply<Caller> where C: Authorizes<Matrix> { self.0.call_protected(WhoAmI).await }

    /// Send a message to a room; the transaction says that it is sent once.
    ///
    /// # Errors
    /// [`MatrixError`] if `PUT /_matrix/client/v3/rooms/{room_id}/send/m.room.message/{transaction}` is
    /// refused.
    pub async fn send_message(&self, request: SendMessage) -> Reply<Event> where C: Authorizes<Matrix> {
        self.0.call_protected(request).await
    }
}

/// Exchange a name and a password for the tokens of a device. Sent by [`Client::log_in`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/_matrix/client/v3/login",
    body("type" = "m.login.password"),
    body("/identifier/type" = "m.id.user"),
    body("refresh_token" = true),
    json,
    response = Session,
    error = LogInError
)]
pub struct LogIn {
    #[endpoint(rename = "/identifier/user")] user: String,
    password: Secret,
    /// The device; a new one without it.
    device_id: Option<String>,
    initial_device_display_name: Option<String>,
}

/// Exchange a login token, which single sign-on or another device has got, for the tokens of a device.
/// Sent by [`Client::log_in_by_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/_matrix/client/v3/login",
    body("type" = "m.login.token"),
    body("refresh_token" = true),
    json,
    response = Session,
    error = LogInError
)]
pub struct LogInByToken { token: Secret, device_id: Option<String>, initial_device_display_name: Option<String> }

/// Exchange a refresh token for the next tokens. Sent by [`Client::renew`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/_matrix/client/v3/refresh", json, response = Renewed, error = MatrixError)]
pub struct Renew { refresh_token: Secret }

/// End the tokens of the device, and forget the device. Sent by [`Client::log_out`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/_matrix/client/v3/logout", json, protected(User, LoginToken), response = Json, error = MatrixError)]
pub struct LogOut;

/// Whose token it is. Sent by [`Client::who_am_i`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/_matrix/client/v3/account/whoami", protected, response = Caller, error = MatrixError)]
pub struct WhoAmI;

/// Send a message to a room; the transaction says that it is sent once. Sent by
/// [`Client::send_message`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    PUT "/_matrix/client/v3/rooms/{room_id}/send/m.room.message/{transaction}",
    body("msgtype" = "m.text"),
    json,
    protected,
    response = Event,
    error = MatrixError
)]
pub struct SendMessage { room_id: String, transaction: String, body: String }

/// The tokens of a device.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Session {
    /// The token that calls are made with (RFC 6749 §5.1).
    pub access_token: Secret,
    pub expires_in_ms: Option<Milliseconds>,
    /// The token that the next one is requested with (RFC 6749 §6).
    pub refresh_token: Option<Secret>,
    pub user_id: String,
    pub device_id: String,
}

/// The next tokens.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Renewed {
    /// The token that calls are made with (RFC 6749 §5.1).
    pub access_token: Secret,
    pub expires_in_ms: Option<Milliseconds>,
    /// The token that the next one is requested with (RFC 6749 §6).
    pub refresh_token: Option<Secret>,
}

/// Whose token it is.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Caller { pub user_id: String, pub device_id: Option<String>, pub is_guest: Option<bool> }

/// An event that was sent.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Event { pub event_id: String }

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("errcode"), code)] pub code: Option<String>,
    #[error_body(at("error"), message)] pub text: Option<String>,
    pub soft_logout: Option<bool>,
    #[error_body(at("retry_after_ms"))] pub wait: Option<Milliseconds>,
}

/// Why Matrix refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum MatrixError {
    /// The request is not valid.
    #[api_error(400)] BadRequest(Fault),
    /// The token is wrong, expired, or was logged out.
    #[api_error(401, when(code = "M_UNKNOWN_TOKEN"))] UnknownToken(Fault),
    /// The account is locked for now; log-outs alone are allowed.
    #[api_error(401, when(code = "M_USER_LOCKED"), class = denied)] UserLocked(Fault),
    /// The request has no token.
    #[api_error(401)] MissingToken(Fault),
    /// The user may not do this.
    #[api_error(403)] Forbidden(Fault),
    /// There is no such thing.
    #[api_error(404)] NotFound(Fault),
    /// Too many requests.
    #[api_error(429, retry_after = wait)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// Why Matrix refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum LogInError {
    /// The request is not valid.
    #[api_error(400)] BadRequest(Fault),
    /// The token is wrong, expired, or was logged out.
    #[api_error(401, when(code = "M_UNKNOWN_TOKEN"))] UnknownToken(Fault),
    /// The account is locked for now; log-outs alone are allowed.
    #[api_error(401, when(code = "M_USER_LOCKED"), class = denied)] UserLocked(Fault),
    /// The request has no token.
    #[api_error(401)] MissingToken(Fault),
    /// The account does not exist any more.
    #[api_error(403, when(code = "M_USER_DEACTIVATED"), class = configuration)] UserDeactivated(Fault),
    /// The name, the password or the login token is wrong.
    #[api_error(403, class = configuration)] LogInFailed(Fault),
    /// There is no such thing.
    #[api_error(404)] NotFound(Fault),
    /// Too many requests.
    #[api_error(429, retry_after = wait)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// A user of the homeserver.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = Matrix,
    mint(LogIn),
    refresh(Renew(refresh_token)),
    revoke(LogOut),
    token(access_token, expires_in = expires_in_ms, refresh_token),
    grace = until_used,
    rotation = replaced,
    identity(call = WhoAmI, subject = user_id),
    check(WhoAmI),
    env_prefix = "MATRIX_"
)]
pub struct User {
    user: String,
    password: Secret,
    /// The device; a new one without it.
    device_id: Option<String>,
    initial_device_display_name: Option<String>,
}

/// A user of the homeserver, by a login token of single sign-on.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = Matrix,
    mint(LogInByToken),
    refresh(Renew(refresh_token)),
    revoke(LogOut),
    token(access_token, expires_in = expires_in_ms, refresh_token),
    grace = until_used,
    rotation = replaced,
    identity(call = WhoAmI, subject = user_id),
    check(WhoAmI),
    env_prefix = "MATRIX_"
)]
pub struct LoginToken { token: OneTime<Secret>, device_id: Option<String>, initial_device_display_name: Option<String> }

/// An application service.
#[derive(Clone, Debug, Credential)]
#[credential(provider = Matrix, bearer, check(WhoAmI))]
pub struct Application(
    #[credential(env = "MATRIX_APPLICATION")] Secret,
);

impl<C: Accepts<Bearer>> Authorizes<Matrix, C> for Bearer {}

impl Accepts<Bearer> for LogOut {}
