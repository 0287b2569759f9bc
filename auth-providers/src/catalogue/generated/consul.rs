// @generated from consul.yaml: edit the spec, not this file.

//! `HashiCorp` Consul.
//!
//! Source: <https://developer.hashicorp.com/consul/api-docs>
//!
//! Credentials:
//! - [`Workload`]: A workload, by the token of another issuer. Its tokens are made by `log_in`, revoked
//!   by `log_out`.
//! - [`Given`]: A token that you have already.

use auth_runtime::host::Setting;
use auth_runtime::request::Upload;
use auth_runtime::response::Classes;
use auth_runtime::session::{OneTime, TokenSource};
use auth_runtime::value::Base64;
use auth_runtime::{
    Accepts, Anonymous, ApiError, Authorizes, Bytes, Client, Connection, Credential, Decode, Endpoint, Error, ErrorBody,
    Host, Provider, Response, Secret, Timestamp, host,
};

/// The provider `HashiCorp` Consul.
#[derive(Clone, Copy, Debug)]
pub struct Consul;

impl Provider for Consul {
    const NAME: &'static str = "consul";
    const TITLE: &'static str = "HashiCorp Consul";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://{server}/v1")];
    const SETTINGS: &'static [Setting] = <Settings as host::Settings>::SETTINGS;
    const CLASSES: Classes = Classes::of::<ConsulError>();
}

/// What differs from one customer of `HashiCorp` Consul to another. A client is built with it.
#[derive(Clone, Debug, host::Settings)]
#[settings(provider = Consul, env_prefix = "CONSUL_")]
pub struct Settings {
    /// The server and its port.
    #[settings(format = "host and port")] server: String,
}

/// A client of `HashiCorp` Consul. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
#[client(settings = Settings)]
pub struct Client<C = Anonymous>(Connection<Consul, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = ConsulError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange a token of another issuer, such as of a service account, for a token.
    ///
    /// # Errors
    /// [`ConsulError`] if `POST /acl/login` is refused.
    pub async fn log_in(&self, request: LogIn) -> Reply<Login> { self.0.call(request).await }

    /// End the token of a log-in.
    ///
    /// # Errors
    /// [`ConsulError`] if `POST /acl/logout` is refused.
    pub async fn log_out(&self) -> Reply<()> where C: Authorizes<Consul, Workload> {
        self.0.call_protected(LogOut).await
    }

    /// The token.
    ///
    /// It takes [`Workload`] or [`Given`].
    ///
    /// # Errors
    /// [`ConsulError`] if `GET /acl/token/self` is refused.
    pub async fn get_token(&self) -> Reply<TokenInfo> where C: Authorizes<Consul, GetToken> {
        self.0.call_protected(GetToken).await
    }

    /// The address of the leader.
    ///
    /// # Errors
    /// [`ConsulError`] if `GET /status/leader` is refused.
    pub async fn get_leader(&self) -> Reply<String> { self.0.call(GetLeader).await }

    /// A key and its value.
    ///
    /// It takes [`Workload`] or [`Given`], and works without any.
    ///
    /// # Errors
    /// [`ConsulError`] if `GET /kv/{key}` is refused.
    pub async fn read_key(&self, request: ReadKey) -> Reply<Entry> where C: Authorizes<Consul, ReadKey> {
        self.0.call_protected(request).await
    }

    /// The value of a key, as it is.
    ///
    /// It takes [`Workload`] or [`Given`], and works without any.
    ///
    /// # Errors
    /// [`ConsulError`] if `GET /kv/{key}` is refused.
    pub async fn read_value(&self, request: ReadValue) -> Reply<Bytes> where C: Authorizes<Consul, ReadValue> {
        self.0.call_protected(request).await
    }

    /// Write the value of a key; the reply says whether it was written.
    ///
    /// It takes [`Workload`] or [`Given`], and works without any.
    ///
    /// # Errors
    /// [`ConsulError`] if `PUT /kv/{key}` is refused.
    pub async fn write_value(&self, request: WriteValue) -> Reply<bool> where C: Authorizes<Consul, WriteValue> {
        self.0.call_protected(request).await
    }

    /// The same with a text.
    ///
    /// It takes [`Workload`] or [`Given`], and works without any.
    ///
    /// # Errors
    /// [`ConsulError`] if `PUT /kv/{key}` is refused.
    pub async fn write_text(&self, request: WriteText) -> Reply<bool> where C: Authorizes<Consul, WriteText> {
        self.0.call_protected(request).await
    }
}

/// Exchange a token of another issuer, such as of a service account, for a token. Sent by
/// [`Client::log_in`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/acl/login", json, response = Login, error = ConsulError)]
pub struct LogIn {
    #[endpoint(rename = "AuthMethod")] auth_method: String,
    #[endpoint(rename = "BearerToken")] bearer_token: Secret,
    #[endpoint(rename = "Meta")] meta: Option<std::collections::BTreeMap<String, String>>,
}

