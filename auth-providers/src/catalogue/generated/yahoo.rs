// @generated from yahoo.yaml: edit the spec, not this file.

//! Yahoo.
//!
//! Source: <https://developer.yahoo.com/oauth2/guide/>
//!
//! Credentials:
//! - [`User`]: A user's consent. Its tokens are made by `exchange_code`, after `authorize`, renewed by
//!   `renew`, revoked by `revoke`.

use auth_runtime::consent::AuthorizationCode;
use auth_runtime::response::Classes;
use auth_runtime::session::{OneTime, TokenSource};
use auth_runtime::{
    Accepts, Anonymous, ApiError, Authorizes, Bearer, Client, Connection, Decode, Endpoint, Error, ErrorBody, Host,
    Provider, Response, Scopes, Seconds, Secret,
};

/// The provider Yahoo.
#[derive(Clone, Copy, Debug)]
pub struct Yahoo;

impl Provider for Yahoo {
    const NAME: &'static str = "yahoo";
    const TITLE: &'static str = "Yahoo";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://api.login.yahoo.com")];
    const CLASSES: Classes = Classes::of::<YahooError>();
}

/// A client of Yahoo. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<Yahoo, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = YahooError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange the code for tokens.
    ///
    /// # Errors
    /// [`YahooError`] if `POST /oauth2/get_token` is refused.
    pub async fn exchange_code(&self, request: ExchangeCode) -> Reply<Token> { self.0.call(request).await }

    /// Exchange a refresh token for a token.
    ///
    /// # Errors
    /// [`YahooError`] if `POST /oauth2/get_token` is refused.
    pub async fn renew(&self, request: Renew) -> Reply<Token> { self.0.call(request).await }

    /// Revoke a token.
    ///
    /// # Errors
    /// [`YahooError`] if `POST /oauth2/revoke` is refused.
    pub async fn revoke(&self, request: Revoke) -> Reply<()> { self.0.call(request).await }

    /// Claims about the user.
    ///
    /// # Errors
    /// [`YahooError`] if `GET /openid/v1/userinfo` is refused.
    pub async fn get_user_info(&self) -> Reply<UserInfo> where C: Authorizes<Yahoo, User> {
        self.0.call_protected(GetUserInfo).await
    }
}

/// Ask the user for consent.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(VISIT "/oauth2/request_auth", query("response_type" = "code"), provider = Yahoo)]
pub struct Authorize {
    #[endpoint(query)] client_id: String,
    #[endpoint(query, format = "url")] redirect_uri: String,
    #[endpoint(query, separator = " ")] scope: Option<Vec<Scope>>,
    #[endpoint(query)] language: Option<String>,
}

/// Exchange the code for tokens. Sent by [`Client::exchange_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/oauth2/get_token",
    body("grant_type" = "authorization_code"),
    basic(username = "{client_id}", password = "{client_secret}", encode = form),
    form,
    response = Token,
    error = YahooError
)]
pub struct ExchangeCode {
    client_id: String,
    client_secret: Secret,
    #[endpoint(format = "url")] redirect_uri: String,
    code: Secret,
}

/// Exchange a refresh token for a token. Sent by [`Client::renew`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/oauth2/get_token",
    body("grant_type" = "refresh_token"),
    basic(username = "{client_id}", password = "{client_secret}", encode = form),
    form,
    response = Token,
    error = YahooError
)]
pub struct Renew {
    client_id: String,
    client_secret: Secret,
    #[endpoint(format = "url")] redirect_uri: String,
    refresh_token: Secret,
}

/// Revoke a token. Sent by [`Client::revoke`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/oauth2/revoke",
    basic(username = "{client_id}", password = "{client_secret}", encode = form),
    form,
    response = (),
    error = YahooError
)]
pub struct Revoke {
    /// The identifier of the client (RFC 6749 §2.2).
    #[endpoint(input)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[endpoint(input)] client_secret: Secret,
    token: Secret,
}

/// Claims about the user. Sent by [`Client::get_user_info`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/openid/v1/userinfo", protected = User, response = UserInfo, error = YahooError)]
pub struct GetUserInfo;

/// A token of an hour; a refresh token that comes with it takes the place of the former one.
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
}

/// Claims about the user.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct UserInfo { pub sub: String, pub name: Option<String>, pub email: Option<String> }

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("error"), code)] pub code: Option<String>,
    #[error_body(at("error_description"), message)] pub text: Option<String>,
}

/// Why Yahoo refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum YahooError {
    /// The code or the refresh token is used, expired, or was taken back.
    #[api_error(
        400, when(code("invalid_grant", "INVALID_REFRESH_TOKEN", "INVALID_AUTHORIZATION_CODE")), class = reauthenticate
    )]
    InvalidGrant(Fault),
    /// The request is not valid.
    #[api_error(400)] BadRequest(Fault),
    /// The client or its secret is wrong.
    #[api_error(401, when(code("invalid_client", "unauthorized_client")), class = configuration)] InvalidClient(Fault),
    /// The code or the refresh token is used, expired, or was taken back; some refusals have this status.
    #[api_error(401, when(code = "invalid_grant"), class = reauthenticate)] GrantRefused(Fault),
    /// The token is wrong, or has expired.
    #[api_error(401)] Unauthorized(Fault),
    /// The token has not the permission.
    #[api_error(403)] Forbidden(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// What a token of Yahoo may be used for (RFC 6749 §3.3).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Scopes)]
#[non_exhaustive]
pub enum Scope {
    /// Log in.
    #[scope("openid")] Openid,
    /// The profile.
    #[scope("profile")] Profile,
    /// The email address.
    #[scope("email")] Email,
    /// A value that the provider does not document.
    #[scope(other)] Other(String),
}

/// A user's consent.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = Yahoo,
    mint(ExchangeCode),
    refresh(Renew(refresh_token)),
    revoke(Revoke(token)),
    token(access_token, expires_in, refresh_token, token_type),
    identity(call = GetUserInfo, subject = sub),
    check(GetUserInfo),
    env_prefix = "YAHOO_"
)]
pub struct User {
    #[token_source(mint, refresh, revoke)] client_id: String,
    #[token_source(mint, refresh, revoke)] client_secret: Secret,
    #[token_source(mint, refresh)] redirect_uri: String,
    code: OneTime<AuthorizationCode>,
}

impl<C: Accepts<Bearer>> Authorizes<Yahoo, C> for Bearer {}

impl Accepts<Bearer> for User {}
