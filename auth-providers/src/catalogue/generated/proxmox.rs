// @generated from proxmox.yaml: edit the spec, not this file.

//! Proxmox VE.
//!
//! Source: <https://pve.proxmox.com/wiki/Proxmox_VE_API>
//!
//! Credentials:
//! - [`User`]: A name, a password, and a one-time code if the server asks for it. Its tokens are made
//!   by `log_in`, then `answer`, renewed by `renew`, live 2 hours.
//! - [`ApiToken`]: An API token of a user.

use auth_runtime::host::Setting;
use auth_runtime::session::{Ask, TokenSource};
use auth_runtime::{
    Accepts, Anonymous, ApiError, Authorizes, Client, Connection, Credential, Decode, Endpoint, Error, ErrorBody, Host,
    Json, OneOf, Provider, Response, Secret, host,
};

/// The provider Proxmox VE.
#[derive(Clone, Copy, Debug)]
pub struct Proxmox;

impl Provider for Proxmox {
    const NAME: &'static str = "proxmox";
    const TITLE: &'static str = "Proxmox VE";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://{server}/api2/json")];
    const SETTINGS: &'static [Setting] = <Settings as host::Settings>::SETTINGS;
}

/// What differs from one customer of Proxmox VE to another. A client is built with it.
#[derive(Clone, Debug, host::Settings)]
#[settings(provider = Proxmox, env_prefix = "PROXMOX_")]
pub struct Settings {
    /// The server and its port.
    #[settings(format = "host and port")] server: String,
}

/// A client of Proxmox VE. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
#[client(settings = Settings)]
pub struct Client<C = Anonymous>(Connection<Proxmox, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = ProxmoxError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange a name and a password for a ticket, or for the challenge of a second factor.
    ///
    /// # Errors
    /// [`ProxmoxError`] if `POST /access/ticket` is refused.
    pub async fn log_in(&self, request: LogIn) -> Reply<LogInReply> { self.0.call(request).await }

    /// Answer the challenge.
    ///
    /// # Errors
    /// [`ProxmoxError`] if `POST /access/ticket` is refused.
    pub async fn answer(&self, request: Answer) -> Reply<Ticket> { self.0.call(request).await }

    /// Make the next ticket, with the former one in the place of the password.
    ///
    /// # Errors
    /// [`ProxmoxError`] if `POST /access/ticket` is refused.
    pub async fn renew(&self, request: Renew) -> Reply<Ticket> { self.0.call(request).await }

    /// The version of the server.
    ///
    /// It takes [`User`] or [`ApiToken`].
    ///
    /// # Errors
    /// [`ProxmoxError`] if `GET /version` is refused.
    pub async fn get_version(&self) -> Reply<Json> where C: Authorizes<Proxmox, GetVersion> {
        self.0.call_protected(GetVersion).await
    }

    /// The nodes of the cluster.
    ///
    /// It takes [`User`] or [`ApiToken`].
    ///
    /// # Errors
    /// [`ProxmoxError`] if `GET /nodes` is refused.
    pub async fn list_nodes(&self) -> Reply<Json> where C: Authorizes<Proxmox, ListNodes> {
        self.0.call_protected(ListNodes).await
    }

    /// Start a virtual machine.
    ///
    /// It takes [`User`] or [`ApiToken`].
    ///
    /// # Errors
    /// [`ProxmoxError`] if `POST /nodes/{node}/qemu/{vmid}/status/start` is refused.
    pub async fn start_vm(&self, request: StartVm) -> Reply<Task> where C: Authorizes<Proxmox, StartVm> {
        self.0.call_protected(request).await
    }
}

/// Exchange a name and a password for a ticket, or for the challenge of a second factor. Sent by
/// [`Client::log_in`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/access/ticket", form, response = LogInReply, error = ProxmoxError)]
pub struct LogIn {
    /// With the realm: `root@pam`.
    username: String,
    password: Secret,
}

/// Answer the challenge. Sent by [`Client::answer`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/access/ticket", body("password" = "totp:{otp}"), form, response = Ticket, error = ProxmoxError)]
pub struct Answer {
    #[endpoint(input)] otp: Secret,
    username: String,
    #[endpoint(rename = "tfa-challenge")] tfa_challenge: Secret,
}

