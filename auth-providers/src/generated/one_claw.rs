// @generated from one_claw.yaml: edit the spec, not this file.

//! 1Claw Human API.
//!
//! Vaults and secrets for people and their agents.
//!
//! Source: <https://docs.1claw.xyz/docs/human-api/authentication>
//!
//! Credentials:
//! - [`Password`]: An email address and password, and a code of the second factor if the account has
//!   one. Its tokens are made by `log_in`, then `verify_mfa`, renewed by `refresh_token`, revoked by
//!   `revoke_token`, live 15 minutes.
//! - [`Google`]: A Google ID token, which cannot be used twice. Its tokens are made by
//!   `log_in_with_google`, renewed by `refresh_token`, revoked by `revoke_token`, live 15 minutes.
//! - [`ApiKey`]: A personal API key. Its tokens are made by `exchange_api_key`, renewed by
//!   `refresh_token`, revoked by `revoke_token`, live 15 minutes.
//! - [`AgentKey`]: An agent's API key. Its tokens are made by `exchange_agent_key`, revoked by
//!   `revoke_token`, live 15 minutes.
//! - [`EmailCode`]: A code that is sent by email. Its tokens are made by `send_email_code`, then
//!   `verify_email_code`, renewed by `refresh_token`, revoked by `revoke_token`, live 15 minutes.
//! - [`Social`]: An ID token of another provider, which cannot be used twice. Its tokens are made by
//!   `log_in_socially`, renewed by `refresh_token`, revoked by `revoke_token`, live 15 minutes.

use auth_runtime::host::Environment;
use auth_runtime::session::{Ask, OneTime, TokenSource};
use auth_runtime::{
    Anonymous, ApiError, Authorizes, Bearer, Choice, Client, Connection, Decode, Endpoint, Error, Host, Json, OneOf,
    ProblemDetails, Provider, Response, Seconds, Secret, Timestamp, Uuid,
};

/// The provider 1Claw Human API.
#[derive(Clone, Copy, Debug)]
pub struct OneClaw;

impl Provider for OneClaw {
    const NAME: &'static str = "one_claw";
    const TITLE: &'static str = "1Claw Human API";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://api.1claw.xyz")];
}

impl OneClaw {
    /// The host that the provider's Python SDK calls.
    pub const CO: Environment<Self> = Environment::new(&[Host::new("base", "https://api.1claw.co")]);
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
    pub async fn log_in(&self, request: LogIn) -> Reply<LogInReply> { self.0.call(request).await }

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
    pub async fn sign_up(&self, request: SignUp) -> Reply<SignUpReply> { self.0.call(request).await }

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
    pub async fn create_api_key(&self, request: CreateApiKey) -> Reply<CreatedApiKey> where C: Authorizes<OneClaw> {
        self.0.call_protected(request).await
    }

    /// List the caller's personal API keys.
    ///
    /// # Errors
    /// [`OneClawError`] if `GET /v1/auth/api-keys` is refused.
    pub async fn list_api_keys(&self) -> Reply<ApiKeyList> where C: Authorizes<OneClaw> {
        self.0.call_protected(ListApiKeys).await
    }

    /// Delete a personal API key.
    ///
    /// # Errors
    /// [`OneClawError`] if `DELETE /v1/auth/api-keys/{key_id}` is refused.
    pub async fn delete_api_key(&self, request: DeleteApiKey) -> Reply<()> where C: Authorizes<OneClaw> {
        self.0.call_protected(request).await
    }

    /// Answer the challenge of `log_in` by a code of the second factor.
    ///
    /// # Errors
    /// [`OneClawError`] if `POST /v1/auth/mfa/verify` is refused.
    pub async fn verify_mfa(&self, request: VerifyMfa) -> Reply<Token> { self.0.call(request).await }

    /// Whether the caller has a second factor.
    ///
    /// # Errors
    /// [`OneClawError`] if `GET /v1/auth/mfa/status` is refused.
    pub async fn get_mfa_status(&self) -> Reply<Option<Json>> where C: Authorizes<OneClaw> {
        self.0.call_protected(GetMfaStatus).await
    }

    /// Begin to set up a second factor; the reply has its secret and a URI for an authenticator.
    ///
    /// # Errors
    /// [`OneClawError`] if `POST /v1/auth/mfa/setup` is refused.
    pub async fn set_up_mfa(&self) -> Reply<Option<Json>> where C: Authorizes<OneClaw> {
        self.0.call_protected(SetUpMfa).await
    }

