// @generated from mastodon.yaml: edit the spec, not this file.

//! Mastodon.
//!
//! A server of Mastodon, or one that speaks as it does.
//!
//! Source: <https://docs.joinmastodon.org/client/authorized/>
//!
//! Credentials:
//! - [`User`]: A user, by a client that registered itself. Its tokens are made by `exchange_code`,
//!   after `authorize`, revoked by `revoke`.
//! - [`App`]: The client itself. Its tokens are made by `create_token`, revoked by `revoke`.

use auth_runtime::consent::AuthorizationCode;
use auth_runtime::host::Setting;
use auth_runtime::response::Classes;
use auth_runtime::session::{OneTime, TokenSource};
use auth_runtime::value::{Expiry, UnixSeconds};
use auth_runtime::{
    Accepts, Anonymous, ApiError, Authorizes, Bearer, Client, Connection, Decode, Endpoint, Error, ErrorBody, Host,
    Json, Provider, Response, Scopes, Secret, host,
};

/// The provider Mastodon.
#[derive(Clone, Copy, Debug)]
pub struct Mastodon;

impl Provider for Mastodon {
    const NAME: &'static str = "mastodon";
    const TITLE: &'static str = "Mastodon";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://{server}")];
    const SETTINGS: &'static [Setting] = <Settings as host::Settings>::SETTINGS;
    const CLASSES: Classes = Classes::of::<MastodonError>();
}

/// What differs from one customer of Mastodon to another. A client is built with it.
#[derive(Clone, Debug, host::Settings)]
#[settings(provider = Mastodon, env_prefix = "MASTODON_")]
pub struct Settings {
    /// The host of the server.
    #[settings(host)] server: String,
}

/// A client of Mastodon. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
#[client(settings = Settings)]
pub struct Client<C = Anonymous>(Connection<Mastodon, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = MastodonError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Register this client at the server.
    ///
    /// # Errors
    /// [`MastodonError`] if `POST /api/v1/apps` is refused.
    pub async fn register(&self, request: Register) -> Reply<Application> { self.0.call(request).await }

    /// Exchange the code for a token.
    ///
    /// # Errors
    /// [`MastodonError`] if `POST /oauth/token` is refused.
    pub async fn exchange_code(&self, request: ExchangeCode) -> Reply<Token> { self.0.call(request).await }

    /// Exchange the secret of the client for a token without a user.
    ///
    /// # Errors
    /// [`MastodonError`] if `POST /oauth/token` is refused.
    pub async fn create_token(&self, request: CreateToken) -> Reply<Token> { self.0.call(request).await }

    /// Revoke a token of the client.
    ///
    /// # Errors
    /// [`MastodonError`] if `POST /oauth/revoke` is refused.
    pub async fn revoke(&self, request: Revoke) -> Reply<()> { self.0.call(request).await }

    /// The account of the user.
    ///
    /// # Errors
    /// [`MastodonError`] if `GET /api/v1/accounts/verify_credentials` is refused.
    pub async fn get_me(&self) -> Reply<Account> where C: Authorizes<Mastodon, User> {
        self.0.call_protected(GetMe).await
    }

    /// The client.
    ///
    /// # Errors
    /// [`MastodonError`] if `GET /api/v1/apps/verify_credentials` is refused.
    pub async fn get_app(&self) -> Reply<Json> where C: Authorizes<Mastodon, App> {
        self.0.call_protected(GetApp).await
    }

    /// What everybody may read; some servers want a credential.
    ///
    /// It takes [`User`] or [`App`], and works without any.
    ///
    /// # Errors
    /// [`MastodonError`] if `GET /api/v1/timelines/public` is refused.
    pub async fn list_public_statuses(
        &self,
        request: ListPublicStatuses,
    ) -> Reply<Json> where C: Authorizes<Mastodon, ListPublicStatuses> {
        self.0.call_protected(request).await
    }

    /// Post.
    ///
    /// A token needs the scope `write:statuses`.
    ///
    /// # Errors
    /// [`MastodonError`] if `POST /api/v1/statuses` is refused.
    pub async fn post_status(&self, request: PostStatus) -> Reply<Json> where C: Authorizes<Mastodon, User> {
        self.0.call_protected(request).await
    }
}

/// Register this client at the server. Sent by [`Client::register`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/api/v1/apps", json, response = Application, error = MastodonError, registers(client_id, client_secret)
)]
pub struct Register {
    client_name: String,
    #[endpoint(format = "url", at_least = 1)] redirect_uris: Vec<String>,
    #[endpoint(separator = " ", default = "read")] scopes: Option<Vec<Scope>>,
    #[endpoint(format = "url")] website: Option<String>,
}

/// Ask the user for consent.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    VISIT "/oauth/authorize",
    query("response_type" = "code"),
    query("client_id" = "{client_id}"),
    captured(client_id),
    provider = Mastodon,
    pkce
)]
pub struct Authorize {
    #[endpoint(query, format = "url")] redirect_uri: String,
    #[endpoint(query, separator = " ", default = "read")] scope: Option<Vec<Scope>>,
    #[endpoint(query)] force_login: Option<bool>,
    #[endpoint(query)] lang: Option<String>,
}

