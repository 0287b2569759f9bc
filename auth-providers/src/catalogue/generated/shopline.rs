// @generated from shopline.yaml: edit the spec, not this file.

//! SHOPLINE.
//!
//! Source: <https://developer.shopline.com/docs/apps/api-instructions-for-use/app-authorization>
//!
//! Credentials:
//! - [`Store`]: The owner of a store gives consent. Its tokens are made by `exchange_code`, after
//!   `authorize`, renewed by `create_next_token`.
//! - [`Installed`]: A store where the app is installed already, without a visit. Its tokens are made by
//!   `create_next_token`.

use auth_runtime::consent::AuthorizationGrant;
use auth_runtime::host::Setting;
use auth_runtime::response::Classes;
use auth_runtime::session::{OneTime, TokenSource};
use auth_runtime::value::Code;
use auth_runtime::{
    Accepts, Anonymous, ApiError, Authorizes, Bearer, Callback, Client, Connection, Decode, Endpoint, Error, ErrorBody,
    Host, Json, Provider, Response, Scopes, Secret, Timestamp, host,
};

/// The provider SHOPLINE.
#[derive(Clone, Copy, Debug)]
pub struct Shopline;

impl Provider for Shopline {
    const NAME: &'static str = "shopline";
    const TITLE: &'static str = "SHOPLINE";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://{handle}.myshopline.com")];
    const SETTINGS: &'static [Setting] = <Settings as host::Settings>::SETTINGS;
    const CLASSES: Classes = Classes::of::<ShoplineError>();
}

/// What differs from one customer of SHOPLINE to another. A client is built with it.
#[derive(Clone, Debug, host::Settings)]
#[settings(provider = Shopline, env_prefix = "SHOPLINE_")]
pub struct Settings {
    /// The store: the first part of its domain.
    #[settings(label, pattern = "[a-z0-9][a-z0-9-]*")] handle: String,
}

/// A client of SHOPLINE. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
#[client(settings = Settings)]
pub struct Client<C = Anonymous>(Connection<Shopline, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = ShoplineError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange the code for a token.
    ///
    /// # Errors
    /// [`ShoplineError`] if `POST /admin/oauth/token/create` is refused.
    pub async fn exchange_code(&self, request: ExchangeCode) -> Reply<Token> { self.0.call(request).await }

    /// Make the next token of a store where the app is installed; the former works for five minutes more.
    ///
    /// # Errors
    /// [`ShoplineError`] if `POST /admin/oauth/token/refresh` is refused.
    pub async fn create_next_token(&self, request: CreateNextToken) -> Reply<Token> { self.0.call(request).await }

    /// The store.
    ///
    /// It takes [`Store`] or [`Installed`].
    ///
    /// # Errors
    /// [`ShoplineError`] if `GET /admin/openapi/v20240301/merchants/shop.json` is refused.
    pub async fn get_store(&self) -> Reply<Json> where C: Authorizes<Shopline, GetStore> {
        self.0.call_protected(GetStore).await
    }
}

/// Ask the owner of the store for consent. The page routes by what is after `#`, and gives back the
/// state in a field of its own.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    VISIT "/admin/oauth-web/#/oauth/authorize",
    query("appKey" = "{app_key}"),
    query("responseType" = "code"),
    query("customField" = "{state}"),
    settings(handle),
    provider = Shopline,
    callback = AuthorizeCallback,
    expected("appkey" = "{app_key}", "customField" = "{state}", "handle" = "{handle}"),
    verify("sign" = hmac_sha256("{callback.query}", key = "{app_secret}", encoding = hex))
)]
pub struct Authorize {
    #[endpoint(input)] app_key: String,
    #[endpoint(input)] app_secret: Secret,
    #[endpoint(query, separator = ",")] scope: Vec<Scope>,
    #[endpoint(query, rename = "redirectUri", format = "url")] redirect_uri: String,
}

/// Exchange the code for a token. Sent by [`Client::exchange_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/admin/oauth/token/create",
    computed(sent_at = now(unix_milliseconds)),
    header("appkey" = "{app_key}"),
    header("timestamp" = "{sent_at}"),
    sign(header("sign" = hmac_sha256("{request.body}{sent_at}", key = "{app_secret}", encoding = hex))),
    json,
    response = Token,
    error = ShoplineError
)]
pub struct ExchangeCode {
    #[endpoint(input)] app_key: String,
    #[endpoint(input)] app_secret: Secret,
    code: Secret,
}

