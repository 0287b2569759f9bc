// @generated from tiktok_shop.yaml: edit the spec, not this file.

//! `TikTok` Shop.
//!
//! Source: <https://partner.tiktokshop.com/docv2/page/sign-your-api-request>
//!
//! Credentials:
//! - [`Seller`]: A seller's consent. Its tokens are made by `get_token`, after `authorize`, renewed by
//!   `renew`.

use auth_runtime::consent::AuthorizationGrant;
use auth_runtime::response::Classes;
use auth_runtime::session::{OneTime, TokenSource};
use auth_runtime::value::UnixSeconds;
use auth_runtime::{
    Accepts, Anonymous, ApiError, Authorizes, Callback, Client, Connection, Credential, Decode, Endpoint, Error,
    ErrorBody, Host, Json, Provider, Response, Secret,
};

/// The provider `TikTok` Shop.
#[derive(Clone, Copy, Debug)]
pub struct TikTokShop;

impl Provider for TikTokShop {
    const NAME: &'static str = "tiktok_shop";
    const TITLE: &'static str = "TikTok Shop";
    const HOSTS: &'static [Host] = &[
        Host::new("base", "https://open-api.tiktokglobalshop.com"),
        Host::new("services", "https://services.tiktokshop.com"),
        Host::new("auth", "https://auth.tiktok-shops.com"),
    ];
    const CLASSES: Classes = Classes::of::<TikTokShopError>();
}

/// A client of `TikTok` Shop. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<TikTokShop, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = TikTokShopError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange a code for a token.
    ///
    /// # Errors
    /// [`TikTokShopError`] if `GET /api/v2/token/get` is refused.
    pub async fn get_token(&self, request: GetToken) -> Reply<Token> { self.0.call(request).await }

    /// Exchange a refresh token for a token.
    ///
    /// # Errors
    /// [`TikTokShopError`] if `GET /api/v2/token/refresh` is refused.
    pub async fn renew(&self, request: Renew) -> Reply<Token> { self.0.call(request).await }

    /// The shops of the seller.
    ///
    /// # Errors
    /// [`TikTokShopError`] if `GET /authorization/202309/shops` is refused.
    pub async fn list_shops(&self) -> Reply<Shops> where C: Authorizes<TikTokShop, Seller> {
        self.0.call_protected(ListShops).await
    }

    /// Find orders of a shop.
    ///
    /// # Errors
    /// [`TikTokShopError`] if `POST /order/202309/orders/search` is refused.
    pub async fn search_orders(&self, request: SearchOrders) -> Reply<Orders> where C: Authorizes<TikTokShop, Seller> {
        self.0.call_protected(request).await
    }
}

/// Ask a seller for consent; where the browser returns to is set in the Partner Center.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(VISIT "/open/authorize", host = "services", provider = TikTokShop, callback = AuthorizeCallback, pkce = off)]
pub struct Authorize {
    #[endpoint(query)] service_id: String,
}

/// Exchange a code for a token. Sent by [`Client::get_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    GET "/api/v2/token/get",
    host = "auth",
    query("grant_type" = "authorized_code"),
    response = Token,
    error = TikTokShopError
)]
pub struct GetToken {
    #[endpoint(query)] app_key: String,
    #[endpoint(query, in_url)] app_secret: Secret,
    #[endpoint(query, in_url)] auth_code: Secret,
}

/// Exchange a refresh token for a token. Sent by [`Client::renew`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    GET "/api/v2/token/refresh",
    host = "auth",
    query("grant_type" = "refresh_token"),
    response = Token,
    error = TikTokShopError
)]
pub struct Renew {
    #[endpoint(query)] app_key: String,
    #[endpoint(query, in_url)] app_secret: Secret,
    #[endpoint(query, in_url)] refresh_token: Secret,
}

/// The shops of the seller. Sent by [`Client::list_shops`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/authorization/202309/shops", protected = Seller, response = Shops, error = TikTokShopError)]
pub struct ListShops;

