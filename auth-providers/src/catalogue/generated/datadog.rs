// @generated from datadog.yaml: edit the spec, not this file.

//! Datadog.
//!
//! Source: <https://docs.datadoghq.com/api/latest/authentication/>
//!
//! Credentials:
//! - [`ApiKey`]: An API key alone, which may send data.
//! - [`Keys`]: An API key and an application key, which may read.
//! - [`User`]: A user's consent to an integration. Its tokens are made by `exchange_code`, after
//!   `authorize`, renewed by `renew`, revoked by `revoke`.

use auth_runtime::consent::AuthorizationGrant;
use auth_runtime::host::Setting;
use auth_runtime::response::Classes;
use auth_runtime::session::{OneTime, TokenSource};
use auth_runtime::{
    Accepts, Anonymous, ApiError, Authorizes, Bearer, Callback, Choice, Client, Connection, Credential, Decode,
    Endpoint, Error, ErrorBody, Host, Json, Provider, Response, Seconds, Secret, Uuid, host,
};

/// The provider Datadog.
#[derive(Clone, Copy, Debug)]
pub struct Datadog;

impl Provider for Datadog {
    const NAME: &'static str = "datadog";
    const TITLE: &'static str = "Datadog";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://api.{site}"), Host::new("app", "https://app.{site}")];
    const SETTINGS: &'static [Setting] = <Settings as host::Settings>::SETTINGS;
    const CLASSES: Classes = Classes::of::<DatadogError>();
}

/// What differs from one customer of Datadog to another. A client is built with it.
#[derive(Clone, Debug, host::Settings)]
#[settings(provider = Datadog, env_prefix = "DATADOG_")]
pub struct Settings {
    /// The site of the organization.
    #[settings(default = "datadoghq.com", env = "DD_SITE")] site: Option<Site>,
}

/// A client of Datadog. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
#[client(settings = Settings)]
pub struct Client<C = Anonymous>(Connection<Datadog, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = DatadogError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange the code for a token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /oauth2/v1/token` is refused; `InvalidGrant`, `InvalidTokenRequest`,
    /// `InvalidClient` are special to it.
    pub async fn exchange_code(&self, request: ExchangeCode) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Exchange a refresh token for a token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /oauth2/v1/token` is refused; `InvalidGrant`, `InvalidTokenRequest`,
    /// `InvalidClient` are special to it.
    pub async fn renew(&self, request: Renew) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Revoke a token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /oauth2/v1/revoke` is refused; `InvalidGrant`, `InvalidTokenRequest`,
    /// `InvalidClient` are special to it.
    pub async fn revoke(&self, request: Revoke) -> Reply<(), TokenError> { self.0.call(request).await }

    /// Whether the API key is valid.
    ///
    /// # Errors
    /// [`DatadogError`] if `GET /api/v1/validate` is refused.
    pub async fn validate(&self) -> Reply<Validity> where C: Authorizes<Datadog, ApiKey> {
        self.0.call_protected(Validate).await
    }

    /// Whether both keys are valid.
    ///
    /// # Errors
    /// [`DatadogError`] if `GET /api/v2/validate_keys` is refused.
    pub async fn validate_keys(&self) -> Reply<Json> where C: Authorizes<Datadog, Keys> {
        self.0.call_protected(ValidateKeys).await
    }

    /// Create an API key.
    ///
    /// # Errors
    /// [`DatadogError`] if `POST /api/v2/api_keys` is refused.
    pub async fn create_api_key(&self, request: CreateApiKey) -> Reply<CreatedKey> where C: Authorizes<Datadog, Keys> {
        self.0.call_protected(request).await
    }

    /// End an API key.
    ///
    /// # Errors
    /// [`DatadogError`] if `DELETE /api/v2/api_keys/{key_id}` is refused.
    pub async fn delete_api_key(&self, request: DeleteApiKey) -> Reply<()> where C: Authorizes<Datadog, Keys> {
        self.0.call_protected(request).await
    }

    /// Whose keys or token it is.
    ///
    /// It takes [`Keys`] or [`User`].
    ///
    /// # Errors
    /// [`DatadogError`] if `GET /api/v2/current_user` is refused.
    pub async fn get_current_user(&self) -> Reply<CurrentUser> where C: Authorizes<Datadog, GetCurrentUser> {
        self.0.call_protected(GetCurrentUser).await
    }

    /// List the monitors.
    ///
    /// It takes [`Keys`] or [`User`].
    ///
    /// # Errors
    /// [`DatadogError`] if `GET /api/v1/monitor` is refused.
    pub async fn list_monitors(&self, request: ListMonitors) -> Reply<Json> where C: Authorizes<Datadog, ListMonitors> {
        self.0.call_protected(request).await
    }
}

/// Ask the user for consent.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    VISIT "/oauth2/v1/authorize",
    host = "app",
    query("response_type" = "code"),
    provider = Datadog,
    callback = AuthorizeCallback,
    pkce
)]
pub struct Authorize {
    #[endpoint(query)] client_id: String,
    #[endpoint(query, format = "url")] redirect_uri: String,
}

/// Exchange the code for a token. Sent by [`Client::exchange_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/oauth2/v1/token", body("grant_type" = "authorization_code"), form, response = Token, error = TokenError
)]
pub struct ExchangeCode {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
    code: Secret,
    #[endpoint(format = "url")] redirect_uri: String,
    code_verifier: Secret,
}

