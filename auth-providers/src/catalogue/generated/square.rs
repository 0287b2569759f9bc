// @generated from square.yaml: edit the spec, not this file.

//! Square.
//!
//! Source: <https://developer.squareup.com/docs/oauth-api/overview>
//!
//! Credentials:
//! - [`Personal`]: A personal access token.
//! - [`Seller`]: A seller's consent. Its tokens are made by `exchange_code`, after `authorize`, renewed
//!   by `renew`, revoked by `revoke`.

use auth_runtime::consent::AuthorizationCode;
use auth_runtime::host::{Environment, Header};
use auth_runtime::session::{OneTime, TokenSource};
use auth_runtime::{
    Anonymous, ApiError, Authorizes, Bearer, Client, Connection, Credential, Decode, Endpoint, Error, ErrorBody, Host,
    Json, Provider, Response, Scopes, Secret, Timestamp,
};

/// The provider Square.
#[derive(Clone, Copy, Debug)]
pub struct Square;

impl Provider for Square {
    const NAME: &'static str = "square";
    const TITLE: &'static str = "Square";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://connect.squareup.com")];
    const HEADERS: &'static [Header] = &[Header::new("Square-Version", "2025-10-16")];
}

impl Square {
    /// A place for tests.
    pub const SANDBOX: Environment<Self> = Environment::new(
        &[Host::new("base", "https://connect.squareupsandbox.com")],
    );
}

/// A client of Square. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<Square, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = SquareError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange the code for a token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /oauth2/token` is refused; `InvalidRequest`, `InvalidGrant` are special to
    /// it.
    pub async fn exchange_code(&self, request: ExchangeCode) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Exchange a refresh token for a token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /oauth2/token` is refused; `InvalidRequest`, `InvalidGrant` are special to
    /// it.
    pub async fn renew(&self, request: Renew) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Revoke a token, and with it all others that the seller gave to the app, unless the request says
    /// otherwise.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /oauth2/revoke` is refused; `InvalidRequest`, `InvalidGrant` are special to
    /// it.
    pub async fn revoke(&self, request: Revoke) -> Reply<Json, TokenError> { self.0.call(request).await }

    /// What the token is for.
    ///
    /// # Errors
    /// [`SquareError`] if `POST /oauth2/token/status` is refused.
    pub async fn get_token_info(&self) -> Reply<TokenInfo> where C: Authorizes<Square> {
        self.0.call_protected(GetTokenInfo).await
    }

    /// The seller.
    ///
    /// # Errors
    /// [`SquareError`] if `GET /v2/merchants` is refused.
    pub async fn list_merchants(&self) -> Reply<Merchants> where C: Authorizes<Square> {
        self.0.call_protected(ListMerchants).await
    }
}

/// Ask the seller for consent.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(VISIT "/oauth2/authorize", provider = Square)]
pub struct Authorize {
    #[endpoint(query)] client_id: String,
    #[endpoint(query, format = "url")] redirect_uri: Option<String>,
    #[endpoint(query, separator = " ")] scope: Vec<Scope>,
    #[endpoint(query)] session: Option<bool>,
    #[endpoint(query)] locale: Option<String>,
}

/// Exchange the code for a token. Sent by [`Client::exchange_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/oauth2/token", body("grant_type" = "authorization_code"), json, response = Token, error = TokenError)]
pub struct ExchangeCode {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
    code: Secret,
    /// That of the visit; required if the visit had one.
    #[endpoint(format = "url")] redirect_uri: Option<String>,
    /// A token of a day.
    short_lived: Option<bool>,
}

/// Exchange a refresh token for a token. Sent by [`Client::renew`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/oauth2/token", body("grant_type" = "refresh_token"), json, response = Token, error = TokenError)]
pub struct Renew {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
    refresh_token: Secret,
}

/// Revoke a token, and with it all others that the seller gave to the app, unless the request says
/// otherwise. Sent by [`Client::revoke`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/oauth2/revoke", header("Authorization" = "Client {client_secret}"), json, response = Json, error = TokenError
)]
pub struct Revoke {
    #[endpoint(input)] client_secret: Secret,
    client_id: String,
    access_token: Secret,
    revoke_only_access_token: Option<bool>,
}

