// @generated from linear.yaml: edit the spec, not this file.

//! Linear.
//!
//! Source: <https://linear.app/developers/oauth-2-0-authentication>
//!
//! Credentials:
//! - [`ApiKey`]: A personal API key.
//! - [`User`]: A user's consent. Its tokens are made by `exchange_code`, after `authorize`, renewed by
//!   `renew`, revoked by `revoke`.
//! - [`App`]: An app itself, by its secret. Its tokens are made by `create_token`, revoked by `revoke`.

use auth_runtime::consent::AuthorizationCode;
use auth_runtime::response::Classes;
use auth_runtime::session::{OneTime, TokenSource};
use auth_runtime::{
    Anonymous, ApiError, Authorizes, Bearer, Choice, Client, Connection, Credential, Decode, Endpoint, Error, ErrorBody,
    Host, Json, Provider, Response, Scopes, Seconds, Secret,
};

/// The provider Linear.
#[derive(Clone, Copy, Debug)]
pub struct Linear;

impl Provider for Linear {
    const NAME: &'static str = "linear";
    const TITLE: &'static str = "Linear";
    const HOSTS: &'static [Host] = &[
        Host::new("base", "https://api.linear.app"),
        Host::new("site", "https://linear.app"),
    ];
    const CLASSES: Classes = Classes::of::<LinearError>();
}

/// A client of Linear. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<Linear, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = LinearError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange the code for a token.
    ///
    /// # Errors
    /// [`LinearError`] if `POST /oauth/token` is refused.
    pub async fn exchange_code(&self, request: ExchangeCode) -> Reply<Token> { self.0.call(request).await }

    /// Exchange a refresh token for the next token.
    ///
    /// # Errors
    /// [`LinearError`] if `POST /oauth/token` is refused.
    pub async fn renew(&self, request: Renew) -> Reply<Token> { self.0.call(request).await }

    /// Exchange the app's secret for a token of the app.
    ///
    /// # Errors
    /// [`LinearError`] if `POST /oauth/token` is refused.
    pub async fn create_token(&self, request: CreateToken) -> Reply<Token> { self.0.call(request).await }

    /// Revoke a token.
    ///
    /// # Errors
    /// [`LinearError`] if `POST /oauth/revoke` is refused.
    pub async fn revoke(&self, request: Revoke) -> Reply<()> { self.0.call(request).await }

    /// Whose token it is.
    ///
    /// # Errors
    /// [`LinearError`] if `POST /graphql` is refused.
    pub async fn get_viewer(&self) -> Reply<Viewer> where C: Authorizes<Linear> {
        self.0.call_protected(GetViewer).await
    }

    /// Ask the `GraphQL` API.
    ///
    /// # Errors
    /// [`LinearError`] if `POST /graphql` is refused.
    pub async fn query(&self, request: Query) -> Reply<Json> where C: Authorizes<Linear> {
        self.0.call_protected(request).await
    }
}

/// Ask the user for consent.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(VISIT "/oauth/authorize", host = "site", query("response_type" = "code"), provider = Linear, pkce)]
pub struct Authorize {
    #[endpoint(query)] client_id: String,
    #[endpoint(query, format = "url")] redirect_uri: String,
    #[endpoint(query, separator = ",")] scope: Vec<Scope>,
    #[endpoint(query)] actor: Option<Actor>,
    #[endpoint(query)] prompt: Option<String>,
}

/// Exchange the code for a token. Sent by [`Client::exchange_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/oauth/token", body("grant_type" = "authorization_code"), form, response = Token, error = LinearError)]
pub struct ExchangeCode {
    client_id: String,
    /// Of an app that can keep one.
    client_secret: Option<Secret>,
    code: Secret,
    #[endpoint(format = "url")] redirect_uri: String,
    code_verifier: Secret,
}

/// Exchange a refresh token for the next token. Sent by [`Client::renew`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/oauth/token", body("grant_type" = "refresh_token"), form, response = Token, error = LinearError)]
pub struct Renew { client_id: String, client_secret: Option<Secret>, refresh_token: Secret }

/// Exchange the app's secret for a token of the app. Sent by [`Client::create_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/oauth/token",
    body("grant_type" = "client_credentials"),
    basic(username = "{client_id}", password = "{client_secret}", encode = form),
    form,
    response = Token,
    error = LinearError
)]
pub struct CreateToken {
    /// The identifier of the client (RFC 6749 §2.2).
    #[endpoint(input)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[endpoint(input)] client_secret: Secret,
    #[endpoint(separator = ",")] scope: Vec<Scope>,
}

