// @generated from odoo.yaml: edit the spec, not this file.

//! Odoo.
//!
//! Source: <https://www.odoo.com/documentation/18.0/developer/reference/external_api.html>
//!
//! Credentials:
//! - [`User`]: A name and a password. Its tokens are made by `authenticate`, revoked by `log_out`.

use auth_runtime::host::Setting;
use auth_runtime::response::Classes;
use auth_runtime::session::TokenSource;
use auth_runtime::{
    Accepts, Anonymous, ApiError, Authorizes, Client, Connection, Credential, Decode, Endpoint, Error, ErrorBody, Host,
    Json, Provider, Response, Secret, host,
};

/// The provider Odoo.
#[derive(Clone, Copy, Debug)]
pub struct Odoo;

impl Provider for Odoo {
    const NAME: &'static str = "odoo";
    const TITLE: &'static str = "Odoo";
    const HOSTS: &'static [Host] = &[Host::new("base", "{server}")];
    const SETTINGS: &'static [Setting] = <Settings as host::Settings>::SETTINGS;
    const CLASSES: Classes = Classes::of::<OdooError>();
}

/// What differs from one customer of Odoo to another. A client is built with it.
#[derive(Clone, Debug, host::Settings)]
#[settings(provider = Odoo, env_prefix = "ODOO_")]
pub struct Settings {
    /// The scheme, the host and the port of the server.
    #[settings(origin)] server: String,
    /// The name of the database.
    database: String,
}

/// A client of Odoo. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
#[client(settings = Settings)]
pub struct Client<C = Anonymous>(Connection<Odoo, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = OdooError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange a name and a password for a session.
    ///
    /// # Errors
    /// [`OdooError`] if `POST /web/session/authenticate` is refused.
    pub async fn authenticate(&self, request: Authenticate) -> Reply<Session> { self.0.call(request).await }

    /// The number of a user, which the calls of `execute` take; the password may be an API key.
    ///
    /// # Errors
    /// [`OdooError`] if `POST /jsonrpc` is refused.
    pub async fn find_user(&self, request: FindUser) -> Reply<UserId> { self.0.call(request).await }

    /// Call a method of a model with the number of a user and a password or an API key.
    ///
    /// # Errors
    /// [`OdooError`] if `POST /jsonrpc` is refused.
    pub async fn execute(&self, request: Execute) -> Reply<Answer> { self.0.call(request).await }

    /// Find records of a model and read some of their fields.
    ///
    /// # Errors
    /// [`OdooError`] if `POST /web/dataset/call_kw` is refused.
    pub async fn search_read(&self, request: SearchRead) -> Reply<Answer> where C: Authorizes<Odoo, User> {
        self.0.call_protected(request).await
    }

    /// End the session.
    ///
    /// # Errors
    /// [`OdooError`] if `POST /web/session/destroy` is refused.
    pub async fn log_out(&self) -> Reply<Json> where C: Authorizes<Odoo, User> { self.0.call_protected(LogOut).await }
}

/// Exchange a name and a password for a session. Sent by [`Client::authenticate`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/web/session/authenticate",
    body("jsonrpc" = "2.0"),
    body("method" = "call"),
    body("/params/db" = "{database}"),
    settings(database),
    json,
    response = Session,
    error = OdooError
)]
pub struct Authenticate {
    #[endpoint(rename = "/params/login")] login: String,
    #[endpoint(rename = "/params/password")] password: Secret,
}

/// The number of a user, which the calls of `execute` take; the password may be an API key. Sent by
/// [`Client::find_user`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/jsonrpc",
    body("jsonrpc" = "2.0"),
    body("method" = "call"),
    body("/params/service" = "common"),
    body("/params/method" = "login"),
    body("/params/args/[0]" = "{database}"),
    body("/params/args/[1]" = "{login}"),
    body("/params/args/[2]" = "{password}"),
    settings(database),
    json,
    response = UserId,
    error = OdooError
)]
pub struct FindUser {
    #[endpoint(input)] login: String,
    #[endpoint(input)] password: Secret,
}

/// Call a method of a model with the number of a user and a password or an API key. Sent by
/// [`Client::execute`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/jsonrpc",
    body("jsonrpc" = "2.0"),
    body("method" = "call"),
    body("/params/service" = "object"),
    body("/params/method" = "execute_kw"),
    body("/params/args/[0]" = "{database}"),
    body("/params/args/[1]" = "{uid}"),
    body("/params/args/[2]" = "{password}"),
    body("/params/args/[3]" = "{model}"),
    body("/params/args/[4]" = "{method}"),
    body("/params/args/[5]" = "{arguments}"),
    body("/params/args/[6]" = "{options}"),
    settings(database),
    json,
    response = Answer,
    error = OdooError
)]
pub struct Execute {
    #[endpoint(input)] uid: i64,
    #[endpoint(input)] password: Secret,
    #[endpoint(input)] model: String,
    #[endpoint(input)] method: String,
    #[endpoint(input)] arguments: Json,
    #[endpoint(input)] options: Json,
}

/// Find records of a model and read some of their fields. Sent by [`Client::search_read`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/web/dataset/call_kw",
    body("jsonrpc" = "2.0"),
    body("method" = "call"),
    body("/params/method" = "search_read"),
    body("/params/args/[0]" = "{domain}"),
    body("/params/args/[1]" = "{names}"),
    json,
    protected = User,
    repeat,
    response = Answer,
    error = OdooError
)]
pub struct SearchRead {
    #[endpoint(input)] domain: Json,
    #[endpoint(input)] names: Vec<String>,
    #[endpoint(rename = "/params/model")] model: String,
    #[endpoint(rename = "/params/kwargs/limit")] limit: i64,
}

/// End the session. Sent by [`Client::log_out`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/web/session/destroy",
    body("jsonrpc" = "2.0"),
    body("params" = json("{}")),
    json,
    protected = User,
    response = Json,
    error = OdooError
)]
pub struct LogOut;

/// A session, which is a cookie.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Session {
    #[decode(at("result.uid"))] pub uid: i64,
    #[decode(cookie = "session_id")] pub session_id: Secret,
}

/// What [`Client::find_user`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct UserId {
    #[decode(at("result"))] pub uid: i64,
}

/// What [`Client::execute`] and [`Client::search_read`] return.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Answer { pub result: Json }

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("error.data.name"), code)] pub exception: Option<String>,
    #[error_body(at("error.data.message", "error.message"), message)] pub message: Option<String>,
    #[error_body(at("error.code"))] pub number: Option<i64>,
}

/// Why Odoo refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum OdooError {
    /// The session has ended.
    #[api_error(200, when(number = 100), class = reauthenticate)] SessionExpired(Fault),
    /// The name or the password is wrong.
    #[api_error(200, when(exception = "odoo.exceptions.AccessDenied"), class = configuration)] AccessDenied(Fault),
    /// The user may not do this.
    #[api_error(200, when(exception = "odoo.exceptions.AccessError"), class = denied)] AccessRefused(Fault),
    /// Any other exception of the server.
    #[api_error(200, when(message), class = configuration)] Failed(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// A name and a password.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = Odoo,
    mint(Authenticate),
    revoke(LogOut),
    token(access_token = session_id),
    idle = 604_800,
    env_prefix = "ODOO_",
    cookie("session_id" = "{session_id}")
)]
pub struct User { login: String, password: Secret }

/// A token of [`User`], attached as it is.
#[derive(Clone, Debug, Credential)]
#[credential(provider = Odoo, cookie("session_id" = "{session_id}"))]
pub struct UserToken { session_id: Secret }

impl Accepts<UserToken> for User {}