/// What the token is for. Sent by [`Client::get_token_info`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/oauth2/token/status", protected, repeat, response = TokenInfo, error = SquareError)]
pub struct GetTokenInfo;

/// The seller. Sent by [`Client::list_merchants`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/v2/merchants", protected, response = Merchants, error = SquareError)]
pub struct ListMerchants;

/// What [`Client::exchange_code`] and [`Client::renew`] return.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Token {
    /// The token that calls are made with (RFC 6749 §5.1).
    pub access_token: Secret,
    /// The kind of token (RFC 6749 §7.1).
    pub token_type: String,
    pub expires_at: Timestamp,
    pub merchant_id: String,
    /// The token that the next one is requested with (RFC 6749 §6).
    pub refresh_token: Option<Secret>,
    pub short_lived: Option<bool>,
    pub refresh_token_expires_at: Option<Timestamp>,
}

/// What [`Client::get_token_info`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct TokenInfo {
    pub scopes: Vec<Scope>,
    pub expires_at: Option<Timestamp>,
    pub client_id: String,
    pub merchant_id: String,
}

/// What [`Client::list_merchants`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Merchants {
    #[decode(at("merchant.0.id"))] pub id: String,
    #[decode(at("merchant.0.business_name"))] pub name: Option<String>,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("errors.0.code", "error", "type"), code)] pub code: Option<String>,
    #[error_body(at("errors.0.detail", "error_description", "message"), message)] pub text: Option<String>,
    #[error_body(at("errors.0.category"))] pub category: Option<String>,
}

/// What a log-in with `Seller` captures.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct SellerCaptured { pub merchant_id: String }

/// Why Square refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum SquareError {
    /// The provider answered 401.
    #[api_error(401)] Unauthorized(Fault),
    /// The provider answered 403.
    #[api_error(403)] Forbidden(Fault),
    /// The provider answered 429.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// Why Square refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum TokenError {
    /// The provider answered 400.
    #[api_error(400)] InvalidRequest(Fault),
    /// The provider answered 401.
    #[api_error(401, class = reauthenticate)] InvalidGrant(Fault),
    /// The provider answered 403.
    #[api_error(403)] Forbidden(Fault),
    /// The provider answered 429.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// What a token of Square may be used for (RFC 6749 §3.3).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Scopes)]
#[non_exhaustive]
pub enum Scope {
    /// Read the profile of the seller.
    #[scope("MERCHANT_PROFILE_READ")] MerchantProfileRead,
    /// See payments.
    #[scope("PAYMENTS_READ")] PaymentsRead,
    /// Take payments.
    #[scope("PAYMENTS_WRITE")] PaymentsWrite,
    /// See orders.
    #[scope("ORDERS_READ")] OrdersRead,
    /// A value that the provider does not document.
    #[scope(other)] Other(String),
}

/// A personal access token.
#[derive(Clone, Debug, Credential)]
#[credential(provider = Square, bearer, check(GetTokenInfo))]
pub struct Personal(
    #[credential(env = "SQUARE_PERSONAL")] Secret,
);

/// A seller's consent.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = Square,
    mint(ExchangeCode),
    refresh(Renew(refresh_token)),
    revoke(Revoke(access_token)),
    token(access_token, expires_at, refresh_token, token_type),
    capture(merchant_id),
    captured = SellerCaptured,
    early = 604_800,
    rotation = kept,
    check(GetTokenInfo),
    env_prefix = "SQUARE_"
)]
pub struct Seller {
    /// The identifier of the client (RFC 6749 §2.2).
    #[token_source(mint, refresh, revoke)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[token_source(mint, refresh, revoke)] client_secret: Secret,
    code: OneTime<AuthorizationCode>,
    /// That of the visit; required if the visit had one.
    redirect_uri: Option<String>,
    /// A token of a day.
    short_lived: Option<bool>,
    #[token_source(revoke)] revoke_only_access_token: Option<bool>,
}

impl Authorizes<Square> for Bearer {}