/// Revoke a token. Sent by [`Client::revoke`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/oauth/revoke", form, response = (), error = LinearError)]
pub struct Revoke { token: Secret, token_type_hint: Option<String> }

/// Whose token it is. Sent by [`Client::get_viewer`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/graphql",
    body("query" = "{{ viewer {{ id name }} }}"),
    json,
    protected,
    repeat,
    response = Viewer,
    error = LinearError
)]
pub struct GetViewer;

/// Ask the `GraphQL` API. Sent by [`Client::query`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/graphql", json, protected, response = Json, error = LinearError)]
pub struct Query { query: String, variables: Option<Json> }

/// What [`Client::exchange_code`] and 2 other calls return.
#[derive(Clone, Debug, Decode)]
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
    /// The scopes that were granted (RFC 6749 §3.3).
    #[decode(separator = " ")] pub scope: Option<Vec<Scope>>,
}

/// What [`Client::get_viewer`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Viewer {
    #[decode(at("data.viewer.id"))] pub id: String,
    #[decode(at("data.viewer.name"))] pub name: Option<String>,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("errors.0.extensions.code", "error"), code)] pub code: Option<String>,
    #[error_body(at("errors.0.message", "error_description"), message)] pub text: Option<String>,
}

/// Why Linear refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum LinearError {
    /// The provider answered 200.
    #[api_error(200, when(code = "AUTHENTICATION_ERROR"), class = reauthenticate)] AuthenticationFailed(Fault),
    /// The provider answered 200.
    #[api_error(200, when(text), class = configuration)] Failed(Fault),
    /// The provider answered 400.
    #[api_error(400, when(code = "RATELIMITED"), class = rate_limited)] RateLimited(Fault),
    /// The provider answered 400.
    #[api_error(400, when(code = "invalid_grant"), class = reauthenticate)] InvalidGrant(Fault),
    /// The provider answered 400.
    #[api_error(400)] BadRequest(Fault),
    /// The provider answered 401.
    #[api_error(401)] Unauthorized(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// What a token of Linear may be used for (RFC 6749 §3.3).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Scopes)]
#[non_exhaustive]
pub enum Scope {
    /// Read.
    #[scope("read")] Read,
    /// Change everything.
    #[scope("write")] Write,
    /// Create issues.
    #[scope("issues:create")] IssuesCreate,
    /// Create comments.
    #[scope("comments:create")] CommentsCreate,
    /// A value that the provider does not document.
    #[scope(other)] Other(String),
}

/// One of the values of `Actor`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Choice)]
#[non_exhaustive]
pub enum Actor {
    /// Act as the user.
    #[choice("user")] User,
    /// Act as the app.
    #[choice("app")] App,
    /// A value that the provider does not document.
    #[choice(other)] Other(String),
}

/// A personal API key.
#[derive(Clone, Debug, Credential)]
#[credential(provider = Linear, header = "Authorization", check(GetViewer))]
pub struct ApiKey(
    #[credential(env = "LINEAR_API_KEY")] Secret,
);

/// A user's consent.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = Linear,
    mint(ExchangeCode),
    refresh(Renew(refresh_token)),
    revoke(Revoke(token)),
    token(access_token, expires_in, refresh_token, scope, token_type),
    grace = 1_800,
    rotation = replaced,
    identity(call = GetViewer, subject = id),
    check(GetViewer),
    env_prefix = "LINEAR_"
)]
pub struct User {
    #[token_source(mint, refresh)] client_id: String,
    /// Of an app that can keep one.
    #[token_source(mint, refresh)] client_secret: Option<Secret>,
    #[token_source(verifier = code_verifier)] code: OneTime<AuthorizationCode>,
    redirect_uri: String,
    #[token_source(revoke)] token_type_hint: Option<String>,
}

/// An app itself, by its secret.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = Linear,
    mint(CreateToken),
    revoke(Revoke(token)),
    token(access_token, expires_in, scope, token_type),
    check(GetViewer),
    env_prefix = "LINEAR_"
)]
pub struct App {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
    scope: Vec<Scope>,
    #[token_source(revoke)] token_type_hint: Option<String>,
}

impl Authorizes<Linear> for Bearer {}
