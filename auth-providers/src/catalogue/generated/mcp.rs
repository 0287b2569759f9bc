// @generated from mcp.yaml: edit the spec, not this file.

//! Model Context Protocol, any server.
//!
//! Source: <https://modelcontextprotocol.io/specification/2025-11-25/basic/authorization>
//!
//! Credentials:
//! - [`User`]: A user of the server. Its tokens are made by `exchange_code`, after `authorize`, renewed
//!   by `renew`.

use auth_runtime::consent::AuthorizationGrant;
use auth_runtime::host::{Header, Setting};
use auth_runtime::session::{Consent, OneTime, TokenSource};
use auth_runtime::value::UnixSeconds;
use auth_runtime::{
    Accepts, Anonymous, ApiError, Authorizes, Bearer, Callback, Client, Connection, Decode, Endpoint, Error, ErrorBody,
    Host, Json, OneOf, Provider, Response, Seconds, Secret, host,
};

/// The provider Model Context Protocol, any server.
#[derive(Clone, Copy, Debug)]
pub struct Mcp;

impl Provider for Mcp {
    const NAME: &'static str = "mcp";
    const TITLE: &'static str = "Model Context Protocol, any server";
    const HOSTS: &'static [Host] = &[
        Host::new("base", "{server}"),
        Host::new("login", "{issuer}"),
        Host::captured("describe_server", "authorization_server", &["{issuer}"]).well_known(
            "oauth-authorization-server",
        ),
        Host::captured("authorize", "authorization_endpoint", &["{issuer}"]).whole(),
        Host::captured("exchange_code", "token_endpoint", &["{issuer}"]).whole(),
        Host::captured("renew", "token_endpoint", &["{issuer}"]).whole(),
    ];
    const HEADERS: &'static [Header] = &[
        Header::new("MCP-Protocol-Version", "2025-11-25"),
        Header::new("Accept", "application/json, text/event-stream"),
    ];
    const SETTINGS: &'static [Setting] = <Settings as host::Settings>::SETTINGS;
}

/// What differs from one customer of Model Context Protocol, any server to another. A client is built
/// with it.
#[derive(Clone, Debug, host::Settings)]
#[settings(provider = Mcp, env_prefix = "MCP_")]
pub struct Settings {
    /// The server.
    #[settings(origin)] server: String,
    /// The authorization server that its metadata name.
    #[settings(origin)] issuer: String,
}

