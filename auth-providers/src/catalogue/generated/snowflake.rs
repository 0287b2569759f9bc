// @generated from snowflake.yaml: edit the spec, not this file.

//! Snowflake.
//!
//! Source: <https://docs.snowflake.com/en/developer-guide/sql-api/authenticating>
//!
//! Credentials:
//! - [`KeyPair`]: A user's private key; the JWT names its fingerprint and lives an hour at most.
//! - [`AccessToken`]: A programmatic access token.
//! - [`Oauth`]: A user's consent to a client of the account. Its tokens are made by `exchange_code`,
//!   after `authorize`, renewed by `renew`.

use auth_runtime::consent::AuthorizationCode;
use auth_runtime::host::Setting;
use auth_runtime::response::Classes;
use auth_runtime::session::{OneTime, TokenSource};
use auth_runtime::{
    Anonymous, ApiError, Authorizes, Client, Connection, Credential, Decode, Endpoint, Error, ErrorBody, Host, Json,
    OneOf, PrivateKey, Provider, Response, Seconds, Secret, host,
};

/// The provider Snowflake.
#[derive(Clone, Copy, Debug)]
pub struct Snowflake;

impl Provider for Snowflake {
    const NAME: &'static str = "snowflake";
    const TITLE: &'static str = "Snowflake";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://{account}.snowflakecomputing.com")];
    const SETTINGS: &'static [Setting] = <Settings as host::Settings>::SETTINGS;
    const CLASSES: Classes = Classes::of::<SnowflakeError>();
}

/// What differs from one customer of Snowflake to another. A client is built with it.
#[derive(Clone, Debug, host::Settings)]
#[settings(provider = Snowflake, env_prefix = "SNOWFLAKE_")]
pub struct Settings {
    /// The account in its URL: `acme-eu1` of acme-eu1.snowflakecomputing.com.
    #[settings(labels)] account: String,
}

/// A client of Snowflake. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
#[client(settings = Settings)]
pub struct Client<C = Anonymous>(Connection<Snowflake, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = SnowflakeError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange the code for tokens.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /oauth/token-request` is refused; `InvalidGrant`, `InvalidRequest`,
    /// `InvalidClient` are special to it.
    pub async fn exchange_code(&self, request: ExchangeCode) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Exchange a refresh token for an access token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /oauth/token-request` is refused; `InvalidGrant`, `InvalidRequest`,
    /// `InvalidClient` are special to it.
    pub async fn renew(&self, request: Renew) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Run a statement; a long one is still running at the reply.
    ///
    /// # Errors
    /// [`SnowflakeError`] if `POST /api/v2/statements` is refused.
    pub async fn run_statement(
        &self,
        request: RunStatement,
    ) -> Reply<RunStatementReply> where C: Authorizes<Snowflake> {
        self.0.call_protected(request).await
    }

    /// Whether a statement is done, and what it answered.
    ///
    /// # Errors
    /// [`SnowflakeError`] if `GET /api/v2/statements/{handle}` is refused.
    pub async fn get_statement(
        &self,
        request: GetStatement,
    ) -> Reply<GetStatementReply> where C: Authorizes<Snowflake> {
        self.0.call_protected(request).await
    }
}

/// Ask a user for consent.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(VISIT "/oauth/authorize", query("response_type" = "code"), provider = Snowflake, pkce)]
pub struct Authorize {
    #[endpoint(query)] client_id: String,
    #[endpoint(query, format = "url")] redirect_uri: String,
    /// `refresh_token`, and a role as `session:role:R1`.
    #[endpoint(query)] scope: Option<String>,
}

/// Exchange the code for tokens. Sent by [`Client::exchange_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/oauth/token-request",
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

/// Exchange a refresh token for an access token. Sent by [`Client::renew`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/oauth/token-request",
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

/// Run a statement; a long one is still running at the reply. Sent by [`Client::run_statement`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/api/v2/statements", json, protected, response = RunStatementReply, error = SnowflakeError)]
pub struct RunStatement { statement: String, timeout: Option<i64>, warehouse: Option<String>, role: Option<String> }

/// Whether a statement is done, and what it answered. Sent by [`Client::get_statement`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/api/v2/statements/{handle}", protected, response = GetStatementReply, error = SnowflakeError)]
pub struct GetStatement { handle: String }

/// What [`Client::run_statement`] returns.
#[derive(Clone, Debug, OneOf)]
pub enum RunStatementReply {
    /// The reply with 200.
    #[one_of(200)] Results(Results),
    /// The reply with 202.
    #[one_of(202)] Running(Running),
}

/// What [`Client::get_statement`] returns.
#[derive(Clone, Debug, OneOf)]
pub enum GetStatementReply {
    /// The reply with 200.
    #[one_of(200)] Results(Results),
    /// The reply with 202.
    #[one_of(202)] Running(Running),
}

