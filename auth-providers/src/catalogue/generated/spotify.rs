// @generated from spotify.yaml: edit the spec, not this file.

//! Spotify.
//!
//! Source: <https://developer.spotify.com/documentation/web-api/concepts/authorization>
//!
//! Credentials:
//! - [`User`]: A user's consent to an app that keeps no secret. Its tokens are made by `exchange_code`,
//!   after `authorize`, renewed by `renew`.
//! - [`ServerUser`]: A user's consent to an app with a secret. Its tokens are made by
//!   `exchange_code_with_secret`, after `authorize`, renewed by `renew_with_secret`.
//! - [`App`]: An app without a user. Its tokens are made by `create_token`.

use auth_runtime::consent::AuthorizationCode;
use auth_runtime::session::{OneTime, TokenSource};
use auth_runtime::value::Code;
use auth_runtime::{
    Accepts, Anonymous, ApiError, Authorizes, Bearer, Client, Connection, Decode, Endpoint, Error, ErrorBody, Host,
    Json, Provider, Response, Scopes, Seconds, Secret,
};

/// The provider Spotify.
#[derive(Clone, Copy, Debug)]
pub struct Spotify;

impl Provider for Spotify {
    const NAME: &'static str = "spotify";
    const TITLE: &'static str = "Spotify";
    const HOSTS: &'static [Host] = &[
        Host::new("base", "https://api.spotify.com/v1"),
        Host::new("accounts", "https://accounts.spotify.com"),
    ];
}

/// A client of Spotify. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<Spotify, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = SpotifyError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange the code for a token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /api/token` is refused; `InvalidGrant`, `InvalidClient`, `InvalidRequest`
    /// are special to it.
    pub async fn exchange_code(&self, request: ExchangeCode) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Exchange a refresh token for a token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /api/token` is refused; `InvalidGrant`, `InvalidClient`, `InvalidRequest`
    /// are special to it.
    pub async fn renew(&self, request: Renew) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Exchange the code for a token with the app's secret.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /api/token` is refused; `InvalidGrant`, `InvalidClient`, `InvalidRequest`
    /// are special to it.
    pub async fn exchange_code_with_secret(&self, request: ExchangeCodeWithSecret) -> Reply<Token, TokenError> {
        self.0.call(request).await
    }

    /// Exchange a refresh token for a token with the app's secret.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /api/token` is refused; `InvalidGrant`, `InvalidClient`, `InvalidRequest`
    /// are special to it.
    pub async fn renew_with_secret(&self, request: RenewWithSecret) -> Reply<Token, TokenError> {
        self.0.call(request).await
    }

    /// Exchange the app's secret for a token without a user.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /api/token` is refused; `InvalidGrant`, `InvalidClient`, `InvalidRequest`
    /// are special to it.
    pub async fn create_token(&self, request: CreateToken) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// The user.
    ///
    /// It takes [`User`] or [`ServerUser`].
    ///
    /// # Errors
    /// [`SpotifyError`] if `GET /me` is refused.
    pub async fn get_me(&self) -> Reply<Profile> where C: Authorizes<Spotify, GetMe> {
        self.0.call_protected(GetMe).await
    }

    /// What the user hears; nothing is answered if no device plays.
    ///
    /// It takes [`User`] or [`ServerUser`].
    ///
    /// # Errors
    /// [`SpotifyError`] if `GET /me/player` is refused.
    pub async fn get_playback(&self) -> Reply<Option<Playback>> where C: Authorizes<Spotify, GetPlayback> {
        self.0.call_protected(GetPlayback).await
    }

    /// An artist.
    ///
    /// # Errors
    /// [`SpotifyError`] if `GET /artists/{id}` is refused.
    pub async fn get_artist(&self, request: GetArtist) -> Reply<Json> where C: Authorizes<Spotify> {
        self.0.call_protected(request).await
    }
}

/// Ask the user for consent.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(VISIT "/authorize", host = "accounts", query("response_type" = "code"), provider = Spotify, pkce)]
pub struct Authorize {
    #[endpoint(query)] client_id: String,
    #[endpoint(query, format = "url")] redirect_uri: String,
    #[endpoint(query, separator = " ")] scope: Option<Vec<Scope>>,
    #[endpoint(query)] show_dialog: Option<bool>,
}

/// Exchange the code for a token. Sent by [`Client::exchange_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/api/token",
    host = "accounts",
    body("grant_type" = "authorization_code"),
    form,
    response = Token,
    error = TokenError
)]
pub struct ExchangeCode {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    code: Secret,
    #[endpoint(format = "url")] redirect_uri: String,
    code_verifier: Secret,
}

/// Exchange a refresh token for a token. Sent by [`Client::renew`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/api/token",
    host = "accounts",
    body("grant_type" = "refresh_token"),
    form,
    response = Token,
    error = TokenError
)]
pub struct Renew {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    refresh_token: Secret,
}

