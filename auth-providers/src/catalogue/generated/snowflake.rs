// @generated from snowflake.yaml: edit the spec, not this file.

//! Snowflake.
//!
//! Source: <https://docs.snowflake.com/en/developer-guide/sql-api/authenticating>
//!
//! Credentials:
//! - [`KeyPair`]: A user with a key pair; the names are in upper case.
//! - [`Programmatic`]: A programmatic access token.
//! - [`User`]: A user's consent. Its tokens are made by `exchange_code`, after `authorize`, renewed by
//!   `renew`.

use auth_runtime::consent::AuthorizationCode;
use auth_runtime::host::Setting;
use auth_runtime::session::{OneTime, TokenSource};
use auth_runtime::{
    Anonymous, ApiError, Authorizes, Client, Connection, Credential, Decode, Endpoint, Error, ErrorBody, Host, Json,
    PrivateKey, Provider, Response, Seconds, Secret, Uuid, host,
};

/// The provider Snowflake.
#[derive(Clone, Copy, Debug)]
pub struct Snowflake;

impl Provider for Snowflake {
    const NAME: &'static str = "snowflake";
    const TITLE: &'static str = "Snowflake";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://{account}.snowflakecomputing.com")];
    const SETTINGS: &'static [Setting] = <Settings as host::Settings>::SETTINGS;
}

/// What differs from one customer of Snowflake to another. A client is built with it.
#[derive(Clone, Debug, host::Settings)]
#[settings(provider = Snowflake, env_prefix = "SNOWFLAKE_")]
pub struct Settings {
    /// The account: `acme-eu` of acme-eu.snowflakecomputing.com.
    #[settings(labels)] account: String,
}

/// A client of Snowflake. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
#[client(settings = Settings)]
pub struct Client<C = Anonymous>(Connection<Snowflake, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = SnowflakeError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange the code for a token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /oauth/token-request` is refused; `InvalidGrant`, `InvalidClient` are
    /// special to it.
    pub async fn exchange_code(&self, request: ExchangeCode) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Exchange a refresh token for a token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /oauth/token-request` is refused; `InvalidGrant`, `InvalidClient` are
    /// special to it.
    pub async fn renew(&self, request: Renew) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Run a statement.
    ///
    /// # Errors
    /// [`SnowflakeError`] if `POST /api/v2/statements` is refused.
    pub async fn run_statement(&self, request: RunStatement) -> Reply<Json> where C: Authorizes<Snowflake> {
        self.0.call_protected(request).await
    }

    /// The result of a statement.
    ///
    /// # Errors
    /// [`SnowflakeError`] if `GET /api/v2/statements/{handle}` is refused.
    pub async fn get_statement(&self, request: GetStatement) -> Reply<Json> where C: Authorizes<Snowflake> {
        self.0.call_protected(request).await
    }
}

/// Ask the user for consent.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(VISIT "/oauth/authorize", query("response_type" = "code"), provider = Snowflake, pkce)]
pub struct Authorize {
    #[endpoint(query)] client_id: String,
    #[endpoint(query, format = "url")] redirect_uri: String,
    #[endpoint(query)] scope: Option<String>,
}

/// Exchange the code for a token. Sent by [`Client::exchange_code`].
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

/// Exchange a refresh token for a token. Sent by [`Client::renew`].
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

/// Run a statement. Sent by [`Client::run_statement`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/api/v2/statements", json, protected, response = Json, error = SnowflakeError)]
pub struct RunStatement { statement: String, warehouse: Option<String>, role: Option<String> }

/// The result of a statement. Sent by [`Client::get_statement`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/api/v2/statements/{handle}", protected, response = Json, error = SnowflakeError)]
pub struct GetStatement { handle: Uuid }

/// What [`Client::exchange_code`] and [`Client::renew`] return.
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
    pub username: Option<String>,
    /// The scopes that were granted (RFC 6749 §3.3).
    pub scope: Option<String>,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("code", "error"), code)] pub code: Option<String>,
    #[error_body(at("message"), message)] pub text: Option<String>,
}

/// Why Snowflake refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum SnowflakeError {
    /// The provider answered 401.
    #[api_error(401)] InvalidToken(Fault),
    /// The provider answered 422.
    #[api_error(422)] StatementFailed(Fault),
    /// The provider answered 429.
    #[api_error(429)] TooManyRequests(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// Why Snowflake refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum TokenError {
    /// The provider answered 400.
    #[api_error(400, when(code = "invalid_grant"), class = reauthenticate)] InvalidGrant(Fault),
    /// The provider answered 400.
    #[api_error(400, class = configuration)] InvalidClient(Fault),
    /// The provider answered 401.
    #[api_error(401)] InvalidToken(Fault),
    /// The provider answered 422.
    #[api_error(422)] StatementFailed(Fault),
    /// The provider answered 429.
    #[api_error(429)] TooManyRequests(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// A user with a key pair; the names are in upper case.
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
    #[credential(pattern = "[A-Z0-9_-]+", case = upper)] account_name: String,
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
pub struct Programmatic {
    #[credential(env = "SNOWFLAKE_PROGRAMMATIC")] key: Secret,
}

/// A user's consent.
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
pub struct User {
    /// The identifier of the client (RFC 6749 §2.2).
    #[token_source(mint, refresh)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[token_source(mint, refresh)] client_secret: Secret,
    #[token_source(verifier = code_verifier)] code: OneTime<AuthorizationCode>,
    redirect_uri: String,
}

/// A token of [`User`], attached as it is.
#[derive(Clone, Debug, Credential)]
#[credential(
    provider = Snowflake,
    header("Authorization" = "Bearer {access_token}"),
    header("X-Snowflake-Authorization-Token-Type" = "OAUTH")
)]
pub struct UserToken { access_token: Secret }
