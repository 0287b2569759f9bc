// @generated from asana.yaml: edit the spec, not this file.

//! Asana.
//!
//! Source: <https://developers.asana.com/docs/oauth>
//!
//! Credentials:
//! - [`Personal`]: A personal access token, or the token of a service account.
//! - [`User`]: A user's consent. Its tokens are made by `exchange_code`, after `authorize`, renewed by
//!   `renew`, revoked by `revoke`.

use auth_runtime::consent::AuthorizationCode;
use auth_runtime::session::{OneTime, TokenSource};
use auth_runtime::{
    Anonymous, ApiError, Authorizes, Bearer, Client, Connection, Credential, Decode, Endpoint, Error, ErrorBody, Host,
    Json, Provider, Response, Scopes, Seconds, Secret,
};

/// The provider Asana.
#[derive(Clone, Copy, Debug)]
pub struct Asana;

impl Provider for Asana {
    const NAME: &'static str = "asana";
    const TITLE: &'static str = "Asana";
    const HOSTS: &'static [Host] = &[
        Host::new("base", "https://app.asana.com/api/1.0"),
        Host::new("login", "https://app.asana.com"),
    ];
}

/// A client of Asana. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<Asana, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = AsanaError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange the code for a token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /-/oauth_token` is refused; `InvalidGrant`, `InvalidTokenRequest`,
    /// `InvalidClient` are special to it.
    pub async fn exchange_code(&self, request: ExchangeCode) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Exchange the refresh token for an access token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /-/oauth_token` is refused; `InvalidGrant`, `InvalidTokenRequest`,
    /// `InvalidClient` are special to it.
    pub async fn renew(&self, request: Renew) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Revoke a refresh token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /-/oauth_revoke` is refused; `InvalidGrant`, `InvalidTokenRequest`,
    /// `InvalidClient` are special to it.
    pub async fn revoke(&self, request: Revoke) -> Reply<Option<Json>, TokenError> { self.0.call(request).await }

    /// The user.
    ///
    /// # Errors
    /// [`AsanaError`] if `GET /users/me` is refused.
    pub async fn get_me(&self) -> Reply<Person> where C: Authorizes<Asana> { self.0.call_protected(GetMe).await }

    /// Create a task.
    ///
    /// # Errors
    /// [`AsanaError`] if `POST /tasks` is refused.
    pub async fn create_task(&self, request: CreateTask) -> Reply<Json> where C: Authorizes<Asana> {
        self.0.call_protected(request).await
    }
}

/// Ask the user for consent.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(VISIT "/-/oauth_authorize", host = "login", query("response_type" = "code"), provider = Asana, pkce)]
pub struct Authorize {
    #[endpoint(query)] client_id: String,
    #[endpoint(query, format = "url")] redirect_uri: String,
    #[endpoint(query, separator = " ")] scope: Option<Vec<Scope>>,
}

/// Exchange the code for a token. Sent by [`Client::exchange_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/-/oauth_token",
    host = "login",
    body("grant_type" = "authorization_code"),
    form,
    response = Token,
    error = TokenError
)]
pub struct ExchangeCode {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
    code: Secret,
    #[endpoint(format = "url")] redirect_uri: String,
    code_verifier: Secret,
}

/// Exchange the refresh token for an access token. Sent by [`Client::renew`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/-/oauth_token",
    host = "login",
    body("grant_type" = "refresh_token"),
    form,
    response = Token,
    error = TokenError
)]
pub struct Renew {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
    refresh_token: Secret,
}

/// Revoke a refresh token. Sent by [`Client::revoke`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/-/oauth_revoke", host = "login", form, response = Option<Json>, error = TokenError)]
pub struct Revoke {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
    token: Secret,
}

/// The user. Sent by [`Client::get_me`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/users/me", protected, response = Person, error = AsanaError)]
pub struct GetMe;

