// @generated from atlassian.yaml: edit the spec, not this file.

//! Atlassian Cloud.
//!
//! Source: <https://developer.atlassian.com/cloud/jira/platform/oauth-2-3lo-apps/>
//!
//! Credentials:
//! - [`ApiToken`]: An email address and an API token.
//! - [`User`]: A user's consent. Its tokens are made by `exchange_code`, then `list_sites`, after
//!   `authorize`, renewed by `renew`.

use auth_runtime::consent::AuthorizationCode;
use auth_runtime::host::Setting;
use auth_runtime::session::{OneTime, TokenSource};
use auth_runtime::{
    Accepts, Anonymous, ApiError, Authorizes, Bearer, Client, Connection, Credential, Decode, Endpoint, Error,
    ErrorBody, Host, Json, Provider, Response, Scopes, Seconds, Secret, host,
};

/// The provider Atlassian Cloud.
#[derive(Clone, Copy, Debug)]
pub struct Atlassian;

impl Provider for Atlassian {
    const NAME: &'static str = "atlassian";
    const TITLE: &'static str = "Atlassian Cloud";
    const HOSTS: &'static [Host] = &[
        Host::new("base", "https://api.atlassian.com"),
        Host::new("login", "https://auth.atlassian.com"),
        Host::new("site", "https://{site}.atlassian.net"),
    ];
    const SETTINGS: &'static [Setting] = <Settings as host::Settings>::SETTINGS;
}

/// What differs from one customer of Atlassian Cloud to another. A client is built with it.
#[derive(Clone, Debug, host::Settings)]
#[settings(provider = Atlassian, env_prefix = "ATLASSIAN_")]
pub struct Settings {
    /// The site: `acme` of acme.atlassian.net.
    #[settings(label)] site: String,
}

/// A client of Atlassian Cloud. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
#[client(settings = Settings)]
pub struct Client<C = Anonymous>(Connection<Atlassian, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = AtlassianError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange the code for a token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /oauth/token` is refused; `InvalidGrant`, `InvalidRequest`, `InvalidClient`
    /// are special to it.
    pub async fn exchange_code(&self, request: ExchangeCode) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Exchange a refresh token for the next token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /oauth/token` is refused; `InvalidGrant`, `InvalidRequest`, `InvalidClient`
    /// are special to it.
    pub async fn renew(&self, request: Renew) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// The sites that the user has opened to the app.
    ///
    /// # Errors
    /// [`AtlassianError`] if `GET /oauth/token/accessible-resources` is refused.
    pub async fn list_sites(&self, request: ListSites) -> Reply<Sites> { self.0.call(request).await }

    /// The user.
    ///
    /// # Errors
    /// [`AtlassianError`] if `GET /me` is refused.
    pub async fn get_me(&self) -> Reply<Profile> where C: Authorizes<Atlassian, User> {
        self.0.call_protected(GetMe).await
    }

    /// A project in Jira.
    ///
    /// # Errors
    /// [`AtlassianError`] if `GET /ex/jira/{cloud_id}/rest/api/3/project/{key}` is refused.
    pub async fn get_project(&self, request: GetProject) -> Reply<Json> where C: Authorizes<Atlassian, User> {
        self.0.call_captured(request).await
    }

    /// Who the API token belongs to.
    ///
    /// # Errors
    /// [`AtlassianError`] if `GET /rest/api/3/myself` is refused.
    pub async fn get_myself(&self) -> Reply<Json> where C: Authorizes<Atlassian, ApiToken> {
        self.0.call_protected(GetMyself).await
    }
}

/// Ask the user for consent.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    VISIT "/authorize",
    host = "login",
    query("audience" = "api.atlassian.com"),
    query("response_type" = "code"),
    query("prompt" = "consent"),
    provider = Atlassian
)]
pub struct Authorize {
    #[endpoint(query)] client_id: String,
    #[endpoint(query, format = "url")] redirect_uri: String,
    #[endpoint(query, separator = " ")] scope: Vec<Scope>,
}

/// Exchange the code for a token. Sent by [`Client::exchange_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/oauth/token",
    host = "login",
    body("grant_type" = "authorization_code"),
    json,
    response = Token,
    error = TokenError
)]
pub struct ExchangeCode {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
    code: Secret,
    #[endpoint(format = "url")] redirect_uri: String,
    code_verifier: Option<Secret>,
}

/// Exchange a refresh token for the next token. Sent by [`Client::renew`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/oauth/token",
    host = "login",
    body("grant_type" = "refresh_token"),
    json,
    response = Token,
    error = TokenError
)]
pub struct Renew {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
    refresh_token: Secret,
}

/// The sites that the user has opened to the app. Sent by [`Client::list_sites`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    GET "/oauth/token/accessible-resources",
    header("Authorization" = "Bearer {exchange_code_access_token}"),
    response = Sites,
    error = AtlassianError
)]
pub struct ListSites {
    /// The value of `exchange_code.access_token`.
    #[endpoint(input, rename = "exchange_code.access_token")] exchange_code_access_token: Secret,
}

