// @generated from discord.yaml: edit the spec, not this file.

//! Discord.
//!
//! Source: <https://docs.discord.com/developers/topics/oauth2>
//!
//! Credentials:
//! - [`Bot`]: The token of a bot.
//! - [`User`]: A user's consent. Its tokens are made by `exchange_code`, after `authorize`, renewed by
//!   `renew`, revoked by `revoke`.
//! - [`Owner`]: The owner of the app, for tests. Its tokens are made by `create_token`, revoked by
//!   `revoke`.

use auth_runtime::consent::AuthorizationGrant;
use auth_runtime::session::{OneTime, TokenSource};
use auth_runtime::value::Code;
use auth_runtime::{
    Anonymous, ApiError, Authorizes, Bearer, Callback, Client, Connection, Credential, Decode, Endpoint, Error,
    ErrorBody, Host, Json, Provider, Response, Scopes, Seconds, Secret,
};

/// The provider Discord.
#[derive(Clone, Copy, Debug)]
pub struct Discord;

impl Provider for Discord {
    const NAME: &'static str = "discord";
    const TITLE: &'static str = "Discord";
    const HOSTS: &'static [Host] = &[
        Host::new("base", "https://discord.com/api/v10"),
        Host::new("site", "https://discord.com"),
        Host::new("oauth", "https://discord.com/api/oauth2"),
    ];
}

/// A client of Discord. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<Discord, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = DiscordError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange the code for a token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /token` is refused; `InvalidGrant`, `InvalidRequest`, `InvalidClient` are
    /// special to it.
    pub async fn exchange_code(&self, request: ExchangeCode) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Exchange a refresh token for the next token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /token` is refused; `InvalidGrant`, `InvalidRequest`, `InvalidClient` are
    /// special to it.
    pub async fn renew(&self, request: Renew) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Exchange the app's secret for a token of its owner, for tests.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /token` is refused; `InvalidGrant`, `InvalidRequest`, `InvalidClient` are
    /// special to it.
    pub async fn create_token(&self, request: CreateToken) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Revoke a token, with all tokens of its grant.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /token/revoke` is refused; `InvalidGrant`, `InvalidRequest`, `InvalidClient`
    /// are special to it.
    pub async fn revoke(&self, request: Revoke) -> Reply<Json, TokenError> { self.0.call(request).await }

    /// Whose token it is.
    ///
    /// # Errors
    /// [`DiscordError`] if `GET /users/@me` is refused.
    pub async fn get_me(&self) -> Reply<Profile> where C: Authorizes<Discord> { self.0.call_protected(GetMe).await }

    /// Send a message as the bot.
    ///
    /// # Errors
    /// [`DiscordError`] if `POST /channels/{channel_id}/messages` is refused.
    pub async fn send_message(&self, request: SendMessage) -> Reply<Json> where C: Authorizes<Discord, Bot> {
        self.0.call_protected(request).await
    }
}

/// Ask the user for consent.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    VISIT "/oauth2/authorize",
    host = "site",
    query("response_type" = "code"),
    provider = Discord,
    callback = AuthorizeCallback,
    expected("iss" = "https://discord.com")
)]
pub struct Authorize {
    #[endpoint(query)] client_id: String,
    #[endpoint(query, format = "url")] redirect_uri: String,
    #[endpoint(query, separator = " ")] scope: Vec<Scope>,
    #[endpoint(query)] prompt: Option<String>,
    #[endpoint(query)] permissions: Option<String>,
    #[endpoint(query)] guild_id: Option<String>,
}

/// Exchange the code for a token. Sent by [`Client::exchange_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/token",
    host = "oauth",
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
    code_verifier: Option<Secret>,
}

/// Exchange a refresh token for the next token. Sent by [`Client::renew`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/token",
    host = "oauth",
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

/// Exchange the app's secret for a token of its owner, for tests. Sent by [`Client::create_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/token",
    host = "oauth",
    body("grant_type" = "client_credentials"),
    basic(username = "{client_id}", password = "{client_secret}", encode = form),
    form,
    response = Token,
    error = TokenError
)]
pub struct CreateToken {
    /// The identifier of the client (RFC 6749 §2.2).
    #[endpoint(input)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[endpoint(input)] client_secret: Secret,
    #[endpoint(separator = " ")] scope: Vec<Scope>,
}