    /// Complete the second factor by its first code.
    ///
    /// # Errors
    /// [`OneClawError`] if `POST /v1/auth/mfa/verify-setup` is refused.
    pub async fn verify_mfa_setup(&self, request: VerifyMfaSetup) -> Reply<Option<Json>> where C: Authorizes<OneClaw> {
        self.0.call_protected(request).await
    }

    /// Remove the second factor, by one of its codes or by the password.
    ///
    /// # Errors
    /// [`OneClawError`] if `DELETE /v1/auth/mfa` is refused.
    pub async fn disable_mfa(&self, request: DisableMfa) -> Reply<Option<Json>> where C: Authorizes<OneClaw> {
        self.0.call_protected(request).await
    }

    /// Ask for an email with a token that resets the password.
    ///
    /// # Errors
    /// [`OneClawError`] if `POST /v1/auth/forgot-password` is refused.
    pub async fn forgot_password(&self, request: ForgotPassword) -> Reply<Option<Json>> { self.0.call(request).await }

    /// Set a new password by the token of that email.
    ///
    /// # Errors
    /// [`OneClawError`] if `POST /v1/auth/reset-password` is refused.
    pub async fn reset_password(&self, request: ResetPassword) -> Reply<Option<Json>> { self.0.call(request).await }

    /// Send a code by email, which logs in once.
    ///
    /// # Errors
    /// [`OneClawError`] if `POST /v1/auth/email-otp/send` is refused.
    pub async fn send_email_code(&self, request: SendEmailCode) -> Reply<EmailSent> { self.0.call(request).await }

    /// Exchange the code of that email for a short-lived JWT.
    ///
    /// # Errors
    /// [`OneClawError`] if `POST /v1/auth/email-otp/verify` is refused.
    pub async fn verify_email_code(&self, request: VerifyEmailCode) -> Reply<Token> { self.0.call(request).await }

    /// Exchange an ID token of another provider for a short-lived JWT.
    ///
    /// # Errors
    /// [`OneClawError`] if `POST /v1/auth/social-login` is refused.
    pub async fn log_in_socially(&self, request: LogInSocially) -> Reply<Token> { self.0.call(request).await }

    /// Exchange the current token, or another one, for a JWT that has another audience (RFC 8693).
    ///
    /// # Errors
    /// [`OneClawError`] if `POST /v1/auth/federated-token` is refused.
    pub async fn create_federated_token(
        &self,
        request: CreateFederatedToken,
    ) -> Reply<FederatedToken> where C: Authorizes<OneClaw> {
        self.0.call_protected(request).await
    }

    /// Revoke a token that an app has received (RFC 7009, but in JSON).
    ///
    /// # Errors
    /// [`OneClawError`] if `POST /v1/oauth/revoke` is refused.
    pub async fn revoke_oauth_token(&self, request: RevokeOauthToken) -> Reply<()> where C: Authorizes<OneClaw> {
        self.0.call_protected(request).await
    }

    /// Withdraw the consent to an app, and revoke all of its tokens.
    ///
    /// # Errors
    /// [`OneClawError`] if `DELETE /v1/oauth/consents/{app_id}` is refused.
    pub async fn revoke_consent(&self, request: RevokeConsent) -> Reply<Option<Json>> where C: Authorizes<OneClaw> {
        self.0.call_protected(request).await
    }
}

/// Exchange an email address and password for a short-lived JWT. Sent by [`Client::log_in`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/v1/auth/token", json, response = LogInReply, error = OneClawError)]
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
#[endpoint(POST "/v1/auth/signup", json, response = SignUpReply, error = OneClawError)]
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
#[endpoint(POST "/v1/auth/api-keys", json, protected, response = CreatedApiKey, error = OneClawError)]
pub struct CreateApiKey { name: String, scopes: Option<Vec<String>>, expires_at: Option<Timestamp> }

/// List the caller's personal API keys. Sent by [`Client::list_api_keys`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/v1/auth/api-keys", protected, response = ApiKeyList, error = OneClawError)]
pub struct ListApiKeys;

/// Delete a personal API key. Sent by [`Client::delete_api_key`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(DELETE "/v1/auth/api-keys/{key_id}", protected, response = (), error = OneClawError)]
pub struct DeleteApiKey { key_id: String }

/// Answer the challenge of `log_in` by a code of the second factor. Sent by [`Client::verify_mfa`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/v1/auth/mfa/verify", json, response = Token, error = OneClawError)]
pub struct VerifyMfa { mfa_token: Secret, code: Secret }

/// Whether the caller has a second factor. Sent by [`Client::get_mfa_status`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/v1/auth/mfa/status", protected, response = Option<Json>, error = OneClawError)]
pub struct GetMfaStatus;