/// Exchange the code for a token. Sent by [`Client::exchange_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/oauth/token",
    body("grant_type" = "authorization_code"),
    body("client_id" = "{client_id}"),
    body("client_secret" = "{client_secret}"),
    captured(client_id, client_secret),
    form,
    response = Token,
    error = MastodonError
)]
pub struct ExchangeCode {
    code: Secret,
    #[endpoint(format = "url")] redirect_uri: String,
    code_verifier: Secret,
}

/// Exchange the secret of the client for a token without a user. Sent by [`Client::create_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/oauth/token",
    body("grant_type" = "client_credentials"),
    body("client_id" = "{client_id}"),
    body("client_secret" = "{client_secret}"),
    captured(client_id, client_secret),
    form,
    response = Token,
    error = MastodonError
)]
pub struct CreateToken {
    /// One that is registered; the page demands it of this grant, too.
    redirect_uri: Option<String>,
    #[endpoint(separator = " ", default = "read")] scope: Option<Vec<Scope>>,
}

/// Revoke a token of the client. Sent by [`Client::revoke`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/oauth/revoke",
    body("client_id" = "{client_id}"),
    body("client_secret" = "{client_secret}"),
    captured(client_id, client_secret),
    form,
    response = (),
    error = MastodonError
)]
pub struct Revoke { token: Secret }

/// The account of the user. Sent by [`Client::get_me`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/api/v1/accounts/verify_credentials", protected = User, response = Account, error = MastodonError)]
pub struct GetMe;

/// The client. Sent by [`Client::get_app`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/api/v1/apps/verify_credentials", protected = App, response = Json, error = MastodonError)]
pub struct GetApp;

/// What everybody may read; some servers want a credential. Sent by [`Client::list_public_statuses`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/api/v1/timelines/public", protected(User, App), optional, response = Json, error = MastodonError)]
pub struct ListPublicStatuses {
    #[endpoint(query)] limit: Option<i64>,
}

/// Post. Sent by [`Client::post_status`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/api/v1/statuses",
    header("Idempotency-Key" = random(uuid)),
    json,
    protected = User,
    scopes("write:statuses"),
    response = Json,
    error = MastodonError
)]
pub struct PostStatus { status: String, visibility: Option<String> }

/// A client that has registered itself.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Application {
    pub client_id: String,
    pub client_secret: Secret,
    #[decode(never(0))] pub client_secret_expires_at: Option<Expiry<UnixSeconds>>,
}

/// A token, which has no end.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Token {
    /// The token that calls are made with (RFC 6749 §5.1).
    pub access_token: Secret,
    /// The kind of token (RFC 6749 §7.1).
    pub token_type: String,
    /// The scopes that were granted (RFC 6749 §3.3).
    #[decode(separator = " ")] pub scope: Vec<Scope>,
    pub created_at: Option<UnixSeconds>,
}

/// An account.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Account { pub id: String, pub username: String, pub acct: Option<String> }

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("error"), code)] pub code: Option<String>,
    #[error_body(at("error_description"), message)] pub text: Option<String>,
}

/// Why Mastodon refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum MastodonError {
    /// The code is used or expired.
    #[api_error(400, when(code = "invalid_grant"), class = reauthenticate)] InvalidGrant(Fault),
    /// The request is not valid.
    #[api_error(400)] BadRequest(Fault),
    /// The server does not know the client.
    #[api_error(401, when(code = "invalid_client"), class = configuration)] InvalidClient(Fault),
    /// The token is wrong, or was revoked.
    #[api_error(401)] Unauthorized(Fault),
    /// The token that shall be revoked is not that of the client.
    #[api_error(403, when(code = "unauthorized_client"), class = configuration)] UnauthorizedClient(Fault),
    /// The token has not the scope.
    #[api_error(403)] Forbidden(Fault),
    /// The server does not accept a value.
    #[api_error(422)] ValidationFailed(Fault),
    /// Too many requests.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// What a token of Mastodon may be used for (RFC 6749 §3.3).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Scopes)]
#[non_exhaustive]
pub enum Scope {
    /// The profile.
    #[scope("profile")] Profile,
    /// Read everything.
    #[scope("read")] Read,
    /// Read accounts.
    #[scope("read:accounts")] ReadAccounts,
    /// Change everything.
    #[scope("write")] Write,
    /// Post.
    #[scope("write:statuses")] WriteStatuses,
    /// Follow and block.
    #[scope("follow")] Follow,
    /// Push notifications.
    #[scope("push")] Push,
    /// A value that the provider does not document.
    #[scope(other)] Other(String),
}

/// A user, by a client that registered itself.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = Mastodon,
    mint(ExchangeCode),
    revoke(Revoke(token)),
    token(access_token, scope, token_type),
    identity(call = GetMe, subject = id),
    check(GetMe),
    env_prefix = "MASTODON_"
)]
pub struct User {
    #[token_source(verifier = code_verifier)] code: OneTime<AuthorizationCode>,
    redirect_uri: String,
}

/// The client itself.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = Mastodon,
    mint(CreateToken),
    revoke(Revoke(token)),
    token(access_token, scope, token_type),
    check(GetApp),
    env_prefix = "MASTODON_"
)]
pub struct App {
    /// One that is registered; the page demands it of this grant, too.
    redirect_uri: Option<String>,
    scope: Option<Vec<Scope>>,
}

impl<C: Accepts<Bearer>> Authorizes<Mastodon, C> for Bearer {}

impl Accepts<Bearer> for User {}

impl Accepts<Bearer> for ListPublicStatuses {}

impl Accepts<Bearer> for App {}
