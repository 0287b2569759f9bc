// @generated from airtable.yaml: edit the spec, not this file.

//! Airtable.
//!
//! Source: <https://airtable.com/developers/web/api/oauth-reference>
//!
//! Credentials:
//! - [`Personal`]: A personal access token.
//! - [`User`]: A user's consent to a client with a secret. Its tokens are made by `exchange_code`,
//!   after `authorize`, renewed by `renew`.
//! - [`PublicUser`]: A user's consent to a client without a secret. Its tokens are made by
//!   `exchange_public_code`, after `authorize`, renewed by `renew_public`.

use auth_runtime::consent::AuthorizationCode;
use auth_runtime::session::{OneTime, TokenSource};
use auth_runtime::{
    Accepts, Anonymous, ApiError, Authorizes, Bearer, Client, Connection, Credential, Decode, Endpoint, Error,
    ErrorBody, Host, Json, Provider, Response, Scopes, Seconds, Secret,
};

/// The provider Airtable.
#[derive(Clone, Copy, Debug)]
pub struct Airtable;

impl Provider for Airtable {
    const NAME: &'static str = "airtable";
    const TITLE: &'static str = "Airtable";
    const HOSTS: &'static [Host] = &[
        Host::new("base", "https://api.airtable.com"),
        Host::new("site", "https://airtable.com"),
    ];
}

/// A client of Airtable. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<Airtable, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = AirtableError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange the code for a token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /oauth2/v1/token` is refused; `InvalidGrant`, `InvalidTokenRequest`,
    /// `InvalidClient`, `BeingRenewed` are special to it.
    pub async fn exchange_code(&self, request: ExchangeCode) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Exchange a refresh token for the next pair.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /oauth2/v1/token` is refused; `InvalidGrant`, `InvalidTokenRequest`,
    /// `InvalidClient`, `BeingRenewed` are special to it.
    pub async fn renew(&self, request: Renew) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Exchange the code for a token, without a secret.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /oauth2/v1/token` is refused; `InvalidGrant`, `InvalidTokenRequest`,
    /// `InvalidClient`, `BeingRenewed` are special to it.
    pub async fn exchange_public_code(&self, request: ExchangePublicCode) -> Reply<Token, TokenError> {
        self.0.call(request).await
    }

    /// Exchange a refresh token for the next pair, without a secret.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /oauth2/v1/token` is refused; `InvalidGrant`, `InvalidTokenRequest`,
    /// `InvalidClient`, `BeingRenewed` are special to it.
    pub async fn renew_public(&self, request: RenewPublic) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Whose token it is.
    ///
    /// # Errors
    /// [`AirtableError`] if `GET /v0/meta/whoami` is refused.
    pub async fn get_me(&self) -> Reply<Caller> where C: Authorizes<Airtable> { self.0.call_protected(GetMe).await }

    /// List the records of a table.
    ///
    /// It takes [`Personal`] or [`User`] or [`PublicUser`]. A token needs the scope `data.records:read`.
    ///
    /// # Errors
    /// [`AirtableError`] if `GET /v0/{base}/{table}` is refused.
    pub async fn list_records(&self, request: ListRecords) -> Reply<Json> where C: Authorizes<Airtable, ListRecords> {
        self.0.call_protected(request).await
    }
}

/// Ask the user for consent.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(VISIT "/oauth2/v1/authorize", host = "site", query("response_type" = "code"), provider = Airtable, pkce)]
pub struct Authorize {
    #[endpoint(query)] client_id: String,
    #[endpoint(query, format = "url")] redirect_uri: String,
    #[endpoint(query, separator = " ")] scope: Vec<Scope>,
}

/// Exchange the code for a token. Sent by [`Client::exchange_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/oauth2/v1/token",
    host = "site",
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

/// Exchange a refresh token for the next pair. Sent by [`Client::renew`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/oauth2/v1/token",
    host = "site",
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

/// Exchange the code for a token, without a secret. Sent by [`Client::exchange_public_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/oauth2/v1/token",
    host = "site",
    body("grant_type" = "authorization_code"),
    form,
    response = Token,
    error = TokenError
)]
pub struct ExchangePublicCode {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    code: Secret,
    #[endpoint(format = "url")] redirect_uri: String,
    code_verifier: Secret,
}

/// Exchange a refresh token for the next pair, without a secret. Sent by [`Client::renew_public`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/oauth2/v1/token",
    host = "site",
    body("grant_type" = "refresh_token"),
    form,
    response = Token,
    error = TokenError
)]
pub struct RenewPublic {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    refresh_token: Secret,
}

/// Whose token it is. Sent by [`Client::get_me`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/v0/meta/whoami", protected, response = Caller, error = AirtableError)]
pub struct GetMe;