/// An access token of an OAuth client.
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
    /// The role, as `session:role:R1`.
    pub scope: Option<String>,
    pub username: Option<String>,
}

/// What a statement answered.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Results {
    #[decode(at("statementHandle"))] pub handle: String,
    pub data: Option<Json>,
    pub message: Option<String>,
}

/// A statement that is not done yet.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Running {
    #[decode(at("statementHandle"))] pub handle: String,
    #[decode(at("statementStatusUrl"))] pub status_url: Option<String>,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("code", "error"), code)] pub code: Option<String>,
    #[error_body(at("message"), message)] pub text: Option<String>,
    #[error_body(at("statementHandle"))] pub handle: Option<String>,
}

/// Why Snowflake refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum SnowflakeError {
    /// The key is not the user's, the names are not in upper case, or the clock is wrong.
    #[api_error(401, when(code = "390144"), class = configuration)] InvalidJwt(Fault),
    /// The token has expired.
    #[api_error(401, when(code("390303", "390318")), class = reauthenticate)] Expired(Fault),
    /// The token is missing, wrong or expired.
    #[api_error(401)] Unauthorized(Fault),
    /// The caller may not do this.
    #[api_error(403)] Forbidden(Fault),
    /// The statement is wrong, or failed.
    #[api_error(422)] StatementFailed(Fault),
    /// Too many requests.
    #[api_error(429)] TooManyRequests(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// Why Snowflake refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum TokenError {
    /// The code or the refresh token is used, expired or revoked.
    #[api_error(400, when(code = "invalid_grant"), class = reauthenticate)] InvalidGrant(Fault),
    /// The request is not valid.
    #[api_error(400)] InvalidRequest(Fault),
    /// The id or the secret of the client is wrong.
    #[api_error(401, class = configuration)] InvalidClient(Fault),
    /// The caller may not do this.
    #[api_error(403)] Forbidden(Fault),
    /// The statement is wrong, or failed.
    #[api_error(422)] StatementFailed(Fault),
    /// Too many requests.
    #[api_error(429)] TooManyRequests(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// A user's private key; the JWT names its fingerprint and lives an hour at most.
#[derive(Clone, Debug, Credential)]
#[credential(
    provider = Snowflake,
    computed(fingerprint = sha256("{private_key.public_key}", encoding = base64)),
    header("X-Snowflake-Authorization-Token-Type" = "KEYPAIR_JWT"),
    bearer(
        jwt(
            algorithm = RS256,
            key = "{private_key}",
            claims(
                "iss" = "{account_name}.{user}.SHA256:{fingerprint}",
                "sub" = "{account_name}.{user}",
                "iat" = "{now}",
                "exp" = "{now + 3540s}",
            ),
        ),
    ),
    env_prefix = "SNOWFLAKE_"
)]
pub struct KeyPair {
    /// The account in the token, without a region: `ACME-EU1`.
    #[credential(pattern = "[A-Z0-9_-]+", case = upper)] account_name: String,
    /// The name of the user.
    #[credential(case = upper)] user: String,
    private_key: PrivateKey,
}

/// A programmatic access token.
#[derive(Clone, Debug, Credential)]
#[credential(
    provider = Snowflake,
    header("Authorization" = "Bearer {key}"),
    header("X-Snowflake-Authorization-Token-Type" = "PROGRAMMATIC_ACCESS_TOKEN"),
    env_prefix = "SNOWFLAKE_"
)]
pub struct AccessToken {
    #[credential(env = "SNOWFLAKE_ACCESS_TOKEN")] key: Secret,
}

/// A user's consent to a client of the account.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = Snowflake,
    mint(ExchangeCode),
    refresh(Renew(refresh_token)),
    token(access_token, expires_in, refresh_token, token_type),
    rotation = kept,
    env_prefix = "SNOWFLAKE_",
    header("Authorization" = "Bearer {access_token}"),
    header("X-Snowflake-Authorization-Token-Type" = "OAUTH")
)]
pub struct Oauth {
    /// The identifier of the client (RFC 6749 §2.2).
    #[token_source(mint, refresh)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[token_source(mint, refresh)] client_secret: Secret,
    #[token_source(verifier = code_verifier)] code: OneTime<AuthorizationCode>,
    redirect_uri: String,
}

/// A token of [`Oauth`], attached as it is.
#[derive(Clone, Debug, Credential)]
#[credential(
    provider = Snowflake,
    header("Authorization" = "Bearer {access_token}"),
    header("X-Snowflake-Authorization-Token-Type" = "OAUTH")
)]
pub struct OauthToken { access_token: Secret }
