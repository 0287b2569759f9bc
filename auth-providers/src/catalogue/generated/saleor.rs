// @generated from saleor.yaml: edit the spec, not this file.

//! Saleor.
//!
//! Source: <https://docs.saleor.io/api-usage/authentication>
//!
//! Credentials:
//! - [`User`]: An email address and a password. Its tokens are made by `log_in`, renewed by `renew`,
//!   revoked by `revoke`.
//! - [`App`]: The token of an app.

use auth_runtime::host::Setting;
use auth_runtime::response::Classes;
use auth_runtime::session::TokenSource;
use auth_runtime::value::Jwt;
use auth_runtime::{
    Accepts, Anonymous, ApiError, Authorizes, Bearer, Client, Connection, Credential, Decode, Endpoint, Error,
    ErrorBody, Host, Json, Provider, Response, Secret, host,
};

/// The provider Saleor.
#[derive(Clone, Copy, Debug)]
pub struct Saleor;

impl Provider for Saleor {
    const NAME: &'static str = "saleor";
    const TITLE: &'static str = "Saleor";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://{server}")];
    const SETTINGS: &'static [Setting] = <Settings as host::Settings>::SETTINGS;
    const CLASSES: Classes = Classes::of::<SaleorError>();
}

/// What differs from one customer of Saleor to another. A client is built with it.
#[derive(Clone, Debug, host::Settings)]
#[settings(provider = Saleor, env_prefix = "SALEOR_")]
pub struct Settings {
    /// The host of the API.
    #[settings(host)] server: String,
}

/// A client of Saleor. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
#[client(settings = Settings)]
pub struct Client<C = Anonymous>(Connection<Saleor, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = SaleorError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange an email address and a password for tokens.
    ///
    /// # Errors
    /// [`SaleorError`] if `POST /graphql/` is refused.
    pub async fn log_in(&self, request: LogIn) -> Reply<Tokens> { self.0.call(request).await }

    /// Exchange a refresh token for the next token, without the token that has expired.
    ///
    /// # Errors
    /// [`SaleorError`] if `POST /graphql/` is refused.
    pub async fn renew(&self, request: Renew) -> Reply<Renewed> { self.0.call(request).await }

    /// Make all tokens of the user void.
    ///
    /// # Errors
    /// [`SaleorError`] if `POST /graphql/` is refused.
    pub async fn revoke(&self) -> Reply<Json> where C: Authorizes<Saleor, User> { self.0.call_protected(Revoke).await }

    /// The user.
    ///
    /// # Errors
    /// [`SaleorError`] if `POST /graphql/` is refused.
    pub async fn get_me(&self) -> Reply<Me> where C: Authorizes<Saleor, User> { self.0.call_protected(GetMe).await }

    /// Make a query.
    ///
    /// It takes [`User`] or [`App`].
    ///
    /// # Errors
    /// [`SaleorError`] if `POST /graphql/` is refused.
    pub async fn ask(&self, request: Ask) -> Reply<Json> where C: Authorizes<Saleor, Ask> {
        self.0.call_protected(request).await
    }
}

/// Exchange an email address and a password for tokens. Sent by [`Client::log_in`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/graphql/",
    body(
        "query" = "mutation ($email: String!, $password: String!) {{ tokenCreate(email: $email, password: $password) {{ token refreshToken user {{ id }} errors {{ field message code }} }} }}",
    ),
    json,
    response = Tokens,
    error = SaleorError
)]
pub struct LogIn {
    #[endpoint(rename = "/variables/email")] email: String,
    #[endpoint(rename = "/variables/password")] password: Secret,
}

/// Exchange a refresh token for the next token, without the token that has expired. Sent by
/// [`Client::renew`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/graphql/",
    body(
        "query" = "mutation ($refreshToken: String!) {{ tokenRefresh(refreshToken: $refreshToken) {{ token errors {{ field message code }} }} }}",
    ),
    body("/variables/refreshToken" = "{refresh_token}"),
    json,
    response = Renewed,
    error = SaleorError
)]
pub struct Renew {
    #[endpoint(input, rename = "refreshToken")] refresh_token: Secret,
}

