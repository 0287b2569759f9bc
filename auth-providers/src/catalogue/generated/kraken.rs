// @generated from kraken.yaml: edit the spec, not this file.

//! Kraken.
//!
//! Source: <https://docs.kraken.com/api/docs/guides/spot-rest-auth>
//!
//! Credentials:
//! - [`ApiKey`]: An API key and its private key, which signs each request and is never sent.

use auth_runtime::response::Classes;
use auth_runtime::value::UnixSeconds;
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
    pub async fn get_time(&self) -> Reply<Time> { self.0.call(GetTime).await }

    /// Make a token for the `WebSocket` API.
    ///
    /// # Errors
    /// [`KrakenError`] if `POST /0/private/GetWebSocketsToken` is refused.
    pub async fn create_websocket_token(
        &self,
        request: CreateWebsocketToken,
    ) -> Reply<WebSocketToken> where C: Authorizes<Kraken, ApiKey> {
        self.0.call_protected(request).await
    }

    /// What the key may do.
    ///
    /// # Errors
    /// [`KrakenError`] if `POST /0/private/GetApiKeyInfo` is refused.
    pub async fn get_key_info(&self, request: GetKeyInfo) -> Reply<Json> where C: Authorizes<Kraken, ApiKey> {
        self.0.call_protected(request).await
    }

    /// The balances of the account.
    ///
    /// # Errors
    /// [`KrakenError`] if `POST /0/private/Balance` is refused.
    pub async fn get_balance(&self, request: GetBalance) -> Reply<Balances> where C: Authorizes<Kraken, ApiKey> {
        self.0.call_protected(request).await
    }
}

/// The time of the server. Sent by [`Client::get_time`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/0/public/Time", response = Time, error = KrakenError)]
pub struct GetTime;

/// Make a token for the `WebSocket` API. Sent by [`Client::create_websocket_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/0/private/GetWebSocketsToken", form, protected = ApiKey, response = WebSocketToken, error = KrakenError
)]
pub struct CreateWebsocketToken {
    /// The second factor, if the key has one.
    otp: Option<Secret>,
}

/// What the key may do. Sent by [`Client::get_key_info`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/0/private/GetApiKeyInfo", form, protected = ApiKey, response = Json, error = KrakenError)]
pub struct GetKeyInfo { otp: Option<Secret> }

/// The balances of the account. Sent by [`Client::get_balance`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/0/private/Balance", form, protected = ApiKey, response = Balances, error = KrakenError)]
pub struct GetBalance { otp: Option<Secret> }

/// A token for the `WebSocket` API, which must be used within its lifetime.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct WebSocketToken {
    #[decode(at("result.token"))] pub token: Secret,
    #[decode(at("result.expires"))] pub expires: Seconds,
}

/// The balances by asset.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Balances { pub result: std::collections::BTreeMap<String, String> }

/// The time of the server.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Time {
    #[decode(at("result.unixtime"))] pub unixtime: UnixSeconds,
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
    /// The nonce is not above the last one that was used with the key.
    #[api_error(200, when(code = "EAPI:Invalid nonce"), class = retry)] InvalidNonce(Fault),
    /// The key is wrong, or was removed.
    #[api_error(200, when(code("EAPI:Invalid key", "EAPI:Invalid signature", "EAuth:Failed")), class = reauthenticate)]
    InvalidKey(Fault),
    /// The key has not the permission.
    #[api_error(200, when(code = "EGeneral:Permission denied"), class = denied)] PermissionDenied(Fault),
    /// Too many requests.
    #[api_error(
        200,
        when(code("EAPI:Rate limit exceeded", "EGeneral:Temporary lockout", "EService:Throttled")),
        class = rate_limited
    )]
    RateLimited(Fault),
    /// The provider cannot answer now.
    #[api_error(200, when(code("EService:Unavailable", "EService:Busy", "EGeneral:Internal error")), class = retry)]
    Unavailable(Fault),
    /// Anything else is wrong with the request.
    #[api_error(200, when(code), class = configuration)] Refused(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// An API key and its private key, which signs each request and is never sent.
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