/// The user. Sent by [`Client::get_me`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/me", protected = User, response = Profile, error = AtlassianError)]
pub struct GetMe;

/// A project in Jira. Sent by [`Client::get_project`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    GET "/ex/jira/{cloud_id}/rest/api/3/project/{key}",
    captured(cloud_id),
    protected = User,
    response = Json,
    error = AtlassianError
)]
pub struct GetProject { key: String }

/// Who the API token belongs to. Sent by [`Client::get_myself`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/rest/api/3/myself", host = "site", protected = ApiToken, response = Json, error = AtlassianError)]
pub struct GetMyself;

/// What [`Client::exchange_code`] and [`Client::renew`] return.
#[derive(Clone, Debug, Decode)]
#[non_exhaustive]
pub struct Token {
    /// The token that calls are made with (RFC 6749 §5.1).
    pub access_token: Secret,
    /// How long the token lives from now on.
    pub expires_in: Seconds,
    /// The kind of token (RFC 6749 §7.1).
    #[decode(default = "Bearer")] pub token_type: String,
    /// The token that the next one is requested with (RFC 6749 §6).
    pub refresh_token: Option<Secret>,
    /// The scopes that were granted (RFC 6749 §3.3).
    #[decode(separator = " ")] pub scope: Vec<Scope>,
}

/// What [`Client::list_sites`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Sites {
    #[decode(at("0.id"))] pub cloud_id: String,
    #[decode(at("0.url"))] pub url: String,
}

/// What [`Client::get_me`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Profile { pub account_id: String, pub name: Option<String>, pub email: Option<String> }

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("error"), code)] pub code: Option<String>,
    #[error_body(at("error_description", "message", "errorMessages.0"), message)] pub text: Option<String>,
}

/// What a log-in with `User` captures.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct UserCaptured { pub cloud_id: String }

/// Why Atlassian Cloud refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum AtlassianError {
    /// The provider answered 401.
    #[api_error(401)] Unauthorized(Fault),
    /// The provider answered 403.
    #[api_error(403)] Forbidden(Fault),
    /// The provider answered 429.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// Why Atlassian Cloud refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum TokenError {
    /// The provider answered 400 or 403.
    #[api_error(400, 403, when(code("invalid_grant", "unauthorized_client")), class = reauthenticate)]
    InvalidGrant(Fault),
    /// The provider answered 400 or 403.
    #[api_error(400, 403, class = configuration)] InvalidRequest(Fault),
    /// The provider answered 401.
    #[api_error(401, class = configuration)] InvalidClient(Fault),
    /// The provider answered 429.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// What a token of Atlassian Cloud may be used for (RFC 6749 §3.3).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Scopes)]
#[non_exhaustive]
pub enum Scope {
    /// Read issues.
    #[scope("read:jira-work")] ReadJiraWork,
    /// Change issues.
    #[scope("write:jira-work")] WriteJiraWork,
    /// Read people.
    #[scope("read:jira-user")] ReadJiraUser,
    /// Read the profile.
    #[scope("read:me")] ReadMe,
    /// A refresh token.
    #[scope("offline_access")] OfflineAccess,
    /// A value that the provider does not document.
    #[scope(other)] Other(String),
}

/// An email address and an API token.
#[derive(Clone, Debug, Credential)]
#[credential(
    provider = Atlassian, basic(username = "{email}", password = "{token}"), env_prefix = "ATLASSIAN_", check(GetMyself)
)]
pub struct ApiToken {
    #[credential(format = "email")] email: String,
    token: Secret,
}

/// A user's consent.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = Atlassian,
    mint(
        ExchangeCode(client_id, client_secret, code, redirect_uri),
        ListSites(exchange_code_access_token = exchange_code.access_token),
    ),
    refresh(Renew(refresh_token)),
    token(
        access_token = exchange_code.access_token,
        expires_in = exchange_code.expires_in,
        refresh_token = exchange_code.refresh_token,
        scope = exchange_code.scope,
        token_type = exchange_code.token_type,
    ),
    capture(cloud_id = list_sites.cloud_id),
    captured = UserCaptured,
    renewed(access_token, expires_in, refresh_token, scope, token_type),
    grace = 600,
    rotation = replaced,
    reuse = ends_grant,
    identity(call = GetMe, subject = account_id),
    check(GetMe),
    env_prefix = "ATLASSIAN_"
)]
pub struct User {
    /// The identifier of the client (RFC 6749 §2.2).
    #[token_source(mint, refresh)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[token_source(mint, refresh)] client_secret: Secret,
    #[token_source(verifier = code_verifier)] code: OneTime<AuthorizationCode>,
    redirect_uri: String,
}

impl<C: Accepts<Bearer>> Authorizes<Atlassian, C> for Bearer {}

impl Accepts<Bearer> for User {}