/// Find orders of a shop. Sent by [`Client::search_orders`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/order/202309/orders/search", json, protected = Seller, repeat, response = Orders, error = TikTokShopError
)]
pub struct SearchOrders {
    #[endpoint(query)] shop_cipher: String,
    #[endpoint(query)] page_size: i64,
    #[endpoint(query)] page_token: Option<String>,
    order_status: Option<String>,
}

/// What [`Client::get_token`] and [`Client::renew`] return.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Token {
    /// The token that calls are made with (RFC 6749 §5.1).
    #[decode(at("data.access_token"))] pub access_token: Secret,
    #[decode(at("data.access_token_expire_in"))] pub expires_at: UnixSeconds,
    /// The token that the next one is requested with (RFC 6749 §6).
    #[decode(at("data.refresh_token"))] pub refresh_token: Secret,
    #[decode(at("data.refresh_token_expire_in"))] pub refresh_expires_at: Option<UnixSeconds>,
    #[decode(at("data.seller_name"))] pub seller_name: Option<String>,
}

/// What [`Client::list_shops`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Shops {
    #[decode(at("data.shops"))] pub shops: Vec<Shop>,
}

/// An object in a reply.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Shop {
    pub id: String,
    pub name: String,
    pub region: String,
    /// What calls name the shop by.
    pub cipher: String,
}

/// What [`Client::search_orders`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Orders {
    #[decode(at("data.orders"))] pub orders: Json,
    #[decode(at("data.next_page_token"))] pub next_page_token: Option<String>,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    pub code: Option<i64>,
    #[error_body(message)] pub message: Option<String>,
}

/// What the page `authorize` gives back.
#[derive(Clone, Debug, Callback)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct AuthorizeCallback {
    #[callback(at("code"))] pub auth_code: Secret,
}

/// Why `TikTok` Shop refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum TikTokShopError {
    /// The access token is wrong or has ended.
    #[api_error(401, when(code(105001, 105002)), class = reauthenticate)] TokenEnded(Fault),
    /// The secret is wrong, or the clock.
    #[api_error(401, when(code = 106001), class = configuration)] WrongSignature(Fault),
    /// Any other such refusal.
    #[api_error(401, class = configuration)] Unauthorized(Fault),
    /// The app has no permission for this.
    #[api_error(403)] Forbidden(Fault),
    /// Too many calls.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// A seller's consent.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = TikTokShop,
    mint(GetToken(app_key, app_secret, auth_code = authorize.auth_code)),
    refresh(Renew(refresh_token)),
    token(access_token, expires_at, refresh_token),
    rotation = replaced,
    env_prefix = "TIKTOK_SHOP_",
    header("x-tts-access-token" = "{access_token}"),
    sign(
        query("app_key" = "{app_key}"),
        query("timestamp" = "{now}"),
        query(
            "sign" = hmac_sha256(
                "{app_secret}{request.path}",
                sorted("{name}{value}"),
                "{request.body}{app_secret}",
                key = "{app_secret}",
                encoding = hex,
            ),
        ),
    )
)]
pub struct Seller {
    #[token_source(mint, refresh)] app_key: String,
    #[token_source(mint, refresh, in_url)] app_secret: Secret,
    /// What the user's consent gave back.
    #[token_source(visit = authorize)] grant: OneTime<AuthorizationGrant<AuthorizeCallback>>,
}

/// A token of [`Seller`], attached as it is.
#[derive(Clone, Debug, Credential)]
#[credential(
    provider = TikTokShop,
    header("x-tts-access-token" = "{access_token}"),
    sign(
        query("app_key" = "{app_key}"),
        query("timestamp" = "{now}"),
        query(
            "sign" = hmac_sha256(
                "{app_secret}{request.path}",
                sorted("{name}{value}"),
                "{request.body}{app_secret}",
                key = "{app_secret}",
                encoding = hex,
            ),
        ),
    )
)]
pub struct SellerToken {
    access_token: Secret,
    app_key: String,
    #[credential(in_url)] app_secret: Secret,
}

impl Accepts<SellerToken> for Seller {}