/// A client of Model Context Protocol, any server. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
#[client(settings = Settings)]
pub struct Client<C = Anonymous>(Connection<Mcp, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = McpError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Which authorization server the server has (RFC 9728).
    ///
    /// # Errors
    /// [`McpError`] if `GET /.well-known/oauth-protected-resource` is refused.
    pub async fn describe_resource(&self) -> Reply<Resource> { self.0.call(DescribeResource).await }

    /// Where the endpoints of the authorization server are (RFC 8414).
    ///
    /// # Errors
    /// [`McpError`] if `GET {authorization_server}` is refused.
    pub async fn describe_server(&self) -> Reply<Server> { self.0.call(DescribeServer).await }

    /// Register this client (RFC 7591).
    ///
    /// # Errors
    /// [`McpError`] if `POST /register` is refused.
    pub async fn register(&self, request: Register) -> Reply<RegisteredClient> { self.0.call(request).await }

    /// Exchange the code for a token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST {token_endpoint}` is refused; `InvalidGrant`, `InvalidRequest`,
    /// `InvalidClient` are special to it.
    pub async fn exchange_code(&self, request: ExchangeCode) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Exchange a refresh token for the next token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST {token_endpoint}` is refused; `InvalidGrant`, `InvalidRequest`,
    /// `InvalidClient` are special to it.
    pub async fn renew(&self, request: Renew) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Send a message to the server (JSON-RPC 2.0).
    ///
    /// # Errors
    /// [`McpError`] if `POST /{endpoint}` is refused.
    pub async fn send(&self, request: Send) -> Reply<SendReply> where C: Authorizes<Mcp, User> {
        self.0.call_protected(request).await
    }
}

/// Which authorization server the server has (RFC 9728). Sent by [`Client::describe_resource`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    GET "/.well-known/oauth-protected-resource",
    header("Accept" = "application/json"),
    response = Resource,
    error = McpError
)]
pub struct DescribeResource;

/// Where the endpoints of the authorization server are (RFC 8414). Sent by [`Client::describe_server`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    GET "",
    host = "describe_server",
    header("Accept" = "application/json"),
    captured(authorization_server),
    response = Server,
    error = McpError
)]
pub struct DescribeServer;

/// Register this client (RFC 7591). Sent by [`Client::register`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/register",
    host = "login",
    body("token_endpoint_auth_method" = "none"),
    json,
    response = RegisteredClient,
    error = McpError,
    registers(client_id, expires_at = client_secret_expires_at)
)]
pub struct Register {
    client_name: String,
    #[endpoint(format = "url", at_least = 1)] redirect_uris: Vec<String>,
}

/// Ask the user for consent.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    VISIT "",
    host = "authorize",
    query("client_id" = "{client_id}"),
    query("response_type" = "code"),
    query("resource" = "{server}"),
    settings(server),
    captured(authorization_endpoint, client_id),
    provider = Mcp,
    callback = AuthorizeCallback,
    pkce
)]
pub struct Authorize {
    #[endpoint(query, format = "url")] redirect_uri: String,
    #[endpoint(query, separator = " ")] scope: Option<Vec<String>>,
}

/// Exchange the code for a token. Sent by [`Client::exchange_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "",
    host = "exchange_code",
    body("grant_type" = "authorization_code"),
    body("resource" = "{server}"),
    body("client_id" = "{client_id}"),
    settings(server),
    captured(token_endpoint, client_id),
    form,
    response = Token,
    error = TokenError
)]
pub struct ExchangeCode {
    code: Secret,
    #[endpoint(format = "url")] redirect_uri: String,
    code_verifier: Secret,
}

/// Exchange a refresh token for the next token. Sent by [`Client::renew`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "",
    host = "renew",
    body("grant_type" = "refresh_token"),
    body("resource" = "{server}"),
    body("client_id" = "{client_id}"),
    settings(server),
    captured(token_endpoint, client_id),
    form,
    response = Token,
    error = TokenError
)]
pub struct Renew { refresh_token: Secret }

/// Send a message to the server (JSON-RPC 2.0). Sent by [`Client::send`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/{endpoint}", body("jsonrpc" = "2.0"), json, protected = User, response = SendReply, error = McpError)]
pub struct Send { endpoint: String, id: i64, method: String, params: Option<Json> }

/// What [`Client::send`] returns.
#[derive(Clone, Debug, OneOf)]
pub enum SendReply {
    /// The reply with 200.
    #[one_of(200)] Json(Json),
    /// The reply with 202, which has no body.
    #[one_of(202)] Nothing,
}

/// What [`Client::describe_resource`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Resource {
    pub resource: String,
    #[decode(at("authorization_servers.0"))] pub authorization_server: String,
    pub scopes_supported: Option<Vec<String>>,
}

/// What [`Client::describe_server`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Server {
    pub issuer: String,
    pub authorization_endpoint: String,
    pub token_endpoint: String,
    pub registration_endpoint: Option<String>,
}

/// What [`Client::register`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct RegisteredClient { pub client_id: String, pub client_secret_expires_at: Option<UnixSeconds> }