/// End the token of a log-in. Sent by [`Client::log_out`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/acl/logout", protected = Workload, response = (), error = ConsulError)]
pub struct LogOut;

/// The token. Sent by [`Client::get_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/acl/token/self", protected(Workload, Given), response = TokenInfo, error = ConsulError)]
pub struct GetToken;

/// The address of the leader. Sent by [`Client::get_leader`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/status/leader", response = String, error = ConsulError)]
pub struct GetLeader;

/// A key and its value. Sent by [`Client::read_key`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/kv/{key}", protected(Workload, Given), optional, response = Entry, error = ConsulError)]
pub struct ReadKey {
    /// With slashes: `app/mode`.
    #[endpoint(raw)] key: String,
}

/// The value of a key, as it is. Sent by [`Client::read_value`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    GET "/kv/{key}",
    query("raw" = "true"),
    protected(Workload, Given),
    optional,
    response = Bytes,
    error = ConsulError,
    reply = bytes
)]
pub struct ReadValue {
    #[endpoint(raw)] key: String,
}

/// Write the value of a key; the reply says whether it was written. Sent by [`Client::write_value`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(PUT "/kv/{key}", bytes, protected(Workload, Given), optional, response = bool, error = ConsulError)]
pub struct WriteValue {
    #[endpoint(raw)] key: String,
    #[endpoint(query)] flags: Option<u64>,
    #[endpoint(query)] cas: Option<u64>,
    body: Upload,
}

/// The same with a text. Sent by [`Client::write_text`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(PUT "/kv/{key}", text, protected(Workload, Given), optional, response = bool, error = ConsulError)]
pub struct WriteText {
    #[endpoint(raw)] key: String,
    body: String,
}

/// A token; without an end, it lives until it is logged out.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Login {
    #[decode(at("SecretID"))] pub secret: Secret,
    #[decode(at("AccessorID"))] pub accessor: String,
    #[decode(at("ExpirationTime"))] pub expires: Option<Timestamp>,
}

/// The token.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct TokenInfo {
    #[decode(at("AccessorID"))] pub accessor: String,
    #[decode(at("Description"))] pub description: Option<String>,
}

/// A key and its value.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Entry {
    #[decode(header = "X-Consul-Index")] pub index: u64,
    #[decode(at("0.Key"))] pub key: String,
    #[decode(at("0.Value"))] pub value: Base64,
    /// A number of the caller's own, from 0 to 2⁶⁴ - 1.
    #[decode(at("0.Flags"))] pub flags: u64,
    #[decode(at("0.ModifyIndex"))] pub modify_index: u64,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("."), message)] pub text: Option<String>,
}

/// Why `HashiCorp` Consul refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum ConsulError {
    /// The request is not valid.
    #[api_error(400)] BadRequest(Fault),
    /// There is no such token, or it has ended.
    #[api_error(
        403,
        when(
            text(
                "ACL not found",
                "rpc error making call: ACL not found",
                "Requested token does not exist: ACL not found",
            ),
        ),
        class = reauthenticate
    )]
    TokenNotFound(Fault),
    /// The token may not do this.
    #[api_error(403)] PermissionDenied(Fault),
    /// There is no such key.
    #[api_error(404)] NotFound(Fault),
    /// The server cannot answer now.
    #[api_error(500)] ServerError(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// A workload, by the token of another issuer.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = Consul,
    mint(LogIn),
    revoke(LogOut),
    token(access_token = secret, expires_at = expires),
    check(GetToken),
    env_prefix = "CONSUL_",
    header = "X-Consul-Token"
)]
pub struct Workload {
    auth_method: String,
    bearer_token: OneTime<Secret>,
    #[token_source(no_env)] meta: Option<std::collections::BTreeMap<String, String>>,
}

/// A token of [`Workload`], attached as it is.
#[derive(Clone, Debug, Credential)]
#[credential(provider = Consul, header = "X-Consul-Token")]
pub struct WorkloadToken(Secret);

impl Accepts<WorkloadToken> for Workload {}

impl Accepts<WorkloadToken> for GetToken {}

impl Accepts<WorkloadToken> for ReadKey {}

impl Accepts<WorkloadToken> for ReadValue {}

impl Accepts<WorkloadToken> for WriteValue {}

impl Accepts<WorkloadToken> for WriteText {}

/// A token that you have already.
#[derive(Clone, Debug, Credential)]
#[credential(provider = Consul, header = "X-Consul-Token", check(GetToken))]
pub struct Given(
    #[credential(env = "CONSUL_HTTP_TOKEN")] Secret,
);
