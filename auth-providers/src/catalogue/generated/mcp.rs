// @generated from mcp.yaml: edit the spec, not this file.

//! Model Context Protocol.
//!
//! A server of tools for models, which is reached by HTTP.
//!
//! Source: <https://modelcontextprotocol.io/specification/2025-11-25/basic/authorization>
//!
//! Credentials:
//! - [`User`]: A user, by a client that nobody registered by hand. Its tokens are made by
//!   `exchange_code`, after `authorize`, renewed by `renew`.

use auth_runtime::consent::AuthorizationGrant;
use auth_runtime::host::Setting;
use auth_runtime::response::Classes;
use auth_runtime::session::{Consent, OneTime, TokenSource};
use auth_runtime::value::{Code, UnixSeconds};
use auth_runtime::{
    Accepts, Anonymous, ApiError, Authorizes, Bearer, Callback, Client, Connection, Decode, Endpoint, Error, ErrorBody,
    Host, Json, Provider, Response, Seconds, Secret, host,
};

/// The provider Model Context Protocol.
#[derive(Clone, Copy, Debug)]
pub struct Mcp;

impl Provider for Mcp {
    const NAME: &'static str = "mcp";
    const TITLE: &'static str = "Model Context Protocol";
    const HOSTS: &'static [Host] = &[
        Host::new("base", "{server}"),
        Host::captured("describe_server", "authorization_server", &["{issuer}"]).well_known(
            "oauth-authorization-server",
        ),
        Host::captured("register", "registration_endpoint", &["{issuer}"]).whole(),
        Host::captured("authorize", "authorization_endpoint", &["{issuer}"]).whole(),
        Host::captured("exchange_code", "token_endpoint", &["{issuer}"]).whole(),
        Host::captured("renew", "token_endpoint", &["{issuer}"]).whole(),
    ];
    const SETTINGS: &'static [Setting] = <Settings as host::Settings>::SETTINGS;
    const CLASSES: Classes = Classes::of::<McpError>();
}

/// What differs from one customer of Model Context Protocol to another. A client is built with it.
#[derive(Clone, Debug, host::Settings)]
#[settings(provider = Mcp, env_prefix = "MCP_")]
pub struct Settings {
    /// The origin of the server.
    #[settings(origin)] server: String,
    /// The path of the endpoint.
    #[settings(pattern = "[a-z0-9_-]+", default = "mcp")] endpoint: Option<String>,
    /// The origin of the authorization server that the metadata of the server name.
    #[settings(origin)] issuer: String,
}

/// A client of Model Context Protocol. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
#[client(settings = Settings)]
pub struct Client<C = Anonymous>(Connection<Mcp, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = McpError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Which authorization server makes tokens for the server.
    ///
    /// # Errors
    /// [`McpError`] if `GET /.well-known/oauth-protected-resource/{endpoint}` is refused.
    pub async fn describe_resource(&self) -> Reply<Resource> { self.0.call(DescribeResource).await }

    /// Where the endpoints of the authorization server are.
    ///
    /// # Errors
    /// [`McpError`] if `GET {authorization_server}` is refused.
    pub async fn describe_server(&self) -> Reply<Server> { self.0.call(DescribeServer).await }

    /// Register this client.
    ///
    /// # Errors
    /// [`McpError`] if `POST {registration_endpoint}` is refused.
    pub async fn register(&self, request: Register) -> Reply<RegisteredClient> { self.0.call(request).await }

    /// Exchange the code for tokens.
    ///
    /// # Errors
    /// [`McpError`] if `POST {token_endpoint}` is refused.
    pub async fn exchange_code(&self, request: ExchangeCode) -> Reply<Token> { self.0.call(request).await }

    /// Exchange a refresh token for the next token.
    ///
    /// # Errors
    /// [`McpError`] if `POST {token_endpoint}` is refused.
    pub async fn renew(&self, request: Renew) -> Reply<Token> { self.0.call(request).await }

    /// List the tools.
    ///
    /// # Errors
    /// [`McpError`] if `POST /{endpoint}` is refused.
    pub async fn list_tools(&self, request: ListTools) -> Reply<Answer> where C: Authorizes<Mcp, User> {
        self.0.call_protected(request).await
    }
}

/// Which authorization server makes tokens for the server. Sent by [`Client::describe_resource`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    GET "/.well-known/oauth-protected-resource/{endpoint}", settings(endpoint), response = Resource, error = McpError
)]
pub struct DescribeResource;

/// Where the endpoints of the authorization server are. Sent by [`Client::describe_server`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "", host = "describe_server", captured(authorization_server), response = Server, error = McpError)]
pub struct DescribeServer;

