// @generated from last_fm.yaml: edit the spec, not this file.

//! Last.fm.
//!
//! Source: <https://www.last.fm/api/authspec>
//!
//! Credentials:
//! - [`User`]: A person's consent; a session does not end. Its tokens are made by `get_session`, after
//!   `authorize`.

use auth_runtime::consent::AuthorizationGrant;
use auth_runtime::response::Classes;
use auth_runtime::session::{OneTime, TokenSource};
use auth_runtime::value::Code;
use auth_runtime::{
    Anonymous, ApiError, Authorizes, Callback, Client, Connection, Credential, Decode, Endpoint, Error, ErrorBody, Host,
    Json, Provider, Response, Secret,
};

/// The provider Last.fm.
#[derive(Clone, Copy, Debug)]
pub struct Lastfm;

impl Provider for Lastfm {
    const NAME: &'static str = "last_fm";
    const TITLE: &'static str = "Last.fm";
    const HOSTS: &'static [Host] = &[
        Host::new("base", "https://ws.audioscrobbler.com"),
        Host::new("site", "https://www.last.fm"),
    ];
    const CLASSES: Classes = Classes::of::<LastfmError>();
}

/// A client of Last.fm. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<Lastfm, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = LastfmError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange a token of the callback for a session.
    ///
    /// # Errors
    /// [`LastfmError`] if `GET /2.0/` is refused.
    pub async fn get_session(&self, request: GetSession) -> Reply<Session> { self.0.call(request).await }

    /// The person.
    ///
    /// # Errors
    /// [`LastfmError`] if `GET /2.0/` is refused.
    pub async fn get_user(&self) -> Reply<Json> where C: Authorizes<Lastfm> { self.0.call_protected(GetUser).await }
}

/// Ask a person for consent.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(VISIT "/api/auth/", host = "site", provider = Lastfm, callback = AuthorizeCallback, pkce = off)]
pub struct Authorize {
    #[endpoint(query)] api_key: String,
    #[endpoint(query, format = "url")] cb: String,
}

/// Exchange a token of the callback for a session. Sent by [`Client::get_session`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    GET "/2.0/",
    query("method" = "auth.getSession"),
    query("format" = "json"),
    sign(query("api_sig" = md5(sorted("{name}{value}", without("format", "callback")), "{secret}", encoding = hex))),
    response = Session,
    error = LastfmError
)]
pub struct GetSession {
    #[endpoint(input)] secret: Secret,
    #[endpoint(query)] api_key: String,
    #[endpoint(query, in_url)] token: Secret,
}

/// The person. Sent by [`Client::get_user`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    GET "/2.0/",
    query("method" = "user.getInfo"),
    query("format" = "json"),
    protected,
    response = Json,
    error = LastfmError
)]
pub struct GetUser;

/// What [`Client::get_session`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Session {
    #[decode(at("session.key"))] pub key: Secret,
    #[decode(at("session.name"))] pub name: String,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(code)] pub error: Option<Code>,
    #[error_body(message)] pub message: Option<String>,
}

/// What the page `authorize` gives back.
#[derive(Clone, Debug, Callback)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct AuthorizeCallback { pub token: Secret }

/// What a log-in with `User` captures.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct UserCaptured { pub name: String }

/// Why Last.fm refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum LastfmError {
    /// A parameter is wrong.
    #[api_error(400, class = configuration)] InvalidParameters(Fault),
    /// The session is not valid.
    #[api_error(403, when(error = 9), class = reauthenticate)] SessionEnded(Fault),
    /// The secret is wrong.
    #[api_error(403, when(error = 13), class = configuration)] WrongSignature(Fault),
    /// The person has not consented.
    #[api_error(403, when(error(4, 14, 15)), class = configuration)] TokenNotAuthorized(Fault),
    /// Any other such refusal.
    #[api_error(403, class = configuration)] Forbidden(Fault),
    /// Too many calls.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// A person's consent; a session does not end.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = Lastfm,
    mint(GetSession(secret, api_key, token = authorize.token)),
    token(access_token = key),
    capture(name),
    captured = UserCaptured,
    in_url,
    check(GetUser),
    env_prefix = "LAST_FM_",
    sign(
        query("api_key" = "{api_key}"),
        query("sk" = "{key}"),
        query("api_sig" = md5(sorted("{name}{value}", without("format", "callback")), "{secret}", encoding = hex)),
    )
)]
pub struct User {
    secret: Secret,
    api_key: String,
    /// What the user's consent gave back.
    #[token_source(visit = authorize)] grant: OneTime<AuthorizationGrant<AuthorizeCallback>>,
}

/// A token of [`User`], attached as it is.
#[derive(Clone, Debug, Credential)]
#[credential(
    provider = Lastfm,
    sign(
        query("api_key" = "{api_key}"),
        query("sk" = "{key}"),
        query("api_sig" = md5(sorted("{name}{value}", without("format", "callback")), "{secret}", encoding = hex)),
    )
)]
pub struct UserToken {
    api_key: String,
    #[credential(in_url)] key: Secret,
    secret: Secret,
}