/// Revoke a token, with all tokens of its grant. Sent by [`Client::revoke`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/token/revoke",
    host = "oauth",
    basic(username = "{client_id}", password = "{client_secret}", encode = form),
    form,
    response = Json,
    error = TokenError
)]
pub struct Revoke {
    /// The identifier of the client (RFC 6749 §2.2).
    #[endpoint(input)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[endpoint(input)] client_secret: Secret,
    token: Secret,
    token_type_hint: Option<String>,
}

/// Whose token it is. Sent by [`Client::get_me`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/users/@me", protected, response = Profile, error = DiscordError)]
pub struct GetMe;

/// Send a message as the bot. Sent by [`Client::send_message`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/channels/{channel_id}/messages", json, protected = Bot, response = Json, error = DiscordError)]
pub struct SendMessage { channel_id: String, content: String }

/// What [`Client::exchange_code`] and 2 other calls return.
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
    /// The scopes that were granted (RFC 6749 §3.3).
    #[decode(separator = " ")] pub scope: Vec<Scope>,
    #[decode(at("guild.id"))] pub guild_id: Option<String>,
}

/// What [`Client::get_me`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Profile { pub id: String, pub username: String, pub email: Option<String> }

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("code", "error"), code)] pub code: Option<Code>,
    #[error_body(at("message", "error_description"), message)] pub text: Option<String>,
    pub global: Option<bool>,
}

/// What the page `authorize` gives back.
#[derive(Clone, Debug, Callback)]
#[non_exhaustive]
pub struct AuthorizeCallback {
    /// The authorization code (RFC 6749 §4.1.2).
    pub code: Secret,
}

/// Why Discord refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum DiscordError {
    /// The provider answered 401.
    #[api_error(401)] Unauthorized(Fault),
    /// The provider answered 403.
    #[api_error(403)] Forbidden(Fault),
    /// The provider answered 429.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// Why Discord refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum TokenError {
    /// The provider answered 400.
    #[api_error(400, when(code = "invalid_grant"), class = reauthenticate)] InvalidGrant(Fault),
    /// The provider answered 400.
    #[api_error(400)] InvalidRequest(Fault),
    /// The provider answered 401.
    #[api_error(401, class = configuration)] InvalidClient(Fault),
    /// The provider answered 403.
    #[api_error(403)] Forbidden(Fault),
    /// The provider answered 429.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// What a token of Discord may be used for (RFC 6749 §3.3).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Scopes)]
#[non_exhaustive]
pub enum Scope {
    /// Read the profile.
    #[scope("identify")] Identify,
    /// Read the email address.
    #[scope("email")] Email,
    /// List the servers.
    #[scope("guilds")] Guilds,
    /// Add the bot to a server.
    #[scope("bot")] Bot,
    /// Add commands to a server.
    #[scope("applications.commands")] ApplicationsCommands,
    /// A value that the provider does not document.
    #[scope(other)] Other(String),
}

/// The token of a bot.
#[derive(Clone, Debug, Credential)]
#[credential(provider = Discord, header = "Authorization", prefix = "Bot ", check(GetMe))]
pub struct Bot(
    #[credential(env = "DISCORD_BOT")] Secret,
);

/// A user's consent.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = Discord,
    mint(ExchangeCode(client_id, client_secret, redirect_uri, code = authorize.code) verified),
    refresh(Renew(refresh_token)),
    revoke(Revoke(token)),
    token(access_token, expires_in, refresh_token, scope, token_type),
    rotation = replaced,
    identity(call = GetMe, subject = id),
    check(GetMe),
    env_prefix = "DISCORD_"
)]
pub struct User {
    /// The identifier of the client (RFC 6749 §2.2).
    #[token_source(mint, refresh, revoke)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[token_source(mint, refresh, revoke)] client_secret: Secret,
    redirect_uri: String,
    /// What the user's consent gave back.
    #[token_source(visit = authorize, verifier = code_verifier)] code: OneTime<AuthorizationGrant<AuthorizeCallback>>,
    #[token_source(revoke)] token_type_hint: Option<String>,
}

/// The owner of the app, for tests.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = Discord,
    mint(CreateToken),
    revoke(Revoke(token)),
    token(access_token, expires_in, scope, token_type),
    check(GetMe),
    env_prefix = "DISCORD_"
)]
pub struct Owner {
    /// The identifier of the client (RFC 6749 §2.2).
    #[token_source(mint, revoke)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[token_source(mint, revoke)] client_secret: Secret,
    scope: Vec<Scope>,
    #[token_source(revoke)] token_type_hint: Option<String>,
}

impl Authorizes<Discord> for Bearer {}
