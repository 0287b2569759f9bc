// @generated from qweather.yaml: edit the spec, not this file.

//! `QWeather`.
//!
//! Source: <https://dev.qweather.com/en/docs/configuration/authentication/>
//!
//! Credentials:
//! - [`KeyPair`]: A key whose public part is registered; it signs a JWT and is never sent.
//! - [`ApiKey`]: An API key.

use auth_runtime::host::Setting;
use auth_runtime::response::Classes;
use auth_runtime::{
    Anonymous, ApiError, Authorizes, Client, Connection, Credential, Decode, Endpoint, Error, ErrorBody, Host,
    PrivateKey, Provider, Response, Secret, host,
};

/// The provider `QWeather`.
#[derive(Clone, Copy, Debug)]
pub struct QWeather;

impl Provider for QWeather {
    const NAME: &'static str = "qweather";
    const TITLE: &'static str = "QWeather";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://{api_host}")];
    const SETTINGS: &'static [Setting] = <Settings as host::Settings>::SETTINGS;
    const CLASSES: Classes = Classes::of::<QWeatherError>();
}

/// What differs from one customer of `QWeather` to another. A client is built with it.
#[derive(Clone, Debug, host::Settings)]
#[settings(provider = QWeather, env_prefix = "QWEATHER_")]
pub struct Settings {
    /// The host of the account, which the console shows.
    #[settings(host)] api_host: String,
}

/// A client of `QWeather`. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
#[client(settings = Settings)]
pub struct Client<C = Anonymous>(Connection<QWeather, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = QWeatherError> = Result<Response<T>, Error<E>>;

#[allow(deprecated)]
impl<C> Client<C> {
    /// The weather now.
    ///
    /// # Errors
    /// [`QWeatherError`] if `GET /v7/weather/now` is refused.
    pub async fn get_weather(&self, request: GetWeather) -> Reply<Weather> where C: Authorizes<QWeather> {
        self.0.call_protected(request).await
    }
}

/// The weather now. Sent by [`Client::get_weather`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/v7/weather/now", protected, response = Weather, error = QWeatherError)]
pub struct GetWeather {
    /// The identifier of a place or its coordinates.
    #[endpoint(query)] location: String,
    #[endpoint(query)] lang: Option<String>,
    #[endpoint(query)] unit: Option<String>,
}

/// The weather now.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Weather {
    pub code: String,
    #[decode(at("updateTime"))] pub updated: String,
    #[decode(at("now.temp"))] pub temperature: String,
    #[decode(at("now.text"))] pub text: String,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("error.status"))] pub status: Option<i64>,
    #[error_body(at("error.title"), code)] pub code: Option<String>,
    #[error_body(at("error.detail"), message)] pub text: Option<String>,
}

/// Why `QWeather` refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum QWeatherError {
    /// A parameter is wrong or missing, or there is no such place or no data of it.
    #[api_error(400)] BadRequest(Fault),
    /// The JWT or the key is wrong, or the JWT has expired; the server does not say which.
    #[api_error(401, class = configuration)] Unauthorized(Fault),
    /// The account has no credit, or may not use this.
    #[api_error(403)] Forbidden(Fault),
    /// Too many requests.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// A key whose public part is registered; it signs a JWT and is never sent.
#[derive(Clone, Debug, Credential)]
#[credential(
    provider = QWeather,
    bearer(
        jwt(
            algorithm = EdDSA,
            key = "{private_key}",
            header("kid" = "{key_id}"),
            claims("sub" = "{project_id}", "iat" = "{now - 30s}", "exp" = "{now + 900s}"),
        ),
    ),
    env_prefix = "QWEATHER_"
)]
pub struct KeyPair { project_id: String, key_id: String, private_key: PrivateKey }

/// An API key.
#[deprecated(note = "Use a key pair.")]
#[derive(Clone, Debug, Credential)]
#[credential(provider = QWeather, header = "X-QW-Api-Key")]
pub struct ApiKey(
    #[credential(env = "QWEATHER_API_KEY")] Secret,
);
