// @generated from instagram.yaml: edit the spec, not this file.

//! Instagram.
//!
//! Source: <https://developers.facebook.com/docs/instagram-platform/instagram-api-with-instagram-login>
//!
//! Credentials:
//! - [`User`]: The owner of a professional account, whose token lives sixty days and is exchanged for
//!   the next. Its tokens are made by `exchange_code`, then `lengthen`, after `authorize`, renewed by
//!   `renew`.

use auth_runtime::consent::AuthorizationCode;
use auth_runtime::response::Classes;
use auth_runtime::session::{OneTime, TokenSource};
use auth_runtime::value::Code;
use auth_runtime::{
    Accepts, Anonymous, ApiError, Authorizes, Bearer, Client, Connection, Decode, Endpoint, Error, ErrorBody, Host,
    Json, Provider, Response, Scopes, Seconds, Secret,
};

/// The provider Instagram.
#[derive(Clone, Copy, Debug)]
pub struct Instagram;

impl Provider for Instagram {
    const NAME: &'static str = "instagram";
    const TITLE: &'static str = "Instagram";
    const HOSTS: &'static [Host] = &[
        Host::new("base", "https://graph.instagram.com"),
        Host::new("site", "https://www.instagram.com"),
        Host::new("api", "https://api.instagram.com"),
    ];
    const CLASSES: Classes = Classes::of::<InstagramError>();
}

/// A client of Instagram. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<Instagram, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = InstagramError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange the code for a token of an hour.
    ///
    /// # Errors
    /// [`InstagramError`] if `POST /oauth/access_token` is refused.
    pub async fn exchange_code(&self, request: ExchangeCode) -> Reply<ShortToken> { self.0.call(request).await }

    /// Exchange a token of an hour for one of sixty days.
    ///
    /// # Errors
    /// [`InstagramError`] if `GET /access_token` is refused.
    pub async fn lengthen(&self, request: Lengthen) -> Reply<Token> { self.0.call(request).await }

    /// Exchange a token of sixty days for the next.
    ///
    /// # Errors
    /// [`InstagramError`] if `GET /refresh_access_token` is refused.
    pub async fn renew(&self, request: Renew) -> Reply<Token> { self.0.call(request).await }

    /// The account.
    ///
    /// # Errors
    /// [`InstagramError`] if `GET /me` is refused.
    pub async fn get_me(&self) -> Reply<Profile> where C: Authorizes<Instagram, User> {
        self.0.call_protected(GetMe).await
    }
}

/// Ask the owner of the account for consent.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(VISIT "/oauth/authorize", host = "site", query("response_type" = "code"), provider = Instagram)]
pub struct Authorize {
    #[endpoint(query)] client_id: String,
    #[endpoint(query, format = "url")] redirect_uri: String,
    #[endpoint(query, separator = ",")] scope: Vec<Scope>,
    #[endpoint(query)] force_reauth: Option<bool>,
}

/// Exchange the code for a token of an hour. Sent by [`Client::exchange_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/oauth/access_token",
    host = "api",
    body("grant_type" = "authorization_code"),
    form,
    response = ShortToken,
    error = InstagramError
)]
pub struct ExchangeCode {
    client_id: String,
    #[endpoint(in_url)] client_secret: Secret,
    #[endpoint(format = "url")] redirect_uri: String,
    code: Secret,
}

/// Exchange a token of an hour for one of sixty days. Sent by [`Client::lengthen`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/access_token", query("grant_type" = "ig_exchange_token"), response = Token, error = InstagramError)]
pub struct Lengthen {
    #[endpoint(query, in_url)] client_secret: Secret,
    #[endpoint(query, in_url)] access_token: Secret,
}

/// Exchange a token of sixty days for the next. Sent by [`Client::renew`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    GET "/refresh_access_token", query("grant_type" = "ig_refresh_token"), response = Token, error = InstagramError
)]
pub struct Renew {
    #[endpoint(query, in_url)] access_token: Secret,
}

/// The account. Sent by [`Client::get_me`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    GET "/me", query("fields" = "user_id,username"), protected = User, response = Profile, error = InstagramError
)]
pub struct GetMe;

/// A token of an hour.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct ShortToken {
    /// The token that calls are made with (RFC 6749 §5.1).
    #[decode(at("access_token", "data.0.access_token"))] pub access_token: Secret,
    #[decode(at("user_id", "data.0.user_id"))] pub user_id: Option<Code>,
    /// What was granted: a text with commas, or a list.
    #[decode(at("permissions", "data.0.permissions"))] pub permissions: Option<Json>,
}

/// A token of sixty days.
#[derive(Clone, Debug, Decode)]
#[non_exhaustive]
pub struct Token {
    /// The token that calls are made with (RFC 6749 §5.1).
    pub access_token: Secret,
    /// The kind of token (RFC 6749 §7.1).
    pub token_type: Option<String>,
    /// How long the token lives from now on.
    pub expires_in: Seconds,
}

/// The account.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Profile {
    #[decode(at("user_id", "data.0.user_id", "id"))] pub id: String,
    #[decode(at("username", "data.0.username"))] pub username: Option<String>,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("error.code", "code"), code)] pub code: Option<Code>,
    #[error_body(at("error.message", "error_message"), message)] pub text: Option<String>,
}

/// Why Instagram refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum InstagramError {
    /// The token is wrong, expired or was taken back.
    #[api_error(400, when(code = 190), class = reauthenticate)] InvalidToken(Fault),
    /// Too many requests.
    #[api_error(400, when(code(4, 17, 613)), class = rate_limited)] RateLimited(Fault),
    /// The token has not the permission.
    #[api_error(400, when(code(10, 200)), class = denied)] Denied(Fault),
    /// The request or the code is not valid.
    #[api_error(400)] BadRequest(Fault),
    /// The token is wrong, expired or was taken back.
    #[api_error(401)] Unauthorized(Fault),
    /// The app or the user may not do this.
    #[api_error(403)] Forbidden(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// What a token of Instagram may be used for (RFC 6749 §3.3).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Scopes)]
#[non_exhaustive]
pub enum Scope {
    /// The profile and the media.
    #[scope("instagram_business_basic")] InstagramBusinessBasic,
    /// Publish media.
    #[scope("instagram_business_content_publish")] InstagramBusinessContentPublish,
    /// Comments.
    #[scope("instagram_business_manage_comments")] InstagramBusinessManageComments,
    /// Messages.
    #[scope("instagram_business_manage_messages")] InstagramBusinessManageMessages,
    /// Figures about the media.
    #[scope("instagram_business_manage_insights")] InstagramBusinessManageInsights,
    /// A value that the provider does not document.
    #[scope(other)] Other(String),
}

/// The owner of a professional account, whose token lives sixty days and is exchanged for the next.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = Instagram,
    mint(
        ExchangeCode(client_id, client_secret, redirect_uri, code),
        Lengthen(client_secret, access_token = exchange_code.access_token),
    ),
    refresh(Renew(access_token)),
    token(access_token = lengthen.access_token, expires_in = lengthen.expires_in),
    renewed(access_token),
    identity(call = GetMe, subject = id),
    check(GetMe),
    env_prefix = "INSTAGRAM_"
)]
pub struct User {
    client_id: String,
    #[token_source(in_url)] client_secret: Secret,
    redirect_uri: String,
    code: OneTime<AuthorizationCode>,
}

impl<C: Accepts<Bearer>> Authorizes<Instagram, C> for Bearer {}

impl Accepts<Bearer> for User {}
