// @generated from vault.yaml: edit the spec, not this file.

//! `HashiCorp` Vault.
//!
//! Source: <https://developer.hashicorp.com/vault/api-docs>
//!
//! Credentials:
//! - [`AppRole`]: A machine, by a role and a secret. Its tokens are made by `log_in_by_role`, renewed
//!   by `renew`, revoked by `revoke`.
//! - [`Workload`]: A workload, by the token of another issuer. Its tokens are made by `log_in_by_jwt`,
//!   renewed by `renew`, revoked by `revoke`.
//! - [`Given`]: A token that you have already.

use auth_runtime::host::{Header, Setting};
use auth_runtime::response::Classes;
use auth_runtime::session::{OneTime, TokenSource};
use auth_runtime::value::Expiry;
use auth_runtime::{
    Accepts, Anonymous, ApiError, Authorizes, Client, Connection, Credential, Decode, Endpoint, Error, ErrorBody, Host,
    Json, Provider, Response, Seconds, Secret, host,
};

/// The provider `HashiCorp` Vault.
#[derive(Clone, Copy, Debug)]
pub struct Vault;

impl Provider for Vault {
    const NAME: &'static str = "vault";
    const TITLE: &'static str = "HashiCorp Vault";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://{server}/v1")];
    const HEADERS: &'static [Header] = &[Header::new("X-Vault-Request", "true")];
    const SETTINGS: &'static [Setting] = <Settings as host::Settings>::SETTINGS;
    const CLASSES: Classes = Classes::of::<VaultError>();
}

/// What differs from one customer of `HashiCorp` Vault to another. A client is built with it.
#[derive(Clone, Debug, host::Settings)]
#[settings(provider = Vault, env_prefix = "VAULT_")]
pub struct Settings {
    /// The server and its port.
    #[settings(format = "host and port")] server: String,
}

/// A client of `HashiCorp` Vault. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
#[client(settings = Settings)]
pub struct Client<C = Anonymous>(Connection<Vault, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = VaultError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Whether the node is there, unsealed and active.
    ///
    /// # Errors
    /// [`VaultError`] if `HEAD /sys/health` is refused.
    pub async fn check_health(&self, request: CheckHealth) -> Reply<()> { self.0.call(request).await }

    /// Exchange a role and its secret for a token.
    ///
    /// # Errors
    /// [`VaultError`] if `POST /auth/approle/login` is refused.
    pub async fn log_in_by_role(&self, request: LogInByRole) -> Reply<Login> { self.0.call(request).await }

    /// Exchange a token of another issuer, such as of a pipeline, for a token.
    ///
    /// # Errors
    /// [`VaultError`] if `POST /auth/jwt/login` is refused.
    pub async fn log_in_by_jwt(&self, request: LogInByJwt) -> Reply<Login> { self.0.call(request).await }

    /// Lengthen the life of the token.
    ///
    /// It takes [`AppRole`] or [`Workload`].
    ///
    /// # Errors
    /// [`VaultError`] if `POST /auth/token/renew-self` is refused.
    pub async fn renew(&self, request: Renew) -> Reply<Renewed> where C: Authorizes<Vault, Renew> {
        self.0.call_protected(request).await
    }

    /// Revoke the token and what it made.
    ///
    /// It takes [`AppRole`] or [`Workload`] or [`Given`].
    ///
    /// # Errors
    /// [`VaultError`] if `POST /auth/token/revoke-self` is refused.
    pub async fn revoke(&self) -> Reply<()> where C: Authorizes<Vault, Revoke> { self.0.call_protected(Revoke).await }

    /// The token.
    ///
    /// It takes [`AppRole`] or [`Workload`] or [`Given`].
    ///
    /// # Errors
    /// [`VaultError`] if `GET /auth/token/lookup-self` is refused.
    pub async fn get_token(&self) -> Reply<TokenInfo> where C: Authorizes<Vault, GetToken> {
        self.0.call_protected(GetToken).await
    }

    /// Read a secret of the key-value engine (version 2).
    ///
    /// It takes [`AppRole`] or [`Workload`] or [`Given`].
    ///
    /// # Errors
    /// [`VaultError`] if `GET /{mount}/data/{path}` is refused.
    pub async fn read_secret(&self, request: ReadSecret) -> Reply<Json> where C: Authorizes<Vault, ReadSecret> {
        self.0.call_protected(request).await
    }
}

/// Whether the node is there, unsealed and active. Sent by [`Client::check_health`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(HEAD "/sys/health", response = (), error = VaultError)]
pub struct CheckHealth {
    #[endpoint(query)] standbyok: Option<bool>,
    #[endpoint(query)] perfstandbyok: Option<bool>,
}

/// Exchange a role and its secret for a token. Sent by [`Client::log_in_by_role`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/auth/approle/login", json, response = Login, error = VaultError)]
pub struct LogInByRole { role_id: String, secret_id: Secret }

/// Exchange a token of another issuer, such as of a pipeline, for a token. Sent by
/// [`Client::log_in_by_jwt`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/auth/jwt/login", json, response = Login, error = VaultError)]
pub struct LogInByJwt {
    /// The default role of the method without it.
    role: Option<String>,
    jwt: Secret,
}

