// @generated from linkedin.yaml: edit the spec, not this file.

//! `LinkedIn`.
//!
//! Source: <https://learn.microsoft.com/en-us/linkedin/shared/authentication/authentication>
//!
//! Credentials:
//! - [`Member`]: A member's consent. Its tokens are made by `exchange_code`, after `authorize`, renewed
//!   by `renew`.
//! - [`App`]: An app without a member. Its tokens are made by `create_token`.

use auth_runtime::consent::AuthorizationCode;
use auth_runtime::session::{OneTime, TokenSource};
use auth_runtime::value::{Code, UnixSeconds};
use auth_runtime::{
    Accepts, Anonymous, ApiError, Authorizes, Bearer, Client, Connection, Decode, Endpoint, Error, ErrorBody, Host,
    Provider, Response, Scopes, Seconds, Secret,
};

/// The provider `LinkedIn`.
#[derive(Clone, Copy, Debug)]
pub struct LinkedIn;

impl Provider for LinkedIn {
    const NAME: &'static str = "linkedin";
    const TITLE: &'static str = "LinkedIn";
    const HOSTS: &'static [Host] = &[
        Host::new("base", "https://api.linkedin.com"),
        Host::new("site", "https://www.linkedin.com/oauth/v2"),
    ];
}

/// A client of `LinkedIn`. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<LinkedIn, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = LinkedInError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange the code for a token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /accessToken` is refused; `InvalidGrant`, `InvalidClient` are special to it.
    pub async fn exchange_code(&self, request: ExchangeCode) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Exchange a refresh token for a token; its own life goes on.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /accessToken` is refused; `InvalidGrant`, `InvalidClient` are special to it.
    pub async fn renew(&self, request: Renew) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Exchange the app's secret for a token without a member.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /accessToken` is refused; `InvalidGrant`, `InvalidClient` are special to it.
    pub async fn create_token(&self, request: CreateToken) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Whether a token is valid.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /introspectToken` is refused; `InvalidGrant`, `InvalidClient` are special to
    /// it.
    pub async fn introspect(&self, request: Introspect) -> Reply<State, TokenError> { self.0.call(request).await }

    /// Who has logged in.
    ///
    /// # Errors
    /// [`LinkedInError`] if `GET /v2/userinfo` is refused.
    pub async fn get_profile(&self) -> Reply<Profile> where C: Authorizes<LinkedIn, Member> {
        self.0.call_protected(GetProfile).await
    }

    /// Post for the member.
    ///
    /// # Errors
    /// [`LinkedInError`] if `POST /rest/posts` is refused.
    pub async fn create_post(&self, request: CreatePost) -> Reply<()> where C: Authorizes<LinkedIn, Member> {
        self.0.call_protected(request).await
    }
}

/// Ask the member for consent.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(VISIT "/authorization", host = "site", query("response_type" = "code"), provider = LinkedIn, pkce = off)]
pub struct Authorize {
    #[endpoint(query)] client_id: String,
    #[endpoint(query, format = "url")] redirect_uri: String,
    #[endpoint(query, separator = " ")] scope: Vec<Scope>,
}

/// Exchange the code for a token. Sent by [`Client::exchange_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/accessToken",
    host = "site",
    body("grant_type" = "authorization_code"),
    form,
    response = Token,
    error = TokenError
)]
pub struct ExchangeCode {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
    code: Secret,
    #[endpoint(format = "url")] redirect_uri: String,
}

/// Exchange a refresh token for a token; its own life goes on. Sent by [`Client::renew`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/accessToken", host = "site", body("grant_type" = "refresh_token"), form, response = Token, error = TokenError
)]
pub struct Renew {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
    refresh_token: Secret,
}

/// Exchange the app's secret for a token without a member. Sent by [`Client::create_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/accessToken",
    host = "site",
    body("grant_type" = "client_credentials"),
    form,
    response = Token,
    error = TokenError
)]
pub struct CreateToken {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
}

/// Whether a token is valid. Sent by [`Client::introspect`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/introspectToken",
    host = "site",
    body("client_id" = "{client_id}"),
    form,
    response = State,
    error = TokenError
)]
pub struct Introspect {
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
    #[endpoint(input)] client_id: String,
    token: Secret,
}

