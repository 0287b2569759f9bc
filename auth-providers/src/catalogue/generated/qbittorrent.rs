// @generated from qbittorrent.yaml: edit the spec, not this file.

//! `qBittorrent`.
//!
//! Source: <https://github.com/qbittorrent/qBittorrent/wiki/WebUI-API-(qBittorrent-5.0)>
//!
//! Credentials:
//! - [`User`]: The name and the password of the Web UI. Its tokens are made by `log_in`, revoked by
//!   `log_out`.
//! - [`ApiKey`]: An API key of the Web UI (from 5.2 on).

use auth_runtime::host::Setting;
use auth_runtime::request::Upload;
use auth_runtime::response::Classes;
use auth_runtime::session::TokenSource;
use auth_runtime::{
    Accepts, Anonymous, ApiError, Authorizes, Client, Connection, Credential, Decode, Endpoint, Error, ErrorBody, Host,
    Json, Provider, Response, Secret, host,
};

/// The provider `qBittorrent`.
#[derive(Clone, Copy, Debug)]
pub struct Qbittorrent;

impl Provider for Qbittorrent {
    const NAME: &'static str = "qbittorrent";
    const TITLE: &'static str = "qBittorrent";
    const HOSTS: &'static [Host] = &[Host::new("base", "{server}")];
    const SETTINGS: &'static [Setting] = <Settings as host::Settings>::SETTINGS;
    const CLASSES: Classes = Classes::of::<QbittorrentError>();
}

/// What differs from one customer of `qBittorrent` to another. A client is built with it.
#[derive(Clone, Debug, host::Settings)]
#[settings(provider = Qbittorrent, env_prefix = "QBITTORRENT_")]
pub struct Settings {
    /// The scheme, the host and the port of the Web UI.
    #[settings(origin)] server: String,
}

/// A client of `qBittorrent`. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
#[client(settings = Settings)]
pub struct Client<C = Anonymous>(Connection<Qbittorrent, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = QbittorrentError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange a name and a password for a cookie (before 5.2); the server compares `Referer` with its own
    /// origin.
    ///
    /// # Errors
    /// [`LogInError`] if `POST /api/v2/auth/login` is refused; `WrongPassword` is special to it.
    pub async fn log_in(&self, request: LogIn) -> Reply<Session, LogInError> { self.0.call(request).await }

    /// End the session.
    ///
    /// # Errors
    /// [`QbittorrentError`] if `POST /api/v2/auth/logout` is refused.
    pub async fn log_out(&self) -> Reply<()> where C: Authorizes<Qbittorrent, User> {
        self.0.call_protected(LogOut).await
    }

    /// The version of the program.
    ///
    /// It takes [`User`] or [`ApiKey`].
    ///
    /// # Errors
    /// [`QbittorrentError`] if `GET /api/v2/app/version` is refused.
    pub async fn get_version(&self) -> Reply<String> where C: Authorizes<Qbittorrent, GetVersion> {
        self.0.call_protected(GetVersion).await
    }

    /// The torrents.
    ///
    /// It takes [`User`] or [`ApiKey`].
    ///
    /// # Errors
    /// [`QbittorrentError`] if `GET /api/v2/torrents/info` is refused.
    pub async fn list_torrents(
        &self,
        request: ListTorrents,
    ) -> Reply<Json> where C: Authorizes<Qbittorrent, ListTorrents> {
        self.0.call_protected(request).await
    }

    /// Add a torrent by its file.
    ///
    /// It takes [`User`] or [`ApiKey`].
    ///
    /// # Errors
    /// [`QbittorrentError`] if `POST /api/v2/torrents/add` is refused.
    pub async fn add_torrent(&self, request: AddTorrent) -> Reply<String> where C: Authorizes<Qbittorrent, AddTorrent> {
        self.0.call_protected(request).await
    }
}

