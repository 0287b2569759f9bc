// @generated from coinbase.yaml: edit the spec, not this file.

//! Coinbase.
//!
//! Source: <https://docs.cdp.coinbase.com/coinbase-app/advanced-trade-apis/overview>
//!
//! Credentials:
//! - [`ApiKey`]: An API key, which signs a JWT about each request and is never sent.
//! - [`Ed25519Key`]: The same with a key of Ed25519.

use auth_runtime::response::Classes;
use auth_runtime::value::UnixSeconds;
use auth_runtime::{
    Anonymous, ApiError, Authorizes, Client, Connection, Credential, Decode, Endpoint, Error, ErrorBody, Host, Json,
    PrivateKey, Provider, Response, Timestamp,
};

/// The provider Coinbase.
#[derive(Clone, Copy, Debug)]
pub struct Coinbase;

impl Provider for Coinbase {
    const NAME: &'static str = "coinbase";
    const TITLE: &'static str = "Coinbase";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://api.coinbase.com")];
    const CLASSES: Classes = Classes::of::<CoinbaseError>();
}

/// A client of Coinbase. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<Coinbase, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = CoinbaseError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// The time of the server.
    ///
    /// # Errors
    /// [`CoinbaseError`] if `GET /api/v3/brokerage/time` is refused.
    pub async fn get_time(&self) -> Reply<ServerTime> { self.0.call(GetTime).await }

    /// What the key may do.
    ///
    /// It takes [`ApiKey`] or [`Ed25519Key`].
    ///
    /// # Errors
    /// [`CoinbaseError`] if `GET /api/v3/brokerage/key_permissions` is refused.
    pub async fn get_permissions(&self) -> Reply<Permissions> where C: Authorizes<Coinbase, GetPermissions> {
        self.0.call_protected(GetPermissions).await
    }

    /// The accounts.
    ///
    /// It takes [`ApiKey`] or [`Ed25519Key`].
    ///
    /// # Errors
    /// [`CoinbaseError`] if `GET /api/v3/brokerage/accounts` is refused.
    pub async fn list_accounts(
        &self,
        request: ListAccounts,
    ) -> Reply<Json> where C: Authorizes<Coinbase, ListAccounts> {
        self.0.call_protected(request).await
    }

    /// Buy or sell at the price of the market.
    ///
    /// It takes [`ApiKey`] or [`Ed25519Key`].
    ///
    /// # Errors
    /// [`CoinbaseError`] if `POST /api/v3/brokerage/orders` is refused.
    pub async fn create_order(&self, request: CreateOrder) -> Reply<Json> where C: Authorizes<Coinbase, CreateOrder> {
        self.0.call_protected(request).await
    }
}

/// The time of the server. Sent by [`Client::get_time`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/api/v3/brokerage/time", response = ServerTime, error = CoinbaseError)]
pub struct GetTime;

/// What the key may do. Sent by [`Client::get_permissions`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    GET "/api/v3/brokerage/key_permissions",
    protected(ApiKey, Ed25519Key),
    response = Permissions,
    error = CoinbaseError
)]
pub struct GetPermissions;

/// The accounts. Sent by [`Client::list_accounts`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/api/v3/brokerage/accounts", protected(ApiKey, Ed25519Key), response = Json, error = CoinbaseError)]
pub struct ListAccounts {
    #[endpoint(query)] limit: Option<i64>,
    #[endpoint(query)] cursor: Option<String>,
}

/// Buy or sell at the price of the market. Sent by [`Client::create_order`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/api/v3/brokerage/orders",
    body("client_order_id" = random(uuid)),
    json,
    protected(ApiKey, Ed25519Key),
    response = Json,
    error = CoinbaseError
)]
pub struct CreateOrder {
    product_id: String,
    side: String,
    #[endpoint(rename = "/order_configuration/market_market_ioc/quote_size")] quote_size: String,
}

/// What the key may do.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Permissions {
    pub can_view: bool,
    pub can_trade: bool,
    pub can_transfer: bool,
    pub portfolio_uuid: Option<String>,
}

/// The time of the server.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct ServerTime {
    pub iso: Timestamp,
    #[decode(rename = "epochSeconds")] pub epoch_seconds: UnixSeconds,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("error"), code)] pub code: Option<String>,
    #[error_body(at("message", "."), message)] pub text: Option<String>,
}

/// Why Coinbase refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum CoinbaseError {
    /// The request is not valid.
    #[api_error(400)] BadRequest(Fault),
    /// The key or the signature is wrong, or the JWT is older than two minutes.
    #[api_error(401, class = configuration)] Unauthorized(Fault),
    /// The key has not the permission.
    #[api_error(403)] Forbidden(Fault),
    /// Too many requests.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// An API key, which signs a JWT about each request and is never sent.
#[derive(Clone, Debug, Credential)]
#[credential(
    provider = Coinbase,
    computed(nonce = random(bytes, length = 16, encoding = hex)),
    sign(
        bearer(
            jwt(
                algorithm = ES256,
                key = "{private_key}",
                header("kid" = "{key_name}", "nonce" = "{nonce}"),
                claims(
                    "sub" = "{key_name}",
                    "iss" = "cdp",
                    "nbf" = "{now}",
                    "exp" = "{now + 120s}",
                    "uri" = "{request.method} {request.host}{request.path}",
                ),
            ),
        ),
    ),
    env_prefix = "COINBASE_",
    check(GetPermissions)
)]
pub struct ApiKey { key_name: String, private_key: PrivateKey }

/// The same with a key of Ed25519.
#[derive(Clone, Debug, Credential)]
#[credential(
    provider = Coinbase,
    computed(nonce = random(bytes, length = 16, encoding = hex)),
    sign(
        bearer(
            jwt(
                algorithm = EdDSA,
                key = "{private_key}",
                header("kid" = "{key_name}", "nonce" = "{nonce}"),
                claims(
                    "sub" = "{key_name}",
                    "iss" = "cdp",
                    "nbf" = "{now}",
                    "exp" = "{now + 120s}",
                    "uri" = "{request.method} {request.host}{request.path}",
                ),
            ),
        ),
    ),
    env_prefix = "COINBASE_",
    check(GetPermissions)
)]
pub struct Ed25519Key { key_name: String, private_key: PrivateKey }
