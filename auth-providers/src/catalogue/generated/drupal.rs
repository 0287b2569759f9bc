// @generated from drupal.yaml: edit the spec, not this file.

//! Drupal.
//!
//! Source: <https://www.drupal.org/docs/8/modules/json-api/what-json-api-does-not>
//!
//! Credentials:
//! - [`User`]: The name and the password of a user. Its tokens are made by `log_in`.

use auth_runtime::host::Setting;
use auth_runtime::response::Classes;
use auth_runtime::session::TokenSource;
use auth_runtime::{
    Anonymous, ApiError, Authorizes, Client, Connection, Credential, Decode, Endpoint, Error, ErrorBody, Host, Json,
    Provider, Response, Secret, host,
};

/// The provider Drupal.
#[derive(Clone, Copy, Debug)]
pub struct Drupal;

impl Provider for Drupal {
    const NAME: &'static str = "drupal";
    const TITLE: &'static str = "Drupal";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://{site}")];
    const SETTINGS: &'static [Setting] = <Settings as host::Settings>::SETTINGS;
    const CLASSES: Classes = Classes::of::<DrupalError>();
}

/// What differs from one customer of Drupal to another. A client is built with it.
#[derive(Clone, Debug, host::Settings)]
#[settings(provider = Drupal, env_prefix = "DRUPAL_")]
pub struct Settings {
    /// The host of the site.
    #[settings(host)] site: String,
}

/// A client of Drupal. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
#[client(settings = Settings)]
pub struct Client<C = Anonymous>(Connection<Drupal, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = DrupalError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange a name and a password for a cookie.
    ///
    /// # Errors
    /// [`DrupalError`] if `POST /user/login` is refused.
    pub async fn log_in(&self, request: LogIn) -> Reply<Session> { self.0.call(request).await }

    /// A page of content.
    ///
    /// # Errors
    /// [`DrupalError`] if `GET /node/{id}` is refused.
    pub async fn get_node(&self, request: GetNode) -> Reply<Json> where C: Authorizes<Drupal> {
        self.0.call_protected(request).await
    }
}

/// Exchange a name and a password for a cookie. Sent by [`Client::log_in`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/user/login", query("_format" = "json"), json, response = Session, error = DrupalError)]
pub struct LogIn { name: String, pass: Secret }

/// A page of content. Sent by [`Client::get_node`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/node/{id}", query("_format" = "json"), protected, response = Json, error = DrupalError)]
pub struct GetNode { id: i64 }

/// A session, whose cookie is called after a digest of the site's name.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Session {
    #[decode(cookie = "SSESS*")] pub session: Secret,
    pub csrf_token: Secret,
    pub logout_token: Secret,
    #[decode(at("current_user"))] pub user: Json,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(message)] pub message: Option<String>,
}

/// What a log-in with `User` captures.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct UserCaptured { pub csrf_token: Secret }

/// Why Drupal refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum DrupalError {
    /// The name or the password is wrong, or the request.
    #[api_error(400, class = configuration)] BadRequest(Fault),
    /// There is no session, or it has ended, or the user may not do this.
    #[api_error(403, class = reauthenticate)] Forbidden(Fault),
    /// There is no such content.
    #[api_error(404)] NotFound(Fault),
    /// Too many calls.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// The name and the password of a user.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = Drupal,
    mint(LogIn),
    token(access_token = session),
    capture(csrf_token),
    captured = UserCaptured,
    idle = 3_600,
    env_prefix = "DRUPAL_",
    header("X-CSRF-Token" = "{csrf_token}"),
    cookie("SSESS*" = "{session}")
)]
pub struct User { name: String, pass: Secret }

/// A token of [`User`], attached as it is.
#[derive(Clone, Debug, Credential)]
#[credential(provider = Drupal, header("X-CSRF-Token" = "{csrf_token}"), cookie("SSESS*" = "{session}"))]
pub struct UserToken { csrf_token: Secret, session: Secret }
