// @generated from bybit.yaml: edit the spec, not this file.

//! Bybit.
//!
//! Source: <https://bybit-exchange.github.io/docs/v5/guide>
//!
//! Credentials:
//! - [`ApiKey`]: A key and its secret, which signs the query or the body of each request and is never
//!   sent.

use auth_runtime::host::Environment;
use auth_runtime::response::Classes;
use auth_runtime::value::{Code, Expiry, UnixSeconds};
use auth_runtime::{
    Anonymous, ApiError, Authorizes, Client, Connection, Credential, Decode, Endpoint, Error, ErrorBody, Host, Json,
    Provider, Response, Secret, Timestamp,
};

/// The provider Bybit.
#[derive(Clone, Copy, Debug)]
pub struct Bybit;

impl Provider for Bybit {
    const NAME: &'static str = "bybit";
    const TITLE: &'static str = "Bybit";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://api.bybit.com")];
    const CLASSES: Classes = Classes::of::<BybitError>();
}

impl Bybit {
    /// Made-up money.
    pub const TESTNET: Environment<Self> = Environment::new(&[Host::new("base", "https://api-testnet.bybit.com")]);
    /// Made-up orders at real prices.
    pub const DEMO: Environment<Self> = Environment::new(&[Host::new("base", "https://api-demo.bybit.com")]);
    /// Users of the European Economic Area.
    pub const EEA: Environment<Self> = Environment::new(&[Host::new("base", "https://api.bybit.eu")]);
    /// Users of the Netherlands.
    pub const NETHERLANDS: Environment<Self> = Environment::new(&[Host::new("base", "https://api.bybit.nl")]);
    /// Users of Turkey.
    pub const TURKEY: Environment<Self> = Environment::new(&[Host::new("base", "https://api.bybit-tr.com")]);
    /// Users of Kazakhstan.
    pub const KAZAKHSTAN: Environment<Self> = Environment::new(&[Host::new("base", "https://api.bybit.kz")]);
    /// Users of Georgia.
    pub const GEORGIA: Environment<Self> = Environment::new(&[Host::new("base", "https://api.bybitgeorgia.ge")]);
    /// Users of the United Arab Emirates.
    pub const EMIRATES: Environment<Self> = Environment::new(&[Host::new("base", "https://api.bybit.ae")]);
    /// Users of Indonesia.
    pub const INDONESIA: Environment<Self> = Environment::new(&[Host::new("base", "https://api.bybit.id")]);
}

/// A header of every reply. How many requests of this kind a second may have.
pub const X_BAPI_LIMIT: &str = "X-Bapi-Limit";

/// A header of every reply. How many of them are left.
pub const X_BAPI_LIMIT_STATUS: &str = "X-Bapi-Limit-Status";

/// A header of every reply. When more are allowed, in milliseconds since 1970.
pub const X_BAPI_LIMIT_RESET_TIMESTAMP: &str = "X-Bapi-Limit-Reset-Timestamp";

/// A client of Bybit. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<Bybit, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = BybitError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// The time of the server.
    ///
    /// # Errors
    /// [`BybitError`] if `GET /v5/market/time` is refused.
    pub async fn get_time(&self) -> Reply<ServerTime> { self.0.call(GetTime).await }

    /// What the key may do.
    ///
    /// # Errors
    /// [`BybitError`] if `GET /v5/user/query-api` is refused.
    pub async fn get_key(&self) -> Reply<KeyInfo> where C: Authorizes<Bybit, ApiKey> {
        self.0.call_protected(GetKey).await
    }

    /// The balances of the account.
    ///
    /// # Errors
    /// [`BybitError`] if `GET /v5/account/wallet-balance` is refused.
    pub async fn get_balance(&self, request: GetBalance) -> Reply<Json> where C: Authorizes<Bybit, ApiKey> {
        self.0.call_protected(request).await
    }

    /// Make an order.
    ///
    /// # Errors
    /// [`BybitError`] if `POST /v5/order/create` is refused.
    pub async fn create_order(&self, request: CreateOrder) -> Reply<Order> where C: Authorizes<Bybit, ApiKey> {
        self.0.call_protected(request).await
    }
}