/// Exchange a refresh token for a token. Sent by [`Client::renew`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/oauth2/v1/token", body("grant_type" = "refresh_token"), form, response = Token, error = TokenError)]
pub struct Renew {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
    refresh_token: Secret,
}

/// Revoke a token. Sent by [`Client::revoke`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/oauth2/v1/revoke", form, response = (), error = TokenError)]
pub struct Revoke {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
    token: Secret,
}

/// Whether the API key is valid. Sent by [`Client::validate`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/api/v1/validate", protected = ApiKey, response = Validity, error = DatadogError)]
pub struct Validate;

/// Whether both keys are valid. Sent by [`Client::validate_keys`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/api/v2/validate_keys", protected = Keys, response = Json, error = DatadogError)]
pub struct ValidateKeys;

/// Create an API key. Sent by [`Client::create_api_key`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/api/v2/api_keys",
    body("/data/type" = "api_keys"),
    json,
    protected = Keys,
    response = CreatedKey,
    error = DatadogError
)]
pub struct CreateApiKey {
    #[endpoint(rename = "/data/attributes/name")] name: String,
}

/// End an API key. Sent by [`Client::delete_api_key`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(DELETE "/api/v2/api_keys/{key_id}", protected = Keys, response = (), error = DatadogError)]
pub struct DeleteApiKey { key_id: Uuid }

/// Whose keys or token it is. Sent by [`Client::get_current_user`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/api/v2/current_user", protected(Keys, User), response = CurrentUser, error = DatadogError)]
pub struct GetCurrentUser;

/// List the monitors. Sent by [`Client::list_monitors`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/api/v1/monitor", protected(Keys, User), response = Json, error = DatadogError)]
pub struct ListMonitors {
    #[endpoint(query)] page_size: Option<i64>,
    #[endpoint(query)] tags: Option<String>,
}

/// Whether the API key is valid.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Validity { pub valid: bool }

/// A new API key.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct CreatedKey {
    #[decode(at("data.id"))] pub id: Uuid,
    #[decode(at("data.attributes.name"))] pub name: String,
    #[decode(at("data.attributes.key"))] pub key: Secret,
}

/// An access token of an hour.
#[derive(Clone, Debug, Decode)]
#[non_exhaustive]
pub struct Token {
    /// The token that calls are made with (RFC 6749 §5.1).
    pub access_token: Secret,
    /// The kind of token (RFC 6749 §7.1).
    pub token_type: String,
    /// How long the token lives from now on.
    pub expires_in: Seconds,
    /// The token that the next one is requested with (RFC 6749 §6).
    pub refresh_token: Option<Secret>,
    /// The scopes that were granted (RFC 6749 §3.3).
    pub scope: Option<String>,
}

/// Whose keys or token it is.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct CurrentUser {
    #[decode(at("data.id"))] pub id: String,
    #[decode(at("data.attributes.email"))] pub email: Option<String>,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("error"), code)] pub code: Option<String>,
    #[error_body(at("errors.0", "error_description"), message)] pub text: Option<String>,
}

