// @generated from sentry.yaml: edit the spec, not this file.

//! Sentry.
//!
//! Source: <https://docs.sentry.io/organization/integrations/integration-platform/public-integration/>
//!
//! Credentials:
//! - [`Installation`]: An app of the marketplace where it is installed; the code and the installation
//!   come by a webhook. Its tokens are made by `exchange_code`, then `confirm`, renewed by `renew`.
//! - [`Recovered`]: An installation whose tokens were lost; a token of the app's own making asks for
//!   the next ones. Its tokens are made by `create_next_token`.
//! - [`AuthToken`]: The token of an organization, of a person, or of an internal integration.

use auth_runtime::host::Setting;
use auth_runtime::session::{OneTime, TokenSource};
use auth_runtime::{
    Accepts, Anonymous, ApiError, Authorizes, Bearer, Choice, Client, Connection, Credential, Decode, Endpoint, Error,
    ErrorBody, Host, Json, Provider, Response, Secret, Timestamp, host,
};

/// The provider Sentry.
#[derive(Clone, Copy, Debug)]
pub struct Sentry;

impl Provider for Sentry {
    const NAME: &'static str = "sentry";
    const TITLE: &'static str = "Sentry";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://{region}/api/0")];
    const SETTINGS: &'static [Setting] = <Settings as host::Settings>::SETTINGS;
}

/// What differs from one customer of Sentry to another. A client is built with it.
#[derive(Clone, Debug, host::Settings)]
#[settings(provider = Sentry, env_prefix = "SENTRY_")]
pub struct Settings {
    /// Where the organization is.
    #[settings(default = "sentry.io")] region: Option<Region>,
}

/// A client of Sentry. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
#[client(settings = Settings)]
pub struct Client<C = Anonymous>(Connection<Sentry, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = SentryError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange the code of the installation, which the webhook `installation.created` brings, for a token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /sentry-app-installations/{installation}/authorizations/` is refused;
    /// `InvalidGrant` is special to it.
    pub async fn exchange_code(&self, request: ExchangeCode) -> Reply<Authorization, TokenError> {
        self.0.call(request).await
    }

    /// Say that the installation is finished.
    ///
    /// # Errors
    /// [`SentryError`] if `PUT /sentry-app-installations/{installation}/` is refused.
    pub async fn confirm(&self, request: Confirm) -> Reply<Installed> { self.0.call(request).await }

    /// Exchange a refresh token for the next token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /sentry-app-installations/{installation}/authorizations/` is refused;
    /// `InvalidGrant` is special to it.
    pub async fn renew(&self, request: Renew) -> Reply<Authorization, TokenError> { self.0.call(request).await }

    /// Make the next tokens of an installation whose refresh token was lost, by a JWT that the secret of
    /// the app signs.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /sentry-app-installations/{installation}/authorizations/` is refused;
    /// `InvalidGrant` is special to it.
    pub async fn create_next_token(&self, request: CreateNextToken) -> Reply<Authorization, TokenError> {
        self.0.call(request).await
    }

    /// The projects.
    ///
    /// It takes [`Installation`] or [`Recovered`] or [`AuthToken`].
    ///
    /// # Errors
    /// [`SentryError`] if `GET /projects/` is refused.
    pub async fn list_projects(&self) -> Reply<Json> where C: Authorizes<Sentry, ListProjects> {
        self.0.call_protected(ListProjects).await
    }
}

/// Exchange the code of the installation, which the webhook `installation.created` brings, for a token.
/// Sent by [`Client::exchange_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/sentry-app-installations/{installation}/authorizations/",
    body("grant_type" = "authorization_code"),
    json,
    response = Authorization,
    error = TokenError
)]
pub struct ExchangeCode {
    /// The `uuid` of the installation, which the webhook brings, too.
    installation: String,
    code: Secret,
    client_id: String,
    client_secret: Secret,
}

/// Say that the installation is finished. Sent by [`Client::confirm`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    PUT "/sentry-app-installations/{installation}/",
    body("status" = "installed"),
    header("Authorization" = "Bearer {exchange_code_token}"),
    json,
    response = Installed,
    error = SentryError
)]
pub struct Confirm {
    installation: String,
    /// The value of `exchange_code.token`.
    #[endpoint(input, rename = "exchange_code.token")] exchange_code_token: Secret,
}