/// Exchange the code for a token with the app's secret. Sent by [`Client::exchange_code_with_secret`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/api/token",
    host = "accounts",
    body("grant_type" = "authorization_code"),
    basic(username = "{client_id}", password = "{client_secret}", encode = form),
    form,
    response = Token,
    error = TokenError
)]
pub struct ExchangeCodeWithSecret {
    /// The identifier of the client (RFC 6749 §2.2).
    #[endpoint(input)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[endpoint(input)] client_secret: Secret,
    code: Secret,
    #[endpoint(format = "url")] redirect_uri: String,
    code_verifier: Secret,
}

/// Exchange a refresh token for a token with the app's secret. Sent by [`Client::renew_with_secret`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/api/token",
    host = "accounts",
    body("grant_type" = "refresh_token"),
    basic(username = "{client_id}", password = "{client_secret}", encode = form),
    form,
    response = Token,
    error = TokenError
)]
pub struct RenewWithSecret {
    /// The identifier of the client (RFC 6749 §2.2).
    #[endpoint(input)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[endpoint(input)] client_secret: Secret,
    refresh_token: Secret,
}

/// Exchange the app's secret for a token without a user. Sent by [`Client::create_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/api/token",
    host = "accounts",
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
}

/// The user. Sent by [`Client::get_me`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/me", protected(User, ServerUser), response = Profile, error = SpotifyError)]
pub struct GetMe;

/// What the user hears; nothing is answered if no device plays. Sent by [`Client::get_playback`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/me/player", protected(User, ServerUser), response = Option<Playback>, error = SpotifyError)]
pub struct GetPlayback;

/// An artist. Sent by [`Client::get_artist`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/artists/{id}", protected, response = Json, error = SpotifyError)]
pub struct GetArtist { id: String }

/// What [`Client::exchange_code`] and 4 other calls return.
#[derive(Clone, Debug, Decode)]
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
    #[decode(separator = " ")] pub scope: Option<Vec<Scope>>,
}

/// What is played.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Playback { pub is_playing: bool, pub progress_ms: Option<i64> }

/// What [`Client::get_me`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Profile { pub id: String, pub display_name: Option<String> }

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("error.status", "error"), code)] pub error: Option<Code>,
    #[error_body(at("error.message", "error_description"), message)] pub text: Option<String>,
}

/// Why Spotify refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum SpotifyError {
    /// The provider answered 401.
    #[api_error(401)] Unauthorized(Fault),
    /// The provider answered 403.
    #[api_error(403)] Forbidden(Fault),
    /// The provider answered 429.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// Why Spotify refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum TokenError {
    /// The provider answered 400.
    #[api_error(400, when(error = "invalid_grant"), class = reauthenticate)] InvalidGrant(Fault),
    /// The provider answered 400.
    #[api_error(400, when(error("invalid_client", "unauthorized_client")), class = configuration)] InvalidClient(Fault),
    /// The provider answered 400.
    #[api_error(400)] InvalidRequest(Fault),
    /// The provider answered 401.
    #[api_error(401)] Unauthorized(Fault),
    /// The provider answered 403.
    #[api_error(403)] Forbidden(Fault),
    /// The provider answered 429.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// What a token of Spotify may be used for (RFC 6749 §3.3).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Scopes)]
#[non_exhaustive]
pub enum Scope {
    /// Read the profile.
    #[scope("user-read-private")] UserReadPrivate,
    /// Read the email address.
    #[scope("user-read-email")] UserReadEmail,
    /// See what is played.
    #[scope("user-read-playback-state")] UserReadPlaybackState,
    /// Read playlists.
    #[scope("playlist-read-private")] PlaylistReadPrivate,
    /// Change public playlists.
    #[scope("playlist-modify-public")] PlaylistModifyPublic,
    /// A value that the provider does not document.
    #[scope(other)] Other(String),
}

/// A user's consent to an app that keeps no secret.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = Spotify,
    mint(ExchangeCode),
    refresh(Renew(refresh_token)),
    token(access_token, expires_in, refresh_token, scope, token_type),
    rotation = replaced,
    identity(call = GetMe, subject = id),
    check(GetMe),
    env_prefix = "SPOTIFY_"
)]
pub struct User {
    /// The identifier of the client (RFC 6749 §2.2).
    #[token_source(mint, refresh)] client_id: String,
    #[token_source(verifier = code_verifier)] code: OneTime<AuthorizationCode>,
    redirect_uri: String,
}

/// A user's consent to an app with a secret.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = Spotify,
    mint(ExchangeCodeWithSecret),
    refresh(RenewWithSecret(refresh_token)),
    token(access_token, expires_in, refresh_token, scope, token_type),
    rotation = kept,
    identity(call = GetMe, subject = id),
    check(GetMe),
    env_prefix = "SPOTIFY_"
)]
pub struct ServerUser {
    /// The identifier of the client (RFC 6749 §2.2).
    #[token_source(mint, refresh)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[token_source(mint, refresh)] client_secret: Secret,
    #[token_source(verifier = code_verifier)] code: OneTime<AuthorizationCode>,
    redirect_uri: String,
}

/// An app without a user.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = Spotify, mint(CreateToken), token(access_token, expires_in, token_type), env_prefix = "SPOTIFY_"
)]
pub struct App {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
}

impl<C: Accepts<Bearer>> Authorizes<Spotify, C> for Bearer {}

impl Accepts<Bearer> for GetMe {}

impl Accepts<Bearer> for GetPlayback {}