/// Lengthen the life of the token. Sent by [`Client::renew`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/auth/token/renew-self", json, protected(AppRole, Workload), response = Renewed, error = VaultError)]
pub struct Renew { increment: Option<String> }

/// Revoke the token and what it made. Sent by [`Client::revoke`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/auth/token/revoke-self", protected(AppRole, Workload, Given), response = (), error = VaultError)]
pub struct Revoke;

/// The token. Sent by [`Client::get_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    GET "/auth/token/lookup-self", protected(AppRole, Workload, Given), response = TokenInfo, error = VaultError
)]
pub struct GetToken;

/// Read a secret of the key-value engine (version 2). Sent by [`Client::read_secret`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/{mount}/data/{path}", protected(AppRole, Workload, Given), response = Json, error = VaultError)]
pub struct ReadSecret {
    mount: String,
    /// With slashes: `acme/db`.
    #[endpoint(raw)] path: String,
}

/// A token and how long it lives.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Login {
    #[decode(at("auth.client_token"))] pub client_token: Secret,
    #[decode(at("auth.lease_duration"), never(0))] pub lease_duration: Expiry<Seconds>,
    #[decode(at("auth.renewable"))] pub renewable: Option<bool>,
    #[decode(at("auth.token_policies"))] pub policies: Option<Vec<String>>,
}

/// How much longer the token lives.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Renewed {
    #[decode(at("auth.lease_duration"), never(0))] pub lease_duration: Expiry<Seconds>,
}

/// The token.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct TokenInfo {
    #[decode(at("data.display_name"))] pub display_name: Option<String>,
    #[decode(at("data.ttl"))] pub ttl: Seconds,
    #[decode(at("data.policies"))] pub policies: Vec<String>,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("errors.0"), message)] pub text: Option<String>,
}

/// Why `HashiCorp` Vault refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum VaultError {
    /// The role, the secret or the token of a log-in is wrong.
    #[api_error(
        400, when(text("invalid role or secret ID", "invalid secret id", "invalid role ID")), class = configuration
    )]
    InvalidLogIn(Fault),
    /// The request is not valid.
    #[api_error(400)] BadRequest(Fault),
    /// The token is wrong or has ended, or its policies do not allow this.
    #[api_error(403, class = reauthenticate)] PermissionDenied(Fault),
    /// There is nothing at this path, or the token may not know that there is.
    #[api_error(404)] NotFound(Fault),
    /// The path does not have this method.
    #[api_error(405)] UnsupportedOperation(Fault),
    /// The node has not seen the write that the request asks for.
    #[api_error(412, class = retry)] NotReplicated(Fault),
    /// Too many requests; so answers a standby node.
    #[api_error(429)] RateLimited(Fault),
    /// The node is not active.
    #[api_error(472, 473, 501)] NotActive(Fault),
    /// The server is sealed or in maintenance.
    #[api_error(503)] Sealed(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// A machine, by a role and a secret.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = Vault,
    mint(LogInByRole),
    refresh(Renew),
    revoke(Revoke),
    token(access_token = client_token, expires_in = lease_duration),
    renewed(expires_in = lease_duration),
    check(GetToken),
    env_prefix = "VAULT_",
    header = "X-Vault-Token"
)]
pub struct AppRole {
    role_id: String,
    secret_id: Secret,
    #[token_source(refresh)] increment: Option<String>,
}

/// A token of [`AppRole`], attached as it is.
#[derive(Clone, Debug, Credential)]
#[credential(provider = Vault, header = "X-Vault-Token")]
pub struct AppRoleToken(Secret);

impl Accepts<AppRoleToken> for Renew {}

impl Accepts<AppRoleToken> for Revoke {}

impl Accepts<AppRoleToken> for GetToken {}

impl Accepts<AppRoleToken> for ReadSecret {}

/// A workload, by the token of another issuer.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = Vault,
    mint(LogInByJwt),
    refresh(Renew),
    revoke(Revoke),
    token(access_token = client_token, expires_in = lease_duration),
    renewed(expires_in = lease_duration),
    check(GetToken),
    env_prefix = "VAULT_",
    header = "X-Vault-Token"
)]
pub struct Workload {
    /// The default role of the method without it.
    role: Option<String>,
    jwt: OneTime<Secret>,
    #[token_source(refresh)] increment: Option<String>,
}

/// A token of [`Workload`], attached as it is.
#[derive(Clone, Debug, Credential)]
#[credential(provider = Vault, header = "X-Vault-Token")]
pub struct WorkloadToken(Secret);

impl Accepts<WorkloadToken> for Renew {}

impl Accepts<WorkloadToken> for Revoke {}

impl Accepts<WorkloadToken> for GetToken {}

impl Accepts<WorkloadToken> for ReadSecret {}

/// A token that you have already.
#[derive(Clone, Debug, Credential)]
#[credential(provider = Vault, header = "X-Vault-Token", check(GetToken))]
pub struct Given(
    #[credential(env = "VAULT_TOKEN")] Secret,
);
