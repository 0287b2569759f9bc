// @generated from quickbooks.yaml: edit the spec, not this file.

//! `QuickBooks` Online.
//!
//! Source:
//! <https://developer.intuit.com/app/developer/qbo/docs/develop/authentication-and-authorization/oauth-2.0>
//!
//! Credentials:
//! - [`User`]: A user of one company. Its tokens are made by `exchange_code`, after `authorize`,
//!   renewed by `renew`, revoked by `revoke`.

use auth_runtime::consent::AuthorizationGrant;
use auth_runtime::host::Environment;
use auth_runtime::session::{OneTime, TokenSource};
use auth_runtime::{
    Accepts, Anonymous, ApiError, Authorizes, Bearer, Callback, Client, Connection, Decode, Endpoint, Error, ErrorBody,
    Host, Json, Provider, Response, Scopes, Seconds, Secret,
};

/// The provider `QuickBooks` Online.
#[derive(Clone, Copy, Debug)]
pub struct Quickbooks;

impl Provider for Quickbooks {
    const NAME: &'static str = "quickbooks";
    const TITLE: &'static str = "QuickBooks Online";
    const HOSTS: &'static [Host] = &[
        Host::new("base", "https://quickbooks.api.intuit.com"),
        Host::new("consent", "https://appcenter.intuit.com"),
        Host::new("token", "https://oauth.platform.intuit.com"),
        Host::new("revocation", "https://developer.api.intuit.com"),
    ];
}

impl Quickbooks {
    /// Companies for development.
    pub const SANDBOX: Environment<Self> = Environment::new(
        &[
            Host::new("base", "https://sandbox-quickbooks.api.intuit.com"),
            Host::new("consent", "https://appcenter.intuit.com"),
            Host::new("token", "https://oauth.platform.intuit.com"),
            Host::new("revocation", "https://developer.api.intuit.com"),
        ],
    );
}

/// A client of `QuickBooks` Online. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<Quickbooks, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = QuickbooksError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange the code for a token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /oauth2/v1/tokens/bearer` is refused; `InvalidGrant`, `InvalidRequest`,
    /// `InvalidClient` are special to it.
    pub async fn exchange_code(&self, request: ExchangeCode) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Exchange a refresh token for the next token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /oauth2/v1/tokens/bearer` is refused; `InvalidGrant`, `InvalidRequest`,
    /// `InvalidClient` are special to it.
    pub async fn renew(&self, request: Renew) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Revoke a token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /v2/oauth2/tokens/revoke` is refused; `InvalidGrant`, `InvalidRequest`,
    /// `InvalidClient` are special to it.
    pub async fn revoke(&self, request: Revoke) -> Reply<(), TokenError> { self.0.call(request).await }

    /// The preferences of the company.
    ///
    /// # Errors
    /// [`QuickbooksError`] if `GET /v3/company/{realm}/preferences` is refused.
    pub async fn get_preferences(&self) -> Reply<Json> where C: Authorizes<Quickbooks, User> {
        self.0.call_captured(GetPreferences).await
    }

    /// Ask for records of the company.
    ///
    /// # Errors
    /// [`QuickbooksError`] if `GET /v3/company/{realm}/query` is refused.
    pub async fn query(&self, request: Query) -> Reply<Json> where C: Authorizes<Quickbooks, User> {
        self.0.call_captured(request).await
    }
}

/// Ask the user for consent to a company.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    VISIT "/connect/oauth2",
    host = "consent",
    query("response_type" = "code"),
    provider = Quickbooks,
    callback = AuthorizeCallback
)]
pub struct Authorize {
    #[endpoint(query)] client_id: String,
    #[endpoint(query, format = "url")] redirect_uri: String,
    #[endpoint(query, separator = " ")] scope: Vec<Scope>,
}

/// Exchange the code for a token. Sent by [`Client::exchange_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/oauth2/v1/tokens/bearer",
    host = "token",
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
    #[endpoint(format = "url")] redirect_uri: String,
}

/// Exchange a refresh token for the next token. Sent by [`Client::renew`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/oauth2/v1/tokens/bearer",
    host = "token",
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