/// What [`Client::exchange_code`] and [`Client::renew`] return.
#[derive(Clone, Debug, Decode)]
#[non_exhaustive]
pub struct Token {
    /// The token that calls are made with (RFC 6749 §5.1).
    pub access_token: Secret,
    /// How long the token lives from now on.
    pub expires_in: Option<Seconds>,
    /// The token that the next one is requested with (RFC 6749 §6).
    pub refresh_token: Option<Secret>,
    /// The kind of token (RFC 6749 §7.1).
    pub token_type: String,
    /// The scopes that were granted (RFC 6749 §3.3).
    pub scope: Option<String>,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Needed {
    #[error_body(challenge = "error", code)] pub error: Option<String>,
    /// The scopes that were granted (RFC 6749 §3.3).
    #[error_body(challenge = "scope", separator = " ")] pub scope: Option<Vec<String>>,
    #[error_body(challenge = "resource_metadata")] pub resource_metadata: Option<String>,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct TokenFault {
    #[error_body(code)] pub error: Option<String>,
    #[error_body(at("error_description"), message)] pub text: Option<String>,
}

/// What the page `authorize` gives back.
#[derive(Clone, Debug, Callback)]
#[non_exhaustive]
pub struct AuthorizeCallback {
    /// The authorization code (RFC 6749 §4.1.2).
    pub code: Secret,
}

/// What a log-in with `User` captures.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct UserCaptured {
    pub authorization_server: String,
    pub authorization_endpoint: String,
    pub token_endpoint: String,
}

/// Why Model Context Protocol, any server refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum McpError {
    /// The provider answered 401.
    #[api_error(401)] Unauthorized(Needed),
    /// The provider answered 403.
    #[api_error(403)] InsufficientScope(Needed),
    /// A status that the provider does not document.
    #[api_error(other)] Other,
}

/// Why Model Context Protocol, any server refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum TokenError {
    /// The provider answered 400.
    #[api_error(400, when(error = "invalid_grant"), class = reauthenticate)] InvalidGrant(TokenFault),
    /// The provider answered 400.
    #[api_error(400)] InvalidRequest(TokenFault),
    /// The provider answered 401.
    #[api_error(401, class = configuration)] InvalidClient(TokenFault),
    /// The provider answered 403.
    #[api_error(403)] InsufficientScope(Needed),
    /// A status that the provider does not document.
    #[api_error(other)] Other,
}

/// Starts the consent for [`User`]: `describe_resource`, then `describe_server`, then the visit
/// `authorize`.
#[derive(Clone, Debug, Consent)]
#[consent(
    provider = Mcp,
    steps(
        DescribeResource expect(resource = "{server}", authorization_server = "{issuer}"),
        DescribeServer expect(issuer = "{issuer}"),
    ),
    visit(Authorize(redirect_uri, scope)),
    capture(
        authorization_server = describe_resource.authorization_server,
        authorization_endpoint = describe_server.authorization_endpoint,
        token_endpoint = describe_server.token_endpoint,
    ),
    keep(
        describe_resource.authorization_server,
        describe_server.authorization_endpoint,
        describe_server.token_endpoint,
    ),
    settings(server, issuer)
)]
pub struct UserConsent { redirect_uri: String, scope: Option<Vec<String>> }

/// A user of the server.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = Mcp,
    mint(ExchangeCode(redirect_uri, code = authorize.code) verified),
    refresh(Renew(refresh_token)),
    token(access_token, expires_in, refresh_token, token_type),
    capture(
        authorization_server = describe_resource.authorization_server,
        authorization_endpoint = describe_server.authorization_endpoint,
        token_endpoint = describe_server.token_endpoint,
    ),
    captured = UserCaptured,
    renewed(access_token, expires_in, refresh_token, token_type),
    rotation = replaced,
    env_prefix = "MCP_"
)]
pub struct User {
    redirect_uri: String,
    /// What the user's consent gave back.
    #[token_source(visit = authorize, after(describe_resource, describe_server), verifier = code_verifier)]
    code: OneTime<AuthorizationGrant<AuthorizeCallback>>,
}

impl<C: Accepts<Bearer>> Authorizes<Mcp, C> for Bearer {}

impl Accepts<Bearer> for User {}
