// @generated from paypal.yaml: edit the spec, not this file.

//! `PayPal`.
//!
//! Source: <https://developer.paypal.com/api/rest/authentication/>
//!
//! Credentials:
//! - [`App`]: An app of a merchant. Its tokens are made by `create_token`, revoked by `terminate`.
//! - [`User`]: A user who logs in with `PayPal`. Its tokens are made by `exchange_code`, after
//!   `authorize`, renewed by `renew`.

use auth_runtime::consent::AuthorizationCode;
use auth_runtime::host::Environment;
use auth_runtime::response::Classes;
use auth_runtime::session::{OneTime, TokenSource};
use auth_runtime::{
    Accepts, Anonymous, ApiError, Authorizes, Bearer, Client, Connection, Decode, Endpoint, Error, ErrorBody, Host,
    Json, Provider, Response, Scopes, Seconds, Secret,
};

/// The provider `PayPal`.
#[derive(Clone, Copy, Debug)]
pub struct PayPal;

impl Provider for PayPal {
    const NAME: &'static str = "paypal";
    const TITLE: &'static str = "PayPal";
    const HOSTS: &'static [Host] = &[
        Host::new("base", "https://api-m.paypal.com"),
        Host::new("site", "https://www.paypal.com"),
    ];
    const CLASSES: Classes = Classes::of::<PayPalError>();
}

impl PayPal {
    /// A place for tests.
    pub const SANDBOX: Environment<Self> = Environment::new(
        &[Host::new("base", "https://api-m.sandbox.paypal.com"), Host::new("site", "https://www.sandbox.paypal.com")],
    );
}

/// A client of `PayPal`. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<PayPal, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = PayPalError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange the code for a token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /v1/oauth2/token` is refused; `InvalidGrant`, `InvalidRequest` are special
    /// to it.
    pub async fn exchange_code(&self, request: ExchangeCode) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Exchange a refresh token for a token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /v1/oauth2/token` is refused; `InvalidGrant`, `InvalidRequest` are special
    /// to it.
    pub async fn renew(&self, request: Renew) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Exchange the app's secret for a token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /v1/oauth2/token` is refused; `InvalidGrant`, `InvalidRequest` are special
    /// to it.
    pub async fn create_token(&self, request: CreateToken) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// End a token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /v1/oauth2/token/terminate` is refused; `InvalidGrant`, `InvalidRequest` are
    /// special to it.
    pub async fn terminate(&self, request: Terminate) -> Reply<(), TokenError> { self.0.call(request).await }

    /// Who has logged in.
    ///
    /// # Errors
    /// [`PayPalError`] if `GET /v1/identity/oauth2/userinfo` is refused.
    pub async fn get_profile(&self) -> Reply<Profile> where C: Authorizes<PayPal, User> {
        self.0.call_protected(GetProfile).await
    }

    /// Create an order.
    ///
    /// # Errors
    /// [`PayPalError`] if `POST /v2/checkout/orders` is refused.
    pub async fn create_order(&self, request: CreateOrder) -> Reply<Json> where C: Authorizes<PayPal, App> {
        self.0.call_protected(request).await
    }

    /// List the webhooks.
    ///
    /// # Errors
    /// [`PayPalError`] if `GET /v1/notifications/webhooks` is refused.
    pub async fn list_webhooks(&self) -> Reply<Json> where C: Authorizes<PayPal, App> {
        self.0.call_protected(ListWebhooks).await
    }
}

/// Ask the user to log in.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(VISIT "/signin/authorize", host = "site", query("response_type" = "code"), provider = PayPal)]
pub struct Authorize {
    #[endpoint(query)] client_id: String,
    #[endpoint(query, format = "url")] redirect_uri: String,
    #[endpoint(query, separator = " ")] scope: Vec<Scope>,
}

/// Exchange the code for a token. Sent by [`Client::exchange_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/v1/oauth2/token",
    body("grant_type" = "authorization_code"),
    basic(username = "{client_id}", password = "{client_secret}", encode = form),
    form,
    response = Token,
    error = TokenError
)]
pub struct ExchangeCode {
    /// The identifier of the client (RFC 6749 §2.2).
    #[endpoint(input)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[endpoint(input)] client_secret: Secret,
    code: Secret,
}

/// Exchange a refresh token for a token. Sent by [`Client::renew`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/v1/oauth2/token",
    body("grant_type" = "refresh_token"),
    basic(username = "{client_id}", password = "{client_secret}", encode = form),
    form,
    response = Token,
    error = TokenError
)]
pub struct Renew {
    /// The identifier of the client (RFC 6749 §2.2).
    #[endpoint(input)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[endpoint(input)] client_secret: Secret,
    refresh_token: Secret,
}

/// Exchange the app's secret for a token. Sent by [`Client::create_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/v1/oauth2/token",
    body("grant_type" = "client_credentials"),
    basic(username = "{client_id}", password = "{client_secret}", encode = form),
    form,
    response = Token,
    error = TokenError
)]
pub struct CreateToken {
    /// The identifier of the client (RFC 6749 §2.2).
    #[endpoint(input)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[endpoint(input)] client_secret: Secret,
}