/// Exchange a name and a password for a cookie (before 5.2); the server compares `Referer` with its own
/// origin. Sent by [`Client::log_in`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/api/v2/auth/login",
    header("Referer" = "{server}"),
    settings(server),
    form,
    response = Session,
    error = LogInError,
    reply = text
)]
pub struct LogIn { username: String, password: Secret }

/// End the session. Sent by [`Client::log_out`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/api/v2/auth/logout", protected = User, response = (), error = QbittorrentError)]
pub struct LogOut;

/// The version of the program. Sent by [`Client::get_version`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    GET "/api/v2/app/version", protected(User, ApiKey), response = String, error = QbittorrentError, reply = text
)]
pub struct GetVersion;

/// The torrents. Sent by [`Client::list_torrents`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/api/v2/torrents/info", protected(User, ApiKey), response = Json, error = QbittorrentError)]
pub struct ListTorrents {
    #[endpoint(query)] filter: Option<String>,
    #[endpoint(query)] limit: Option<i64>,
}

/// Add a torrent by its file. Sent by [`Client::add_torrent`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/api/v2/torrents/add",
    multipart,
    protected(User, ApiKey),
    response = String,
    error = QbittorrentError,
    reply = text
)]
pub struct AddTorrent { torrents: Upload, category: Option<String> }

/// The cookie of a session.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Session {
    #[decode(cookie = "SID")] pub sid: Secret,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Sentence {
    #[error_body(at("."), message)] pub text: Option<String>,
}

/// Why `qBittorrent` refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum QbittorrentError {
    /// The name, the password or the key is wrong, or the host is not that of the Web UI: so say servers
    /// from 5.2 on.
    #[api_error(401, class = configuration)] Unauthorized(Sentence),
    /// The address is banned for a time (an hour by default), because of too many wrong passwords.
    #[api_error(
        403,
        when(text = "Your IP address has been banned after too many failed authentication attempts."),
        class = rate_limited
    )]
    Banned(Sentence),
    /// There is no session, or it has ended.
    #[api_error(403, class = reauthenticate)] Forbidden(Sentence),
    /// The torrent file is not valid.
    #[api_error(415)] InvalidTorrent(Sentence),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Sentence),
}

/// Why `qBittorrent` refused `log_in`.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum LogInError {
    /// The name or the password is wrong.
    #[api_error(200, when(text = "Fails."), class = configuration)] WrongPassword(Sentence),
    /// The name, the password or the key is wrong, or the host is not that of the Web UI: so say servers
    /// from 5.2 on.
    #[api_error(401, class = configuration)] Unauthorized(Sentence),
    /// The address is banned for a time (an hour by default), because of too many wrong passwords.
    #[api_error(
        403,
        when(text = "Your IP address has been banned after too many failed authentication attempts."),
        class = rate_limited
    )]
    Banned(Sentence),
    /// There is no session, or it has ended.
    #[api_error(403, class = reauthenticate)] Forbidden(Sentence),
    /// The torrent file is not valid.
    #[api_error(415)] InvalidTorrent(Sentence),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Sentence),
}

/// The name and the password of the Web UI.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = Qbittorrent,
    mint(LogIn),
    revoke(LogOut),
    token(access_token = sid),
    idle = 3_600,
    check(GetVersion),
    env_prefix = "QBITTORRENT_",
    cookie("SID" = "{sid}")
)]
pub struct User { username: String, password: Secret }

/// A token of [`User`], attached as it is.
#[derive(Clone, Debug, Credential)]
#[credential(provider = Qbittorrent, cookie("SID" = "{sid}"))]
pub struct UserToken { sid: Secret }

impl Accepts<UserToken> for User {}

impl Accepts<UserToken> for GetVersion {}

impl Accepts<UserToken> for ListTorrents {}

impl Accepts<UserToken> for AddTorrent {}

/// An API key of the Web UI (from 5.2 on).
#[derive(Clone, Debug, Credential)]
#[credential(provider = Qbittorrent, bearer, check(GetVersion))]
pub struct ApiKey(
    #[credential(env = "QBITTORRENT_API_KEY")] Secret,
);
