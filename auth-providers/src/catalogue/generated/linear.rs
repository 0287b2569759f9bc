// @generated from linear.yaml: edit the spec, not this file.

//! Linear.
//!
//! Source: <https://linear.app/developers/oauth-2-0-authentication>
//!
//! Credentials:
//! - [`ApiKey`]: A personal API key, which is sent without a scheme.
//! - [`User`]: A user's consent. Its tokens are made by `exchange_code`, after `authorize`, renewed by
//!   `renew`, revoked by `revoke`.
//! - [`App`]: The app itself, by its secret. Its tokens are made by `create_app_token`, revoked by
//!   `revoke`.

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

    /// Exchange a refresh token for the next pair.
    ///
    /// # Errors
    /// [`LinearError`] if `POST /oauth/token` is refused.
    pub async fn renew(&self, request: Renew) -> Reply<Token> { self.0.call(request).await }

    /// Exchange the secret for a token of the app itself.
    ///
    /// # Errors
    /// [`LinearError`] if `POST /oauth/token` is refused.
    pub async fn create_app_token(&self, request: CreateAppToken) -> Reply<AppToken> { self.0.call(request).await }

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

    /// Run a query or a mutation.
    ///
    /// # Errors
    /// [`LinearError`] if `POST /graphql` is refused.
    pub async fn run(&self, request: Run) -> Reply<Json> where C: Authorizes<Linear> {
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
    /// Whose changes those of the app are.
    #[endpoint(query)] actor: Option<Actor>,
    /// `consent` shows the page though the user has agreed before.
    #[endpoint(query)] prompt: Option<String>,
}

/// Exchange the code for a token. Sent by [`Client::exchange_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/oauth/token", body("grant_type" = "authorization_code"), form, response = Token, error = LinearError)]
pub struct ExchangeCode {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
    code: Secret,
    #[endpoint(format = "url")] redirect_uri: String,
    code_verifier: Secret,
}

/// Exchange a refresh token for the next pair. Sent by [`Client::renew`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/oauth/token", body("grant_type" = "refresh_token"), form, response = Token, error = LinearError)]
pub struct Renew {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
    refresh_token: Secret,
}

/// Exchange the secret for a token of the app itself. Sent by [`Client::create_app_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/oauth/token",
    body("grant_type" = "client_credentials"),
    basic(username = "{client_id}", password = "{client_secret}", encode = form),
    form,
    response = AppToken,
    error = LinearError
)]
pub struct CreateAppToken {
    /// The identifier of the client (RFC 6749 §2.2).
    #[endpoint(input)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[endpoint(input)] client_secret: Secret,
    #[endpoint(separator = ",")] scope: Vec<Scope>,
}

/// Revoke a token. Sent by [`Client::revoke`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/oauth/revoke", form, response = (), error = LinearError)]
pub struct Revoke { token: Secret }

/// Whose token it is. Sent by [`Client::get_viewer`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/graphql",
    body("query" = "{{ viewer {{ id name email }} }}"),
    json,
    protected,
    repeat,
    response = Viewer,
    error = LinearError
)]
pub struct GetViewer;

/// Run a query or a mutation. Sent by [`Client::run`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/graphql", json, protected, response = Json, error = LinearError)]
pub struct Run { query: String, variables: Option<Json> }

/// An access token of a day, and the next refresh token.
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
    pub refresh_token: Secret,
    /// The scopes that were granted (RFC 6749 §3.3).
    #[decode(separator = " ")] pub scope: Vec<Scope>,
}

/// An access token of thirty days.
#[derive(Clone, Debug, Decode)]
#[non_exhaustive]
pub struct AppToken {
    /// The token that calls are made with (RFC 6749 §5.1).
    pub access_token: Secret,
    /// The kind of token (RFC 6749 §7.1).
    pub token_type: String,
    /// How long the token lives from now on.
    pub expires_in: Seconds,
    /// The scopes that were granted (RFC 6749 §3.3).
    #[decode(separator = " ")] pub scope: Vec<Scope>,
}

/// Whose token it is.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Viewer {
    #[decode(at("data.viewer.id"))] pub id: String,
    #[decode(at("data.viewer.name"))] pub name: String,
    #[decode(at("data.viewer.email"))] pub email: Option<String>,
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
    /// The token is wrong or expired.
    #[api_error(200, 400, when(code = "AUTHENTICATION_ERROR"), class = reauthenticate)] InvalidToken(Fault),
    /// Too many requests.
    #[api_error(200, 400, when(code = "RATELIMITED"), class = rate_limited)] RateLimited(Fault),
    /// The caller may not do this.
    #[api_error(200, 400, when(code = "FORBIDDEN"), class = denied)] Forbidden(Fault),
    /// The code or the refresh token is used, expired or revoked.
    #[api_error(200, 400, when(code = "invalid_grant"), class = reauthenticate)] InvalidGrant(Fault),
    /// Anything else is wrong with the request.
    #[api_error(200, 400, when(code), class = configuration)] Refused(Fault),
    /// The id or the secret of the client is wrong.
    #[api_error(401, when(code = "invalid_client"), class = configuration)] InvalidClient(Fault),
    /// The token is missing, wrong or expired.
    #[api_error(401)] Unauthorized(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// What a token of Linear may be used for (RFC 6749 §3.3).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Scopes)]
#[non_exhaustive]
pub enum Scope {
    /// Read everything that the user sees; it is always granted.
    #[scope("read")] Read,
    /// Change everything that the user may change.
    #[scope("write")] Write,
    /// Create issues.
    #[scope("issues:create")] IssuesCreate,
    /// Create comments.
    #[scope("comments:create")] CommentsCreate,
    /// Change schedules.
    #[scope("timeSchedule:write")] TimeScheduleWrite,
    /// Do what administrators do.
    #[scope("admin")] Admin,
    /// As an app, be given issues.
    #[scope("app:assignable")] AppAssignable,
    /// As an app, be mentioned.
    #[scope("app:mentionable")] AppMentionable,
    /// A value that the provider does not document.
    #[scope(other)] Other(String),
}

/// One of the values of `Actor`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Choice)]
#[non_exhaustive]
pub enum Actor {
    /// Changes are those of the user.
    #[choice("user")] User,
    /// Changes are those of the app.
    #[choice("app")] App,
    /// A value that the provider does not document.
    #[choice(other)] Other(String),
}

/// A personal API key, which is sent without a scheme.
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
    /// The identifier of the client (RFC 6749 §2.2).
    #[token_source(mint, refresh)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[token_source(mint, refresh)] client_secret: Secret,
    #[token_source(verifier = code_verifier)] code: OneTime<AuthorizationCode>,
    redirect_uri: String,
}

/// The app itself, by its secret.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = Linear,
    mint(CreateAppToken),
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
}

impl Authorizes<Linear> for Bearer {}