/// Make the next token of a store where the app is installed; the former works for five minutes more.
/// Sent by [`Client::create_next_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/admin/oauth/token/refresh",
    computed(
        sent_at = now(unix_milliseconds),
        signature = hmac_sha256("{sent_at}", key = "{app_secret}", encoding = hex),
    ),
    header("appkey" = "{app_key}"),
    header("timestamp" = "{sent_at}"),
    header("sign" = "{signature}"),
    response = Token,
    error = ShoplineError
)]
pub struct CreateNextToken {
    #[endpoint(input)] app_key: String,
    #[endpoint(input)] app_secret: Secret,
}

/// The store. Sent by [`Client::get_store`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    GET "/admin/openapi/v20240301/merchants/shop.json",
    protected(Store, Installed),
    response = Json,
    error = ShoplineError
)]
pub struct GetStore;

/// A token for the store, which lives ten hours.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Token {
    /// The token that calls are made with (RFC 6749 §5.1).
    #[decode(at("data.accessToken"))] pub access_token: Secret,
    #[decode(at("data.expireTime"))] pub expire_time: Timestamp,
    /// The scopes that were granted (RFC 6749 §3.3).
    #[decode(at("data.scope"), separator = ",")] pub scope: Option<Vec<Scope>>,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("code"))] pub status: Option<Code>,
    #[error_body(at("i18nCode"), code)] pub code: Option<String>,
    #[error_body(at("message", "errors"), message)] pub text: Option<String>,
}

/// What the page `authorize` gives back.
#[derive(Clone, Debug, Callback)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct AuthorizeCallback {
    /// The authorization code (RFC 6749 §4.1.2).
    pub code: Secret,
    pub timestamp: String,
    pub sign: String,
}

/// Why SHOPLINE refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum ShoplineError {
    /// A token was asked for too soon after the last.
    #[api_error(200, when(code = "REQUEST_FREQUENTLY"), class = rate_limited)] TooFrequent(Fault),
    /// The signature, the code or the app is wrong.
    #[api_error(200, when(status(400, 401, 403, 500)), class = configuration)] Refused(Fault),
    /// The token is wrong, or has expired.
    #[api_error(401)] Unauthorized(Fault),
    /// The token has not the scope.
    #[api_error(403)] Forbidden(Fault),
    /// Too many requests.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// What a token of SHOPLINE may be used for (RFC 6749 §3.3).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Scopes)]
#[non_exhaustive]
pub enum Scope {
    /// Read products.
    #[scope("read_products")] ReadProducts,
    /// Change products.
    #[scope("write_products")] WriteProducts,
    /// Read orders.
    #[scope("read_orders")] ReadOrders,
    /// Change orders.
    #[scope("write_orders")] WriteOrders,
    /// Read customers.
    #[scope("read_customers")] ReadCustomers,
    /// A value that the provider does not document.
    #[scope(other)] Other(String),
}

/// The owner of a store gives consent.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = Shopline,
    mint(ExchangeCode(app_key, app_secret, code = authorize.code)),
    refresh(CreateNextToken(app_key, app_secret) anonymous),
    token(access_token, expires_at = expire_time, scope),
    check(GetStore),
    env_prefix = "SHOPLINE_"
)]
pub struct Store {
    #[token_source(mint, refresh)] app_key: String,
    #[token_source(mint, refresh)] app_secret: Secret,
    /// What the user's consent gave back.
    #[token_source(visit = authorize)] code: OneTime<AuthorizationGrant<AuthorizeCallback>>,
}

/// A store where the app is installed already, without a visit.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = Shopline,
    mint(CreateNextToken),
    token(access_token, expires_at = expire_time),
    check(GetStore),
    env_prefix = "SHOPLINE_"
)]
pub struct Installed { app_key: String, app_secret: Secret }

impl<C: Accepts<Bearer>> Authorizes<Shopline, C> for Bearer {}

impl Accepts<Bearer> for GetStore {}
