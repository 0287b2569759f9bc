// @generated from xero.yaml: edit the spec, not this file.

//! Xero.
//!
//! Source: <https://developer.xero.com/documentation/guides/oauth2/overview/>
//!
//! Credentials:
//! - [`User`]: A user and the first organization that was opened to the app. Its tokens are made by
//!   `exchange_code`, then `list_connections`, after `authorize`, renewed by `renew`, revoked by
//!   `revoke`.
//! - [`CustomConnection`]: One organization, without a user. Its tokens are made by `create_token`.

use auth_runtime::consent::AuthorizationCode;
use auth_runtime::session::{OneTime, TokenSource};
use auth_runtime::value::Jwt;
use auth_runtime::{
    Accepts, Anonymous, ApiError, Authorizes, Bearer, Client, Connection, Decode, Endpoint, Error, ErrorBody, Host,
    Json, Provider, Response, Scopes, Seconds, Secret, Uuid,
};

/// The provider Xero.
#[derive(Clone, Copy, Debug)]
pub struct Xero;

impl Provider for Xero {
    const NAME: &'static str = "xero";
    const TITLE: &'static str = "Xero";
    const HOSTS: &'static [Host] = &[
        Host::new("base", "https://api.xero.com"),
        Host::new("login", "https://login.xero.com"),
        Host::new("identity", "https://identity.xero.com"),
    ];
}

/// A client of Xero. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<Xero, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = XeroError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange the code for a token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /connect/token` is refused; `InvalidGrant`, `InvalidClient`,
    /// `InvalidRequest` are special to it.
    pub async fn exchange_code(&self, request: ExchangeCode) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Exchange a refresh token for the next token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /connect/token` is refused; `InvalidGrant`, `InvalidClient`,
    /// `InvalidRequest` are special to it.
    pub async fn renew(&self, request: Renew) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Exchange the secret of a custom connection for a token of its organization.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /connect/token` is refused; `InvalidGrant`, `InvalidClient`,
    /// `InvalidRequest` are special to it.
    pub async fn create_token(&self, request: CreateToken) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Revoke a refresh token, with all connections of the user.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /connect/revocation` is refused; `InvalidGrant`, `InvalidClient`,
    /// `InvalidRequest` are special to it.
    pub async fn revoke(&self, request: Revoke) -> Reply<(), TokenError> { self.0.call(request).await }

    /// The organizations that the user has opened to the app.
    ///
    /// # Errors
    /// [`XeroError`] if `GET /connections` is refused.
    pub async fn list_connections(&self, request: ListConnections) -> Reply<Connections> { self.0.call(request).await }

    /// The organizations that were opened in this consent, which the token names.
    ///
    /// # Errors
    /// [`XeroError`] if `GET /connections` is refused.
    pub async fn list_new_connections(&self) -> Reply<Json> where C: Authorizes<Xero, User> {
        self.0.call_captured(ListNewConnections).await
    }

    /// End the access of the app to one organization.
    ///
    /// # Errors
    /// [`XeroError`] if `DELETE /connections/{connection_id}` is refused.
    pub async fn disconnect(&self, request: Disconnect) -> Reply<()> where C: Authorizes<Xero, User> {
        self.0.call_protected(request).await
    }

    /// The organization.
    ///
    /// # Errors
    /// [`XeroError`] if `GET /api.xro/2.0/Organisation` is refused.
    pub async fn get_organization(&self) -> Reply<Json> where C: Authorizes<Xero, User> {
        self.0.call_captured(GetOrganization).await
    }

    /// The organization of a custom connection.
    ///
    /// # Errors
    /// [`XeroError`] if `GET /api.xro/2.0/Organisation` is refused.
    pub async fn get_own_organization(&self) -> Reply<Json> where C: Authorizes<Xero, CustomConnection> {
        self.0.call_protected(GetOwnOrganization).await
    }
}

/// Ask the user for consent.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(VISIT "/identity/connect/authorize", host = "login", query("response_type" = "code"), provider = Xero, pkce)]
pub struct Authorize {
    #[endpoint(query)] client_id: String,
    #[endpoint(query, format = "url")] redirect_uri: String,
    #[endpoint(query, separator = " ")] scope: Vec<Scope>,
}

/// Exchange the code for a token. Sent by [`Client::exchange_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/connect/token",
    host = "identity",
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
    code_verifier: Secret,
}

/// Exchange a refresh token for the next token. Sent by [`Client::renew`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/connect/token",
    host = "identity",
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

/// Exchange the secret of a custom connection for a token of its organization. Sent by
/// [`Client::create_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/connect/token",
    host = "identity",
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
    #[endpoint(separator = " ")] scope: Vec<Scope>,
}

/// Revoke a refresh token, with all connections of the user. Sent by [`Client::revoke`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/connect/revocation",
    host = "identity",
    basic(username = "{client_id}", password = "{client_secret}", encode = form),
    form,
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

/// The organizations that the user has opened to the app. Sent by [`Client::list_connections`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    GET "/connections",
    header("Authorization" = "Bearer {exchange_code_access_token}"),
    response = Connections,
    error = XeroError
)]
pub struct ListConnections {
    /// The value of `exchange_code.access_token`.
    #[endpoint(input, rename = "exchange_code.access_token")] exchange_code_access_token: Secret,
}