/// Make all tokens of the user void. Sent by [`Client::revoke`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/graphql/",
    body("query" = "mutation {{ tokensDeactivateAll {{ errors {{ field message code }} }} }}"),
    json,
    protected = User,
    response = Json,
    error = SaleorError
)]
pub struct Revoke;

/// The user. Sent by [`Client::get_me`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/graphql/",
    body("query" = "{{ me {{ id email }} }}"),
    json,
    protected = User,
    repeat,
    response = Me,
    error = SaleorError
)]
pub struct GetMe;

/// Make a query. Sent by [`Client::ask`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/graphql/", json, protected(User, App), response = Json, error = SaleorError)]
pub struct Ask { query: String, variables: Option<Json> }

/// What an email address and a password are exchanged for.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Tokens {
    #[decode(at("data.tokenCreate.token"))] pub token: Jwt,
    #[decode(at("data.tokenCreate.refreshToken"))] pub refresh_token: Secret,
    #[decode(at("data.tokenCreate.user.id"))] pub user_id: Option<String>,
}

/// The next token.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Renewed {
    #[decode(at("data.tokenRefresh.token"))] pub token: Jwt,
}

/// The user.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Me {
    #[decode(at("data.me.id"))] pub id: String,
    #[decode(at("data.me.email"))] pub email: String,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(
        at("data.tokenCreate.errors.0.code", "data.tokenRefresh.errors.0.code", "errors.0.extensions.exception.code"),
        code
    )]
    pub code: Option<String>,
    #[error_body(
        at("data.tokenCreate.errors.0.message", "data.tokenRefresh.errors.0.message", "errors.0.message"), message
    )]
    pub text: Option<String>,
}

/// Why Saleor refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum SaleorError {
    /// The email address or the password is wrong.
    #[api_error(200, when(code("INVALID_CREDENTIALS", "INACTIVE", "ACCOUNT_NOT_CONFIRMED")), class = configuration)]
    InvalidCredentials(Fault),
    /// Too many wrong passwords came from this address; the message says when the next attempt is allowed.
    #[api_error(200, when(code = "LOGIN_ATTEMPT_DELAYED"), class = rate_limited)] LogInDelayed(Fault),
    /// The token is wrong, expired, or was made void.
    #[api_error(
        200,
        when(
            code(
                "ExpiredSignatureError",
                "InvalidTokenError",
                "JWT_SIGNATURE_EXPIRED",
                "JWT_INVALID_TOKEN",
                "JWT_DECODE_ERROR",
                "JWT_MISSING_TOKEN",
            ),
        ),
        class = reauthenticate
    )]
    ExpiredToken(Fault),
    /// The caller has not the permission.
    #[api_error(200, when(code = "PermissionDenied"), class = denied)] Denied(Fault),
    /// Anything else is wrong with the request.
    #[api_error(200, when(code), class = configuration)] Refused(Fault),
    /// The query is not valid.
    #[api_error(400)] BadRequest(Fault),
    /// Too many requests.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// An email address and a password.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = Saleor,
    mint(LogIn),
    refresh(Renew(refresh_token)),
    revoke(Revoke),
    token(access_token = token, expires_at = token ["exp"], refresh_token),
    renewed(access_token = token, expires_at = token ["exp"]),
    rotation = kept,
    identity(call = GetMe, subject = id),
    check(GetMe),
    env_prefix = "SALEOR_"
)]
pub struct User { email: String, password: Secret }

/// The token of an app.
#[derive(Clone, Debug, Credential)]
#[credential(provider = Saleor, bearer)]
pub struct App(
    #[credential(env = "SALEOR_APP")] Secret,
);

impl<C: Accepts<Bearer>> Authorizes<Saleor, C> for Bearer {}

impl Accepts<Bearer> for User {}

impl Accepts<Bearer> for Ask {}
