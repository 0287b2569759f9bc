// @generated from slack.yaml: edit the spec, not this file.

//! Slack.
//!
//! Source: <https://docs.slack.dev/authentication/installing-with-oauth>
//!
//! Credentials:
//! - [`Token`]: A token of a bot or a user, from the page of the app.
//! - [`InstallBot`], the token `bot` of [`Install`]: The app in a workspace; a bot, and perhaps the
//!   user who installed it. Its tokens are made by `exchange_code`, after `authorize`, renewed by
//!   `renew`, revoked by `revoke`.
//! - [`InstallUser`], the token `user` of [`Install`]: The app in a workspace; a bot, and perhaps the
//!   user who installed it. Its tokens are made by `exchange_code`, after `authorize`, renewed by
//!   `renew`, revoked by `revoke`.

use auth_runtime::consent::AuthorizationCode;
use auth_runtime::response::Classes;
use auth_runtime::session::{OneTime, TokenSource};
use auth_runtime::{
    Accepts, Anonymous, ApiError, Authorizes, Bearer, Client, Connection, Credential, Decode, Endpoint, Error,
    ErrorBody, Host, Json, Provider, Response, Scopes, Seconds, Secret,
};

/// The provider Slack.
#[derive(Clone, Copy, Debug)]
pub struct Slack;

impl Provider for Slack {
    const NAME: &'static str = "slack";
    const TITLE: &'static str = "Slack";
    const HOSTS: &'static [Host] = &[
        Host::new("base", "https://slack.com/api"),
        Host::new("site", "https://slack.com"),
    ];
    const CLASSES: Classes = Classes::of::<SlackError>();
}

/// A client of Slack. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<Slack, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = SlackError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange the code for the tokens.
    ///
    /// # Errors
    /// [`SlackError`] if `POST /oauth.v2.access` is refused.
    pub async fn exchange_code(&self, request: ExchangeCode) -> Reply<Installed> { self.0.call(request).await }

    /// Exchange a refresh token for the next token.
    ///
    /// # Errors
    /// [`SlackError`] if `POST /oauth.v2.access` is refused.
    pub async fn renew(&self, request: Renew) -> Reply<Renewed> { self.0.call(request).await }

    /// Revoke the token.
    ///
    /// # Errors
    /// [`SlackError`] if `POST /auth.revoke` is refused.
    pub async fn revoke(&self) -> Reply<Json> where C: Authorizes<Slack> { self.0.call_protected(Revoke).await }

    /// Whose token it is.
    ///
    /// # Errors
    /// [`SlackError`] if `POST /auth.test` is refused.
    pub async fn test_auth(&self) -> Reply<Caller> where C: Authorizes<Slack> { self.0.call_protected(TestAuth).await }

    /// Send a message.
    ///
    /// It takes [`InstallBot`] or [`Token`].
    ///
    /// # Errors
    /// [`SlackError`] if `POST /chat.postMessage` is refused.
    pub async fn post_message(&self, request: PostMessage) -> Reply<Json> where C: Authorizes<Slack, PostMessage> {
        self.0.call_protected(request).await
    }

    /// Search messages.
    ///
    /// # Errors
    /// [`SlackError`] if `GET /search.messages` is refused.
    pub async fn search(&self, request: Search) -> Reply<Json> where C: Authorizes<Slack, InstallUser> {
        self.0.call_protected(request).await
    }
}

/// Ask the user to install the app.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(VISIT "/oauth/v2/authorize", host = "site", provider = Slack)]
pub struct Authorize {
    #[endpoint(query)] client_id: String,
    #[endpoint(query, format = "url")] redirect_uri: String,
    #[endpoint(query, separator = ",")] scope: Option<Vec<Scope>>,
    #[endpoint(query, separator = ",")] user_scope: Option<Vec<Scope>>,
    #[endpoint(query)] team: Option<String>,
}

/// Exchange the code for the tokens. Sent by [`Client::exchange_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/oauth.v2.access",
    basic(username = "{client_id}", password = "{client_secret}", encode = form),
    form,
    response = Installed,
    error = SlackError
)]
pub struct ExchangeCode {
    /// The identifier of the client (RFC 6749 §2.2).
    #[endpoint(input)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[endpoint(input)] client_secret: Secret,
    code: Secret,
    #[endpoint(format = "url")] redirect_uri: String,
}

/// Exchange a refresh token for the next token. Sent by [`Client::renew`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/oauth.v2.access",
    body("grant_type" = "refresh_token"),
    basic(username = "{client_id}", password = "{client_secret}", encode = form),
    form,
    response = Renewed,
    error = SlackError
)]
pub struct Renew {
    /// The identifier of the client (RFC 6749 §2.2).
    #[endpoint(input)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[endpoint(input)] client_secret: Secret,
    refresh_token: Secret,
}

/// Revoke the token. Sent by [`Client::revoke`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/auth.revoke", protected, response = Json, error = SlackError)]
pub struct Revoke;

/// Whose token it is. Sent by [`Client::test_auth`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/auth.test", protected, response = Caller, error = SlackError)]
pub struct TestAuth;

/// Send a message. Sent by [`Client::post_message`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/chat.postMessage", json, protected(Install, InstallBot, Token), response = Json, error = SlackError)]
pub struct PostMessage { channel: String, text: String }

/// Search messages. Sent by [`Client::search`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/search.messages", protected = InstallUser, response = Json, error = SlackError)]
pub struct Search {
    #[endpoint(query)] query: String,
}