/// Exchange a refresh token for the next token. Sent by [`Client::renew`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/sentry-app-installations/{installation}/authorizations/",
    body("grant_type" = "refresh_token"),
    json,
    response = Authorization,
    error = TokenError
)]
pub struct Renew { installation: String, refresh_token: Secret, client_id: String, client_secret: Secret }

/// Make the next tokens of an installation whose refresh token was lost, by a JWT that the secret of
/// the app signs. Sent by [`Client::create_next_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/sentry-app-installations/{installation}/authorizations/",
    body("grant_type" = "urn:sentry:params:oauth:grant-type:jwt-bearer"),
    bearer(
        jwt(
            algorithm = HS256,
            key = "{client_secret}",
            claims(
                "iss" = "{client_id}",
                "sub" = "{client_id}",
                "iat" = "{now}",
                "exp" = "{now + 60s}",
                "jti" = random(uuid),
            ),
        ),
    ),
    json,
    response = Authorization,
    error = TokenError
)]
pub struct CreateNextToken {
    #[endpoint(input)] client_id: String,
    #[endpoint(input)] client_secret: Secret,
    installation: String,
}

/// The projects. Sent by [`Client::list_projects`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/projects/", protected(Installation, Recovered, AuthToken), response = Json, error = SentryError)]
pub struct ListProjects;

/// A token of the installation, which lives eight hours.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Authorization {
    pub token: Secret,
    #[decode(rename = "refreshToken")] pub refresh_token: Secret,
    #[decode(rename = "expiresAt")] pub expires_at: Timestamp,
    pub scopes: Option<Vec<String>>,
}

/// The installation.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Installed { pub uuid: String, pub status: String }

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("error"), code)] pub code: Option<String>,
    #[error_body(at("detail"), message)] pub text: Option<String>,
}

/// Why Sentry refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum SentryError {
    /// The token is wrong, or has expired.
    #[api_error(401)] Unauthorized(Fault),
    /// The token has not the permission.
    #[api_error(403)] Forbidden(Fault),
    /// There is no such thing, or the app may not see it.
    #[api_error(404)] NotFound(Fault),
    /// Too many requests.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// Why Sentry refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum TokenError {
    /// The code or the refresh token is used or wrong, or it is not that of the app.
    #[api_error(400, 401, 403, class = reauthenticate)] InvalidGrant(Fault),
    /// There is no such thing, or the app may not see it.
    #[api_error(404)] NotFound(Fault),
    /// Too many requests.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// The hosts of the API.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Choice)]
#[non_exhaustive]
pub enum Region {
    /// Any organization, by its region.
    #[choice("sentry.io")] Main,
    /// The United States.
    #[choice("us.sentry.io")] Us,
    /// Germany.
    #[choice("de.sentry.io")] De,
    /// A value that the provider does not document.
    #[choice(other)] Other(String),
}

/// An app of the marketplace where it is installed; the code and the installation come by a webhook.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = Sentry,
    mint(
        ExchangeCode(installation, code, client_id, client_secret),
        Confirm(installation, exchange_code_token = exchange_code.token),
    ),
    refresh(Renew(refresh_token)),
    token(
        access_token = exchange_code.token,
        expires_at = exchange_code.expires_at,
        refresh_token = exchange_code.refresh_token,
    ),
    renewed(access_token = token, expires_at, refresh_token),
    rotation = replaced,
    check(ListProjects),
    env_prefix = "SENTRY_"
)]
pub struct Installation {
    /// The `uuid` of the installation, which the webhook brings, too.
    #[token_source(mint, refresh)] installation: String,
    code: OneTime<Secret>,
    #[token_source(mint, refresh)] client_id: String,
    #[token_source(mint, refresh)] client_secret: Secret,
}

/// An installation whose tokens were lost; a token of the app's own making asks for the next ones.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = Sentry,
    mint(CreateNextToken),
    token(access_token = token, expires_at),
    check(ListProjects),
    env_prefix = "SENTRY_"
)]
pub struct Recovered { client_id: String, client_secret: Secret, installation: String }

/// The token of an organization, of a person, or of an internal integration.
#[derive(Clone, Debug, Credential)]
#[credential(provider = Sentry, bearer, check(ListProjects))]
pub struct AuthToken(
    #[credential(env = "SENTRY_AUTH_TOKEN")] Secret,
);

impl<C: Accepts<Bearer>> Authorizes<Sentry, C> for Bearer {}

impl Accepts<Bearer> for ListProjects {}
