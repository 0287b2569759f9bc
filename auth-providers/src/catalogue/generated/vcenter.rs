// @generated from vcenter.yaml: edit the spec, not this file.

//! `VMware` `vCenter`.
//!
//! Source: <https://developer.broadcom.com/xapis/vsphere-automation-api/latest/cis/session/>
//!
//! Credentials:
//! - [`User`]: A name and a password. Its tokens are made by `create_session`, revoked by
//!   `delete_session`.

use auth_runtime::host::Setting;
use auth_runtime::session::TokenSource;
use auth_runtime::{
    Accepts, Anonymous, ApiError, Authorizes, Client, Connection, Credential, Decode, Endpoint, Error, ErrorBody, Host,
    Json, Provider, Response, Secret, Timestamp, host,
};

/// The provider `VMware` `vCenter`.
#[derive(Clone, Copy, Debug)]
pub struct Vcenter;

impl Provider for Vcenter {
    const NAME: &'static str = "vcenter";
    const TITLE: &'static str = "VMware vCenter";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://{server}/api")];
    const SETTINGS: &'static [Setting] = <Settings as host::Settings>::SETTINGS;
}

/// What differs from one customer of `VMware` `vCenter` to another. A client is built with it.
#[derive(Clone, Debug, host::Settings)]
#[settings(provider = Vcenter, env_prefix = "VCENTER_")]
pub struct Settings {
    /// The server.
    #[settings(format = "host and port")] server: String,
}

/// A client of `VMware` `vCenter`. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
#[client(settings = Settings)]
pub struct Client<C = Anonymous>(Connection<Vcenter, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = VcenterError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Open a session with a name and a password.
    ///
    /// # Errors
    /// [`VcenterError`] if `POST /session` is refused.
    pub async fn create_session(&self, request: CreateSession) -> Reply<Session> { self.0.call(request).await }

    /// The session.
    ///
    /// # Errors
    /// [`VcenterError`] if `GET /session` is refused.
    pub async fn get_session(&self) -> Reply<SessionInfo> where C: Authorizes<Vcenter, User> {
        self.0.call_protected(GetSession).await
    }

    /// End the session.
    ///
    /// # Errors
    /// [`VcenterError`] if `DELETE /session` is refused.
    pub async fn delete_session(&self) -> Reply<()> where C: Authorizes<Vcenter, User> {
        self.0.call_protected(DeleteSession).await
    }

    /// The virtual machines.
    ///
    /// # Errors
    /// [`VcenterError`] if `GET /vcenter/vm` is refused.
    pub async fn list_vms(&self, request: ListVms) -> Reply<Json> where C: Authorizes<Vcenter, User> {
        self.0.call_protected(request).await
    }
}

/// Open a session with a name and a password. Sent by [`Client::create_session`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/session", basic(username = "{username}", password = "{password}"), response = Session, error = VcenterError
)]
pub struct CreateSession {
    #[endpoint(input)] username: String,
    #[endpoint(input)] password: Secret,
}

/// The session. Sent by [`Client::get_session`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/session", protected = User, response = SessionInfo, error = VcenterError)]
pub struct GetSession;

/// End the session. Sent by [`Client::delete_session`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(DELETE "/session", protected = User, response = (), error = VcenterError)]
pub struct DeleteSession;

/// The virtual machines. Sent by [`Client::list_vms`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/vcenter/vm", protected = User, response = Json, error = VcenterError)]
pub struct ListVms {
    #[endpoint(query)] names: Option<Vec<String>>,
}

/// The identifier of a session, which is the whole reply.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Session {
    #[decode(at("."))] pub id: Secret,
}

/// The session.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct SessionInfo { pub user: String, pub created_time: Timestamp, pub last_accessed_time: Timestamp }

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("error_type"), code)] pub code: Option<String>,
    #[error_body(at("messages.0.default_message"), message)] pub text: Option<String>,
}

/// Why `VMware` `vCenter` refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum VcenterError {
    /// The request is not valid.
    #[api_error(400)] InvalidArgument(Fault),
    /// The password or the session is wrong, or the session has ended; the server does not say which.
    #[api_error(401)] Unauthenticated(Fault),
    /// The user may not do this.
    #[api_error(403)] Unauthorized(Fault),
    /// The server cannot answer now.
    #[api_error(503)] Unavailable(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// A name and a password.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = Vcenter,
    mint(CreateSession),
    revoke(DeleteSession),
    token(access_token = id),
    check(GetSession),
    env_prefix = "VCENTER_",
    header = "vmware-api-session-id"
)]
pub struct User { username: String, password: Secret }

/// A token of [`User`], attached as it is.
#[derive(Clone, Debug, Credential)]
#[credential(provider = Vcenter, header = "vmware-api-session-id")]
pub struct UserToken(Secret);

impl Accepts<UserToken> for User {}
