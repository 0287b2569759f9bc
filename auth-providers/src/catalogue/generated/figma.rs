// @generated from figma.yaml: edit the spec, not this file.

//! Figma.
//!
//! Source: <https://developers.figma.com/docs/rest-api/authentication>
//!
//! Credentials:
//! - [`Personal`]: A personal access token, or one of a plan.
//! - [`User`]: A user's consent. Its tokens are made by `exchange_code`, after `authorize`, renewed by
//!   `renew`.

use auth_runtime::consent::AuthorizationCode;
use auth_runtime::response::Classes;
use auth_runtime::session::{OneTime, TokenSource};
use auth_runtime::{
    Accepts, Anonymous, ApiError, Authorizes, Bearer, Client, Connection, Credential, Decode, Endpoint, Error,
    ErrorBody, Host, Json, Provider, Response, Scopes, Seconds, Secret,
};

/// The provider Figma.
#[derive(Clone, Copy, Debug)]
pub struct Figma;

impl Provider for Figma {
    const NAME: &'static str = "figma";
    const TITLE: &'static str = "Figma";
    const HOSTS: &'static [Host] = &[
        Host::new("base", "https://api.figma.com"),
        Host::new("site", "https://www.figma.com"),
    ];
    const CLASSES: Classes = Classes::of::<FigmaError>();
}

/// A client of Figma. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<Figma, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = FigmaError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange the code for a token, within half a minute.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /v1/oauth/token` is refused; `InvalidGrant`, `InvalidClient` are special to
    /// it.
    pub async fn exchange_code(&self, request: ExchangeCode) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Exchange a refresh token for an access token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /v1/oauth/refresh` is refused; `InvalidGrant`, `InvalidClient` are special
    /// to it.
    pub async fn renew(&self, request: Renew) -> Reply<Renewed, TokenError> { self.0.call(request).await }

    /// The user.
    ///
    /// # Errors
    /// [`FigmaError`] if `GET /v1/me` is refused.
    pub async fn get_me(&self) -> Reply<Person> where C: Authorizes<Figma> { self.0.call_protected(GetMe).await }

    /// A file.
    ///
    /// It takes [`User`] or [`Personal`].
    ///
    /// # Errors
    /// [`FigmaError`] if `GET /v1/files/{key}` is refused.
    pub async fn get_file(&self, request: GetFile) -> Reply<Json> where C: Authorizes<Figma, GetFile> {
        self.0.call_protected(request).await
    }
}

/// Ask the user for consent.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(VISIT "/oauth", host = "site", query("response_type" = "code"), provider = Figma, pkce)]
pub struct Authorize {
    #[endpoint(query)] client_id: String,
    #[endpoint(query, format = "url")] redirect_uri: String,
    #[endpoint(query, separator = " ")] scope: Vec<Scope>,
}

/// Exchange the code for a token, within half a minute. Sent by [`Client::exchange_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/v1/oauth/token",
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
    POST "/v1/oauth/refresh",
    basic(username = "{client_id}", password = "{client_secret}", encode = form),
    form,
    response = Renewed,
    error = TokenError
)]
pub struct Renew {
    /// The identifier of the client (RFC 6749 §2.2).
    #[endpoint(input)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[endpoint(input)] client_secret: Secret,
    refresh_token: Secret,
}

/// The user. Sent by [`Client::get_me`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/v1/me", protected, response = Person, error = FigmaError)]
pub struct GetMe;

/// A file. Sent by [`Client::get_file`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/v1/files/{key}", protected(User, Personal), response = Json, error = FigmaError)]
pub struct GetFile {
    key: String,
    #[endpoint(query)] depth: Option<i64>,
    #[endpoint(query)] version: Option<String>,
}

/// What a code is exchanged for.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Token {
    /// The token that calls are made with (RFC 6749 §5.1).
    pub access_token: Secret,
    /// The kind of token (RFC 6749 §7.1).
    #[decode(default = "bearer")] pub token_type: String,
    /// How long the token lives from now on.
    pub expires_in: Seconds,
    /// The token that the next one is requested with (RFC 6749 §6).
    pub refresh_token: Secret,
    #[decode(at("user_id_string", "user_id"))] pub user_id: Option<String>,
}

