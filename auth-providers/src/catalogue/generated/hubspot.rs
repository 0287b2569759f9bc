// @generated from hubspot.yaml: edit the spec, not this file.

//! `HubSpot`.
//!
//! Source:
//! <https://developers.hubspot.com/docs/api-reference/latest/authentication/manage-oauth-tokens>
//!
//! Credentials:
//! - [`PrivateApp`]: The token of a private app.
//! - [`User`]: An account that has installed the app. Its tokens are made by `exchange_code`, after
//!   `authorize`, renewed by `renew`, revoked by `revoke`.

use auth_runtime::consent::AuthorizationCode;
use auth_runtime::session::{OneTime, TokenSource};
use auth_runtime::{
    Anonymous, ApiError, Authorizes, Bearer, Client, Connection, Credential, Decode, Endpoint, Error, ErrorBody, Host,
    Json, Provider, Response, Scopes, Seconds, Secret,
};

/// The provider `HubSpot`.
#[derive(Clone, Copy, Debug)]
pub struct HubSpot;

impl Provider for HubSpot {
    const NAME: &'static str = "hubspot";
    const TITLE: &'static str = "HubSpot";
    const HOSTS: &'static [Host] = &[
        Host::new("base", "https://api.hubapi.com"),
        Host::new("site", "https://app.hubspot.com"),
    ];
}

/// A client of `HubSpot`. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<HubSpot, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = HubSpotError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange the code for a token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /oauth/2026-03/token` is refused; `InvalidGrant`, `InvalidClient` are
    /// special to it.
    pub async fn exchange_code(&self, request: ExchangeCode) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Exchange a refresh token for a token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /oauth/2026-03/token` is refused; `InvalidGrant`, `InvalidClient` are
    /// special to it.
    pub async fn renew(&self, request: Renew) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Whether a token is valid, and what it is for.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /oauth/2026-03/token/introspect` is refused; `InvalidGrant`, `InvalidClient`
    /// are special to it.
    pub async fn introspect(&self, request: Introspect) -> Reply<TokenInfo, TokenError> { self.0.call(request).await }

    /// Revoke a refresh token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /oauth/2026-03/token/revoke` is refused; `InvalidGrant`, `InvalidClient` are
    /// special to it.
    pub async fn revoke(&self, request: Revoke) -> Reply<(), TokenError> { self.0.call(request).await }

    /// List the contacts.
    ///
    /// # Errors
    /// [`HubSpotError`] if `GET /crm/v3/objects/contacts` is refused.
    pub async fn list_contacts(&self, request: ListContacts) -> Reply<Json> where C: Authorizes<HubSpot> {
        self.0.call_protected(request).await
    }
}

/// Ask the user to install the app.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(VISIT "/oauth/authorize", host = "site", provider = HubSpot)]
pub struct Authorize {
    #[endpoint(query)] client_id: String,
    #[endpoint(query, format = "url")] redirect_uri: String,
    #[endpoint(query, separator = " ")] scope: Vec<Scope>,
    #[endpoint(query, separator = " ")] optional_scope: Option<Vec<Scope>>,
}

/// Exchange the code for a token. Sent by [`Client::exchange_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/oauth/2026-03/token", body("grant_type" = "authorization_code"), form, response = Token, error = TokenError
)]
pub struct ExchangeCode {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
    code: Secret,
    #[endpoint(format = "url")] redirect_uri: String,
    code_verifier: Option<Secret>,
}

/// Exchange a refresh token for a token. Sent by [`Client::renew`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/oauth/2026-03/token", body("grant_type" = "refresh_token"), form, response = Token, error = TokenError
)]
pub struct Renew {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
    refresh_token: Secret,
}

/// Whether a token is valid, and what it is for. Sent by [`Client::introspect`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/oauth/2026-03/token/introspect", form, response = TokenInfo, error = TokenError)]
pub struct Introspect {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
    token: Secret,
    token_type_hint: Option<String>,
}

/// Revoke a refresh token. Sent by [`Client::revoke`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/oauth/2026-03/token/revoke", form, response = (), error = TokenError)]
pub struct Revoke {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
    token: Secret,
    token_type_hint: Option<String>,
}

/// List the contacts. Sent by [`Client::list_contacts`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/crm/v3/objects/contacts", protected, response = Json, error = HubSpotError)]
pub struct ListContacts {
    #[endpoint(query)] limit: Option<i64>,
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
    /// The kind of token (RFC 6749 §7.1).
    #[decode(default = "bearer")] pub token_type: String,
    pub hub_id: Option<i64>,
}

/// What [`Client::introspect`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct TokenInfo {
    pub active: bool,
    pub hub_id: Option<i64>,
    pub hub_domain: Option<String>,
    pub user_id: Option<i64>,
    pub user: Option<String>,
    pub scopes: Option<Vec<Scope>>,
    /// Of an access token.
    pub expires_in: Option<Seconds>,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("category", "error", "status"), code)] pub code: Option<String>,
    #[error_body(at("message", "error_description"), message)] pub text: Option<String>,
    #[error_body(at("correlationId"))] pub correlation: Option<String>,
}

/// Why `HubSpot` refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum HubSpotError {
    /// The provider answered 401.
    #[api_error(401)] Unauthorized(Fault),
    /// The provider answered 403.
    #[api_error(403)] MissingScopes(Fault),
    /// The provider answered 429.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// Why `HubSpot` refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum TokenError {
    /// The provider answered 400.
    #[api_error(400, when(code("BAD_AUTH_CODE", "BAD_REFRESH_TOKEN", "invalid_grant")), class = reauthenticate)]
    InvalidGrant(Fault),
    /// The provider answered 400.
    #[api_error(400, class = configuration)] InvalidClient(Fault),
    /// The provider answered 401.
    #[api_error(401)] Unauthorized(Fault),
    /// The provider answered 403.
    #[api_error(403)] MissingScopes(Fault),
    /// The provider answered 429.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// What a token of `HubSpot` may be used for (RFC 6749 §3.3).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Scopes)]
#[non_exhaustive]
pub enum Scope {
    /// Required of every app.
    #[scope("oauth")] Oauth,
    /// Read contacts.
    #[scope("crm.objects.contacts.read")] ContactsRead,
    /// Change contacts.
    #[scope("crm.objects.contacts.write")] ContactsWrite,
    /// A value that the provider does not document.
    #[scope(other)] Other(String),
}

/// The token of a private app.
#[derive(Clone, Debug, Credential)]
#[credential(provider = HubSpot, bearer, check(ListContacts::new()))]
pub struct PrivateApp(
    #[credential(env = "HUBSPOT_PRIVATE_APP")] Secret,
);

/// An account that has installed the app.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = HubSpot,
    mint(ExchangeCode),
    refresh(Renew(refresh_token)),
    revoke(Revoke(token)),
    token(access_token, expires_in, refresh_token, token_type),
    rotation = kept,
    check(ListContacts::new()),
    env_prefix = "HUBSPOT_"
)]
pub struct User {
    /// The identifier of the client (RFC 6749 §2.2).
    #[token_source(mint, refresh, revoke)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[token_source(mint, refresh, revoke)] client_secret: Secret,
    #[token_source(verifier = code_verifier)] code: OneTime<AuthorizationCode>,
    redirect_uri: String,
    #[token_source(revoke)] token_type_hint: Option<String>,
}

impl Authorizes<HubSpot> for Bearer {}