/// Create a task. Sent by [`Client::create_task`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/tasks", json, protected, response = Json, error = AsanaError)]
pub struct CreateTask {
    #[endpoint(rename = "/data/name")] name: String,
    #[endpoint(rename = "/data/workspace")] workspace: Option<String>,
}

/// An access token of an hour; only the first reply has a refresh token.
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
    pub refresh_token: Option<Secret>,
    #[decode(at("data.gid"))] pub user_gid: Option<String>,
    #[decode(at("data.name"))] pub name: Option<String>,
    #[decode(at("data.email"))] pub email: Option<String>,
}

/// A user.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Person {
    #[decode(at("data.gid"))] pub gid: String,
    #[decode(at("data.name"))] pub name: String,
    #[decode(at("data.email"))] pub email: Option<String>,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("error"), code)] pub code: Option<String>,
    #[error_body(at("errors.0.message", "error_description"), message)] pub text: Option<String>,
    #[error_body(at("errors.0.help"))] pub help: Option<String>,
}

/// Why Asana refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum AsanaError {
    /// The request is not valid.
    #[api_error(400)] BadRequest(Fault),
    /// The token is missing, wrong or expired.
    #[api_error(401)] Unauthorized(Fault),
    /// The plan does not cover this.
    #[api_error(402)] PaymentRequired(Fault),
    /// The caller may not do this.
    #[api_error(403)] Forbidden(Fault),
    /// There is no such thing.
    #[api_error(404)] NotFound(Fault),
    /// Too many requests.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// Why Asana refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum TokenError {
    /// The code or the refresh token is used, expired or revoked.
    #[api_error(400, when(code = "invalid_grant"), class = reauthenticate)] InvalidGrant(Fault),
    /// The request for a token is not valid.
    #[api_error(400)] InvalidTokenRequest(Fault),
    /// The id or the secret of the client is wrong.
    #[api_error(401, class = configuration)] InvalidClient(Fault),
    /// The plan does not cover this.
    #[api_error(402)] PaymentRequired(Fault),
    /// The caller may not do this.
    #[api_error(403)] Forbidden(Fault),
    /// There is no such thing.
    #[api_error(404)] NotFound(Fault),
    /// Too many requests.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// What a token of Asana may be used for (RFC 6749 §3.3).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Scopes)]
#[non_exhaustive]
pub enum Scope {
    /// Everything that the user may do.
    #[scope("default")] Default,
    /// Log in.
    #[scope("openid")] Openid,
    /// Read the email address.
    #[scope("email")] Email,
    /// Read the name and the picture.
    #[scope("profile")] Profile,
    /// Read tasks.
    #[scope("tasks:read")] TasksRead,
    /// Change tasks.
    #[scope("tasks:write")] TasksWrite,
    /// Read projects.
    #[scope("projects:read")] ProjectsRead,
    /// Change projects.
    #[scope("projects:write")] ProjectsWrite,
    /// Read users.
    #[scope("users:read")] UsersRead,
    /// A value that the provider does not document.
    #[scope(other)] Other(String),
}

/// A personal access token, or the token of a service account.
#[derive(Clone, Debug, Credential)]
#[credential(provider = Asana, bearer, check(GetMe))]
pub struct Personal(
    #[credential(env = "ASANA_PERSONAL")] Secret,
);

/// A user's consent.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = Asana,
    mint(ExchangeCode),
    refresh(Renew(refresh_token)),
    revoke(Revoke(token)),
    token(access_token, expires_in, refresh_token, token_type),
    rotation = kept,
    identity(call = GetMe, subject = gid),
    check(GetMe),
    env_prefix = "ASANA_"
)]
pub struct User {
    /// The identifier of the client (RFC 6749 §2.2).
    #[token_source(mint, refresh, revoke)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[token_source(mint, refresh, revoke)] client_secret: Secret,
    #[token_source(verifier = code_verifier)] code: OneTime<AuthorizationCode>,
    redirect_uri: String,
}

impl Authorizes<Asana> for Bearer {}
