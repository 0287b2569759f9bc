// @generated from shopee.yaml: edit the spec, not this file.

//! Shopee.
//!
//! Source: <https://open.shopee.com/developer-guide/20>
//!
//! Credentials:
//! - [`Shop`]: The consent of a shop. Its tokens are made by `get_token`, after `authorize`, renewed by
//!   `renew`.

use auth_runtime::consent::AuthorizationGrant;
use auth_runtime::host::Environment;
use auth_runtime::response::Classes;
use auth_runtime::session::{OneTime, TokenSource};
use auth_runtime::{
    Accepts, Anonymous, ApiError, Authorizes, Callback, Client, Connection, Credential, Decode, Endpoint, Error,
    ErrorBody, Host, Json, Provider, Response, Seconds, Secret,
};

/// The provider Shopee.
#[derive(Clone, Copy, Debug)]
pub struct Shopee;

impl Provider for Shopee {
    const NAME: &'static str = "shopee";
    const TITLE: &'static str = "Shopee";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://partner.shopeemobile.com")];
    const CLASSES: Classes = Classes::of::<ShopeeError>();
}

impl Shopee {
    /// For developers in the Americas.
    pub const BRAZIL: Environment<Self> = Environment::new(&[Host::new("base", "https://openplatform.shopee.com.br")]);
    /// A place for tests.
    pub const SANDBOX: Environment<Self> = Environment::new(
        &[Host::new("base", "https://openplatform.sandbox.test-stable.shopee.sg")],
    );
}

/// A client of Shopee. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<Shopee, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = ShopeeError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange the code for a token.
    ///
    /// # Errors
    /// [`ShopeeError`] if `POST /api/v2/auth/token/get` is refused.
    pub async fn get_token(&self, request: GetToken) -> Reply<Token> { self.0.call(request).await }

    /// Exchange a refresh token for a token.
    ///
    /// # Errors
    /// [`ShopeeError`] if `POST /api/v2/auth/access_token/get` is refused.
    pub async fn renew(&self, request: Renew) -> Reply<Token> { self.0.call(request).await }

    /// The shop.
    ///
    /// # Errors
    /// [`ShopeeError`] if `GET /api/v2/shop/get_shop_info` is refused.
    pub async fn get_shop_info(&self) -> Reply<Json> where C: Authorizes<Shopee, Shop> {
        self.0.call_protected(GetShopInfo).await
    }
}

/// Ask the owner of a shop for consent.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    VISIT "/api/v2/shop/auth_partner",
    computed(time = "{now}"),
    query("timestamp" = "{time}"),
    query("sign" = hmac_sha256("{partner_id}/api/v2/shop/auth_partner{time}", key = "{partner_key}", encoding = hex)),
    provider = Shopee,
    callback = AuthorizeCallback,
    pkce = off
)]
pub struct Authorize {
    #[endpoint(input)] partner_key: Secret,
    #[endpoint(query)] partner_id: i64,
    #[endpoint(query, format = "url")] redirect: String,
}

/// Exchange the code for a token. Sent by [`Client::get_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/api/v2/auth/token/get",
    body("partner_id" = "{partner_id}"),
    sign(
        query("timestamp" = "{now}"),
        query(
            "sign" = hmac_sha256(
                "{partner_id}{request.path}{request.query.timestamp}",
                key = "{partner_key}",
                encoding = hex,
            ),
        ),
    ),
    json,
    response = Token,
    error = ShopeeError
)]
pub struct GetToken {
    #[endpoint(input)] partner_key: Secret,
    #[endpoint(query)] partner_id: i64,
    code: Secret,
    shop_id: i64,
}

/// Exchange a refresh token for a token. Sent by [`Client::renew`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/api/v2/auth/access_token/get",
    body("partner_id" = "{partner_id}"),
    sign(
        query("timestamp" = "{now}"),
        query(
            "sign" = hmac_sha256(
                "{partner_id}{request.path}{request.query.timestamp}",
                key = "{partner_key}",
                encoding = hex,
            ),
        ),
    ),
    json,
    response = Token,
    error = ShopeeError
)]
pub struct Renew {
    #[endpoint(input)] partner_key: Secret,
    #[endpoint(query)] partner_id: i64,
    refresh_token: Secret,
    shop_id: i64,
}

/// The shop. Sent by [`Client::get_shop_info`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/api/v2/shop/get_shop_info", protected = Shop, response = Json, error = ShopeeError)]
pub struct GetShopInfo;

/// What [`Client::get_token`] and [`Client::renew`] return.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Token {
    /// The token that calls are made with (RFC 6749 §5.1).
    pub access_token: Secret,
    /// The token that the next one is requested with (RFC 6749 §6).
    pub refresh_token: Secret,
    pub expire_in: Seconds,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(code)] pub error: Option<String>,
    #[error_body(message)] pub message: Option<String>,
}

/// What the page `authorize` gives back.
#[derive(Clone, Debug, Callback)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct AuthorizeCallback {
    /// The authorization code (RFC 6749 §4.1.2).
    pub code: Secret,
    pub shop_id: i64,
}

/// What a log-in with `Shop` captures.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct ShopCaptured { pub shop_id: i64 }

/// Why Shopee refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum ShopeeError {
    /// The access token is wrong or has ended.
    #[api_error(
        200, 403, when(error("error_auth", "invalid_access_token", "invalid_acceess_token")), class = reauthenticate
    )]
    TokenEnded(Fault),
    /// The partner key is wrong, or the clock.
    #[api_error(200, 403, when(error = "error_sign"), class = configuration)] WrongSignature(Fault),
    /// Any other refusal.
    #[api_error(200, 403, when(error!= ""), class = configuration)] Refused(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// The consent of a shop.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = Shopee,
    mint(GetToken(partner_key, partner_id, code = authorize.code, shop_id = authorize.shop_id)),
    refresh(Renew(refresh_token)),
    token(access_token, expires_in = expire_in, refresh_token),
    capture(shop_id = authorize.shop_id),
    captured = ShopCaptured,
    renewed(access_token, expires_in = expire_in, refresh_token),
    rotation = replaced,
    in_url,
    env_prefix = "SHOPEE_",
    query("partner_id" = "{partner_id}"),
    query("access_token" = "{access_token}"),
    query("shop_id" = "{shop_id}"),
    sign(
        query("timestamp" = "{now}"),
        query(
            "sign" = hmac_sha256(
                "{partner_id}{request.path}{request.query.timestamp}{access_token}{shop_id}",
                key = "{partner_key}",
                encoding = hex,
            ),
        ),
    )
)]
pub struct Shop {
    #[token_source(mint, refresh)] partner_key: Secret,
    #[token_source(mint, refresh)] partner_id: i64,
    /// What the user's consent gave back.
    #[token_source(visit = authorize)] code: OneTime<AuthorizationGrant<AuthorizeCallback>>,
    #[token_source(refresh)] shop_id: i64,
}

/// A token of [`Shop`], attached as it is.
#[derive(Clone, Debug, Credential)]
#[credential(
    provider = Shopee,
    query("partner_id" = "{partner_id}"),
    query("access_token" = "{access_token}"),
    query("shop_id" = "{shop_id}"),
    sign(
        query("timestamp" = "{now}"),
        query(
            "sign" = hmac_sha256(
                "{partner_id}{request.path}{request.query.timestamp}{access_token}{shop_id}",
                key = "{partner_key}",
                encoding = hex,
            ),
        ),
    )
)]
pub struct ShopToken {
    partner_id: i64,
    #[credential(in_url)] access_token: Secret,
    shop_id: i64,
    partner_key: Secret,
}

impl Accepts<ShopToken> for Shop {}
