// @generated from one_claw.yaml: edit the spec, not this file.

//! 1Claw Human API.
//!
//! Vaults and secrets for people and their agents.
//!
//! Source: <https://docs.1claw.xyz/docs/human-api/authentication>
//!
//! Credentials:
//! - [`Password`]: An email address and password. Its tokens are made by `log_in`, renewed by
//!   `refresh_token`, revoked by `revoke_token`.
//! - [`Google`]: A Google ID token, which cannot be used twice. Its tokens are made by
//!   `log_in_with_google`, renewed by `refresh_token`, revoked by `revoke_token`.
//! - [`ApiKey`]: A personal API key. Its tokens are made by `exchange_api_key`, renewed by
//!   `refresh_token`, revoked by `revoke_token`.
//! - [`AgentKey`]: An agent's API key. Its tokens are made by `exchange_agent_key`, revoked by
//!   `revoke_token`.

use auth_runtime::session::{OneTime, TokenSource};
use auth_runtime::{
    Anonymous, ApiError, Authorizes, Bearer, Client, Connection, Decode, Endpoint, Error, Host, Json, ProblemDetails,
    Provider, Response, Seconds, Secret, Timestamp, Uuid,
};

/// The provider 1Claw Human API.
#[derive(Clone, Copy, Debug)]
pub struct OneClaw;

impl Provider for OneClaw {
    const NAME: &'static str = "one_claw";
    const TITLE: &'static str = "1Claw Human API";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://api.1claw.xyz")];
}

/// A client of 1Claw Human API. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<OneClaw, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = OneClawError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange an email address and password for a short-lived JWT.
    ///
    /// # Errors
    /// [`OneClawError`] if `POST /v1/auth/token` is refused.
    pub async fn log_in(&self, request: LogIn) -> Reply<Token> { self.0.call(request).await }

    /// Exchange a Google ID token for a short-lived JWT.
    ///
    /// # Errors
    /// [`OneClawError`] if `POST /v1/auth/google` is refused.
    pub async fn log_in_with_google(&self, request: LogInWithGoogle) -> Reply<Token> { self.0.call(request).await }

    /// Exchange a personal API key (`1ck_…`) for a short-lived JWT.
    ///
    /// # Errors
    /// [`OneClawError`] if `POST /v1/auth/api-key-token` is refused.
    pub async fn exchange_api_key(&self, request: ExchangeApiKey) -> Reply<Token> { self.0.call(request).await }

    /// Exchange an agent's API key (`ocv_…`) for a short-lived JWT.
    ///
    /// # Errors
    /// [`OneClawError`] if `POST /v1/auth/agent-token` is refused.
    pub async fn exchange_agent_key(&self, request: ExchangeAgentKey) -> Reply<AgentToken> {
        self.0.call(request).await
    }

    /// Create an account and log in.
    ///
    /// # Errors
    /// [`OneClawError`] if `POST /v1/auth/signup` is refused.
    pub async fn sign_up(&self, request: SignUp) -> Reply<Token> { self.0.call(request).await }

    /// Invalidate the current token, for example on log-out.
    ///
    /// # Errors
    /// [`OneClawError`] if `DELETE /v1/auth/token` is refused.
    pub async fn revoke_token(&self) -> Reply<()> where C: Authorizes<OneClaw> {
        self.0.call_protected(RevokeToken).await
    }

    /// Exchange the current token, while it is valid, for a new one.
    ///
    /// # Errors
    /// [`OneClawError`] if `POST /v1/auth/refresh` is refused.
    pub async fn refresh_token(&self) -> Reply<Token> where C: Authorizes<OneClaw> {
        self.0.call_protected(RefreshToken).await
    }

    /// The profile of the caller.
    ///
    /// # Errors
    /// [`OneClawError`] if `GET /v1/auth/me` is refused.
    pub async fn get_profile(&self) -> Reply<Json> where C: Authorizes<OneClaw> {
        self.0.call_protected(GetProfile).await
    }

    /// Change the caller's password.
    ///
    /// # Errors
    /// [`OneClawError`] if `POST /v1/auth/change-password` is refused.
    pub async fn change_password(&self, request: ChangePassword) -> Reply<Message> where C: Authorizes<OneClaw> {
        self.0.call_protected(request).await
    }

    /// Create a personal API key.
    ///
    /// # Errors
    /// [`OneClawError`] if `POST /v1/auth/api-keys` is refused.
    pub async fn create_api_key(&self, request: CreateApiKey) -> Reply<Json> where C: Authorizes<OneClaw> {
        self.0.call_protected(request).await
    }

    /// List the caller's personal API keys.
    ///
    /// # Errors
    /// [`OneClawError`] if `GET /v1/auth/api-keys` is refused.
    pub async fn list_api_keys(&self) -> Reply<Json> where C: Authorizes<OneClaw> {
        self.0.call_protected(ListApiKeys).await
    }

    /// Delete a personal API key.
    ///
    /// # Errors
    /// [`OneClawError`] if `DELETE /v1/auth/api-keys/{key_id}` is refused.
    pub async fn delete_api_key(&self, request: DeleteApiKey) -> Reply<()> where C: Authorizes<OneClaw> {
        self.0.call_protected(request).await
    }
}

/// Exchange an email address and password for a short-lived JWT. Sent by [`Client::log_in`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/v1/auth/token", json, response = Token, error = OneClawError)]
pub struct LogIn { email: String, password: Secret }

/// Exchange a Google ID token for a short-lived JWT. Sent by [`Client::log_in_with_google`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/v1/auth/google", json, response = Token, error = OneClawError)]
pub struct LogInWithGoogle { id_token: Secret }

