// @generated from discogs.yaml: edit the spec, not this file.

//! Discogs.
//!
//! Source: <https://www.discogs.com/developers#page:authentication>
//!
//! Credentials:
//! - [`User`]: A user's consent. Its tokens are made by `access_token`, after `consent`.
//! - [`Personal`]: The token of one's own account.
//! - [`App`]: The app itself, for what everybody may read.

use auth_runtime::consent::AuthorizationGrant;
use auth_runtime::session::{OneTime, TokenSource};
use auth_runtime::{
    Accepts, Anonymous, ApiError, Authorizes, Callback, Client, Connection, Credential, Decode, Endpoint, Error,
    ErrorBody, Host, Json, Provider, Response, Secret,
};

/// The provider Discogs.
#[derive(Clone, Copy, Debug)]
pub struct Discogs;

impl Provider for Discogs {
    const NAME: &'static str = "discogs";
    const TITLE: &'static str = "Discogs";
    const HOSTS: &'static [Host] = &[
        Host::new("base", "https://api.discogs.com"),
        Host::new("site", "https://www.discogs.com"),
    ];
}

/// A header of every reply. How many requests a minute may have: sixty, or twenty-five without a
/// credential.
pub const X_DISCOGS_RATELIMIT: &str = "X-Discogs-Ratelimit";

/// A header of every reply. How many of them were made.
pub const X_DISCOGS_RATELIMIT_USED: &str = "X-Discogs-Ratelimit-Used";

/// A header of every reply. How many of them are left.
pub const X_DISCOGS_RATELIMIT_REMAINING: &str = "X-Discogs-Ratelimit-Remaining";

/// A client of Discogs. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<Discogs, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = DiscogsError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Ask for a request token.
    ///
    /// # Errors
    /// [`DiscogsError`] if `GET /oauth/request_token` is refused.
    pub async fn request_token(&self, request: RequestToken) -> Reply<Temporary> { self.0.call(request).await }

    /// Exchange the verifier for a token of the user.
    ///
    /// # Errors
    /// [`DiscogsError`] if `POST /oauth/access_token` is refused.
    pub async fn access_token(&self, request: AccessToken) -> Reply<Token> { self.0.call(request).await }

    /// The user.
    ///
    /// It takes [`User`] or [`Personal`].
    ///
    /// # Errors
    /// [`DiscogsError`] if `GET /oauth/identity` is refused.
    pub async fn get_identity(&self) -> Reply<Identity> where C: Authorizes<Discogs, GetIdentity> {
        self.0.call_protected(GetIdentity).await
    }

    /// A release; with a credential, more often and with its pictures.
    ///
    /// It takes [`User`] or [`Personal`] or [`App`], and works without any.
    ///
    /// # Errors
    /// [`DiscogsError`] if `GET /releases/{release_id}` is refused.
    pub async fn get_release(&self, request: GetRelease) -> Reply<Json> where C: Authorizes<Discogs, GetRelease> {
        self.0.call_protected(request).await
    }
}

/// Ask for a request token. Sent by [`Client::request_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    GET "/oauth/request_token",
    sign(
        oauth1(
            method = "PLAINTEXT",
            consumer_key = "{consumer_key}",
            consumer_secret = "{consumer_secret}",
            callback = "{callback}",
        ),
    ),
    response = Temporary,
    error = DiscogsError,
    reply = form
)]
pub struct RequestToken {
    #[endpoint(input)] consumer_key: String,
    #[endpoint(input)] consumer_secret: Secret,
    #[endpoint(input, format = "url")] callback: String,
    /// The program and its page; without it nothing is answered.
    #[endpoint(header = "User-Agent")] user_agent: String,
}

/// Ask the user for consent.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    VISIT "/oauth/authorize",
    host = "site",
    query("oauth_token" = "{request_token_oauth_token}"),
    provider = Discogs,
    callback = ConsentCallback,
    expected("oauth_token" = "{request_token_oauth_token}"),
    bound("oauth_token")
)]
pub struct Consent {
    /// The value of `request_token.oauth_token`.
    #[endpoint(input, rename = "request_token.oauth_token")] request_token_oauth_token: String,
}

/// Exchange the verifier for a token of the user. Sent by [`Client::access_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/oauth/access_token",
    sign(
        oauth1(
            method = "PLAINTEXT",
            consumer_key = "{consumer_key}",
            consumer_secret = "{consumer_secret}",
            token = "{oauth_token}",
            token_secret = "{oauth_token_secret}",
            verifier = "{oauth_verifier}",
        ),
    ),
    response = Token,
    error = DiscogsError,
    reply = form
)]
pub struct AccessToken {
    #[endpoint(input)] consumer_key: String,
    #[endpoint(input)] consumer_secret: Secret,
    #[endpoint(input)] oauth_token: String,
    #[endpoint(input)] oauth_token_secret: Secret,
    #[endpoint(input)] oauth_verifier: Secret,
    #[endpoint(header = "User-Agent")] user_agent: String,
}