/// Begin to set up a second factor; the reply has its secret and a URI for an authenticator. Sent by
/// [`Client::set_up_mfa`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/v1/auth/mfa/setup", protected, response = Option<Json>, error = OneClawError)]
pub struct SetUpMfa;

/// Complete the second factor by its first code. Sent by [`Client::verify_mfa_setup`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/v1/auth/mfa/verify-setup", json, protected, response = Option<Json>, error = OneClawError)]
pub struct VerifyMfaSetup { code: Secret }

/// Remove the second factor, by one of its codes or by the password. Sent by [`Client::disable_mfa`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(DELETE "/v1/auth/mfa", json, protected, response = Option<Json>, error = OneClawError)]
pub struct DisableMfa { code: Option<Secret>, password: Option<Secret> }

/// Ask for an email with a token that resets the password. Sent by [`Client::forgot_password`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/v1/auth/forgot-password", json, response = Option<Json>, error = OneClawError)]
pub struct ForgotPassword { email: String }

/// Set a new password by the token of that email. Sent by [`Client::reset_password`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/v1/auth/reset-password", json, response = Option<Json>, error = OneClawError)]
pub struct ResetPassword { token: Secret, new_password: Secret }

/// Send a code by email, which logs in once. Sent by [`Client::send_email_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/v1/auth/email-otp/send", json, response = EmailSent, error = OneClawError)]
pub struct SendEmailCode { email: String, platform_app_id: Option<String> }

/// Exchange the code of that email for a short-lived JWT. Sent by [`Client::verify_email_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/v1/auth/email-otp/verify", json, response = Token, error = OneClawError)]
pub struct VerifyEmailCode {
    email: String,
    code: Secret,
    platform_app_id: Option<String>,
    auto_provision_chains: Option<Vec<String>>,
}

/// Exchange an ID token of another provider for a short-lived JWT. Sent by [`Client::log_in_socially`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/v1/auth/social-login", json, response = Token, error = OneClawError)]
pub struct LogInSocially {
    provider: SocialProvider,
    id_token: Secret,
    #[endpoint(format = "url")] oauth_redirect_uri: Option<String>,
    auto_provision_chains: Option<Vec<String>>,
}

/// Exchange the current token, or another one, for a JWT that has another audience (RFC 8693). Sent by
/// [`Client::create_federated_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/v1/auth/federated-token",
    body("grant_type" = "urn:ietf:params:oauth:grant-type:token-exchange"),
    body("subject_token_type" = "urn:ietf:params:oauth:token-type:jwt"),
    json,
    protected,
    response = FederatedToken,
    error = OneClawError
)]
pub struct CreateFederatedToken { audience: String, subject_token: Option<Secret>, scope: Option<String> }

/// Revoke a token that an app has received (RFC 7009, but in JSON). Sent by
/// [`Client::revoke_oauth_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/v1/oauth/revoke", json, protected, response = (), error = OneClawError)]
pub struct RevokeOauthToken { token: Secret, token_type_hint: Option<String> }

/// Withdraw the consent to an app, and revoke all of its tokens. Sent by [`Client::revoke_consent`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(DELETE "/v1/oauth/consents/{app_id}", protected, response = Option<Json>, error = OneClawError)]
pub struct RevokeConsent { app_id: String }

/// What [`Client::log_in`] returns.
#[derive(Clone, Debug, OneOf)]
pub enum LogInReply {
    /// The reply with 200 whose `mfa_required` is `true`.
    #[one_of(200, when("mfa_required" = true))] MfaChallenge(MfaChallenge),
    /// The reply with 200.
    #[one_of(200)] Token(Token),
}

/// What [`Client::sign_up`] returns.
#[derive(Clone, Debug, OneOf)]
pub enum SignUpReply {
    /// The reply with 200 whose `access_token` is there.
    #[one_of(200, when("access_token"))] Token(Token),
    /// The reply with 200.
    #[one_of(200)] SignedUp(SignedUp),
}

/// A JWT that lives 15 minutes.
#[derive(Clone, Debug, Decode)]
#[non_exhaustive]
pub struct Token {
    /// The token that calls are made with (RFC 6749 §5.1).
    pub access_token: Secret,
    /// The kind of token (RFC 6749 §7.1).
    #[decode(default = "Bearer")] pub token_type: String,
    /// How long the token lives from now on.
    pub expires_in: Option<Seconds>,
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
    pub expires_in: Option<Seconds>,
    pub agent_id: Option<Uuid>,
    pub vault_ids: Option<Vec<String>>,
    pub entitlements: Option<Entitlements>,
}

/// A confirmation in words.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Message { pub message: String }