/// List the records of a table. Sent by [`Client::list_records`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    GET "/v0/{base}/{table}",
    protected(Personal, User, PublicUser),
    scopes("data.records:read"),
    response = Json,
    error = AirtableError
)]
pub struct ListRecords {
    base: String,
    table: String,
    #[endpoint(query, rename = "pageSize")] page_size: Option<i64>,
    #[endpoint(query)] offset: Option<String>,
}

/// An access token of an hour, and a refresh token of sixty days.
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
    /// The token that the next one is requested with (RFC 6749 §6).
    pub refresh_token: Secret,
    pub refresh_expires_in: Seconds,
    /// The scopes that were granted (RFC 6749 §3.3).
    #[decode(separator = " ")] pub scope: Vec<Scope>,
}

/// Whose token it is.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Caller { pub id: String, pub scopes: Option<Vec<Scope>>, pub email: Option<String> }

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("error.type", "errors.0.error", "error"), code)] pub code: Option<String>,
    #[error_body(at("error.message", "errors.0.message", "error_description"), message)] pub text: Option<String>,
}

/// Why Airtable refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum AirtableError {
    /// The provider answered 401.
    #[api_error(401)] AuthenticationRequired(Fault),
    /// The scope or the access to the base is missing, or there is no such thing.
    #[api_error(403)] Forbidden(Fault),
    /// There is no such thing.
    #[api_error(404)] NotFound(Fault),
    /// The request is not valid.
    #[api_error(422)] InvalidRequest(Fault),
    /// Too many requests.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// Why Airtable refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum TokenError {
    /// The code or the refresh token is used, expired or revoked.
    #[api_error(400, when(code = "invalid_grant"), class = reauthenticate)] InvalidGrant(Fault),
    /// The request for a token is not valid.
    #[api_error(400)] InvalidTokenRequest(Fault),
    /// The id or the secret of the client is wrong.
    #[api_error(401, class = configuration)] InvalidClient(Fault),
    /// The scope or the access to the base is missing, or there is no such thing.
    #[api_error(403)] Forbidden(Fault),
    /// There is no such thing.
    #[api_error(404)] NotFound(Fault),
    /// The same token is being renewed by another request.
    #[api_error(409, class = retry)] BeingRenewed(Fault),
    /// The request is not valid.
    #[api_error(422)] InvalidRequest(Fault),
    /// Too many requests.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// What a token of Airtable may be used for (RFC 6749 §3.3).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Scopes)]
#[non_exhaustive]
pub enum Scope {
    /// Read records.
    #[scope("data.records:read")] DataRecordsRead,
    /// Change records.
    #[scope("data.records:write")] DataRecordsWrite,
    /// Read the structure of bases.
    #[scope("schema.bases:read")] SchemaBasesRead,
    /// Change the structure of bases.
    #[scope("schema.bases:write")] SchemaBasesWrite,
    /// Read the email address.
    #[scope("user.email:read")] UserEmailRead,
    /// Change webhooks.
    #[scope("webhook:manage")] WebhookManage,
    /// A value that the provider does not document.
    #[scope(other)] Other(String),
}

/// A personal access token.
#[derive(Clone, Debug, Credential)]
#[credential(provider = Airtable, bearer, check(GetMe))]
pub struct Personal(
    #[credential(env = "AIRTABLE_PERSONAL")] Secret,
);

/// A user's consent to a client with a secret.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = Airtable,
    mint(ExchangeCode),
    refresh(Renew(refresh_token)),
    token(access_token, expires_in, refresh_token, refresh_expires_in, scope, token_type),
    rotation = replaced,
    identity(call = GetMe, subject = id),
    check(GetMe),
    env_prefix = "AIRTABLE_"
)]
pub struct User {
    /// The identifier of the client (RFC 6749 §2.2).
    #[token_source(mint, refresh)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[token_source(mint, refresh)] client_secret: Secret,
    #[token_source(verifier = code_verifier)] code: OneTime<AuthorizationCode>,
    redirect_uri: String,
}

/// A user's consent to a client without a secret.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = Airtable,
    mint(ExchangePublicCode),
    refresh(RenewPublic(refresh_token)),
    token(access_token, expires_in, refresh_token, refresh_expires_in, scope, token_type),
    rotation = replaced,
    identity(call = GetMe, subject = id),
    check(GetMe),
    env_prefix = "AIRTABLE_"
)]
pub struct PublicUser {
    /// The identifier of the client (RFC 6749 §2.2).
    #[token_source(mint, refresh)] client_id: String,
    #[token_source(verifier = code_verifier)] code: OneTime<AuthorizationCode>,
    redirect_uri: String,
}

impl<C: Accepts<Bearer>> Authorizes<Airtable, C> for Bearer {}

impl Accepts<Bearer> for ListRecords {}