/// Who has logged in. Sent by [`Client::get_profile`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/v2/userinfo", protected = Member, response = Profile, error = LinkedInError)]
pub struct GetProfile;

/// Post for the member. Sent by [`Client::create_post`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/rest/posts",
    header("X-Restli-Protocol-Version" = "2.0.0"),
    body("lifecycleState" = "PUBLISHED"),
    json,
    protected = Member,
    response = (),
    error = LinkedInError
)]
pub struct CreatePost {
    #[endpoint(header = "LinkedIn-Version", pattern = "[0-9]{6}", default = "202511")]
    linked_in_version: Option<String>,
    author: String,
    commentary: String,
    #[endpoint(default = "PUBLIC")] visibility: Option<String>,
}

/// What [`Client::exchange_code`] and 2 other calls return.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Token {
    /// The token that calls are made with (RFC 6749 §5.1).
    pub access_token: Secret,
    /// How long the token lives from now on.
    pub expires_in: Seconds,
    /// The token that the next one is requested with (RFC 6749 §6).
    pub refresh_token: Option<Secret>,
    pub refresh_token_expires_in: Option<Seconds>,
    /// The scopes that were granted (RFC 6749 §3.3).
    #[decode(separator = ",")] pub scope: Option<Vec<Scope>>,
    /// The kind of token (RFC 6749 §7.1).
    #[decode(default = "Bearer")] pub token_type: String,
}

/// What [`Client::introspect`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct State {
    pub active: bool,
    pub status: Option<String>,
    /// The scopes that were granted (RFC 6749 §3.3).
    pub scope: Option<String>,
    pub expires_at: Option<UnixSeconds>,
}

/// What [`Client::get_profile`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Profile { pub sub: String, pub name: Option<String>, pub email: Option<String> }

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("code", "error", "serviceErrorCode"), code)] pub code: Option<Code>,
    #[error_body(at("message", "error_description"), message)] pub text: Option<String>,
}

/// Why `LinkedIn` refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum LinkedInError {
    /// The provider answered 401.
    #[api_error(401)] InvalidToken(Fault),
    /// The provider answered 403.
    #[api_error(403)] AccessDenied(Fault),
    /// The provider answered 429.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// Why `LinkedIn` refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum TokenError {
    /// The provider answered 400 or 401.
    #[api_error(400, 401, when(code("invalid_grant", "invalid_redirect_uri")), class = reauthenticate)]
    InvalidGrant(Fault),
    /// The provider answered 400 or 401.
    #[api_error(400, 401, class = configuration)] InvalidClient(Fault),
    /// The provider answered 403.
    #[api_error(403)] AccessDenied(Fault),
    /// The provider answered 429.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// What a token of `LinkedIn` may be used for (RFC 6749 §3.3).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Scopes)]
#[non_exhaustive]
pub enum Scope {
    /// Log in.
    #[scope("openid")] Openid,
    /// Read the profile.
    #[scope("profile")] Profile,
    /// Read the email address.
    #[scope("email")] Email,
    /// Post for the member.
    #[scope("w_member_social")] WMemberSocial,
    /// A value that the provider does not document.
    #[scope(other)] Other(String),
}

/// A member's consent.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = LinkedIn,
    mint(ExchangeCode),
    refresh(Renew(refresh_token)),
    token(access_token, expires_in, refresh_token, refresh_expires_in = refresh_token_expires_in, scope, token_type),
    rotation = kept,
    identity(call = GetProfile, subject = sub),
    check(GetProfile),
    env_prefix = "LINKEDIN_"
)]
pub struct Member {
    /// The identifier of the client (RFC 6749 §2.2).
    #[token_source(mint, refresh)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[token_source(mint, refresh)] client_secret: Secret,
    code: OneTime<AuthorizationCode>,
    redirect_uri: String,
}

/// An app without a member.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = LinkedIn, mint(CreateToken), token(access_token, expires_in, token_type), env_prefix = "LINKEDIN_"
)]
pub struct App {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
}

impl<C: Accepts<Bearer>> Authorizes<LinkedIn, C> for Bearer {}

impl Accepts<Bearer> for Member {}
