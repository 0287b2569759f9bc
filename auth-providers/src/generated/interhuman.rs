// @generated from interhuman.yaml: edit the spec, not this file.

//! Interhuman.
//!
//! Analysis of human interaction in video, from an upload or from a stream.
//!
//! Source: <https://docs.interhuman.ai/api-reference/authentication>
//!
//! Credentials:
//! - [`KeyPair`]: An API key pair; a new token is minted when the old one expires. Its tokens are made
//!   by `create_token`.

use auth_runtime::response::Classes;
use auth_runtime::session::TokenSource;
use auth_runtime::{
    Anonymous, ApiError, Authorizes, Bearer, Client, Connection, Decode, Endpoint, Error, ErrorBody, Host, Json,
    Provider, Response, Scopes, Seconds, Secret,
};

/// The provider Interhuman.
#[derive(Clone, Copy, Debug)]
pub struct Interhuman;

impl Provider for Interhuman {
    const NAME: &'static str = "interhuman";
    const TITLE: &'static str = "Interhuman";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://api.interhuman.ai")];
    const CLASSES: Classes = Classes::of::<InterhumanError>();
}

/// A header of every reply. Identifies this call; the provider's support asks for it.
pub const X_CORRELATION_ID: &str = "X-Correlation-ID";

/// A client of Interhuman. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<Interhuman, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = InterhumanError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange an API key pair for a short-lived bearer token.
    ///
    /// # Errors
    /// [`InterhumanError`] if `POST /v0/auth` is refused.
    pub async fn create_token(&self, request: CreateToken) -> Reply<Token> { self.0.call(request).await }
}

/// Exchange an API key pair for a short-lived bearer token. Sent by [`Client::create_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/v0/auth", json, response = Token, error = InterhumanError)]
pub struct CreateToken {
    key_id: String,
    key_secret: Secret,
    #[endpoint(at_least = 1)] scopes: Vec<Scope>,
}

/// A short-lived bearer token for HTTP and `WebSocket` calls.
#[derive(Clone, Debug, Decode)]
#[non_exhaustive]
pub struct Token {
    /// The token that calls are made with (RFC 6749 §5.1).
    pub access_token: Secret,
    /// The kind of token (RFC 6749 §7.1).
    #[decode(default = "Bearer")] pub token_type: String,
    /// How long the token lives from now on.
    pub expires_in: Seconds,
    /// The scopes that were granted.
    #[decode(separator = " ")] pub scope: Vec<Scope>,
}

/// What is said about a refused request. Older replies carry `detail`, `status_code` and `extra`.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    /// The stable code to branch on, such as `ih2005`.
    #[error_body(code)] pub error_id: Option<String>,
    /// The same as the `X-Correlation-ID` header.
    pub correlation_id: Option<String>,
    /// Where the documentation explains this error.
    pub link: Option<String>,
    #[error_body(message)] pub message: Option<String>,
    pub detail: Option<String>,
    pub status_code: Option<i64>,
    pub extra: Option<Json>,
}

/// Why Interhuman refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum InterhumanError {
    /// The credentials or parameters are not valid.
    #[api_error(400)] BadRequest(Fault),
    /// The `key_id` or `key_secret` is unknown.
    #[api_error(401, class = configuration)] UnknownKey(Fault),
    /// The key is valid but lacks a scope that was asked for.
    #[api_error(403)] MissingScope(Fault),
    /// The request does not have the documented shape.
    #[api_error(422)] Malformed(Fault),
    /// The provider failed.
    #[api_error(500)] ServerError(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// What a token of Interhuman may be used for (RFC 6749 §3.3).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Scopes)]
#[non_exhaustive]
pub enum Scope {
    /// Analyse an uploaded file: `/v0/upload/analyze`.
    #[scope("interhumanai.upload")] Upload,
    /// Analyse a live stream: `/v0/stream/analyze`.
    #[scope("interhumanai.stream")] Stream,
    /// A value that the provider does not document.
    #[scope(other)] Other(String),
}

/// An API key pair; a new token is minted when the old one expires.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = Interhuman,
    mint(CreateToken),
    token(access_token, expires_in, scope, token_type),
    env_prefix = "INTERHUMAN_"
)]
pub struct KeyPair { key_id: String, key_secret: Secret, scopes: Vec<Scope> }

impl Authorizes<Interhuman> for Bearer {}