/// Revoke a token. Sent by [`Client::revoke`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/v2/oauth2/tokens/revoke",
    host = "revocation",
    basic(username = "{client_id}", password = "{client_secret}", encode = form),
    json,
    response = (),
    error = TokenError
)]
pub struct Revoke {
    /// The identifier of the client (RFC 6749 §2.2).
    #[endpoint(input)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[endpoint(input)] client_secret: Secret,
    token: Secret,
}

/// The preferences of the company. Sent by [`Client::get_preferences`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    GET "/v3/company/{realm}/preferences", captured(realm), protected = User, response = Json, error = QuickbooksError
)]
pub struct GetPreferences;

/// Ask for records of the company. Sent by [`Client::query`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    GET "/v3/company/{realm}/query", captured(realm), protected = User, response = Json, error = QuickbooksError
)]
pub struct Query {
    #[endpoint(query)] query: String,
    #[endpoint(query, default = 75)] minorversion: Option<i64>,
}

/// What [`Client::exchange_code`] and [`Client::renew`] return.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Token {
    /// The token that calls are made with (RFC 6749 §5.1).
    pub access_token: Secret,
    /// The token that the next one is requested with (RFC 6749 §6).
    pub refresh_token: Secret,
    /// How long the token lives from now on.
    pub expires_in: Seconds,
    pub x_refresh_token_expires_in: Seconds,
    /// The kind of token (RFC 6749 §7.1).
    pub token_type: String,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("fault.error.0.code", "Fault.Error.0.code", "error"), code)] pub code: Option<String>,
    #[error_body(at("fault.error.0.message", "Fault.Error.0.Message", "error_description"), message)]
    pub text: Option<String>,
}

/// What the page `authorize` gives back.
#[derive(Clone, Debug, Callback)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct AuthorizeCallback {
    /// The authorization code (RFC 6749 §4.1.2).
    pub code: Secret,
    #[callback(at("realmId"), pattern = "[0-9]+")] pub realm: String,
}

/// What a log-in with `User` captures.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct UserCaptured { pub realm: String }

/// Why `QuickBooks` Online refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum QuickbooksError {
    /// The provider answered 401.
    #[api_error(401)] Unauthorized(Fault),
    /// The provider answered 403.
    #[api_error(403)] Forbidden(Fault),
    /// The provider answered 429.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// Why `QuickBooks` Online refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum TokenError {
    /// The provider answered 400.
    #[api_error(400, when(code = "invalid_grant"), class = reauthenticate)] InvalidGrant(Fault),
    /// The provider answered 400.
    #[api_error(400)] InvalidRequest(Fault),
    /// The provider answered 401.
    #[api_error(401, class = configuration)] InvalidClient(Fault),
    /// The provider answered 403.
    #[api_error(403)] Forbidden(Fault),
    /// The provider answered 429.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// What a token of `QuickBooks` Online may be used for (RFC 6749 §3.3).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Scopes)]
#[non_exhaustive]
pub enum Scope {
    /// Read and write the books.
    #[scope("com.intuit.quickbooks.accounting")] Accounting,
    /// Take payments.
    #[scope("com.intuit.quickbooks.payment")] Payment,
    /// Log in.
    #[scope("openid")] Openid,
    /// A value that the provider does not document.
    #[scope(other)] Other(String),
}

/// A user of one company.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = Quickbooks,
    mint(ExchangeCode(client_id, client_secret, redirect_uri, code = authorize.code)),
    refresh(Renew(refresh_token)),
    revoke(Revoke(token)),
    token(access_token, expires_in, refresh_token, refresh_expires_in = x_refresh_token_expires_in, token_type),
    capture(realm = authorize.realm),
    captured = UserCaptured,
    renewed(access_token, expires_in, refresh_token, refresh_expires_in = x_refresh_token_expires_in, token_type),
    rotation = replaced,
    check(GetPreferences),
    env_prefix = "QUICKBOOKS_"
)]
pub struct User {
    /// The identifier of the client (RFC 6749 §2.2).
    #[token_source(mint, refresh, revoke)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[token_source(mint, refresh, revoke)] client_secret: Secret,
    redirect_uri: String,
    /// What the user's consent gave back.
    #[token_source(visit = authorize)] code: OneTime<AuthorizationGrant<AuthorizeCallback>>,
}

impl<C: Accepts<Bearer>> Authorizes<Quickbooks, C> for Bearer {}

impl Accepts<Bearer> for User {}
