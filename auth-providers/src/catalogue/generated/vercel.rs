// @generated from vercel.yaml: edit the spec, not this file.

//! Vercel.
//!
//! Source: <https://vercel.com/docs/rest-api>
//!
//! Credentials:
//! - [`AccessToken`]: An access token of a user.
//! - [`Integration`]: An integration where it is installed. Its tokens are made by `exchange_code`,
//!   after `install`, revoked by `uninstall`.

use auth_runtime::consent::AuthorizationGrant;
use auth_runtime::response::Classes;
use auth_runtime::session::{OneTime, TokenSource};
use auth_runtime::value::UnixMilliseconds;
use auth_runtime::{
    Accepts, Anonymous, ApiError, Authorizes, Bearer, Callback, Client, Connection, Credential, Decode, Endpoint, Error,
    ErrorBody, Host, Json, Provider, Response, Secret,
};

/// The provider Vercel.
#[derive(Clone, Copy, Debug)]
pub struct Vercel;

impl Provider for Vercel {
    const NAME: &'static str = "vercel";
    const TITLE: &'static str = "Vercel";
    const HOSTS: &'static [Host] = &[
        Host::new("base", "https://api.vercel.com"),
        Host::new("site", "https://vercel.com"),
    ];
    const CLASSES: Classes = Classes::of::<VercelError>();
}

/// A client of Vercel. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<Vercel, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = VercelError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange the code for a token, once and within half an hour.
    ///
    /// # Errors
    /// [`ExchangeCodeError`] if `POST /v2/oauth/access_token` is refused; `InvalidGrant`,
    /// `InvalidCodeRequest` are special to it.
    pub async fn exchange_code(&self, request: ExchangeCode) -> Reply<Installed, ExchangeCodeError> {
        self.0.call(request).await
    }

    /// Remove the integration.
    ///
    /// # Errors
    /// [`VercelError`] if `DELETE /v1/integrations/configuration/{configuration_id}` is refused.
    pub async fn uninstall(&self) -> Reply<()> where C: Authorizes<Vercel, Integration> {
        self.0.call_captured(Uninstall).await
    }

    /// List the projects that the integration may see.
    ///
    /// # Errors
    /// [`VercelError`] if `GET /v9/projects` is refused.
    pub async fn list_installation_projects(
        &self,
        request: ListInstallationProjects,
    ) -> Reply<Json> where C: Authorizes<Vercel, Integration> {
        self.0.call_captured(request).await
    }

    /// Create an access token.
    ///
    /// # Errors
    /// [`VercelError`] if `POST /v3/user/tokens` is refused.
    pub async fn create_token(
        &self,
        request: CreateToken,
    ) -> Reply<CreatedToken> where C: Authorizes<Vercel, AccessToken> {
        self.0.call_protected(request).await
    }

    /// What is known about the token of this request.
    ///
    /// # Errors
    /// [`VercelError`] if `GET /v5/user/tokens/current` is refused.
    pub async fn get_token(&self) -> Reply<TokenInfo> where C: Authorizes<Vercel, AccessToken> {
        self.0.call_protected(GetToken).await
    }

    /// End an access token; `current` is that of this request.
    ///
    /// # Errors
    /// [`VercelError`] if `DELETE /v3/user/tokens/{token_id}` is refused.
    pub async fn delete_token(
        &self,
        request: DeleteToken,
    ) -> Reply<DeletedToken> where C: Authorizes<Vercel, AccessToken> {
        self.0.call_protected(request).await
    }

    /// List the projects.
    ///
    /// # Errors
    /// [`VercelError`] if `GET /v9/projects` is refused.
    pub async fn list_projects(&self, request: ListProjects) -> Reply<Json> where C: Authorizes<Vercel, AccessToken> {
        self.0.call_protected(request).await
    }
}

/// Ask the user to install the integration.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(VISIT "/integrations/{slug}/new", host = "site", provider = Vercel, callback = InstallCallback, pkce = off)]
pub struct Install {
    /// The name of the integration in its URL.
    #[endpoint(pattern = "[a-z0-9-]+")] slug: String,
}

/// Exchange the code for a token, once and within half an hour. Sent by [`Client::exchange_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/v2/oauth/access_token", form, response = Installed, error = ExchangeCodeError)]
pub struct ExchangeCode {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
    code: Secret,
    #[endpoint(format = "url")] redirect_uri: String,
}

/// Remove the integration. Sent by [`Client::uninstall`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    DELETE "/v1/integrations/configuration/{configuration_id}",
    query("teamId" = "{team_id}"),
    captured(configuration_id, team_id),
    protected = Integration,
    response = (),
    error = VercelError
)]
pub struct Uninstall;

/// List the projects that the integration may see. Sent by [`Client::list_installation_projects`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    GET "/v9/projects",
    query("teamId" = "{team_id}"),
    captured(team_id),
    protected = Integration,
    response = Json,
    error = VercelError
)]
pub struct ListInstallationProjects {
    #[endpoint(query)] limit: Option<i64>,
}