/// What [`Client::exchange_code`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Installed {
    pub ok: Option<bool>,
    /// The token that calls are made with (RFC 6749 §5.1).
    pub access_token: Option<Secret>,
    /// The token that the next one is requested with (RFC 6749 §6).
    pub refresh_token: Option<Secret>,
    /// How long the token lives from now on.
    pub expires_in: Option<Seconds>,
    /// The scopes that were granted (RFC 6749 §3.3).
    #[decode(separator = ",")] pub scope: Option<Vec<Scope>>,
    #[decode(at("team.id"))] pub team_id: Option<String>,
    pub bot_user_id: Option<String>,
    #[decode(at("authed_user.id"))] pub user_id: String,
    #[decode(at("authed_user.access_token"))] pub user_token: Option<Secret>,
    #[decode(at("authed_user.refresh_token"))] pub user_refresh_token: Option<Secret>,
    #[decode(at("authed_user.expires_in"))] pub user_expires_in: Option<Seconds>,
}

/// What [`Client::renew`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Renewed {
    pub ok: Option<bool>,
    /// The token that calls are made with (RFC 6749 §5.1).
    pub access_token: Secret,
    /// The token that the next one is requested with (RFC 6749 §6).
    pub refresh_token: Secret,
    /// How long the token lives from now on.
    pub expires_in: Seconds,
    /// The scopes that were granted (RFC 6749 §3.3).
    #[decode(separator = ",")] pub scope: Option<Vec<Scope>>,
}

/// What [`Client::test_auth`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Caller {
    pub ok: bool,
    pub user_id: String,
    pub user: Option<String>,
    pub team_id: String,
    pub url: Option<String>,
    pub bot_id: Option<String>,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    pub ok: Option<bool>,
    #[error_body(code)] pub error: Option<String>,
    pub needed: Option<String>,
    pub provided: Option<String>,
}

/// What a log-in with `InstallBot` captures.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct InstallBotCaptured { pub team_id: Option<String>, pub user_id: String }

/// Why Slack refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum SlackError {
    /// The provider answered 200.
    #[api_error(
        200,
        when(error("invalid_auth", "token_expired", "token_revoked", "account_inactive", "not_authed")),
        class = reauthenticate
    )]
    InvalidToken(Fault),
    /// The provider answered 200.
    #[api_error(200, when(error("invalid_code", "code_already_used", "invalid_refresh_token")), class = reauthenticate)]
    InvalidGrant(Fault),
    /// The provider answered 200.
    #[api_error(200, when(error = "missing_scope"), class = denied)] MissingScope(Fault),
    /// The provider answered 200.
    #[api_error(200, when(ok = false), class = configuration)] Refused(Fault),
    /// The provider answered 429.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// What a token of Slack may be used for (RFC 6749 §3.3).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Scopes)]
#[non_exhaustive]
pub enum Scope {
    /// Send messages.
    #[scope("chat:write")] ChatWrite,
    /// See public channels.
    #[scope("channels:read")] ChannelsRead,
    /// Search.
    #[scope("search:read")] SearchRead,
    /// See people.
    #[scope("users:read")] UsersRead,
    /// Post to a channel that the user chooses.
    #[scope("incoming-webhook")] IncomingWebhook,
    /// A value that the provider does not document.
    #[scope(other)] Other(String),
}

/// A token of a bot or a user, from the page of the app.
#[derive(Clone, Debug, Credential)]
#[credential(provider = Slack, bearer, check(TestAuth))]
pub struct Token(
    #[credential(env = "SLACK_TOKEN")] Secret,
);

/// The app in a workspace; a bot, and perhaps the user who installed it.
#[derive(Debug, TokenSource)]
#[token_source(provider = Slack, mint(ExchangeCode), env_prefix = "SLACK_")]
#[named_token(
    name = "bot",
    source = InstallBot,
    optional,
    refresh(Renew(refresh_token)),
    revoke(Revoke),
    token(access_token, expires_in, refresh_token),
    capture(team_id, user_id),
    captured = InstallBotCaptured,
    renewed(access_token, expires_in, refresh_token),
    rotation = replaced,
    header("Authorization" = "Bearer {access_token}")
)]
#[named_token(
    name = "user",
    source = InstallUser,
    optional,
    refresh(Renew(refresh_token)),
    revoke(Revoke),
    token(access_token = user_token, expires_in = user_expires_in, refresh_token = user_refresh_token),
    renewed(access_token, expires_in, refresh_token),
    rotation = replaced,
    header("Authorization" = "Bearer {user_token}")
)]
pub struct Install {
    /// The identifier of the client (RFC 6749 §2.2).
    #[token_source(mint, refresh)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[token_source(mint, refresh)] client_secret: Secret,
    code: OneTime<AuthorizationCode>,
    redirect_uri: String,
}
/// The token `bot` of a log-in with [`Install`]: `session.of::<InstallBot>()`.
#[derive(Clone, Debug)]
pub struct InstallBot(::std::sync::Arc<Install>);

/// The token `user` of a log-in with [`Install`]: `session.of::<InstallUser>()`.
#[derive(Clone, Debug)]
pub struct InstallUser(::std::sync::Arc<Install>);

impl<C: Accepts<Bearer>> Authorizes<Slack, C> for Bearer {}

impl Accepts<Bearer> for PostMessage {}

impl Accepts<Bearer> for InstallUser {}