/// Make the next ticket, with the former one in the place of the password. Sent by [`Client::renew`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/access/ticket", form, response = Ticket, error = ProxmoxError)]
pub struct Renew { username: String, password: Secret }

/// The version of the server. Sent by [`Client::get_version`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/version", protected(User, ApiToken), response = Json, error = ProxmoxError)]
pub struct GetVersion;

/// The nodes of the cluster. Sent by [`Client::list_nodes`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/nodes", protected(User, ApiToken), response = Json, error = ProxmoxError)]
pub struct ListNodes;

/// Start a virtual machine. Sent by [`Client::start_vm`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/nodes/{node}/qemu/{vmid}/status/start", protected(User, ApiToken), response = Task, error = ProxmoxError
)]
pub struct StartVm { node: String, vmid: i64 }

/// What [`Client::log_in`] returns.
#[derive(Clone, Debug, OneOf)]
pub enum LogInReply {
    /// The reply with 200 whose `needed` is `1`.
    #[one_of(200, when("data.NeedTFA" = 1))] Challenge(Challenge),
    /// The reply with 200.
    #[one_of(200)] Ticket(Ticket),
}

/// A ticket of two hours, and what calls that change something repeat in a header.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Ticket {
    #[decode(at("data.ticket"))] pub ticket: Secret,
    #[decode(at("data.CSRFPreventionToken"))] pub csrf: Secret,
    #[decode(at("data.username"))] pub username: String,
}

/// A second factor is needed.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Challenge {
    #[decode(at("data.NeedTFA"))] pub needed: Option<i64>,
    #[decode(at("data.ticket"))] pub challenge: Secret,
}

/// The task that does it.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Task {
    #[decode(at("data"))] pub id: String,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("message"), message)] pub text: Option<String>,
    pub errors: Option<std::collections::BTreeMap<String, String>>,
}

/// What a log-in with `User` captures.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct UserCaptured { pub csrf: Secret }

/// Why Proxmox VE refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum ProxmoxError {
    /// A parameter is not valid.
    #[api_error(400)] BadRequest(Fault),
    /// The password or the ticket is wrong, or the ticket has expired; the server does not say which.
    #[api_error(401)] Unauthorized(Fault),
    /// The user or the token has not the permission.
    #[api_error(403)] Forbidden(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// A name, a password, and a one-time code if the server asks for it.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = Proxmox,
    mint(
        LogIn(username, password),
        Answer(otp, username, tfa_challenge = log_in.Challenge.challenge) when = log_in.Challenge,
    ),
    refresh(Renew(password = access_token)),
    token(access_token = answer.ticket or log_in.Ticket.ticket),
    capture(csrf = answer.csrf or log_in.Ticket.csrf),
    captured = UserCaptured,
    renewed(access_token = ticket),
    recapture(csrf),
    lifetime = 7_200,
    check(GetVersion),
    env_prefix = "PROXMOX_",
    header("CSRFPreventionToken" = "{csrf}"),
    cookie("PVEAuthCookie" = "{ticket}")
)]
pub struct User {
    /// With the realm: `root@pam`.
    #[token_source(mint, refresh)] username: String,
    password: Secret,
    #[token_source(ask(log_in.Challenge))] otp: Ask<Challenge, Secret>,
}

/// A token of [`User`], attached as it is.
#[derive(Clone, Debug, Credential)]
#[credential(provider = Proxmox, header("CSRFPreventionToken" = "{csrf}"), cookie("PVEAuthCookie" = "{ticket}"))]
pub struct UserToken { csrf: Secret, ticket: Secret }

impl Accepts<UserToken> for GetVersion {}

impl Accepts<UserToken> for ListNodes {}

impl Accepts<UserToken> for StartVm {}

/// An API token of a user.
#[derive(Clone, Debug, Credential)]
#[credential(
    provider = Proxmox,
    header("Authorization" = "PVEAPIToken={token_id}={secret}"),
    env_prefix = "PROXMOX_",
    check(GetVersion)
)]
pub struct ApiToken {
    /// User, realm and name: `ada@pve!backup`.
    token_id: String,
    secret: Secret,
}