/// Register this client. Sent by [`Client::register`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "",
    host = "register",
    body("grant_types" = json("[\"authorization_code\",\"refresh_token\"]")),
    body("token_endpoint_auth_method" = "none"),
    settings(server, endpoint),
    captured(registration_endpoint),
    json,
    response = RegisteredClient,
    error = McpError,
    registers(client_id),
    after(
        DescribeResource expect(resource = "{server}/{endpoint}"),
        DescribeServer expect(issuer = "{authorization_server}"),
    ),
    capture(
        authorization_server = describe_resource.authorization_server,
        registration_endpoint = describe_server.registration_endpoint,
    )
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
    query("resource" = "{server}/{endpoint}"),
    settings(server, endpoint),
    captured(authorization_endpoint, client_id),
    provider = Mcp,
    callback = AuthorizeCallback,
    pkce
)]
pub struct Authorize {
    #[endpoint(query, format = "url")] redirect_uri: String,
    #[endpoint(query)] scope: Option<String>,
}

/// Exchange the code for tokens. Sent by [`Client::exchange_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "",
    host = "exchange_code",
    body("grant_type" = "authorization_code"),
    body("resource" = "{server}/{endpoint}"),
    body("client_id" = "{client_id}"),
    settings(server, endpoint),
    captured(token_endpoint, client_id),
    form,
    response = Token,
    error = McpError
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
    body("resource" = "{server}/{endpoint}"),
    body("client_id" = "{client_id}"),
    settings(server, endpoint),
    captured(token_endpoint, client_id),
    form,
    response = Token,
    error = McpError
)]
pub struct Renew { refresh_token: Secret }

/// List the tools. Sent by [`Client::list_tools`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/{endpoint}",
    header("Accept" = "application/json, text/event-stream"),
    header("MCP-Protocol-Version" = "2025-11-25"),
    body("jsonrpc" = "2.0"),
    body("id" = 1),
    body("method" = "tools/list"),
    settings(endpoint),
    json,
    protected = User,
    repeat,
    response = Answer,
    error = McpError
)]
pub struct ListTools {
    /// What `initialize` answered, if it did.
    #[endpoint(header = "Mcp-Session-Id")] mcp_session_id: Option<String>,
}

/// Which authorization server makes tokens for the server (RFC 9728).
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Resource {
    pub resource: String,
    #[decode(at("authorization_servers.0"))] pub authorization_server: String,
}

/// Where the endpoints of the authorization server are (RFC 8414).
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Server {
    pub issuer: String,
    pub authorization_endpoint: String,
    pub token_endpoint: String,
    pub registration_endpoint: Option<String>,
}

/// A client that has registered itself (RFC 7591).
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct RegisteredClient { pub client_id: String, pub client_id_issued_at: Option<UnixSeconds> }

/// What [`Client::exchange_code`] and [`Client::renew`] return.
#[derive(Clone, Debug, Decode)]
#[non_exhaustive]
pub struct Token {
    /// The token that calls are made with (RFC 6749 §5.1).
    pub access_token: Secret,
    /// The kind of token (RFC 6749 §7.1).
    pub token_type: String,
    /// How long the token lives from now on.
    pub expires_in: Option<Seconds>,
    /// The token that the next one is requested with (RFC 6749 §6).
    pub refresh_token: Option<Secret>,
    /// The scopes that were granted (RFC 6749 §3.3).
    pub scope: Option<String>,
}

/// An answer (JSON-RPC 2.0).
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Answer { pub id: Option<Code>, pub result: Option<Json>, pub error: Option<Json> }

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(code)] pub error: Option<String>,
    #[error_body(at("error_description"), message)] pub text: Option<String>,
    #[error_body(challenge = "resource_metadata")] pub metadata: Option<String>,
    #[error_body(challenge = "error")] pub challenged: Option<String>,
    /// The scopes that were granted (RFC 6749 §3.3).
    #[error_body(challenge = "scope", separator = " ")] pub scope: Option<Vec<String>>,
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

/// Why Model Context Protocol refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum McpError {
    /// The code or the refresh token is used, expired or revoked.
    #[api_error(400, when(error = "invalid_grant"), class = reauthenticate)] InvalidGrant(Fault),
    /// The request is not valid.
    #[api_error(400)] InvalidRequest(Fault),
    /// The server does not know the client; it must be registered again.
    #[api_error(401, when(error = "invalid_client"), class = configuration)] InvalidClient(Fault),
    /// The token is missing, wrong or expired.
    #[api_error(401)] Unauthorized(Fault),
    /// The token has not the scope; the challenge says which.
    #[api_error(403)] InsufficientScope(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// Starts the consent for [`User`]: `describe_resource`, then `describe_server`, then the visit
/// `authorize`.
#[derive(Clone, Debug, Consent)]
#[consent(
    provider = Mcp,
    steps(
        DescribeResource expect(resource = "{server}/{endpoint}"),
        DescribeServer expect(issuer = "{authorization_server}"),
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
    settings(server, endpoint)
)]
pub struct UserConsent { redirect_uri: String, scope: Option<String> }

/// A user, by a client that nobody registered by hand.
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
