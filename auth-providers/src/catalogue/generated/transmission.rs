// @generated from transmission.yaml: edit the spec, not this file.

//! Transmission.
//!
//! Source: <https://github.com/transmission/transmission/blob/main/docs/rpc-spec.md>
//!
//! Credentials:
//! - [`User`]: The name and the password of the remote control; any will do where the daemon asks for
//!   none. Its tokens are made by `open_session`.

use auth_runtime::host::Setting;
use auth_runtime::response::Classes;
use auth_runtime::session::TokenSource;
use auth_runtime::{
    Anonymous, ApiError, Authorizes, Client, Connection, Credential, Decode, Endpoint, Error, Host, Json, OneOf,
    Provider, Response, Secret, host,
};

/// The provider Transmission.
#[derive(Clone, Copy, Debug)]
pub struct Transmission;

impl Provider for Transmission {
    const NAME: &'static str = "transmission";
    const TITLE: &'static str = "Transmission";
    const HOSTS: &'static [Host] = &[Host::new("base", "{server}/transmission")];
    const SETTINGS: &'static [Setting] = <Settings as host::Settings>::SETTINGS;
    const CLASSES: Classes = Classes::of::<TransmissionError>();
}

/// What differs from one customer of Transmission to another. A client is built with it.
#[derive(Clone, Debug, host::Settings)]
#[settings(provider = Transmission, env_prefix = "TRANSMISSION_")]
pub struct Settings {
    /// The scheme, the host and the port of the daemon.
    #[settings(origin)] server: String,
}

/// A client of Transmission. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
#[client(settings = Settings)]
pub struct Client<C = Anonymous>(Connection<Transmission, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = TransmissionError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Ask for a session id: the answer to a call without one is 409, and has it.
    ///
    /// # Errors
    /// [`TransmissionError`] if `POST /rpc` is refused.
    pub async fn open_session(&self, request: OpenSession) -> Reply<Session> { self.0.call(request).await }

    /// The torrents.
    ///
    /// # Errors
    /// [`TransmissionError`] if `POST /rpc` is refused.
    pub async fn list_torrents(
        &self,
        request: ListTorrents,
    ) -> Reply<ListTorrentsReply> where C: Authorizes<Transmission> {
        self.0.call_protected(request).await
    }

    /// Add a torrent by its URL or its magnet link.
    ///
    /// # Errors
    /// [`TransmissionError`] if `POST /rpc` is refused.
    pub async fn add_torrent(&self, request: AddTorrent) -> Reply<AddTorrentReply> where C: Authorizes<Transmission> {
        self.0.call_protected(request).await
    }
}

/// Ask for a session id: the answer to a call without one is 409, and has it. Sent by
/// [`Client::open_session`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/rpc",
    basic(username = "{username}", password = "{password}"),
    response = Session,
    successes(409),
    error = TransmissionError
)]
pub struct OpenSession {
    #[endpoint(input)] username: String,
    #[endpoint(input)] password: Secret,
}

/// The torrents. Sent by [`Client::list_torrents`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/rpc",
    body("method" = "torrent-get"),
    json,
    protected,
    repeat,
    response = ListTorrentsReply,
    error = TransmissionError
)]
pub struct ListTorrents {
    #[endpoint(rename = "/arguments/fields")] fields: Vec<String>,
}

/// Add a torrent by its URL or its magnet link. Sent by [`Client::add_torrent`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/rpc",
    body("method" = "torrent-add"),
    json,
    protected,
    repeat,
    response = AddTorrentReply,
    error = TransmissionError
)]
pub struct AddTorrent {
    #[endpoint(rename = "/arguments/filename")] filename: String,
    #[endpoint(rename = "/arguments/paused")] paused: Option<bool>,
}

/// What [`Client::list_torrents`] returns.
#[derive(Clone, Debug, OneOf)]
pub enum ListTorrentsReply {
    /// The reply with 200 whose `result` is `success`.
    #[one_of(200, when("result" = "success"))] Torrents(Torrents),
    /// The reply with 200.
    #[one_of(200)] Failed(Failed),
}

/// What [`Client::add_torrent`] returns.
#[derive(Clone, Debug, OneOf)]
pub enum AddTorrentReply {
    /// The reply with 200 whose `result` is `success`.
    #[one_of(200, when("result" = "success"))] Added(Added),
    /// The reply with 200.
    #[one_of(200)] Failed(Failed),
}

/// An id against requests that a page forges.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Session {
    #[decode(header = "X-Transmission-Session-Id")] pub session_id: Secret,
}

/// What [`Client::list_torrents`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Torrents {
    pub result: String,
    #[decode(at("arguments.torrents"))] pub torrents: Json,
}

/// What [`Client::add_torrent`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Added {
    pub result: String,
    #[decode(at("arguments.torrent-added", "arguments.torrent-duplicate"))] pub added: Json,
}

/// What [`Client::list_torrents`] and [`Client::add_torrent`] return.
#[derive(Clone, Debug, Decode)]
#[non_exhaustive]
pub struct Failed {
    /// What went wrong.
    pub result: String,
}

/// Why Transmission refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum TransmissionError {
    /// The name or the password is wrong.
    #[api_error(401, class = configuration)] Unauthorized,
    /// The address is not on the list, or has been locked out after too many wrong passwords.
    #[api_error(403)] Forbidden,
    /// The session id is missing or has ended.
    #[api_error(409, class = reauthenticate)] SessionEnded,
    /// The host name is not on the list of the daemon.
    #[api_error(421)] Misdirected,
    /// A status that the provider does not document.
    #[api_error(other)] Other,
}

/// The name and the password of the remote control; any will do where the daemon asks for none.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = Transmission,
    mint(OpenSession),
    token(access_token = session_id),
    env_prefix = "TRANSMISSION_",
    header("X-Transmission-Session-Id" = "{session_id}"),
    basic(username = "{username}", password = "{password}")
)]
pub struct User { username: String, password: Secret }

/// A token of [`User`], attached as it is.
#[derive(Clone, Debug, Credential)]
#[credential(
    provider = Transmission,
    header("X-Transmission-Session-Id" = "{session_id}"),
    basic(username = "{username}", password = "{password}")
)]
pub struct UserToken { session_id: Secret, username: String, password: Secret }
