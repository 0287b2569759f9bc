// @generated from kraken.yaml: edit the spec, not this file.

//! Kraken.
//!
//! Source: <https://docs.kraken.com/api/docs/guides/spot-rest-auth>
//!
//! Credentials:
//! - [`ApiKey`]: An API key and its private key.

use auth_runtime::response::Classes;
use auth_runtime::{
    Anonymous, ApiError, Authorizes, Client, Connection, Credential, Decode, Endpoint, Error, ErrorBody, Host, Json,
    Provider, Response, Seconds, Secret,
};

/// The provider Kraken.
#[derive(Clone, Copy, Debug)]
pub struct Kraken;

impl Provider for Kraken {
    const NAME: &'static str = "kraken";
    const TITLE: &'static str = "Kraken";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://api.kraken.com")];
    const CLASSES: Classes = Classes::of::<KrakenError>();
}

/// A client of Kraken. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<Kraken, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = KrakenError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// The time of the server.
    ///
    /// # Errors
    /// [`KrakenError`] if `GET /0/public/Time` is refused.
    pub async fn get_time(&self) -> Reply<Json> { self.0.call(GetTime).await }

    /// The balance of the account.
    ///
    /// # Errors
    /// [`KrakenError`] if `POST /0/private/Balance` is refused.
    pub async fn get_balance(&self, request: GetBalance) -> Reply<Json> where C: Authorizes<Kraken> {
        self.0.call_protected(request).await
    }

    /// What the key may do.
    ///
    /// # Errors
    /// [`KrakenError`] if `POST /0/private/GetApiKeyInfo` is refused.
    pub async fn get_key_info(&self, request: GetKeyInfo) -> Reply<Json> where C: Authorizes<Kraken> {
        self.0.call_protected(request).await
    }

    /// A token for the private `WebSocket`.
    ///
    /// # Errors
    /// [`KrakenError`] if `POST /0/private/GetWebSocketsToken` is refused.
    pub async fn open_websocket(&self, request: OpenWebsocket) -> Reply<Opened> where C: Authorizes<Kraken> {
        self.0.call_protected(request).await
    }
}

/// The time of the server. Sent by [`Client::get_time`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/0/public/Time", response = Json, error = KrakenError)]
pub struct GetTime;

/// The balance of the account. Sent by [`Client::get_balance`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/0/private/Balance", form, protected, response = Json, error = KrakenError)]
pub struct GetBalance { asset: Option<String> }

/// What the key may do. Sent by [`Client::get_key_info`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/0/private/GetApiKeyInfo", form, protected, response = Json, error = KrakenError)]
pub struct GetKeyInfo { otp: Option<Secret> }

/// A token for the private `WebSocket`. Sent by [`Client::open_websocket`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/0/private/GetWebSocketsToken", form, protected, response = Opened, error = KrakenError)]
pub struct OpenWebsocket { otp: Option<Secret> }

/// What [`Client::open_websocket`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Opened {
    #[decode(at("result.token"))] pub token: Secret,
    #[decode(at("result.expires"))] pub expires: Seconds,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("error.0"), code)] pub code: Option<String>,
}

/// Why Kraken refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum KrakenError {
    /// The provider answered 200.
    #[api_error(200, when(code = "EAPI:Invalid nonce"), class = retry)] InvalidNonce(Fault),
    /// The provider answered 200.
    #[api_error(200, when(code("EAPI:Invalid key", "EAPI:Invalid signature")), class = reauthenticate)]
    InvalidKey(Fault),
    /// The provider answered 200.
    #[api_error(200, when(code = "EGeneral:Permission denied"), class = denied)] Denied(Fault),
    /// The provider answered 200.
    #[api_error(200, when(code("EAPI:Rate limit exceeded", "EService:Throttled")), class = rate_limited)]
    RateLimited(Fault),
    /// The provider answered 200.
    #[api_error(200, when(code), class = configuration)] Refused(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// An API key and its private key.
#[derive(Clone, Debug, Credential)]
#[credential(
    provider = Kraken,
    computed(nonce = now(unix_milliseconds, increasing)),
    header("API-Key" = "{api_key}"),
    body("nonce" = "{nonce}"),
    sign(
        header(
            "API-Sign" = hmac_sha512(
                "{request.path}",
                sha256("{nonce}{request.body}"),
                key = decoded("{private_key}", encoding = base64),
                encoding = base64,
            ),
        ),
    ),
    env_prefix = "KRAKEN_",
    check(GetBalance::new())
)]
pub struct ApiKey { api_key: String, private_key: Secret }
