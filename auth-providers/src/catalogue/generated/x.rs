// @generated from x.yaml: edit the spec, not this file.

//! X.
//!
//! Source: <https://docs.x.com/fundamentals/authentication/overview>
//!
//! Credentials:
//! - [`SignedKey`]: The user of the app's page, by keys and tokens made there (OAuth 1.0a).
//! - [`Signed`]: A user's consent (OAuth 1.0a). Its tokens are made by `access_token`, after `consent`.
//! - [`User`]: A user's consent (OAuth 2). Its tokens are made by `exchange_code`, after `authorize`,
//!   renewed by `renew`, revoked by `revoke`.
//! - [`App`]: An app without a user. Its tokens are made by `create_token`.

use auth_runtime::consent::{AuthorizationCode, AuthorizationGrant};
use auth_runtime::session::{OneTime, TokenSource};
use auth_runtime::value::Code;
use auth_runtime::{
    Accepts, Anonymous, ApiError, Authorizes, Bearer, Callback, Client, Connection, Credential, Decode, Endpoint, Error,
    ErrorBody, Host, Json, Provider, Response, Scopes, Seconds, Secret,
};

/// The provider X.
#[derive(Clone, Copy, Debug)]
pub struct X;

impl Provider for X {
    const NAME: &'static str = "x";
    const TITLE: &'static str = "X";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://api.x.com"), Host::new("site", "https://x.com")];
}

/// A client of X. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<X, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = XError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Ask for a request token.
    ///
    /// # Errors
    /// [`XError`] if `POST /oauth/request_token` is refused.
    pub async fn request_token(&self, request: RequestToken) -> Reply<Temporary> { self.0.call(request).await }

    /// Exchange the verifier for an access token.
    ///
    /// # Errors
    /// [`XError`] if `POST /oauth/access_token` is refused.
    pub async fn access_token(&self, request: AccessToken) -> Reply<Issued> { self.0.call(request).await }

    /// Exchange the code for a token.
    ///
    /// # Errors
    /// [`XError`] if `POST /2/oauth2/token` is refused.
    pub async fn exchange_code(&self, request: ExchangeCode) -> Reply<Token> { self.0.call(request).await }

    /// Exchange a refresh token for the next token.
    ///
    /// # Errors
    /// [`XError`] if `POST /2/oauth2/token` is refused.
    pub async fn renew(&self, request: Renew) -> Reply<Token> { self.0.call(request).await }

    /// Revoke a token.
    ///
    /// # Errors
    /// [`XError`] if `POST /2/oauth2/revoke` is refused.
    pub async fn revoke(&self, request: Revoke) -> Reply<Json> { self.0.call(request).await }

    /// Exchange the app's key and secret for a token that does not end.
    ///
    /// # Errors
    /// [`XError`] if `POST /oauth2/token` is refused.
    pub async fn create_token(&self, request: CreateToken) -> Reply<Token> { self.0.call(request).await }

    /// The user.
    ///
    /// It takes [`User`] or [`Signed`] or [`SignedKey`].
    ///
    /// # Errors
    /// [`XError`] if `GET /2/users/me` is refused.
    pub async fn get_me(&self) -> Reply<Profile> where C: Authorizes<X, GetMe> { self.0.call_protected(GetMe).await }

    /// A user by name.
    ///
    /// # Errors
    /// [`XError`] if `GET /2/users/by/username/{username}` is refused.
    pub async fn find_user(&self, request: FindUser) -> Reply<Profile> where C: Authorizes<X> {
        self.0.call_protected(request).await
    }
}

/// Ask for a request token. Sent by [`Client::request_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/oauth/request_token",
    sign(
        oauth1(
            method = "HMAC-SHA1",
            consumer_key = "{consumer_key}",
            consumer_secret = "{consumer_secret}",
            callback = "{callback}",
        ),
    ),
    response = Temporary,
    error = XError,
    reply = form
)]
pub struct RequestToken {
    #[endpoint(input)] consumer_key: String,
    #[endpoint(input)] consumer_secret: Secret,
    #[endpoint(input, format = "url")] callback: String,
}

/// Ask the user for consent (OAuth 1.0a).
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    VISIT "/oauth/authorize",
    query("oauth_token" = "{request_token_oauth_token}"),
    provider = X,
    callback = ConsentCallback,
    expected("oauth_token" = "{request_token_oauth_token}"),
    bound("oauth_token")
)]
pub struct Consent {
    /// The value of `request_token.oauth_token`.
    #[endpoint(input, rename = "request_token.oauth_token")] request_token_oauth_token: String,
}

