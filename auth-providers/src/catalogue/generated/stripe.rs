// @generated from stripe.yaml: edit the spec, not this file.

//! Stripe.
//!
//! Source: <https://docs.stripe.com/api/authentication>
//!
//! Credentials:
//! - [`SecretKey`]: A secret or restricted key, perhaps on behalf of a connected account.
//! - [`Basic`]: A secret key in HTTP Basic.
//! - [`Connected`]: An account that has given access to the platform. Its tokens are made by
//!   `exchange_code`, after `authorize`.

use auth_runtime::consent::AuthorizationCode;
use auth_runtime::host::Header;
use auth_runtime::response::Classes;
use auth_runtime::session::{OneTime, TokenSource};
use auth_runtime::{
    Anonymous, ApiError, Authorizes, Bearer, Choice, Client, Connection, Credential, Decode, Endpoint, Error, ErrorBody,
    Host, Json, Provider, Response, Secret,
};

/// The provider Stripe.
#[derive(Clone, Copy, Debug)]
pub struct Stripe;

impl Provider for Stripe {
    const NAME: &'static str = "stripe";
    const TITLE: &'static str = "Stripe";
    const HOSTS: &'static [Host] = &[
        Host::new("base", "https://api.stripe.com/v1"),
        Host::new("connect", "https://connect.stripe.com"),
    ];
    const HEADERS: &'static [Header] = &[Header::new("Stripe-Version", "2025-09-30.clover")];
    const CLASSES: Classes = Classes::of::<StripeError>();
}

/// A client of Stripe. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<Stripe, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = StripeError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange the code for a token of the account.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /oauth/token` is refused; `InvalidGrant`, `InvalidTokenRequest` are special
    /// to it.
    pub async fn exchange_code(&self, request: ExchangeCode) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// End the access to an account.
    ///
    /// # Errors
    /// [`StripeError`] if `POST /oauth/deauthorize` is refused.
    pub async fn deauthorize(&self, request: Deauthorize) -> Reply<Json> where C: Authorizes<Stripe, SecretKey> {
        self.0.call_protected(request).await
    }

    /// The account.
    ///
    /// # Errors
    /// [`StripeError`] if `GET /account` is refused.
    pub async fn get_account(&self) -> Reply<Account> where C: Authorizes<Stripe> {
        self.0.call_protected(GetAccount).await
    }

    /// Create a customer.
    ///
    /// # Errors
    /// [`StripeError`] if `POST /customers` is refused.
    pub async fn create_customer(&self, request: CreateCustomer) -> Reply<Json> where C: Authorizes<Stripe> {
        self.0.call_protected(request).await
    }
}

/// Ask for access to an account.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(VISIT "/oauth/authorize", host = "connect", query("response_type" = "code"), provider = Stripe)]
pub struct Authorize {
    #[endpoint(query)] client_id: String,
    #[endpoint(query, format = "url")] redirect_uri: String,
    #[endpoint(query)] scope: Access,
}

/// Exchange the code for a token of the account. Sent by [`Client::exchange_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/oauth/token",
    host = "connect",
    body("grant_type" = "authorization_code"),
    form,
    response = Token,
    error = TokenError
)]
pub struct ExchangeCode {
    /// The platform's secret key.
    client_secret: Secret,
    code: Secret,
}

/// End the access to an account. Sent by [`Client::deauthorize`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/oauth/deauthorize", host = "connect", form, protected = SecretKey, response = Json, error = StripeError
)]
pub struct Deauthorize { client_id: String, stripe_user_id: String }

/// The account. Sent by [`Client::get_account`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/account", protected, response = Account, error = StripeError)]
pub struct GetAccount;

/// Create a customer. Sent by [`Client::create_customer`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/customers", header("Idempotency-Key" = random(uuid)), form, protected, response = Json, error = StripeError
)]
pub struct CreateCustomer {
    #[endpoint(format = "email")] email: Option<String>,
    name: Option<String>,
}

/// What [`Client::exchange_code`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Token {
    /// The token that calls are made with (RFC 6749 §5.1).
    pub access_token: Secret,
    /// The token that the next one is requested with (RFC 6749 §6).
    pub refresh_token: Option<Secret>,
    /// The kind of token (RFC 6749 §7.1).
    #[decode(default = "bearer")] pub token_type: String,
    /// The scopes that were granted (RFC 6749 §3.3).
    pub scope: Option<String>,
    pub livemode: bool,
    #[decode(at("stripe_user_id"))] pub account_id: String,
    #[decode(at("stripe_publishable_key"))] pub publishable_key: Option<String>,
}

/// What [`Client::get_account`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Account { pub id: String, pub email: Option<String> }

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("error.code", "error.type", "error"), code)] pub code: Option<String>,
    #[error_body(at("error.message", "error_description"), message)] pub text: Option<String>,
    #[error_body(at("error.type"))] pub kind: Option<String>,
}

/// What a log-in with `Connected` captures.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct ConnectedCaptured { pub account_id: String }

/// Why Stripe refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum StripeError {
    /// The provider answered 400.
    #[api_error(400)] InvalidRequest(Fault),
    /// The provider answered 401.
    #[api_error(401)] InvalidKey(Fault),
    /// The provider answered 403.
    #[api_error(403)] Forbidden(Fault),
    /// The provider answered 409.
    #[api_error(409, class = retry)] IdempotencyConflict(Fault),
    /// The provider answered 429.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// Why Stripe refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum TokenError {
    /// The provider answered 400.
    #[api_error(400, when(code = "invalid_grant"), class = reauthenticate)] InvalidGrant(Fault),
    /// The provider answered 400.
    #[api_error(400)] InvalidTokenRequest(Fault),
    /// The provider answered 401.
    #[api_error(401)] InvalidKey(Fault),
    /// The provider answered 403.
    #[api_error(403)] Forbidden(Fault),
    /// The provider answered 409.
    #[api_error(409, class = retry)] IdempotencyConflict(Fault),
    /// The provider answered 429.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// One of the values of `Access`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Choice)]
#[non_exhaustive]
pub enum Access {
    /// See everything.
    #[choice("read_only")] ReadOnly,
    /// Change everything.
    #[choice("read_write")] ReadWrite,
    /// A value that the provider does not document.
    #[choice(other)] Other(String),
}

/// A secret or restricted key, perhaps on behalf of a connected account.
#[derive(Clone, Debug, Credential)]
#[credential(
    provider = Stripe,
    header("Authorization" = "Bearer {secret_key}"),
    header("Stripe-Account" = "{account}"),
    env_prefix = "STRIPE_",
    check(GetAccount)
)]
pub struct SecretKey { secret_key: Secret, account: Option<String> }

/// A secret key in HTTP Basic.
#[derive(Clone, Debug, Credential)]
#[credential(provider = Stripe, basic(username = "{key}", password = ""), env_prefix = "STRIPE_", check(GetAccount))]
pub struct Basic {
    #[credential(env = "STRIPE_BASIC")] key: Secret,
}

/// An account that has given access to the platform.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = Stripe,
    mint(ExchangeCode),
    token(access_token, token_type),
    capture(account_id),
    captured = ConnectedCaptured,
    check(GetAccount),
    env_prefix = "STRIPE_"
)]
pub struct Connected {
    /// The platform's secret key.
    client_secret: Secret,
    code: OneTime<AuthorizationCode>,
}

impl Authorizes<Stripe> for Bearer {}
