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
//! - [`KeyPairV1`]: The same at the path that the provider's SDK uses. Its tokens are made by
//!   `create_token_v1`.
//! - [`ApiKey`]: The API key itself, as a bearer token.
//! - [`EndUser`]: A token for the device of an end user, minted by the API key. Its tokens are made by
//!   `create_client_token`, revoked by `revoke_client_token`.

use auth_runtime::host::Environment;
use auth_runtime::response::Classes;
use auth_runtime::session::TokenSource;
use auth_runtime::{
    Anonymous, ApiError, Authorizes, Bearer, Client, Connection, Credential, Decode, Endpoint, Error, ErrorBody, Host,
    Json, Provider, Response, Scopes, Seconds, Secret,
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

impl Interhuman {
    /// The provider's staging host.
    pub const STAGING: Environment<Self> = Environment::new(&[Host::new("base", "https://staging-api.interhuman.ai")]);
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

    /// Exchange an API key pair for a short-lived bearer token, at the path that the provider's SDK uses.
    ///
    /// # Errors
    /// [`InterhumanError`] if `POST /v1/auth` is refused.
    pub async fn create_token_v1(&self, request: CreateTokenV1) -> Reply<Token> { self.0.call(request).await }

    /// Mint a token for the device of an end user, with limits.
    ///
    /// # Errors
    /// [`InterhumanError`] if `POST /v1/client_tokens` is refused.
    pub async fn create_client_token(&self, request: CreateClientToken) -> Reply<ClientToken> {
        self.0.call(request).await
    }

    /// Revoke a token of an end user; one that has expired already counts as revoked.
    ///
    /// # Errors
    /// [`InterhumanError`] if `POST /v1/client_tokens/revoke` is refused.
    pub async fn revoke_client_token(&self, request: RevokeClientToken) -> Reply<()> { self.0.call(request).await }

    /// How the analysis of an uploaded file is getting on.
    ///
    /// # Errors
    /// [`InterhumanError`] if `GET /v2/upload/jobs/{job_id}` is refused.
    pub async fn get_upload_job(&self, request: GetUploadJob) -> Reply<Json> where C: Authorizes<Interhuman> {
        self.0.call_protected(request).await
    }
}

/// Exchange an API key pair for a short-lived bearer token. Sent by [`Client::create_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/v0/auth", json, response = Token, error = InterhumanError)]
pub struct CreateToken {
    key_id: String,
    key_secret: Secret,
    #[endpoint(at_least = 1)] scopes: Vec<Scope>,
}

/// Exchange an API key pair for a short-lived bearer token, at the path that the provider's SDK uses.
/// Sent by [`Client::create_token_v1`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/v1/auth", json, response = Token, error = InterhumanError)]
pub struct CreateTokenV1 {
    key_id: String,
    key_secret: Secret,
    #[endpoint(at_least = 1)] scopes: Vec<Scope>,
}

/// Mint a token for the device of an end user, with limits. Sent by [`Client::create_client_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/v1/client_tokens", json, response = ClientToken, error = InterhumanError)]
pub struct CreateClientToken {
    api_key: Secret,
    /// `interhumanai.stream` if it is absent.
    scopes: Option<Vec<Scope>>,
    /// In seconds, from 60 to 3600; 300 if it is absent.
    expires_in: Option<i64>,
    /// How long one live session may last.
    max_duration_seconds: Option<i64>,
    /// What all sessions together may send.
    max_bytes: Option<i64>,
    /// How many sessions there may be at once; one if it is absent.
    max_concurrent: Option<i64>,
    /// How much video all calls together may send.
    max_video_seconds: Option<i64>,
    /// The origins of the browsers that may use the token.
    allowed_origins: Option<Vec<String>>,
}

/// Revoke a token of an end user; one that has expired already counts as revoked. Sent by
/// [`Client::revoke_client_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/v1/client_tokens/revoke", json, response = (), error = InterhumanError)]
pub struct RevokeClientToken { api_key: Secret, token: Secret }

/// How the analysis of an uploaded file is getting on. Sent by [`Client::get_upload_job`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/v2/upload/jobs/{job_id}", protected, response = Json, error = InterhumanError)]
pub struct GetUploadJob { job_id: String }

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

/// A token for the device of an end user, and its limits.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct ClientToken {
    /// The token that calls are made with (RFC 6749 §5.1).
    pub access_token: Secret,
    /// The kind of token (RFC 6749 §7.1).
    #[decode(default = "Bearer")] pub token_type: String,
    /// How long the token lives from now on.
    pub expires_in: Seconds,
    /// The scopes that were granted.
    #[decode(separator = " ")] pub scope: Vec<Scope>,
    pub max_duration_seconds: Option<i64>,
    pub max_bytes: Option<i64>,
    pub max_concurrent: Option<i64>,
    pub max_video_seconds: Option<i64>,
    pub allowed_origins: Option<Vec<String>>,
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
    /// There is no such thing.
    #[api_error(404)] NotFound(Fault),
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
    /// Analyse several tracks in real time: `/v0/realtime/analyze`.
    #[scope("interhumanai.realtime")] Realtime,
    /// Analyse an uploaded file in depth.
    #[scope("interhumanai.upload.inter-2-deep")] UploadDeep,
    /// The former name of `interhumanai.upload`.
    #[deprecated(note = "Use `interhumanai.upload`.")] #[scope("interhumanai.upload.inter-2")] UploadInter2,
    /// A former name of `interhumanai.upload`.
    #[deprecated(note = "Use `interhumanai.upload`.")] #[scope("interhumanai.upload.inter-2-audio")] UploadInter2Audio,
    /// The former name of `interhumanai.stream`.
    #[deprecated(note = "Use `interhumanai.stream`.")] #[scope("interhumanai.stream.inter-2")] StreamInter2,
    /// A former name of `interhumanai.stream`.
    #[deprecated(note = "Use `interhumanai.stream`.")] #[scope("interhumanai.stream.inter-2-audio")] StreamInter2Audio,
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

/// The same at the path that the provider's SDK uses.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = Interhuman,
    mint(CreateTokenV1),
    token(access_token, expires_in, scope, token_type),
    env_prefix = "INTERHUMAN_"
)]
pub struct KeyPairV1 { key_id: String, key_secret: Secret, scopes: Vec<Scope> }

/// The API key itself, as a bearer token.
#[derive(Clone, Debug, Credential)]
#[credential(provider = Interhuman, bearer)]
pub struct ApiKey(
    #[credential(env = "INTERHUMAN_API_KEY")] Secret,
);

/// A token for the device of an end user, minted by the API key.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = Interhuman,
    mint(CreateClientToken),
    revoke(RevokeClientToken(token)),
    token(access_token, expires_in, scope, token_type),
    env_prefix = "INTERHUMAN_"
)]
pub struct EndUser {
    #[token_source(mint, revoke)] api_key: Secret,
    /// `interhumanai.stream` if it is absent.
    scopes: Option<Vec<Scope>>,
    /// In seconds, from 60 to 3600; 300 if it is absent.
    expires_in: Option<i64>,
    /// How long one live session may last.
    max_duration_seconds: Option<i64>,
    /// What all sessions together may send.
    max_bytes: Option<i64>,
    /// How many sessions there may be at once; one if it is absent.
    max_concurrent: Option<i64>,
    /// How much video all calls together may send.
    max_video_seconds: Option<i64>,
    /// The origins of the browsers that may use the token.
    allowed_origins: Option<Vec<String>>,
}

impl Authorizes<Interhuman> for Bearer {}