/// Exchange the verifier for an access token. Sent by [`Client::access_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/oauth/access_token",
    sign(
        oauth1(
            method = "HMAC-SHA1",
            consumer_key = "{consumer_key}",
            consumer_secret = "{consumer_secret}",
            token = "{oauth_token}",
            token_secret = "{oauth_token_secret}",
            verifier = "{oauth_verifier}",
        ),
    ),
    response = Issued,
    error = XError,
    reply = form
)]
pub struct AccessToken {
    #[endpoint(input)] consumer_key: String,
    #[endpoint(input)] consumer_secret: Secret,
    #[endpoint(input)] oauth_token: String,
    #[endpoint(input)] oauth_token_secret: Secret,
    #[endpoint(input)] oauth_verifier: Secret,
}

/// Ask the user for consent (OAuth 2).
#[derive(Clone, Debug, Endpoint)]
#[endpoint(VISIT "/i/oauth2/authorize", host = "site", query("response_type" = "code"), provider = X, pkce)]
pub struct Authorize {
    #[endpoint(query)] client_id: String,
    #[endpoint(query, format = "url")] redirect_uri: String,
    #[endpoint(query, separator = " ")] scope: Vec<Scope>,
}

/// Exchange the code for a token. Sent by [`Client::exchange_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/2/oauth2/token",
    body("grant_type" = "authorization_code"),
    basic(username = "{client_id}", password = "{client_secret}", encode = form),
    form,
    response = Token,
    error = XError
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
    POST "/2/oauth2/token",
    body("grant_type" = "refresh_token"),
    basic(username = "{client_id}", password = "{client_secret}", encode = form),
    form,
    response = Token,
    error = XError
)]
pub struct Renew {
    /// The identifier of the client (RFC 6749 §2.2).
    #[endpoint(input)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[endpoint(input)] client_secret: Secret,
    refresh_token: Secret,
}

/// Revoke a token. Sent by [`Client::revoke`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/2/oauth2/revoke",
    basic(username = "{client_id}", password = "{client_secret}", encode = form),
    form,
    response = Json,
    error = XError
)]
pub struct Revoke {
    /// The identifier of the client (RFC 6749 §2.2).
    #[endpoint(input)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[endpoint(input)] client_secret: Secret,
    token: Secret,
}

/// Exchange the app's key and secret for a token that does not end. Sent by [`Client::create_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/oauth2/token",
    body("grant_type" = "client_credentials"),
    basic(username = "{client_id}", password = "{client_secret}", encode = form),
    form,
    response = Token,
    error = XError
)]
pub struct CreateToken {
    /// The identifier of the client (RFC 6749 §2.2).
    #[endpoint(input)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[endpoint(input)] client_secret: Secret,
}

/// The user. Sent by [`Client::get_me`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/2/users/me", protected(User, Signed, SignedKey), response = Profile, error = XError)]
pub struct GetMe;

/// A user by name. Sent by [`Client::find_user`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/2/users/by/username/{username}", protected, response = Profile, error = XError)]
pub struct FindUser { username: String }

/// What [`Client::request_token`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Temporary { pub oauth_token: String, pub oauth_token_secret: Secret, pub oauth_callback_confirmed: bool }

/// What [`Client::access_token`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Issued {
    pub oauth_token: String,
    pub oauth_token_secret: Secret,
    pub user_id: String,
    pub screen_name: String,
}

/// What [`Client::exchange_code`] and 2 other calls return.
#[derive(Clone, Debug, Decode)]
#[non_exhaustive]
pub struct Token {
    /// The token that calls are made with (RFC 6749 §5.1).
    pub access_token: Secret,
    /// The kind of token (RFC 6749 §7.1).
    pub token_type: String,
    /// How long the token lives from now on.
    pub expires_in: Option<Seconds>,
    /// The token that the next one is requested with (RFC 6749 §6).
    pub refresh_token: Option<Secret>,
    /// The scopes that were granted (RFC 6749 §3.3).
    #[decode(separator = " ")] pub scope: Option<Vec<Scope>>,
}

/// What [`Client::get_me`] and [`Client::find_user`] return.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Profile {
    #[decode(at("data.id"))] pub id: String,
    #[decode(at("data.username"))] pub username: String,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("errors.0.code", "error", "title"), code)] pub code: Option<Code>,
    #[error_body(at("errors.0.message", "error_description", "detail"), message)] pub text: Option<String>,
}

/// What the page `consent` gives back.
#[derive(Clone, Debug, Callback)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct ConsentCallback { pub oauth_verifier: Secret }

/// What a log-in with `Signed` captures.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct SignedCaptured { pub oauth_token: String, pub screen_name: String }