/// The user. Sent by [`Client::get_identity`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/oauth/identity", protected(User, Personal), response = Identity, error = DiscogsError)]
pub struct GetIdentity;

/// A release; with a credential, more often and with its pictures. Sent by [`Client::get_release`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    GET "/releases/{release_id}", protected(User, Personal, App), optional, response = Json, error = DiscogsError
)]
pub struct GetRelease { release_id: i64 }

/// A token for the consent.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Temporary { pub oauth_token: String, pub oauth_token_secret: Secret, pub oauth_callback_confirmed: bool }

/// A token of the user.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Token { pub oauth_token: String, pub oauth_token_secret: Secret }

/// The user.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Identity { pub id: i64, pub username: String, pub resource_url: Option<String> }

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("message"), message)] pub text: Option<String>,
}

/// What the page `consent` gives back.
#[derive(Clone, Debug, Callback)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct ConsentCallback { pub oauth_verifier: Secret }

/// What a log-in with `User` captures.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct UserCaptured { pub oauth_token: String }

/// Why Discogs refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum DiscogsError {
    /// The credential is missing or wrong.
    #[api_error(401)] Unauthorized(Fault),
    /// The user may not do this.
    #[api_error(403)] Forbidden(Fault),
    /// There is no such thing.
    #[api_error(404)] NotFound(Fault),
    /// Too many requests in a minute.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// Starts the consent for [`User`]: `request_token`, then the visit `consent`.
#[derive(Clone, Debug, ::auth_runtime::session::Consent)]
#[consent(
    provider = Discogs,
    steps(RequestToken(consumer_key, consumer_secret, callback, user_agent)),
    visit(Consent(request_token_oauth_token = request_token.oauth_token)),
    keep(request_token.oauth_token, request_token.oauth_token_secret)
)]
pub struct UserConsent {
    consumer_key: String,
    consumer_secret: Secret,
    callback: String,
    /// The program and its page; without it nothing is answered.
    #[consent(rename = "User-Agent")] user_agent: String,
}

/// A user's consent.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = Discogs,
    mint(
        AccessToken(
            consumer_key,
            consumer_secret,
            user_agent,
            oauth_token = request_token.oauth_token,
            oauth_token_secret = request_token.oauth_token_secret,
            oauth_verifier = consent.oauth_verifier,
        ),
    ),
    token(access_token = oauth_token_secret),
    capture(oauth_token),
    captured = UserCaptured,
    identity(call = GetIdentity, subject = id),
    check(GetIdentity),
    env_prefix = "DISCOGS_",
    sign(
        oauth1(
            method = "PLAINTEXT",
            consumer_key = "{consumer_key}",
            consumer_secret = "{consumer_secret}",
            token = "{oauth_token}",
            token_secret = "{oauth_token_secret}",
        ),
    )
)]
pub struct User {
    consumer_key: String,
    consumer_secret: Secret,
    user_agent: String,
    /// What the user's consent gave back.
    #[token_source(visit = consent, after(request_token))] grant: OneTime<AuthorizationGrant<ConsentCallback>>,
}

/// A token of [`User`], attached as it is.
#[derive(Clone, Debug, Credential)]
#[credential(
    provider = Discogs,
    sign(
        oauth1(
            method = "PLAINTEXT",
            consumer_key = "{consumer_key}",
            consumer_secret = "{consumer_secret}",
            token = "{oauth_token}",
            token_secret = "{oauth_token_secret}",
        ),
    )
)]
pub struct UserToken { consumer_key: String, consumer_secret: Secret, oauth_token: String, oauth_token_secret: Secret }

impl Accepts<UserToken> for GetIdentity {}

impl Accepts<UserToken> for GetRelease {}

/// The token of one's own account.
#[derive(Clone, Debug, Credential)]
#[credential(provider = Discogs, header = "Authorization", prefix = "Discogs token=", check(GetIdentity))]
pub struct Personal(
    #[credential(env = "DISCOGS_PERSONAL")] Secret,
);

/// The app itself, for what everybody may read.
#[derive(Clone, Debug, Credential)]
#[credential(
    provider = Discogs, header("Authorization" = "Discogs key={key}, secret={secret}"), env_prefix = "DISCOGS_"
)]
pub struct App { key: String, secret: Secret }