/// The account has a second factor.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct MfaChallenge { pub mfa_required: bool, pub mfa_token: Secret, pub user_id: Option<String> }

/// An account that was created, and is not logged in yet.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct SignedUp { pub user_id: String, pub message: Option<String> }

/// What an agent may use.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Entitlements {
    pub intents_api: Option<bool>,
    pub execution_intents: Option<bool>,
    pub execution_require_tee: Option<bool>,
    pub intents_require_tee: Option<bool>,
    pub cards: Option<bool>,
    pub memory: Option<bool>,
    pub shroud: Option<bool>,
    pub discoverable: Option<bool>,
    pub treasury_signer: Option<bool>,
    pub has_delegations: Option<bool>,
}

/// What is known about a personal API key.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct ApiKeyInfo {
    pub id: String,
    pub name: String,
    /// How the key begins.
    pub prefix: Option<String>,
    pub scopes: Option<Vec<String>>,
    pub created_at: Option<Timestamp>,
    pub expires_at: Option<Timestamp>,
    pub last_used_at: Option<Timestamp>,
}

/// A new personal API key, which is shown once.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct CreatedApiKey { pub key: ApiKeyInfo, pub api_key: Secret }

/// The caller's personal API keys.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct ApiKeyList { pub keys: Vec<ApiKeyInfo> }

/// An email was sent.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct EmailSent { pub message: Option<String> }

/// A JWT for another audience.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct FederatedToken {
    /// The token that calls are made with (RFC 6749 §5.1).
    pub access_token: Secret,
    pub issued_token_type: Option<String>,
    /// The kind of token (RFC 6749 §7.1).
    pub token_type: Option<String>,
    /// How long the token lives from now on.
    pub expires_in: Option<Seconds>,
}

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

/// One of the values of `SocialProvider`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Choice)]
#[non_exhaustive]
pub enum SocialProvider {
    /// Google.
    #[choice("google")] Google,
    /// Apple.
    #[choice("apple")] Apple,
    /// Discord.
    #[choice("discord")] Discord,
    /// A value that the provider does not document.
    #[choice(other)] Other(String),
}

/// An email address and password, and a code of the second factor if the account has one.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = OneClaw,
    mint(LogIn(email, password), VerifyMfa(code, mfa_token = log_in.MfaChallenge.mfa_token) when = log_in.MfaChallenge),
    refresh(RefreshToken),
    revoke(RevokeToken),
    token(
        access_token = verify_mfa.access_token or log_in.Token.access_token,
        expires_in = verify_mfa.expires_in or log_in.Token.expires_in,
        token_type = verify_mfa.token_type or log_in.Token.token_type,
    ),
    renewed(access_token, expires_in, token_type),
    lifetime = 900,
    env_prefix = "ONE_CLAW_"
)]
pub struct Password {
    email: String,
    password: Secret,
    #[token_source(ask(log_in.MfaChallenge))] code: Ask<MfaChallenge, Secret>,
}

/// A Google ID token, which cannot be used twice.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = OneClaw,
    mint(LogInWithGoogle),
    refresh(RefreshToken),
    revoke(RevokeToken),
    token(access_token, expires_in, token_type),
    lifetime = 900,
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
    lifetime = 900,
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
    lifetime = 900,
    env_prefix = "ONE_CLAW_"
)]
pub struct AgentKey { api_key: Secret, agent_id: Option<Uuid> }

/// A code that is sent by email.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = OneClaw,
    mint(SendEmailCode(email, platform_app_id), VerifyEmailCode(email, code, platform_app_id, auto_provision_chains)),
    refresh(RefreshToken),
    revoke(RevokeToken),
    token(
        access_token = verify_email_code.access_token,
        expires_in = verify_email_code.expires_in,
        token_type = verify_email_code.token_type,
    ),
    renewed(access_token, expires_in, token_type),
    lifetime = 900,
    env_prefix = "ONE_CLAW_"
)]
pub struct EmailCode {
    email: String,
    platform_app_id: Option<String>,
    #[token_source(ask(send_email_code))] code: Ask<EmailSent, Secret>,
    auto_provision_chains: Option<Vec<String>>,
}

/// An ID token of another provider, which cannot be used twice.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = OneClaw,
    mint(LogInSocially),
    refresh(RefreshToken),
    revoke(RevokeToken),
    token(access_token, expires_in, token_type),
    lifetime = 900,
    env_prefix = "ONE_CLAW_"
)]
pub struct Social {
    provider: SocialProvider,
    id_token: OneTime<Secret>,
    oauth_redirect_uri: Option<String>,
    auto_provision_chains: Option<Vec<String>>,
}

impl Authorizes<OneClaw> for Bearer {}
