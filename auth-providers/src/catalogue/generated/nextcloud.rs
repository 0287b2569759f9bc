// @generated from nextcloud.yaml: edit the spec, not this file.

//! Nextcloud.
//!
//! Source: <https://docs.nextcloud.com/server/stable/developer_manual/client_apis/LoginFlow>
//!
//! Credentials:
//! - [`Person`]: A person who logs in with a browser. Its tokens are made by `begin_log_in`, then
//!   `finish_log_in`, revoked by `delete_app_password`.

use auth_runtime::host::{Header, Setting};
use auth_runtime::session::{Ask, TokenSource};
use auth_runtime::{
    Accepts, Anonymous, ApiError, Authorizes, Client, Connection, Credential, Decode, Endpoint, Error, Host, Json,
    Provider, Response, Secret, host,
};

/// The provider Nextcloud.
#[derive(Clone, Copy, Debug)]
pub struct Nextcloud;

impl Provider for Nextcloud {
    const NAME: &'static str = "nextcloud";
    const TITLE: &'static str = "Nextcloud";
    const HOSTS: &'static [Host] = &[
        Host::new("base", "{server}"),
        Host::captured("finish_log_in", "endpoint", &["{server}"]).whole(),
    ];
    const HEADERS: &'static [Header] = &[Header::new("Accept", "application/json")];
    const SETTINGS: &'static [Setting] = <Settings as host::Settings>::SETTINGS;
}

/// What differs from one customer of Nextcloud to another. A client is built with it.
#[derive(Clone, Debug, host::Settings)]
#[settings(provider = Nextcloud, env_prefix = "NEXTCLOUD_")]
pub struct Settings {
    /// The server.
    #[settings(origin)] server: String,
}

/// A client of Nextcloud. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
#[client(settings = Settings)]
pub struct Client<C = Anonymous>(Connection<Nextcloud, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = NextcloudError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Begin a log-in (Login flow v2), which is possible for twenty minutes.
    ///
    /// # Errors
    /// [`NextcloudError`] if `POST /index.php/login/v2` is refused.
    pub async fn begin_log_in(&self) -> Reply<LoginFlow> { self.0.call(BeginLogIn).await }

    /// Ask whether the person has logged in. The answer is given once.
    ///
    /// # Errors
    /// [`FinishLogInError`] if `POST {endpoint}` is refused; `Pending` is special to it.
    pub async fn finish_log_in(&self, request: FinishLogIn) -> Reply<AppPassword, FinishLogInError> {
        self.0.call(request).await
    }

    /// Who has logged in.
    ///
    /// # Errors
    /// [`NextcloudError`] if `GET /ocs/v1.php/cloud/user` is refused.
    pub async fn get_user(&self) -> Reply<Json> where C: Authorizes<Nextcloud, Person> {
        self.0.call_protected(GetUser).await
    }

    /// Delete the password with which this call is made.
    ///
    /// # Errors
    /// [`NextcloudError`] if `DELETE /ocs/v2.php/core/apppassword` is refused.
    pub async fn delete_app_password(&self) -> Reply<Json> where C: Authorizes<Nextcloud, Person> {
        self.0.call_protected(DeleteAppPassword).await
    }
}

/// Begin a log-in (Login flow v2), which is possible for twenty minutes. Sent by
/// [`Client::begin_log_in`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/index.php/login/v2", response = LoginFlow, error = NextcloudError)]
pub struct BeginLogIn;

/// Ask whether the person has logged in. The answer is given once. Sent by [`Client::finish_log_in`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "", host = "finish_log_in", captured(endpoint), form, response = AppPassword, error = FinishLogInError)]
pub struct FinishLogIn { token: Secret }

/// Who has logged in. Sent by [`Client::get_user`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    GET "/ocs/v1.php/cloud/user",
    header("OCS-APIRequest" = "true"),
    protected = Person,
    response = Json,
    error = NextcloudError
)]
pub struct GetUser;

/// Delete the password with which this call is made. Sent by [`Client::delete_app_password`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    DELETE "/ocs/v2.php/core/apppassword",
    header("OCS-APIRequest" = "true"),
    protected = Person,
    response = Json,
    error = NextcloudError
)]
pub struct DeleteAppPassword;

/// A log-in that has begun. The person opens `login` in a browser.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct LoginFlow {
    #[decode(at("poll.token"))] pub token: Secret,
    #[decode(at("poll.endpoint"))] pub endpoint: String,
    pub login: String,
}

/// A password for this program alone, which the person can delete.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct AppPassword {
    pub server: String,
    #[decode(at("loginName"))] pub login_name: String,
    #[decode(at("appPassword"))] pub app_password: Secret,
}

/// What a log-in with `Person` captures.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct PersonCaptured { pub login_name: String, pub endpoint: String }

/// Why Nextcloud refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum NextcloudError {
    /// The password is wrong, or was deleted.
    #[api_error(401)] Unauthorized,
    /// The call is not possible with this password.
    #[api_error(403)] Forbidden,
    /// Too many attempts.
    #[api_error(429)] TooManyRequests,
    /// The server is being maintained.
    #[api_error(503)] Maintenance,
    /// A status that the provider does not document.
    #[api_error(other)] Other,
}

/// Why Nextcloud refused `finish_log_in`.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum FinishLogInError {
    /// The password is wrong, or was deleted.
    #[api_error(401)] Unauthorized,
    /// The call is not possible with this password.
    #[api_error(403)] Forbidden,
    /// Nobody has logged in yet.
    #[api_error(404, class = pending)] Pending,
    /// Too many attempts.
    #[api_error(429)] TooManyRequests,
    /// The server is being maintained.
    #[api_error(503)] Maintenance,
    /// A status that the provider does not document.
    #[api_error(other)] Other,
}

/// A person who logs in with a browser.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = Nextcloud,
    mint(BeginLogIn, FinishLogIn(token = begin_log_in.token) every = 2 until = 1_200),
    revoke(DeleteAppPassword),
    token(access_token = finish_log_in.app_password),
    capture(login_name = finish_log_in.login_name, endpoint = begin_log_in.endpoint),
    captured = PersonCaptured,
    check(GetUser),
    basic(username = "{login_name}", password = "{app_password}")
)]
pub struct Person {
    /// Shows the user what `begin_log_in` answers, before the provider is asked again.
    #[token_source(shown(begin_log_in))] prompt: Ask<LoginFlow>,
}

/// A token of [`Person`], attached as it is.
#[derive(Clone, Debug, Credential)]
#[credential(provider = Nextcloud, basic(username = "{login_name}", password = "{app_password}"))]
pub struct PersonToken { login_name: String, app_password: Secret }

impl Accepts<PersonToken> for Person {}
