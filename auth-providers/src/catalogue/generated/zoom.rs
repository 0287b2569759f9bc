// @generated from zoom.yaml: edit the spec, not this file.

//! Zoom.
//!
//! Source: <https://developers.zoom.us/docs/integrations/oauth/>
//!
//! Credentials:
//! - [`User`]: A user's consent. Its tokens are made by `exchange_code`, after `authorize`, renewed by
//!   `renew`, revoked by `revoke`.
//! - [`Account`]: An app of an account that needs no user. Its tokens are made by `create_token`,
//!   revoked by `revoke`.

use auth_runtime::consent::AuthorizationCode;
use auth_runtime::session::{OneTime, TokenSource};
use auth_runtime::value::Code;
use auth_runtime::{
    Anonymous, ApiError, Authorizes, Bearer, Client, Connection, Decode, Endpoint, Error, ErrorBody, Host, Json,
    Provider, Response, Seconds, Secret,
};

/// The provider Zoom.
#[derive(Clone, Copy, Debug)]
pub struct Zoom;

impl Provider for Zoom {
    const NAME: &'static str = "zoom";
    const TITLE: &'static str = "Zoom";
    const HOSTS: &'static [Host] = &[
        Host::new("base", "https://api.zoom.us/v2"),
        Host::new("site", "https://zoom.us/oauth"),
    ];
}

/// A client of Zoom. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<Zoom, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = ZoomError> = Result<Response<T>, Error<E>>;

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

    /// Exchange the app's secret for a token of its account.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /token` is refused; `InvalidGrant`, `InvalidRequest`, `InvalidClient` are
    /// special to it.
    pub async fn create_token(&self, request: CreateToken) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Revoke a token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /revoke` is refused; `InvalidGrant`, `InvalidRequest`, `InvalidClient` are
    /// special to it.
    pub async fn revoke(&self, request: Revoke) -> Reply<Json, TokenError> { self.0.call(request).await }

    /// The user.
    ///
    /// # Errors
    /// [`ZoomError`] if `GET /users/me` is refused.
    pub async fn get_me(&self) -> Reply<Profile> where C: Authorizes<Zoom> { self.0.call_protected(GetMe).await }

    /// List the meetings.
    ///
    /// # Errors
    /// [`ZoomError`] if `GET /users/me/meetings` is refused.
    pub async fn list_meetings(&self) -> Reply<Json> where C: Authorizes<Zoom> {
        self.0.call_protected(ListMeetings).await
    }
}

/// Ask the user for consent.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(VISIT "/authorize", host = "site", query("response_type" = "code"), provider = Zoom, pkce)]
pub struct Authorize {
    #[endpoint(query)] client_id: String,
    #[endpoint(query, format = "url")] redirect_uri: String,
}

/// Exchange the code for a token. Sent by [`Client::exchange_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/token",
    host = "site",
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

/// Exchange a refresh token for the next token. Sent by [`Client::renew`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/token",
    host = "site",
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

/// Exchange the app's secret for a token of its account. Sent by [`Client::create_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/token",
    host = "site",
    body("grant_type" = "account_credentials"),
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
    account_id: String,
}

/// Revoke a token. Sent by [`Client::revoke`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/revoke",
    host = "site",
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
}

/// The user. Sent by [`Client::get_me`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/users/me", protected, response = Profile, error = ZoomError)]
pub struct GetMe;

/// List the meetings. Sent by [`Client::list_meetings`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/users/me/meetings", protected, response = Json, error = ZoomError)]
pub struct ListMeetings;

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
    #[decode(separator = " ")] pub scope: Option<Vec<String>>,
    pub api_url: Option<String>,
}

/// What [`Client::get_me`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Profile { pub id: String, pub email: Option<String> }

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("code", "error"), code)] pub code: Option<Code>,
    #[error_body(at("message", "reason"), message)] pub text: Option<String>,
}

/// Why Zoom refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum ZoomError {
    /// The provider answered 401.
    #[api_error(401)] InvalidToken(Fault),
    /// The provider answered 403.
    #[api_error(403)] Forbidden(Fault),
    /// The provider answered 429.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// Why Zoom refused a request.
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

/// A user's consent.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = Zoom,
    mint(ExchangeCode),
    refresh(Renew(refresh_token)),
    revoke(Revoke(token)),
    token(access_token, expires_in, refresh_token, token_type),
    rotation = replaced,
    identity(call = GetMe, subject = id),
    check(GetMe),
    env_prefix = "ZOOM_"
)]
pub struct User {
    /// The identifier of the client (RFC 6749 §2.2).
    #[token_source(mint, refresh, revoke)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[token_source(mint, refresh, revoke)] client_secret: Secret,
    #[token_source(verifier = code_verifier)] code: OneTime<AuthorizationCode>,
    redirect_uri: String,
}

/// An app of an account that needs no user.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = Zoom,
    mint(CreateToken),
    revoke(Revoke(token)),
    token(access_token, expires_in, token_type),
    check(GetMe),
    env_prefix = "ZOOM_"
)]
pub struct Account {
    /// The identifier of the client (RFC 6749 §2.2).
    #[token_source(mint, revoke)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[token_source(mint, revoke)] client_secret: Secret,
    account_id: String,
}

impl Authorizes<Zoom> for Bearer {}