/// What the page `authorize` gives back.
#[derive(Clone, Debug, Callback)]
#[non_exhaustive]
pub struct AuthorizeCallback {
    /// The authorization code (RFC 6749 §4.1.2).
    pub code: Secret,
    /// Where the organization of the user is, if it is not the setting.
    pub domain: Option<String>,
}

/// Why Datadog refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum DatadogError {
    /// The request is not valid.
    #[api_error(400)] BadRequest(Fault),
    /// The token is missing, wrong or expired.
    #[api_error(401)] Unauthorized(Fault),
    /// A key is missing or wrong, belongs to another site, or has not the permission.
    #[api_error(403, class = configuration)] Forbidden(Fault),
    /// Too many requests.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// Why Datadog refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum TokenError {
    /// The code or the refresh token is used, expired or revoked.
    #[api_error(400, when(code = "invalid_grant"), class = reauthenticate)] InvalidGrant(Fault),
    /// The request for a token is not valid.
    #[api_error(400)] InvalidTokenRequest(Fault),
    /// The id or the secret of the client is wrong.
    #[api_error(401, class = configuration)] InvalidClient(Fault),
    /// A key is missing or wrong, belongs to another site, or has not the permission.
    #[api_error(403, class = configuration)] Forbidden(Fault),
    /// Too many requests.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// Where an organization is.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Choice)]
#[non_exhaustive]
pub enum Site {
    /// The United States.
    #[choice("datadoghq.com")] Us1,
    /// The United States, at Azure.
    #[choice("us3.datadoghq.com")] Us3,
    /// The United States, at Google.
    #[choice("us5.datadoghq.com")] Us5,
    /// Germany.
    #[choice("datadoghq.eu")] Eu1,
    /// Japan.
    #[choice("ap1.datadoghq.com")] Ap1,
    /// Australia.
    #[choice("ap2.datadoghq.com")] Ap2,
    /// The United Kingdom.
    #[choice("uk1.datadoghq.com")] Uk1,
    /// The government of the United States.
    #[choice("ddog-gov.com")] Us1Fed,
    /// The same in another place.
    #[choice("us2.ddog-gov.com")] Us2Fed,
    /// A value that the provider does not document.
    #[choice(other)] Other(String),
}

/// An API key alone, which may send data.
#[derive(Clone, Debug, Credential)]
#[credential(provider = Datadog, header = "DD-API-KEY", check(Validate))]
pub struct ApiKey(
    #[credential(env = "DD_API_KEY")] Secret,
);

/// An API key and an application key, which may read.
#[derive(Clone, Debug, Credential)]
#[credential(
    provider = Datadog,
    header("DD-API-KEY" = "{api_key}"),
    header("DD-APPLICATION-KEY" = "{app_key}"),
    env_prefix = "DATADOG_",
    check(ValidateKeys)
)]
pub struct Keys {
    #[credential(env = "DD_API_KEY")] api_key: Secret,
    #[credential(env = "DD_APP_KEY")] app_key: Secret,
}

/// A user's consent to an integration.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = Datadog,
    mint(ExchangeCode(client_id, client_secret, redirect_uri, code = authorize.code) verified),
    refresh(Renew(refresh_token)),
    revoke(Revoke(token)),
    token(access_token, expires_in, refresh_token, token_type),
    rotation = replaced,
    identity(call = GetCurrentUser, subject = id),
    check(GetCurrentUser),
    env_prefix = "DATADOG_"
)]
pub struct User {
    /// The identifier of the client (RFC 6749 §2.2).
    #[token_source(mint, refresh, revoke)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[token_source(mint, refresh, revoke)] client_secret: Secret,
    redirect_uri: String,
    /// What the user's consent gave back.
    #[token_source(visit = authorize, verifier = code_verifier)] code: OneTime<AuthorizationGrant<AuthorizeCallback>>,
}

impl<C: Accepts<Bearer>> Authorizes<Datadog, C> for Bearer {}

impl Accepts<Bearer> for GetCurrentUser {}

impl Accepts<Bearer> for ListMonitors {}