/// The organizations that were opened in this consent, which the token names. Sent by
/// [`Client::list_new_connections`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    GET "/connections",
    query("authEventId" = "{authentication_event_id}"),
    captured(authentication_event_id),
    protected = User,
    response = Json,
    error = XeroError
)]
pub struct ListNewConnections;

/// End the access of the app to one organization. Sent by [`Client::disconnect`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(DELETE "/connections/{connection_id}", protected = User, response = (), error = XeroError)]
pub struct Disconnect {
    /// The `id` that the list of connections has.
    connection_id: String,
}

/// The organization. Sent by [`Client::get_organization`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    GET "/api.xro/2.0/Organisation",
    header("xero-tenant-id" = "{tenant_id}"),
    captured(tenant_id),
    protected = User,
    response = Json,
    error = XeroError
)]
pub struct GetOrganization;

/// The organization of a custom connection. Sent by [`Client::get_own_organization`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/api.xro/2.0/Organisation", protected = CustomConnection, response = Json, error = XeroError)]
pub struct GetOwnOrganization;

/// What [`Client::exchange_code`] and 2 other calls return.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Token {
    /// The token that calls are made with (RFC 6749 §5.1).
    pub access_token: Jwt,
    /// How long the token lives from now on.
    pub expires_in: Seconds,
    /// The kind of token (RFC 6749 §7.1).
    pub token_type: String,
    /// The token that the next one is requested with (RFC 6749 §6).
    pub refresh_token: Option<Secret>,
    pub id_token: Option<Secret>,
    /// The scopes that were granted (RFC 6749 §3.3).
    #[decode(separator = " ")] pub scope: Option<Vec<Scope>>,
}

/// What [`Client::list_connections`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Connections {
    #[decode(at("0.id"))] pub connection_id: String,
    #[decode(at("0.tenantId"))] pub tenant_id: Uuid,
    #[decode(at("0.tenantName"))] pub name: Option<String>,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("error", "Title"), code)] pub code: Option<String>,
    #[error_body(at("error_description", "Detail", "Message"), message)] pub text: Option<String>,
}

/// What a log-in with `User` captures.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct UserCaptured { pub tenant_id: Uuid, pub authentication_event_id: Option<String> }

/// Why Xero refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum XeroError {
    /// The provider answered 401.
    #[api_error(401)] Unauthorized(Fault),
    /// The provider answered 403.
    #[api_error(403)] Forbidden(Fault),
    /// The provider answered 429.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// Why Xero refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum TokenError {
    /// The provider answered 400.
    #[api_error(400, when(code = "invalid_grant"), class = reauthenticate)] InvalidGrant(Fault),
    /// The provider answered 400.
    #[api_error(400, when(code("invalid_client", "unauthorized_client")), class = configuration)] InvalidClient(Fault),
    /// The provider answered 400.
    #[api_error(400)] InvalidRequest(Fault),
    /// The provider answered 401.
    #[api_error(401)] Unauthorized(Fault),
    /// The provider answered 403.
    #[api_error(403)] Forbidden(Fault),
    /// The provider answered 429.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// What a token of Xero may be used for (RFC 6749 §3.3).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Scopes)]
#[non_exhaustive]
pub enum Scope {
    /// Log in.
    #[scope("openid")] Openid,
    /// A refresh token.
    #[scope("offline_access")] OfflineAccess,
    /// Invoices and payments.
    #[scope("accounting.transactions")] AccountingTransactions,
    /// Contacts.
    #[scope("accounting.contacts")] AccountingContacts,
    /// Settings.
    #[scope("accounting.settings")] AccountingSettings,
    /// A value that the provider does not document.
    #[scope(other)] Other(String),
}

/// A user and the first organization that was opened to the app.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = Xero,
    mint(
        ExchangeCode(client_id, client_secret, code, redirect_uri),
        ListConnections(exchange_code_access_token = exchange_code.access_token),
    ),
    refresh(Renew(refresh_token)),
    revoke(Revoke(token)),
    token(
        access_token = exchange_code.access_token,
        expires_in = exchange_code.expires_in,
        refresh_token = exchange_code.refresh_token,
        scope = exchange_code.scope,
        token_type = exchange_code.token_type,
    ),
    capture(
        tenant_id = list_connections.tenant_id,
        authentication_event_id = exchange_code.access_token ["authentication_event_id"],
    ),
    captured = UserCaptured,
    renewed(access_token, expires_in, refresh_token, scope, token_type),
    recapture(authentication_event_id = access_token ["authentication_event_id"]),
    grace = 1_800,
    rotation = replaced,
    check(GetOrganization),
    env_prefix = "XERO_"
)]
pub struct User {
    /// The identifier of the client (RFC 6749 §2.2).
    #[token_source(mint, refresh, revoke)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[token_source(mint, refresh, revoke)] client_secret: Secret,
    #[token_source(verifier = code_verifier)] code: OneTime<AuthorizationCode>,
    redirect_uri: String,
}

/// One organization, without a user.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = Xero,
    mint(CreateToken),
    token(access_token, expires_in, scope, token_type),
    check(GetOwnOrganization),
    env_prefix = "XERO_"
)]
pub struct CustomConnection {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
    scope: Vec<Scope>,
}

impl<C: Accepts<Bearer>> Authorizes<Xero, C> for Bearer {}

impl Accepts<Bearer> for User {}

impl Accepts<Bearer> for CustomConnection {}
