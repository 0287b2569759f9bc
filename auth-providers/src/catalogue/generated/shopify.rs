// @generated from shopify.yaml: edit the spec, not this file.

//! Shopify.
//!
//! Source: <https://shopify.dev/docs/apps/build/authentication-authorization>
//!
//! Credentials:
//! - [`CustomApp`]: The token of an app of one shop.
//! - [`Shop`]: A shop that has installed the app. Its tokens are made by `exchange_code`, after
//!   `authorize`, renewed by `renew`.
//! - [`Embedded`]: A shop that has the app in its admin, by the JWT of a person there. Its tokens are
//!   made by `exchange_session`, renewed by `renew`.
//! - [`OwnApp`]: An app of the shop's own organization. Its tokens are made by `create_token`.

use auth_runtime::consent::AuthorizationGrant;
use auth_runtime::host::Setting;
use auth_runtime::response::Classes;
use auth_runtime::session::{OneTime, TokenSource};
use auth_runtime::value::UnixSeconds;
use auth_runtime::{
    Anonymous, ApiError, Authorizes, Callback, Client, Connection, Credential, Decode, Endpoint, Error, ErrorBody, Host,
    Json, Provider, Response, Scopes, Seconds, Secret, host,
};

/// The provider Shopify.
#[derive(Clone, Copy, Debug)]
pub struct Shopify;

impl Provider for Shopify {
    const NAME: &'static str = "shopify";
    const TITLE: &'static str = "Shopify";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://{shop}.myshopify.com/admin")];
    const SETTINGS: &'static [Setting] = <Settings as host::Settings>::SETTINGS;
    const CLASSES: Classes = Classes::of::<ShopifyError>();
}

/// What differs from one customer of Shopify to another. A client is built with it.
#[derive(Clone, Debug, host::Settings)]
#[settings(provider = Shopify, env_prefix = "SHOPIFY_")]
pub struct Settings {
    /// The shop: `acme` of acme.myshopify.com.
    #[settings(label, pattern = "[a-z0-9][a-z0-9-]*")] shop: String,
    /// The version of the API.
    #[settings(pattern = "[0-9]{4}-[0-9]{2}", default = "2026-01")] version: Option<String>,
}

/// A client of Shopify. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
#[client(settings = Settings)]
pub struct Client<C = Anonymous>(Connection<Shopify, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = ShopifyError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange the code for a token that expires.
    ///
    /// # Errors
    /// [`ShopifyError`] if `POST /oauth/access_token` is refused.
    pub async fn exchange_code(&self, request: ExchangeCode) -> Reply<Token> { self.0.call(request).await }

    /// Exchange the JWT of a person in the admin for a token of the app (RFC 8693).
    ///
    /// # Errors
    /// [`ShopifyError`] if `POST /oauth/access_token` is refused.
    pub async fn exchange_session(&self, request: ExchangeSession) -> Reply<Token> { self.0.call(request).await }

    /// Exchange the app's secret for a token of a shop of its own organization.
    ///
    /// # Errors
    /// [`ShopifyError`] if `POST /oauth/access_token` is refused.
    pub async fn create_token(&self, request: CreateToken) -> Reply<AppToken> { self.0.call(request).await }

    /// Exchange a refresh token for the next token.
    ///
    /// # Errors
    /// [`ShopifyError`] if `POST /oauth/access_token` is refused.
    pub async fn renew(&self, request: Renew) -> Reply<Token> { self.0.call(request).await }

    /// The shop.
    ///
    /// # Errors
    /// [`ShopifyError`] if `GET /api/{version}/shop.json` is refused.
    pub async fn get_shop(&self) -> Reply<Json> where C: Authorizes<Shopify> { self.0.call_protected(GetShop).await }

    /// Ask the `GraphQL` API.
    ///
    /// # Errors
    /// [`ShopifyError`] if `POST /api/{version}/graphql.json` is refused.
    pub async fn query(&self, request: Query) -> Reply<Json> where C: Authorizes<Shopify> {
        self.0.call_protected(request).await
    }
}

/// Ask the merchant for consent.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    VISIT "/oauth/authorize",
    settings(shop),
    provider = Shopify,
    callback = AuthorizeCallback,
    expected("shop" = "{shop}.myshopify.com"),
    verify("hmac" = hmac_sha256("{callback.query}", key = "{client_secret}", encoding = hex))
)]
pub struct Authorize {
    #[endpoint(input)] client_secret: Secret,
    #[endpoint(query)] client_id: String,
    #[endpoint(query, format = "url")] redirect_uri: String,
    #[endpoint(query, separator = ",")] scope: Vec<Scope>,
}

/// Exchange the code for a token that expires. Sent by [`Client::exchange_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/oauth/access_token", body("expiring" = 1), json, response = Token, error = ShopifyError)]
pub struct ExchangeCode {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
    code: Secret,
}

/// Exchange the JWT of a person in the admin for a token of the app (RFC 8693). Sent by
/// [`Client::exchange_session`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/oauth/access_token",
    body("grant_type" = "urn:ietf:params:oauth:grant-type:token-exchange"),
    body("subject_token_type" = "urn:ietf:params:oauth:token-type:id_token"),
    body("requested_token_type" = "urn:shopify:params:oauth:token-type:offline-access-token"),
    body("expiring" = 1),
    form,
    response = Token,
    error = ShopifyError
)]
pub struct ExchangeSession {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
    subject_token: Secret,
}

/// Exchange the app's secret for a token of a shop of its own organization. Sent by
/// [`Client::create_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/oauth/access_token",
    body("grant_type" = "client_credentials"),
    form,
    response = AppToken,
    error = ShopifyError
)]
pub struct CreateToken {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
}