/// Why X refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum XError {
    /// The provider answered 400.
    #[api_error(400)] InvalidRequest(Fault),
    /// The provider answered 401.
    #[api_error(401)] Unauthorized(Fault),
    /// The provider answered 403.
    #[api_error(403)] Forbidden(Fault),
    /// The provider answered 429.
    #[api_error(429)] TooManyRequests(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// What a token of X may be used for (RFC 6749 §3.3).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Scopes)]
#[non_exhaustive]
pub enum Scope {
    /// Read posts.
    #[scope("tweet.read")] TweetRead,
    /// Post.
    #[scope("tweet.write")] TweetWrite,
    /// Read profiles.
    #[scope("users.read")] UsersRead,
    /// A refresh token.
    #[scope("offline.access")] OfflineAccess,
    /// A value that the provider does not document.
    #[scope(other)] Other(String),
}

/// The user of the app's page, by keys and tokens made there (OAuth 1.0a).
#[derive(Clone, Debug, Credential)]
#[credential(
    provider = X,
    sign(
        oauth1(
            method = "HMAC-SHA1",
            consumer_key = "{consumer_key}",
            consumer_secret = "{consumer_secret}",
            token = "{oauth_token}",
            token_secret = "{oauth_token_secret}",
        ),
    ),
    env_prefix = "X_",
    check(GetMe)
)]
pub struct SignedKey { consumer_key: String, consumer_secret: Secret, oauth_token: String, oauth_token_secret: Secret }

/// Starts the consent for [`Signed`]: `request_token`, then the visit `consent`.
#[derive(Clone, Debug, ::auth_runtime::session::Consent)]
#[consent(
    provider = X,
    steps(RequestToken(consumer_key, consumer_secret, callback)),
    visit(Consent(request_token_oauth_token = request_token.oauth_token)),
    keep(request_token.oauth_token, request_token.oauth_token_secret)
)]
pub struct SignedConsent { consumer_key: String, consumer_secret: Secret, callback: String }

/// A user's consent (OAuth 1.0a).
#[derive(Debug, TokenSource)]
#[token_source(
    provider = X,
    mint(
        AccessToken(
            consumer_key,
            consumer_secret,
            oauth_token = request_token.oauth_token,
            oauth_token_secret = request_token.oauth_token_secret,
            oauth_verifier = consent.oauth_verifier,
        ),
    ),
    token(access_token = oauth_token_secret),
    capture(oauth_token, screen_name),
    captured = SignedCaptured,
    identity(call = GetMe, subject = id),
    check(GetMe),
    env_prefix = "X_",
    sign(
        oauth1(
            method = "HMAC-SHA1",
            consumer_key = "{consumer_key}",
            consumer_secret = "{consumer_secret}",
            token = "{oauth_token}",
            token_secret = "{oauth_token_secret}",
        ),
    )
)]
pub struct Signed {
    consumer_key: String,
    consumer_secret: Secret,
    /// What the user's consent gave back.
    #[token_source(visit = consent, after(request_token))] grant: OneTime<AuthorizationGrant<ConsentCallback>>,
}

/// A token of [`Signed`], attached as it is.
#[derive(Clone, Debug, Credential)]
#[credential(
    provider = X,
    sign(
        oauth1(
            method = "HMAC-SHA1",
            consumer_key = "{consumer_key}",
            consumer_secret = "{consumer_secret}",
            token = "{oauth_token}",
            token_secret = "{oauth_token_secret}",
        ),
    )
)]
pub struct SignedToken {
    consumer_key: String,
    consumer_secret: Secret,
    oauth_token: String,
    oauth_token_secret: Secret,
}

impl Accepts<SignedToken> for GetMe {}

/// A user's consent (OAuth 2).
#[derive(Debug, TokenSource)]
#[token_source(
    provider = X,
    mint(ExchangeCode),
    refresh(Renew(refresh_token)),
    revoke(Revoke(token)),
    token(access_token, expires_in, refresh_token, scope, token_type),
    rotation = replaced,
    identity(call = GetMe, subject = id),
    check(GetMe),
    env_prefix = "X_"
)]
pub struct User {
    /// The identifier of the client (RFC 6749 §2.2).
    #[token_source(mint, refresh, revoke)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[token_source(mint, refresh, revoke)] client_secret: Secret,
    #[token_source(verifier = code_verifier)] code: OneTime<AuthorizationCode>,
    redirect_uri: String,
}

/// An app without a user.
#[derive(Clone, Debug, TokenSource)]
#[token_source(provider = X, mint(CreateToken), token(access_token, expires_in, token_type), env_prefix = "X_")]
pub struct App {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
}

impl<C: Accepts<Bearer>> Authorizes<X, C> for Bearer {}

impl Accepts<Bearer> for GetMe {}