/// Create an access token. Sent by [`Client::create_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/v3/user/tokens", json, protected = AccessToken, response = CreatedToken, error = VercelError)]
pub struct CreateToken {
    name: String,
    /// When it ends.
    #[endpoint(rename = "expiresAt")] expires_at: Option<UnixMilliseconds>,
}

/// What is known about the token of this request. Sent by [`Client::get_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/v5/user/tokens/current", protected = AccessToken, response = TokenInfo, error = VercelError)]
pub struct GetToken;

/// End an access token; `current` is that of this request. Sent by [`Client::delete_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(DELETE "/v3/user/tokens/{token_id}", protected = AccessToken, response = DeletedToken, error = VercelError)]
pub struct DeleteToken { token_id: String }

/// List the projects. Sent by [`Client::list_projects`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/v9/projects", protected = AccessToken, response = Json, error = VercelError)]
pub struct ListProjects {
    #[endpoint(query, rename = "teamId")] team_id: Option<String>,
    #[endpoint(query)] slug: Option<String>,
    #[endpoint(query)] limit: Option<i64>,
}

/// What the code of an integration is exchanged for; without a team, it is in the account of the user.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Installed {
    /// The token that calls are made with (RFC 6749 §5.1).
    pub access_token: Secret,
    /// The kind of token (RFC 6749 §7.1).
    pub token_type: String,
    pub installation_id: String,
    pub user_id: String,
    pub team_id: Option<String>,
}

/// What is known about an access token, without the token.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct TokenInfo {
    #[decode(at("token.id"))] pub id: String,
    #[decode(at("token.name"))] pub name: String,
    #[decode(at("token.createdAt"))] pub created_at: UnixMilliseconds,
    #[decode(at("token.activeAt"))] pub active_at: UnixMilliseconds,
    #[decode(at("token.expiresAt"))] pub expires_at: Option<UnixMilliseconds>,
}

/// A new access token, which is shown once.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct CreatedToken {
    #[decode(at("bearerToken"))] pub bearer_token: Secret,
    #[decode(at("token.id"))] pub id: String,
}

/// A token that was ended.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct DeletedToken {
    #[decode(at("tokenId"))] pub id: String,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("error.code", "error"), code)] pub code: Option<String>,
    #[error_body(at("error.message", "error_description"), message)] pub text: Option<String>,
    #[error_body(at("error.invalidToken"))] pub is_invalid: Option<bool>,
}

/// What the page `install` gives back.
#[derive(Clone, Debug, Callback)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct InstallCallback {
    /// The authorization code (RFC 6749 §4.1.2).
    pub code: Secret,
    #[callback(at("configurationId"))] pub configuration_id: String,
    /// Where the browser goes when the integration is set up.
    pub next: Option<String>,
}

/// What a log-in with `Integration` captures.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct IntegrationCaptured { pub configuration_id: String, pub team_id: Option<String> }

/// Why Vercel refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum VercelError {
    /// The request is not valid.
    #[api_error(400)] BadRequest(Fault),
    /// The token is missing, wrong or expired.
    #[api_error(401)] Unauthorized(Fault),
    /// The token is none, or it has expired.
    #[api_error(403, when(is_invalid = true), class = reauthenticate)] InvalidToken(Fault),
    /// The caller may not do this.
    #[api_error(403)] Forbidden(Fault),
    /// There is no such thing.
    #[api_error(404)] NotFound(Fault),
    /// Too many requests.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// Why Vercel refused `exchange_code`.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum ExchangeCodeError {
    /// The code or the refresh token is used, expired or revoked.
    #[api_error(400, when(code = "invalid_grant"), class = reauthenticate)] InvalidGrant(Fault),
    /// The request for a token is not valid.
    #[api_error(400)] InvalidCodeRequest(Fault),
    /// The token is missing, wrong or expired.
    #[api_error(401)] Unauthorized(Fault),
    /// The token is none, or it has expired.
    #[api_error(403, when(is_invalid = true), class = reauthenticate)] InvalidToken(Fault),
    /// The caller may not do this.
    #[api_error(403)] Forbidden(Fault),
    /// There is no such thing.
    #[api_error(404)] NotFound(Fault),
    /// Too many requests.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// An access token of a user.
#[derive(Clone, Debug, Credential)]
#[credential(provider = Vercel, bearer, check(GetToken))]
pub struct AccessToken(
    #[credential(env = "VERCEL_TOKEN")] Secret,
);

/// An integration where it is installed.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = Vercel,
    mint(ExchangeCode(client_id, client_secret, redirect_uri, code = install.code)),
    revoke(Uninstall),
    token(access_token, token_type),
    capture(configuration_id = install.configuration_id, team_id),
    captured = IntegrationCaptured,
    check(ListInstallationProjects::new()),
    env_prefix = "VERCEL_"
)]
pub struct Integration {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
    redirect_uri: String,
    /// What the user's consent gave back.
    #[token_source(visit = install)] code: OneTime<AuthorizationGrant<InstallCallback>>,
}

impl<C: Accepts<Bearer>> Authorizes<Vercel, C> for Bearer {}

impl Accepts<Bearer> for Integration {}