/// Exchange a refresh token for the next token. Sent by [`Client::renew`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/oauth/access_token", body("grant_type" = "refresh_token"), form, response = Token, error = ShopifyError
)]
pub struct Renew {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
    refresh_token: Secret,
}

/// The shop. Sent by [`Client::get_shop`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/api/{version}/shop.json", settings(version), protected, response = Json, error = ShopifyError)]
pub struct GetShop;

/// Ask the `GraphQL` API. Sent by [`Client::query`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/api/{version}/graphql.json", settings(version), json, protected, response = Json, error = ShopifyError
)]
pub struct Query { query: String, variables: Option<Json> }

/// What [`Client::exchange_code`] and 2 other calls return.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Token {
    /// The token that calls are made with (RFC 6749 §5.1).
    pub access_token: Secret,
    /// The scopes that were granted (RFC 6749 §3.3).
    #[decode(separator = ",")] pub scope: Vec<Scope>,
    /// How long the token lives from now on.
    pub expires_in: Seconds,
    /// The token that the next one is requested with (RFC 6749 §6).
    pub refresh_token: Secret,
    pub refresh_token_expires_in: Seconds,
}

/// What [`Client::create_token`] returns.
#[derive(Clone, Debug, Decode)]
#[non_exhaustive]
pub struct AppToken {
    /// The token that calls are made with (RFC 6749 §5.1).
    pub access_token: Secret,
    /// The scopes that were granted (RFC 6749 §3.3).
    #[decode(separator = ",")] pub scope: Vec<Scope>,
    /// How long the token lives from now on.
    pub expires_in: Seconds,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("error"), code)] pub code: Option<String>,
    #[error_body(at("error_description", "errors"), message)] pub text: Option<String>,
}

/// What the page `authorize` gives back.
#[derive(Clone, Debug, Callback)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct AuthorizeCallback {
    /// The authorization code (RFC 6749 §4.1.2).
    pub code: Secret,
    pub hmac: String,
    pub host: Option<String>,
    pub timestamp: UnixSeconds,
}

/// Why Shopify refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum ShopifyError {
    /// The provider answered 400.
    #[api_error(400, when(code("invalid_grant", "invalid_request", "invalid_subject_token")), class = reauthenticate)]
    InvalidGrant(Fault),
    /// The provider answered 400.
    #[api_error(400)] BadRequest(Fault),
    /// The provider answered 401.
    #[api_error(401)] Unauthorized(Fault),
    /// The provider answered 402.
    #[api_error(402, class = denied)] ShopFrozen(Fault),
    /// The provider answered 403.
    #[api_error(403)] Forbidden(Fault),
    /// The provider answered 429.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// What a token of Shopify may be used for (RFC 6749 §3.3).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Scopes)]
#[non_exhaustive]
pub enum Scope {
    /// See products.
    #[scope("read_products")] ReadProducts,
    /// Change products.
    #[scope("write_products")] WriteProducts,
    /// See orders.
    #[scope("read_orders")] ReadOrders,
    /// A value that the provider does not document.
    #[scope(other)] Other(String),
}

/// The token of an app of one shop.
#[derive(Clone, Debug, Credential)]
#[credential(provider = Shopify, header = "X-Shopify-Access-Token", check(GetShop))]
pub struct CustomApp(
    #[credential(env = "SHOPIFY_CUSTOM_APP")] Secret,
);

/// A shop that has installed the app.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = Shopify,
    mint(ExchangeCode(client_id, client_secret, code = authorize.code)),
    refresh(Renew(refresh_token)),
    token(access_token, expires_in, refresh_token, refresh_expires_in = refresh_token_expires_in, scope),
    rotation = replaced,
    one_session,
    check(GetShop),
    env_prefix = "SHOPIFY_",
    header = "X-Shopify-Access-Token"
)]
pub struct Shop {
    /// The identifier of the client (RFC 6749 §2.2).
    #[token_source(mint, refresh)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[token_source(mint, refresh)] client_secret: Secret,
    /// What the user's consent gave back.
    #[token_source(visit = authorize)] code: OneTime<AuthorizationGrant<AuthorizeCallback>>,
}

/// A token of [`Shop`], attached as it is.
#[derive(Clone, Debug, Credential)]
#[credential(provider = Shopify, header = "X-Shopify-Access-Token")]
pub struct ShopToken(Secret);

/// A shop that has the app in its admin, by the JWT of a person there.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = Shopify,
    mint(ExchangeSession),
    refresh(Renew(refresh_token)),
    token(access_token, expires_in, refresh_token, refresh_expires_in = refresh_token_expires_in, scope),
    rotation = replaced,
    one_session,
    check(GetShop),
    env_prefix = "SHOPIFY_",
    header = "X-Shopify-Access-Token"
)]
pub struct Embedded {
    /// The identifier of the client (RFC 6749 §2.2).
    #[token_source(mint, refresh)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[token_source(mint, refresh)] client_secret: Secret,
    subject_token: OneTime<Secret>,
}

/// A token of [`Embedded`], attached as it is.
#[derive(Clone, Debug, Credential)]
#[credential(provider = Shopify, header = "X-Shopify-Access-Token")]
pub struct EmbeddedToken(Secret);

/// An app of the shop's own organization.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = Shopify,
    mint(CreateToken),
    token(access_token, expires_in, scope),
    check(GetShop),
    env_prefix = "SHOPIFY_",
    header = "X-Shopify-Access-Token"
)]
pub struct OwnApp {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
}

/// A token of [`OwnApp`], attached as it is.
#[derive(Clone, Debug, Credential)]
#[credential(provider = Shopify, header = "X-Shopify-Access-Token")]
pub struct OwnAppToken(Secret);
