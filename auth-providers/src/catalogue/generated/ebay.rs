// @generated from ebay.yaml: edit the spec, not this file.

//! `eBay`.
//!
//! Source: <https://developer.ebay.com/api-docs/static/oauth-tokens.html>
//!
//! Credentials:
//! - [`User`]: A user's consent. Its tokens are made by `exchange_code`, after `authorize`, renewed by
//!   `renew`.
//! - [`App`]: The app itself. Its tokens are made by `create_token`.

use auth_runtime::consent::AuthorizationCode;
use auth_runtime::host::Environment;
use auth_runtime::response::Classes;
use auth_runtime::session::{OneTime, TokenSource};
use auth_runtime::value::{Code, UnixSeconds};
use auth_runtime::{
    Accepts, Anonymous, ApiError, Authorizes, Bearer, Client, Connection, Decode, Endpoint, Error, ErrorBody, Host,
    Json, PrivateKey, Provider, Response, Scopes, Seconds, Secret,
};

/// The provider `eBay`.
#[derive(Clone, Copy, Debug)]
pub struct Ebay;

impl Provider for Ebay {
    const NAME: &'static str = "ebay";
    const TITLE: &'static str = "eBay";
    const HOSTS: &'static [Host] = &[
        Host::new("base", "https://apiz.ebay.com"),
        Host::new("login", "https://auth.ebay.com"),
        Host::new("api", "https://api.ebay.com"),
    ];
    const CLASSES: Classes = Classes::of::<EbayError>();
}

impl Ebay {
    /// Made-up users and items.
    pub const SANDBOX: Environment<Self> = Environment::new(
        &[
            Host::new("base", "https://apiz.sandbox.ebay.com"),
            Host::new("login", "https://auth.sandbox.ebay.com"),
            Host::new("api", "https://api.sandbox.ebay.com"),
        ],
    );
}

/// A client of `eBay`. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<Ebay, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = EbayError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange the code for tokens.
    ///
    /// # Errors
    /// [`EbayError`] if `POST /identity/v1/oauth2/token` is refused.
    pub async fn exchange_code(&self, request: ExchangeCode) -> Reply<Token> { self.0.call(request).await }

    /// Exchange a refresh token for a token.
    ///
    /// # Errors
    /// [`EbayError`] if `POST /identity/v1/oauth2/token` is refused.
    pub async fn renew(&self, request: Renew) -> Reply<Token> { self.0.call(request).await }

    /// Exchange the secret of the app for a token without a user.
    ///
    /// # Errors
    /// [`EbayError`] if `POST /identity/v1/oauth2/token` is refused.
    pub async fn create_token(&self, request: CreateToken) -> Reply<Token> { self.0.call(request).await }

    /// Make a key for signatures.
    ///
    /// # Errors
    /// [`EbayError`] if `POST /developer/key_management/v1/signing_key` is refused.
    pub async fn create_signing_key(&self) -> Reply<SigningKey> where C: Authorizes<Ebay, App> {
        self.0.call_protected(CreateSigningKey).await
    }

    /// What the seller will be paid; signed, as for all sellers of the EU and the UK.
    ///
    /// # Errors
    /// [`EbayError`] if `GET /sell/finances/v1/seller_funds_summary` is refused.
    pub async fn get_funds(&self, request: GetFunds) -> Reply<Json> where C: Authorizes<Ebay, User> {
        self.0.call_protected(request).await
    }

    /// Refund an order; signed, with a digest of the body.
    ///
    /// # Errors
    /// [`EbayError`] if `POST /sell/fulfillment/v1/order/{order_id}/issue_refund` is refused.
    pub async fn issue_refund(&self, request: IssueRefund) -> Reply<Refund> where C: Authorizes<Ebay, User> {
        self.0.call_protected(request).await
    }
}

/// Ask the user for consent. `redirect_uri` is the name of a URL that is registered (`RuName`).
#[derive(Clone, Debug, Endpoint)]
#[endpoint(VISIT "/oauth2/authorize", host = "login", query("response_type" = "code"), provider = Ebay)]
pub struct Authorize {
    #[endpoint(query)] client_id: String,
    #[endpoint(query)] redirect_uri: String,
    #[endpoint(query, separator = " ")] scope: Vec<Scope>,
    #[endpoint(query)] prompt: Option<String>,
}

/// Exchange the code for tokens. Sent by [`Client::exchange_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/identity/v1/oauth2/token",
    host = "api",
    body("grant_type" = "authorization_code"),
    basic(username = "{client_id}", password = "{client_secret}", encode = form),
    form,
    response = Token,
    error = EbayError
)]
pub struct ExchangeCode {
    /// The identifier of the client (RFC 6749 §2.2).
    #[endpoint(input)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[endpoint(input)] client_secret: Secret,
    code: Secret,
    redirect_uri: String,
}

/// Exchange a refresh token for a token. Sent by [`Client::renew`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/identity/v1/oauth2/token",
    host = "api",
    body("grant_type" = "refresh_token"),
    basic(username = "{client_id}", password = "{client_secret}", encode = form),
    form,
    response = Token,
    error = EbayError
)]
pub struct Renew {
    /// The identifier of the client (RFC 6749 §2.2).
    #[endpoint(input)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[endpoint(input)] client_secret: Secret,
    refresh_token: Secret,
    #[endpoint(separator = " ")] scope: Option<Vec<Scope>>,
}