/// End a token. Sent by [`Client::terminate`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/v1/oauth2/token/terminate",
    basic(username = "{client_id}", password = "{client_secret}", encode = form),
    form,
    response = (),
    error = TokenError
)]
pub struct Terminate {
    /// The identifier of the client (RFC 6749 §2.2).
    #[endpoint(input)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[endpoint(input)] client_secret: Secret,
    token: Secret,
    token_type_hint: Option<String>,
}

/// Who has logged in. Sent by [`Client::get_profile`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    GET "/v1/identity/oauth2/userinfo",
    query("schema" = "paypalv1.1"),
    protected = User,
    response = Profile,
    error = PayPalError
)]
pub struct GetProfile;

/// Create an order. Sent by [`Client::create_order`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/v2/checkout/orders",
    header("PayPal-Request-Id" = random(uuid)),
    json,
    protected = App,
    response = Json,
    error = PayPalError
)]
pub struct CreateOrder {
    #[endpoint(default = "CAPTURE")] intent: Option<String>,
    purchase_units: Vec<Json>,
}

/// List the webhooks. Sent by [`Client::list_webhooks`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/v1/notifications/webhooks", protected = App, response = Json, error = PayPalError)]
pub struct ListWebhooks;

/// What [`Client::exchange_code`] and 2 other calls return.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Token {
    /// The token that calls are made with (RFC 6749 §5.1).
    pub access_token: Secret,
    /// The kind of token (RFC 6749 §7.1).
    pub token_type: String,
    /// How long the token lives from now on.
    pub expires_in: Seconds,
    pub app_id: Option<String>,
    pub nonce: Option<String>,
    /// The scopes that were granted (RFC 6749 §3.3).
    #[decode(separator = " ")] pub scope: Option<Vec<String>>,
    /// The token that the next one is requested with (RFC 6749 §6).
    pub refresh_token: Option<Secret>,
}

/// What [`Client::get_profile`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Profile { pub user_id: String, pub name: Option<String> }

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("name", "error"), code)] pub code: Option<String>,
    #[error_body(at("message", "error_description"), message)] pub text: Option<String>,
    pub debug_id: Option<String>,
    #[error_body(at("details.0.issue"))] pub issue: Option<String>,
}

/// Why `PayPal` refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum PayPalError {
    /// The provider answered 401.
    #[api_error(401, when(code = "invalid_client"), class = configuration)] InvalidClient(Fault),
    /// The provider answered 401.
    #[api_error(401)] InvalidToken(Fault),
    /// The provider answered 403.
    #[api_error(403)] NotAuthorized(Fault),
    /// The provider answered 422.
    #[api_error(422)] Unprocessable(Fault),
    /// The provider answered 429.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// Why `PayPal` refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum TokenError {
    /// The provider answered 400.
    #[api_error(400, when(code = "invalid_grant"), class = reauthenticate)] InvalidGrant(Fault),
    /// The provider answered 400.
    #[api_error(400)] InvalidRequest(Fault),
    /// The provider answered 401.
    #[api_error(401, when(code = "invalid_client"), class = configuration)] InvalidClient(Fault),
    /// The provider answered 401.
    #[api_error(401)] InvalidToken(Fault),
    /// The provider answered 403.
    #[api_error(403)] NotAuthorized(Fault),
    /// The provider answered 422.
    #[api_error(422)] Unprocessable(Fault),
    /// The provider answered 429.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// What a token of `PayPal` may be used for (RFC 6749 §3.3).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Scopes)]
#[non_exhaustive]
pub enum Scope {
    /// Log in.
    #[scope("openid")] Openid,
    /// Read the profile.
    #[scope("profile")] Profile,
    /// Read the email address.
    #[scope("email")] Email,
    /// A value that the provider does not document.
    #[scope(other)] Other(String),
}

/// An app of a merchant.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = PayPal,
    mint(CreateToken),
    revoke(Terminate(token)),
    token(access_token, expires_in, token_type),
    check(ListWebhooks),
    env_prefix = "PAYPAL_"
)]
pub struct App {
    /// The identifier of the client (RFC 6749 §2.2).
    #[token_source(mint, revoke)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[token_source(mint, revoke)] client_secret: Secret,
    #[token_source(revoke)] token_type_hint: Option<String>,
}

/// A user who logs in with `PayPal`.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = PayPal,
    mint(ExchangeCode),
    refresh(Renew(refresh_token)),
    token(access_token, expires_in, refresh_token, token_type),
    rotation = kept,
    identity(call = GetProfile, subject = user_id),
    check(GetProfile),
    env_prefix = "PAYPAL_"
)]
pub struct User {
    /// The identifier of the client (RFC 6749 §2.2).
    #[token_source(mint, refresh)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[token_source(mint, refresh)] client_secret: Secret,
    code: OneTime<AuthorizationCode>,
}

impl<C: Accepts<Bearer>> Authorizes<PayPal, C> for Bearer {}

impl Accepts<Bearer> for App {}

impl Accepts<Bearer> for User {}