/// The next access token; the refresh token stays.
#[derive(Clone, Debug, Decode)]
#[non_exhaustive]
pub struct Renewed {
    /// The token that calls are made with (RFC 6749 §5.1).
    pub access_token: Secret,
    /// The kind of token (RFC 6749 §7.1).
    #[decode(default = "bearer")] pub token_type: String,
    /// How long the token lives from now on.
    pub expires_in: Seconds,
}

/// A user.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Person { pub id: String, pub handle: String, pub email: String }

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("err", "message"), message)] pub text: Option<String>,
}

/// Why Figma refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum FigmaError {
    /// The request is not valid.
    #[api_error(400)] BadRequest(Fault),
    /// The token is none, or it has expired.
    #[api_error(403, when(text("Invalid token", "Token expired")), class = reauthenticate)] InvalidToken(Fault),
    /// The caller may not do this.
    #[api_error(403)] Forbidden(Fault),
    /// There is no such thing.
    #[api_error(404)] NotFound(Fault),
    /// Too many requests.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// Why Figma refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum TokenError {
    /// The code or the refresh token is used, expired or revoked.
    #[api_error(400, class = reauthenticate)] InvalidGrant(Fault),
    /// The id or the secret of the client is wrong.
    #[api_error(401, class = configuration)] InvalidClient(Fault),
    /// The token is none, or it has expired.
    #[api_error(403, when(text("Invalid token", "Token expired")), class = reauthenticate)] InvalidToken(Fault),
    /// The caller may not do this.
    #[api_error(403)] Forbidden(Fault),
    /// There is no such thing.
    #[api_error(404)] NotFound(Fault),
    /// Too many requests.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// What a token of Figma may be used for (RFC 6749 §3.3).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Scopes)]
#[non_exhaustive]
pub enum Scope {
    /// Read the name and the email address.
    #[scope("current_user:read")] CurrentUserRead,
    /// Read files.
    #[scope("file_content:read")] FileContentRead,
    /// Read what is known about files.
    #[scope("file_metadata:read")] FileMetadataRead,
    /// Read comments.
    #[scope("file_comments:read")] FileCommentsRead,
    /// Write and delete comments.
    #[scope("file_comments:write")] FileCommentsWrite,
    /// Read the history of files.
    #[scope("file_versions:read")] FileVersionsRead,
    /// Read resources for developers.
    #[scope("file_dev_resources:read")] FileDevResourcesRead,
    /// Change resources for developers.
    #[scope("file_dev_resources:write")] FileDevResourcesWrite,
    /// Read variables.
    #[scope("file_variables:read")] FileVariablesRead,
    /// Change variables.
    #[scope("file_variables:write")] FileVariablesWrite,
    /// Read what files publish.
    #[scope("library_content:read")] LibraryContentRead,
    /// Read what teams publish.
    #[scope("team_library_content:read")] TeamLibraryContentRead,
    /// List projects and the files in them.
    #[scope("projects:read")] ProjectsRead,
    /// Read webhooks.
    #[scope("webhooks:read")] WebhooksRead,
    /// Change webhooks.
    #[scope("webhooks:write")] WebhooksWrite,
    /// A value that the provider does not document.
    #[scope(other)] Other(String),
}

/// A personal access token, or one of a plan.
#[derive(Clone, Debug, Credential)]
#[credential(provider = Figma, header = "X-Figma-Token", check(GetMe))]
pub struct Personal(
    #[credential(env = "FIGMA_PERSONAL")] Secret,
);

/// A user's consent.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = Figma,
    mint(ExchangeCode),
    refresh(Renew(refresh_token)),
    token(access_token, expires_in, refresh_token, token_type),
    renewed(access_token, expires_in, token_type),
    rotation = kept,
    identity(call = GetMe, subject = id),
    check(GetMe),
    env_prefix = "FIGMA_"
)]
pub struct User {
    /// The identifier of the client (RFC 6749 §2.2).
    #[token_source(mint, refresh)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[token_source(mint, refresh)] client_secret: Secret,
    #[token_source(verifier = code_verifier)] code: OneTime<AuthorizationCode>,
    redirect_uri: String,
}

impl<C: Accepts<Bearer>> Authorizes<Figma, C> for Bearer {}

impl Accepts<Bearer> for GetFile {}