/// The time of the server. Sent by [`Client::get_time`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/v5/market/time", response = ServerTime, error = BybitError)]
pub struct GetTime;

/// What the key may do. Sent by [`Client::get_key`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/v5/user/query-api", protected = ApiKey, response = KeyInfo, error = BybitError)]
pub struct GetKey;

/// The balances of the account. Sent by [`Client::get_balance`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/v5/account/wallet-balance", protected = ApiKey, response = Json, error = BybitError)]
pub struct GetBalance {
    #[endpoint(query, rename = "accountType", default = "UNIFIED")] account_type: Option<String>,
    #[endpoint(query)] coin: Option<String>,
}

/// Make an order. Sent by [`Client::create_order`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/v5/order/create",
    body("orderType" = "Market"),
    body("orderLinkId" = random(uuid)),
    json,
    protected = ApiKey,
    response = Order,
    error = BybitError
)]
pub struct CreateOrder { category: String, symbol: String, side: String, qty: String }

/// The time of the server.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct ServerTime {
    #[decode(at("result.timeSecond"))] pub seconds: UnixSeconds,
}

/// What the key may do.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct KeyInfo {
    #[decode(at("result.apiKey"))] pub api_key: String,
    #[decode(at("result.readOnly"))] pub read_only: i64,
    #[decode(at("result.expiredAt"), never(""))] pub expired_at: Option<Expiry<Timestamp>>,
}

/// An order that was made.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Order {
    #[decode(at("result.orderId"))] pub order_id: String,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("retCode"), code)] pub code: Option<Code>,
    #[error_body(at("retMsg"), message)] pub text: Option<String>,
}

/// Why Bybit refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum BybitError {
    /// The time of the request is too far from that of the provider.
    #[api_error(200, when(code(10002, -1)), class = clock_skew)] WrongTime(Fault),
    /// The key is wrong or has expired, or the address is not that of the key.
    #[api_error(200, when(code(10003, 10004, 10007, 10010, 33004, -2015)), class = reauthenticate)] InvalidKey(Fault),
    /// The key has not the permission.
    #[api_error(200, when(code = 10005), class = denied)] PermissionDenied(Fault),
    /// Too many requests.
    #[api_error(200, when(code(10006, 10018, 429)), class = rate_limited)] RateLimited(Fault),
    /// The provider cannot answer now.
    #[api_error(200, when(code(10000, 10016)), class = retry)] ServerError(Fault),
    /// A parameter is not valid.
    #[api_error(200, when(code(10001, 110001, 110007)), class = configuration)] BadRequest(Fault),
    /// The request has no valid key.
    #[api_error(401)] Unauthorized(Fault),
    /// The address has sent too many requests, or is in a country without the service.
    #[api_error(403, class = rate_limited)] Forbidden(Fault),
    /// There is no such path, or the category does not fit the account.
    #[api_error(404)] NotFound(Fault),
    /// The provider has too many requests altogether.
    #[api_error(429)] TooManyRequests(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// A key and its secret, which signs the query or the body of each request and is never sent.
#[derive(Clone, Debug, Credential)]
#[credential(
    provider = Bybit,
    computed(sent_at = now(unix_milliseconds)),
    header("X-BAPI-API-KEY" = "{api_key}"),
    header("X-BAPI-TIMESTAMP" = "{sent_at}"),
    header("X-BAPI-RECV-WINDOW" = "5000"),
    sign(
        header(
            "X-BAPI-SIGN" = hmac_sha256(
                "{sent_at}{api_key}5000{request.query}{request.body}",
                key = "{api_secret}",
                encoding = hex,
            ),
        ),
    ),
    env_prefix = "BYBIT_",
    check(GetKey)
)]
pub struct ApiKey { api_key: String, api_secret: Secret }
