// @generated from datadog.yaml: edit the spec, not this file.

//! Datadog.
//!
//! Source: <https://docs.datadoghq.com/api/latest/authentication/>
//!
//! Credentials:
//! - [`ApiKey`]: An API key alone, which may send data.
//! - [`Keys`]: An API key and an application key, which may read.

use auth_runtime::host::Setting;
use auth_runtime::response::Classes;
use auth_runtime::{
    Anonymous, ApiError, Authorizes, Choice, Client, Connection, Credential, Decode, Endpoint, Error, ErrorBody, Host,
    Json, Provider, Response, Secret, Uuid, host,
};

/// The provider Datadog.
#[derive(Clone, Copy, Debug)]
pub struct Datadog;

impl Provider for Datadog {
    const NAME: &'static str = "datadog";
    const TITLE: &'static str = "Datadog";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://api.{site}/api")];
    const SETTINGS: &'static [Setting] = <Settings as host::Settings>::SETTINGS;
    const CLASSES: Classes = Classes::of::<DatadogError>();
}

/// What differs from one customer of Datadog to another. A client is built with it.
#[derive(Clone, Debug, host::Settings)]
#[settings(provider = Datadog, env_prefix = "DATADOG_")]
pub struct Settings {
    #[settings(default = "datadoghq.com")] site: Option<Site>,
}

/// A client of Datadog. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
#[client(settings = Settings)]
pub struct Client<C = Anonymous>(Connection<Datadog, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = DatadogError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Check that the API key is valid.
    ///
    /// It takes [`ApiKey`] or [`Keys`].
    ///
    /// # Errors
    /// [`DatadogError`] if `GET /v1/validate` is refused.
    pub async fn validate(&self) -> Reply<Json> where C: Authorizes<Datadog, Validate> {
        self.0.call_protected(Validate).await
    }

    /// Check that both keys are valid.
    ///
    /// # Errors
    /// [`DatadogError`] if `GET /v2/validate_keys` is refused.
    pub async fn validate_keys(&self) -> Reply<Json> where C: Authorizes<Datadog, Keys> {
        self.0.call_protected(ValidateKeys).await
    }

    /// Create an API key.
    ///
    /// # Errors
    /// [`DatadogError`] if `POST /v2/api_keys` is refused.
    pub async fn create_api_key(&self, request: CreateApiKey) -> Reply<CreatedKey> where C: Authorizes<Datadog, Keys> {
        self.0.call_protected(request).await
    }

    /// End an API key.
    ///
    /// # Errors
    /// [`DatadogError`] if `DELETE /v2/api_keys/{id}` is refused.
    pub async fn delete_api_key(&self, request: DeleteApiKey) -> Reply<()> where C: Authorizes<Datadog, Keys> {
        self.0.call_protected(request).await
    }

    /// List the monitors.
    ///
    /// # Errors
    /// [`DatadogError`] if `GET /v1/monitor` is refused.
    pub async fn list_monitors(&self) -> Reply<Json> where C: Authorizes<Datadog, Keys> {
        self.0.call_protected(ListMonitors).await
    }
}

/// Check that the API key is valid. Sent by [`Client::validate`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/v1/validate", protected(ApiKey, Keys), response = Json, error = DatadogError)]
pub struct Validate;

/// Check that both keys are valid. Sent by [`Client::validate_keys`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/v2/validate_keys", protected = Keys, response = Json, error = DatadogError)]
pub struct ValidateKeys;

/// Create an API key. Sent by [`Client::create_api_key`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/v2/api_keys",
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
#[endpoint(DELETE "/v2/api_keys/{id}", protected = Keys, response = (), error = DatadogError)]
pub struct DeleteApiKey { id: Uuid }

/// List the monitors. Sent by [`Client::list_monitors`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/v1/monitor", protected = Keys, response = Json, error = DatadogError)]
pub struct ListMonitors;

/// What [`Client::create_api_key`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct CreatedKey {
    #[decode(at("data.id"))] pub id: Uuid,
    #[decode(at("data.attributes.name"))] pub name: String,
    #[decode(at("data.attributes.key"))] pub key: Secret,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    pub errors: Option<Vec<String>>,
    #[error_body(at("errors.0"), message)] pub text: Option<String>,
}

/// Why Datadog refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum DatadogError {
    /// A key is missing or wrong.
    #[api_error(401, 403, class = configuration)] Forbidden(Fault),
    /// The provider answered 404.
    #[api_error(404)] NotFound(Fault),
    /// The provider answered 429.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// One of the values of `Site`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Choice)]
#[non_exhaustive]
pub enum Site {
    /// US1
    #[choice("datadoghq.com")] DatadoghqCom,
    /// US3
    #[choice("us3.datadoghq.com")] Us3DatadoghqCom,
    /// US5
    #[choice("us5.datadoghq.com")] Us5DatadoghqCom,
    /// EU1
    #[choice("datadoghq.eu")] DatadoghqEu,
    /// AP1
    #[choice("ap1.datadoghq.com")] Ap1DatadoghqCom,
    /// AP2
    #[choice("ap2.datadoghq.com")] Ap2DatadoghqCom,
    /// US1-FED
    #[choice("ddog-gov.com")] DdogGovCom,
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