/// Exchange the secret of the app for a token without a user. Sent by [`Client::create_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/identity/v1/oauth2/token",
    host = "api",
    body("grant_type" = "client_credentials"),
    basic(username = "{client_id}", password = "{client_secret}", encode = form),
    form,
    response = Token,
    error = EbayError
)]
pub struct CreateToken {
    /// The identifier of the client (RFC 6749 §2.2).
    #[endpoint(input)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[endpoint(input)] client_secret: Secret,
    #[endpoint(separator = " ", default = "https://api.ebay.com/oauth/api_scope")] scope: Option<Vec<Scope>>,
}

/// Make a key for signatures. Sent by [`Client::create_signing_key`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/developer/key_management/v1/signing_key",
    body("signingKeyCipher" = "ED25519"),
    json,
    protected = App,
    response = SigningKey,
    error = EbayError
)]
pub struct CreateSigningKey;

/// What the seller will be paid; signed, as for all sellers of the EU and the UK. Sent by
/// [`Client::get_funds`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    GET "/sell/finances/v1/seller_funds_summary",
    sign(
        http_signature(
            algorithm = "EdDSA",
            key = "{signing_key}",
            components("x-ebay-signature-key", "@method", "@path", "@authority"),
        ),
    ),
    protected = User,
    response = Json,
    error = EbayError
)]
pub struct GetFunds {
    #[endpoint(input)] signing_key: PrivateKey,
    #[endpoint(header = "x-ebay-signature-key")] x_ebay_signature_key: Secret,
}

/// Refund an order; signed, with a digest of the body. Sent by [`Client::issue_refund`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/sell/fulfillment/v1/order/{order_id}/issue_refund",
    host = "api",
    sign(
        http_signature(
            algorithm = "EdDSA",
            key = "{signing_key}",
            components("content-digest", "x-ebay-signature-key", "@method", "@path", "@authority"),
        ),
    ),
    json,
    protected = User,
    response = Refund,
    error = EbayError
)]
pub struct IssueRefund {
    #[endpoint(input)] signing_key: PrivateKey,
    order_id: String,
    #[endpoint(header = "x-ebay-signature-key")] x_ebay_signature_key: Secret,
    #[endpoint(rename = "reasonForRefund")] reason_for_refund: String,
    comment: Option<String>,
}

/// A token of two hours; its kind is a text of `eBay's` own.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Token {
    /// The token that calls are made with (RFC 6749 §5.1).
    pub access_token: Secret,
    /// How long the token lives from now on.
    pub expires_in: Seconds,
    /// The token that the next one is requested with (RFC 6749 §6).
    pub refresh_token: Option<Secret>,
    pub refresh_token_expires_in: Option<Seconds>,
    #[decode(at("token_type"))] pub kind: Option<String>,
}

/// A key for signatures; the private part is shown once.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct SigningKey {
    #[decode(rename = "signingKeyId")] pub signing_key_id: String,
    #[decode(rename = "privateKey")] pub private_key: Secret,
    pub jwe: Secret,
    #[decode(rename = "expirationTime")] pub expiration_time: UnixSeconds,
}

/// A refund that was begun.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Refund {
    #[decode(rename = "refundId")] pub refund_id: String,
    #[decode(rename = "refundStatus")] pub refund_status: String,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("errors.0.errorId", "error"), code)] pub code: Option<Code>,
    #[error_body(at("errors.0.longMessage", "errors.0.message", "error_description"), message)]
    pub text: Option<String>,
}

/// Why `eBay` refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum EbayError {
    /// The code or the refresh token is used, expired, or was taken back.
    #[api_error(400, when(code = "invalid_grant"), class = reauthenticate)] InvalidGrant(Fault),
    /// The request or its signature is not valid.
    #[api_error(400)] BadRequest(Fault),
    /// The client or its secret is wrong.
    #[api_error(401, when(code = "invalid_client"), class = configuration)] InvalidClient(Fault),
    /// The token is wrong, or has expired.
    #[api_error(401)] Unauthorized(Fault),
    /// The token has not the scope.
    #[api_error(403)] Forbidden(Fault),
    /// Too many requests.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// What a token of `eBay` may be used for (RFC 6749 §3.3).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Scopes)]
#[non_exhaustive]
pub enum Scope {
    /// What everybody may see.
    #[scope("https://api.ebay.com/oauth/api_scope")] Public,
    /// Orders and refunds.
    #[scope("https://api.ebay.com/oauth/api_scope/sell.fulfillment")] Fulfillment,
    /// Payouts and funds.
    #[scope("https://api.ebay.com/oauth/api_scope/sell.finances")] Finances,
    /// Who the user is.
    #[scope("https://api.ebay.com/oauth/api_scope/commerce.identity.readonly")] Identity,
    /// A value that the provider does not document.
    #[scope(other)] Other(String),
}

/// A user's consent.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = Ebay,
    mint(ExchangeCode),
    refresh(Renew(refresh_token)),
    token(access_token, expires_in, refresh_token, refresh_expires_in = refresh_token_expires_in),
    rotation = kept,
    env_prefix = "EBAY_"
)]
pub struct User {
    /// The identifier of the client (RFC 6749 §2.2).
    #[token_source(mint, refresh)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[token_source(mint, refresh)] client_secret: Secret,
    code: OneTime<AuthorizationCode>,
    redirect_uri: String,
    #[token_source(refresh)] scope: Option<Vec<Scope>>,
}

/// The app itself.
#[derive(Clone, Debug, TokenSource)]
#[token_source(provider = Ebay, mint(CreateToken), token(access_token, expires_in), env_prefix = "EBAY_")]
pub struct App {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
    scope: Option<Vec<Scope>>,
}

impl<C: Accepts<Bearer>> Authorizes<Ebay, C> for Bearer {}

impl Accepts<Bearer> for User {}

impl Accepts<Bearer> for App {}
