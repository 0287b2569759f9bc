// @generated from conjur.yaml: edit the spec, not this file.

//! `CyberArk` Conjur.
//!
//! Source:
//! <https://docs.cyberark.com/conjur-enterprise/latest/en/Content/Developer/Conjur_REST_APIs.htm>
//!
//! Credentials:
//! - [`Role`]: A person or a host, by its API key. Its tokens are made by `authenticate`, live 8
//!   minutes.

use auth_runtime::host::Setting;
use auth_runtime::session::TokenSource;
use auth_runtime::{
    Accepts, Anonymous, ApiError, Authorizes, Bytes, Client, Connection, Credential, Decode, Endpoint, Error, Host,
    Json, Provider, Response, Secret, host,
};

/// The provider `CyberArk` Conjur.
#[derive(Clone, Copy, Debug)]
pub struct Conjur;

impl Provider for Conjur {
    const NAME: &'static str = "conjur";
    const TITLE: &'static str = "CyberArk Conjur";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://{server}")];
    const SETTINGS: &'static [Setting] = <Settings as host::Settings>::SETTINGS;
}

/// What differs from one customer of `CyberArk` Conjur to another. A client is built with it.
#[derive(Clone, Debug, host::Settings)]
#[settings(provider = Conjur, env_prefix = "CONJUR_")]
pub struct Settings {
    /// The server.
    #[settings(format = "host and port")] server: String,
    /// The account of the organization.
    account: String,
}

/// A client of `CyberArk` Conjur. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
#[client(settings = Settings)]
pub struct Client<C = Anonymous>(Connection<Conjur, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = ConjurError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange a password for the API key.
    ///
    /// # Errors
    /// [`ConjurError`] if `GET /authn/{account}/login` is refused.
    pub async fn log_in(&self, request: LogIn) -> Reply<String> { self.0.call(request).await }

    /// Exchange the API key for a token.
    ///
    /// # Errors
    /// [`ConjurError`] if `POST /authn/{account}/{login}/authenticate` is refused.
    pub async fn authenticate(&self, request: Authenticate) -> Reply<Token> { self.0.call(request).await }

    /// Whose token it is.
    ///
    /// # Errors
    /// [`ConjurError`] if `GET /whoami` is refused.
    pub async fn who_am_i(&self) -> Reply<Json> where C: Authorizes<Conjur, Role> {
        self.0.call_protected(WhoAmI).await
    }

    /// Read the value of a variable.
    ///
    /// # Errors
    /// [`ConjurError`] if `GET /secrets/{account}/variable/{id}` is refused.
    pub async fn get_secret(&self, request: GetSecret) -> Reply<Bytes> where C: Authorizes<Conjur, Role> {
        self.0.call_protected(request).await
    }
}

/// Exchange a password for the API key. Sent by [`Client::log_in`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    GET "/authn/{account}/login",
    basic(username = "{name}", password = "{password}"),
    settings(account),
    response = String,
    error = ConjurError,
    reply = text
)]
pub struct LogIn {
    #[endpoint(input)] name: String,
    #[endpoint(input)] password: Secret,
}

/// Exchange the API key for a token. Sent by [`Client::authenticate`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/authn/{account}/{login}/authenticate",
    settings(account),
    text,
    response = Token,
    error = ConjurError,
    reply = text
)]
pub struct Authenticate {
    /// Of a host: `host/web`.
    login: String,
    /// The API key.
    body: Secret,
}

/// Whose token it is. Sent by [`Client::who_am_i`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/whoami", protected = Role, response = Json, error = ConjurError)]
pub struct WhoAmI;

/// Read the value of a variable. Sent by [`Client::get_secret`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    GET "/secrets/{account}/variable/{id}",
    settings(account),
    protected = Role,
    response = Bytes,
    error = ConjurError,
    reply = bytes
)]
pub struct GetSecret { id: String }

/// A token, which is JSON as a whole. It lives eight minutes.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Token {
    #[decode(at("."))] pub token: Secret,
}

/// Why `CyberArk` Conjur refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum ConjurError {
    /// The name or the API key is wrong, or the token has expired.
    #[api_error(401)] Unauthorized,
    /// The role may not do this.
    #[api_error(403)] Forbidden,
    /// There is no such variable, or it has no value.
    #[api_error(404)] NotFound,
    /// A status that the provider does not document.
    #[api_error(other)] Other,
}

/// A person or a host, by its API key.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = Conjur,
    mint(Authenticate),
    token(access_token = token),
    lifetime = 480,
    check(WhoAmI),
    env_prefix = "CONJUR_",
    header("Authorization" = concat("Token token=\"", bytes("{token}", encoding = base64), "\""))
)]
pub struct Role {
    /// Of a host: `host/web`.
    login: String,
    /// The API key.
    body: Secret,
}

/// A token of [`Role`], attached as it is.
#[derive(Clone, Debug, Credential)]
#[credential(
    provider = Conjur, header("Authorization" = concat("Token token=\"", bytes("{token}", encoding = base64), "\""))
)]
pub struct RoleToken { token: Secret }

impl Accepts<RoleToken> for Role {}
