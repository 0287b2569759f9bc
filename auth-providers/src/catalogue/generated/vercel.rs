// @generated from vercel.yaml: edit the spec, not this file.

//! Vercel.
//!
//! Source: <https://vercel.com/docs/rest-api>
//!
//! Credentials:
//! - [`Personal`]: A token of the user.
//! - [`Integration`]: An integration that a user has installed. Its tokens are made by `exchange_code`,
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
    /// Exchange the code for a token.
    ///
    /// # Errors
    /// [`ExchangeCodeError`] if `POST /v2/oauth/access_token` is refused; `InvalidGrant` is special to it.
    pub async fn exchange_code(&self, request: ExchangeCode) -> Reply<Token, ExchangeCodeError> {
        self.0.call(request).await
    }

    /// Remove the integration.
    ///
    /// # Errors
    /// [`VercelError`] if `DELETE /v1/integrations/configuration/{configuration_id}` is refused.
    pub async fn uninstall(&self) -> Reply<()> where C: Authorizes<Vercel, Integration> {
        self.0.call_captured(Uninstall).await
    }

    /// Create a token of the user.
    ///
    /// # Errors
    /// [`VercelError`] if `POST /v3/user/tokens` is refused.
    pub async fn create_token(
        &self,
        request: CreateToken,
    ) -> Reply<CreatedToken> where C: Authorizes<Vercel, Personal> {
        self.0.call_protected(request).await
    }

    /// End a token of the user.
    ///
    /// # Errors
    /// [`VercelError`] if `DELETE /v3/user/tokens/{id}` is refused.
    pub async fn delete_token(&self, request: DeleteToken) -> Reply<Json> where C: Authorizes<Vercel, Personal> {
        self.0.call_protected(request).await
    }

    /// The user.
    ///
    /// # Errors
    /// [`VercelError`] if `GET /v2/user` is refused.
    pub async fn get_user(&self) -> Reply<Account> where C: Authorizes<Vercel> { self.0.call_protected(GetUser).await }

    /// List the projects.
    ///
    /// # Errors
    /// [`VercelError`] if `GET /v10/projects` is refused.
    pub async fn list_projects(&self, request: ListProjects) -> Reply<Json> where C: Authorizes<Vercel> {
        self.0.call_protected(request).await
    }
}

/// Ask the user to install an integration.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(VISIT "/integrations/{slug}/new", host = "site", provider = Vercel, callback = InstallCallback)]
pub struct Install { slug: String }

/// Exchange the code for a token. Sent by [`Client::exchange_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/v2/oauth/access_token", form, response = Token, error = ExchangeCodeError)]
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
    captured(configuration_id),
    protected = Integration,
    response = (),
    error = VercelError
)]
pub struct Uninstall;

/// Create a token of the user. Sent by [`Client::create_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/v3/user/tokens", json, protected = Personal, response = CreatedToken, error = VercelError)]
pub struct CreateToken {
    name: String,
    #[endpoint(rename = "expiresAt")] expires_at: Option<UnixMilliseconds>,
}

/// End a token of the user. Sent by [`Client::delete_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(DELETE "/v3/user/tokens/{id}", protected = Personal, response = Json, error = VercelError)]
pub struct DeleteToken { id: String }

/// The user. Sent by [`Client::get_user`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/v2/user", protected, response = Account, error = VercelError)]
pub struct GetUser;

/// List the projects. Sent by [`Client::list_projects`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/v10/projects", protected, response = Json, error = VercelError)]
pub struct ListProjects {
    #[endpoint(query, rename = "teamId")] team_id: Option<String>,
}

/// What [`Client::exchange_code`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Token {
    /// The token that calls are made with (RFC 6749 §5.1).
    pub access_token: Secret,
    /// The kind of token (RFC 6749 §7.1).
    pub token_type: String,
    pub installation_id: String,
    pub user_id: String,
    pub team_id: Option<String>,
}

/// What [`Client::create_token`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct CreatedToken {
    #[decode(at("token.id"))] pub id: String,
    #[decode(at("bearerToken"))] pub bearer: Secret,
}

/// What [`Client::get_user`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Account {
    #[decode(at("user.id"))] pub id: String,
    #[decode(at("user.username"))] pub username: Option<String>,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("error.code", "error"), code)] pub code: Option<String>,
    #[error_body(at("error.message", "error_description"), message)] pub text: Option<String>,
}

/// What the page `install` gives back.
#[derive(Clone, Debug, Callback)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct InstallCallback {
    /// The authorization code (RFC 6749 §4.1.2).
    pub code: Secret,
    #[callback(at("configurationId"))] pub configuration_id: String,
    #[callback(at("teamId"))] pub team: Option<String>,
}

/// What a log-in with `Integration` captures.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct IntegrationCaptured { pub configuration_id: String, pub user_id: String }

/// Why Vercel refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum VercelError {
    /// The provider answered 401.
    #[api_error(401)] Unauthorized(Fault),
    /// The provider answered 403.
    #[api_error(403, when(code = "forbidden"), class = reauthenticate)] InvalidToken(Fault),
    /// The provider answered 403.
    #[api_error(403)] Forbidden(Fault),
    /// The provider answered 429.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// Why Vercel refused `exchange_code`.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum ExchangeCodeError {
    /// The provider answered 400.
    #[api_error(400, class = reauthenticate)] InvalidGrant(Fault),
    /// The provider answered 401.
    #[api_error(401)] Unauthorized(Fault),
    /// The provider answered 403.
    #[api_error(403, when(code = "forbidden"), class = reauthenticate)] InvalidToken(Fault),
    /// The provider answered 403.
    #[api_error(403)] Forbidden(Fault),
    /// The provider answered 429.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// A token of the user.
#[derive(Clone, Debug, Credential)]
#[credential(provider = Vercel, bearer, check(GetUser))]
pub struct Personal(
    #[credential(env = "VERCEL_TOKEN")] Secret,
);

/// An integration that a user has installed.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = Vercel,
    mint(ExchangeCode(client_id, client_secret, redirect_uri, code = install.code)),
    revoke(Uninstall),
    token(access_token, token_type),
    capture(configuration_id = install.configuration_id, user_id),
    captured = IntegrationCaptured,
    check(GetUser),
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