/// Exchange a personal API key (`1ck_…`) for a short-lived JWT. Sent by [`Client::exchange_api_key`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/v1/auth/api-key-token", json, response = Token, error = OneClawError)]
pub struct ExchangeApiKey { api_key: Secret }

/// Exchange an agent's API key (`ocv_…`) for a short-lived JWT. Sent by [`Client::exchange_agent_key`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/v1/auth/agent-token", json, response = AgentToken, error = OneClawError)]
pub struct ExchangeAgentKey { api_key: Secret, agent_id: Option<Uuid> }

/// Create an account and log in. Sent by [`Client::sign_up`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/v1/auth/signup", json, response = Token, error = OneClawError)]
pub struct SignUp { email: String, password: Secret, display_name: Option<String> }

/// Invalidate the current token, for example on log-out. Sent by [`Client::revoke_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(DELETE "/v1/auth/token", protected, response = (), error = OneClawError)]
pub struct RevokeToken;

/// Exchange the current token, while it is valid, for a new one. Sent by [`Client::refresh_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/v1/auth/refresh", protected, response = Token, error = OneClawError)]
pub struct RefreshToken;

/// The profile of the caller. Sent by [`Client::get_profile`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/v1/auth/me", protected, response = Json, error = OneClawError)]
pub struct GetProfile;

/// Change the caller's password. Sent by [`Client::change_password`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/v1/auth/change-password", json, protected, response = Message, error = OneClawError)]
pub struct ChangePassword { current_password: Secret, new_password: Secret }

/// Create a personal API key. Sent by [`Client::create_api_key`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/v1/auth/api-keys", json, protected, response = Json, error = OneClawError)]
pub struct CreateApiKey { name: String, scopes: Option<Vec<String>>, expires_at: Option<Timestamp> }

/// List the caller's personal API keys. Sent by [`Client::list_api_keys`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/v1/auth/api-keys", protected, response = Json, error = OneClawError)]
pub struct ListApiKeys;

/// Delete a personal API key. Sent by [`Client::delete_api_key`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(DELETE "/v1/auth/api-keys/{key_id}", protected, response = (), error = OneClawError)]
pub struct DeleteApiKey { key_id: String }

/// A JWT that lives 15 minutes.
#[derive(Clone, Debug, Decode)]
#[non_exhaustive]
pub struct Token {
    /// The token that calls are made with (RFC 6749 §5.1).
    pub access_token: Secret,
    /// The kind of token (RFC 6749 §7.1).
    #[decode(default = "Bearer")] pub token_type: String,
    /// How long the token lives from now on.
    pub expires_in: Seconds,
}

/// A JWT for an agent, and what the agent may reach.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct AgentToken {
    /// The token that calls are made with (RFC 6749 §5.1).
    pub access_token: Secret,
    /// The kind of token (RFC 6749 §7.1).
    #[decode(default = "Bearer")] pub token_type: String,
    /// How long the token lives from now on.
    pub expires_in: Seconds,
    pub agent_id: Option<Uuid>,
    pub vault_ids: Option<Vec<String>>,
}

/// A confirmation in words.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Message { pub message: String }

/// Why 1Claw Human API refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum OneClawError {
    /// The request is not valid; the extension member `fields` says where.
    #[api_error(400)] BadRequest(ProblemDetails),
    /// The credentials or the token are wrong or expired.
    #[api_error(401)] Unauthorized(ProblemDetails),
    /// The plan does not cover this.
    #[api_error(402)] PaymentRequired(ProblemDetails),
    /// A limit of the plan is reached.
    #[api_error(403, when(r#type = "resource_limit_exceeded"))] ResourceLimitExceeded(ProblemDetails),
    /// A person must approve first; the extension member `approval_request_id` says which request.
    #[api_error(403, when(r#type = "approval_required"))] ApprovalRequired(ProblemDetails),
    /// The caller may not do this.
    #[api_error(403)] Forbidden(ProblemDetails),
    /// There is no such thing.
    #[api_error(404)] NotFound(ProblemDetails),
    /// Too many requests; `Retry-After` says when to come back.
    #[api_error(429)] RateLimited(ProblemDetails),
    /// A status that the provider does not document.
    #[api_error(other)] Other(ProblemDetails),
}

/// An email address and password.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = OneClaw,
    mint(LogIn),
    refresh(RefreshToken),
    revoke(RevokeToken),
    token(access_token, expires_in, token_type),
    env_prefix = "ONE_CLAW_"
)]
pub struct Password { email: String, password: Secret }

/// A Google ID token, which cannot be used twice.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = OneClaw,
    mint(LogInWithGoogle),
    refresh(RefreshToken),
    revoke(RevokeToken),
    token(access_token, expires_in, token_type),
    env_prefix = "ONE_CLAW_"
)]
pub struct Google { id_token: OneTime<Secret> }

/// A personal API key.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = OneClaw,
    mint(ExchangeApiKey),
    refresh(RefreshToken),
    revoke(RevokeToken),
    token(access_token, expires_in, token_type),
    env_prefix = "ONE_CLAW_"
)]
pub struct ApiKey { api_key: Secret }

/// An agent's API key.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = OneClaw,
    mint(ExchangeAgentKey),
    revoke(RevokeToken),
    token(access_token, expires_in, token_type),
    env_prefix = "ONE_CLAW_"
)]
pub struct AgentKey { api_key: Secret, agent_id: Option<Uuid> }

impl Authorizes<OneClaw> for Bearer {}
