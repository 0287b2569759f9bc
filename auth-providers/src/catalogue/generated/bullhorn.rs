// @generated from bullhorn.yaml: edit the spec, not this file.

//! Bullhorn.
//!
//! Source: <https://bullhorn.github.io/rest-api-docs/index.html>
//!
//! Credentials:
//! - [`User`]: The consent of a user. Its tokens are made by `get_token`, then `log_in`, after
//!   `authorize`, renewed by `renew`, then `log_in`, live 10 minutes.

use auth_runtime::consent::AuthorizationCode;
use auth_runtime::host::Setting;
use auth_runtime::session::{OneTime, TokenSource};
use auth_runtime::{
    Accepts, Anonymous, ApiError, Authorizes, Client, Connection, Credential, Decode, Endpoint, Error, Host, Json,
    Provider, Response, Seconds, Secret, host,
};

/// The provider Bullhorn.
#[derive(Clone, Copy, Debug)]
pub struct Bullhorn;

impl Provider for Bullhorn {
    const NAME: &'static str = "bullhorn";
    const TITLE: &'static str = "Bullhorn";
    const HOSTS: &'static [Host] = &[
        Host::captured("base", "rest_url", &["bullhornstaffing.com"]),
        Host::new("auth", "https://{auth_host}"),
        Host::new("rest", "https://{rest_host}"),
    ];
    const SETTINGS: &'static [Setting] = <Settings as host::Settings>::SETTINGS;
}

/// What differs from one customer of Bullhorn to another. A client is built with it.
#[derive(Clone, Debug, host::Settings)]
#[settings(provider = Bullhorn, env_prefix = "BULLHORN_")]
pub struct Settings {
    /// Where users log in, as `loginInfo` says for one.
    #[settings(host, within("bullhornstaffing.com"), default = "auth.bullhornstaffing.com")] auth_host: Option<String>,
    /// Where sessions are made, likewise.
    #[settings(host, within("bullhornstaffing.com"), default = "rest.bullhornstaffing.com")] rest_host: Option<String>,
}

/// A client of Bullhorn. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
#[client(settings = Settings)]
pub struct Client<C = Anonymous>(Connection<Bullhorn, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = BullhornError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange the code for a token.
    ///
    /// # Errors
    /// [`BullhornError`] if `POST /oauth/token` is refused.
    pub async fn get_token(&self, request: GetToken) -> Reply<Token> { self.0.call(request).await }

    /// Exchange a refresh token for a token.
    ///
    /// # Errors
    /// [`BullhornError`] if `POST /oauth/token` is refused.
    pub async fn renew(&self, request: Renew) -> Reply<Token> { self.0.call(request).await }

    /// Exchange the token for a session, and the URL at which it works.
    ///
    /// # Errors
    /// [`BullhornError`] if `POST /rest-services/login` is refused.
    pub async fn log_in(&self, request: LogIn) -> Reply<Login> { self.0.call(request).await }

    /// A candidate.
    ///
    /// # Errors
    /// [`BullhornError`] if `GET /entity/Candidate/{id}` is refused.
    pub async fn get_candidate(&self, request: GetCandidate) -> Reply<Json> where C: Authorizes<Bullhorn, User> {
        self.0.call_captured(request).await
    }
}

/// Ask the user for consent.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(VISIT "/oauth/authorize", host = "auth", query("response_type" = "code"), provider = Bullhorn)]
pub struct Authorize {
    #[endpoint(query)] client_id: String,
    #[endpoint(query, format = "url")] redirect_uri: Option<String>,
}

/// Exchange the code for a token. Sent by [`Client::get_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/oauth/token",
    host = "auth",
    query("grant_type" = "authorization_code"),
    response = Token,
    error = BullhornError
)]
pub struct GetToken {
    #[endpoint(query, in_url)] code: Secret,
    #[endpoint(query)] client_id: String,
    #[endpoint(query, in_url)] client_secret: Secret,
    #[endpoint(query, format = "url")] redirect_uri: Option<String>,
}

/// Exchange a refresh token for a token. Sent by [`Client::renew`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/oauth/token", host = "auth", query("grant_type" = "refresh_token"), response = Token, error = BullhornError
)]
pub struct Renew {
    #[endpoint(query, in_url)] refresh_token: Secret,
    #[endpoint(query)] client_id: String,
    #[endpoint(query, in_url)] client_secret: Secret,
}

/// Exchange the token for a session, and the URL at which it works. Sent by [`Client::log_in`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/rest-services/login", host = "rest", query("version" = "*"), response = Login, error = BullhornError)]
pub struct LogIn {
    #[endpoint(query, in_url)] access_token: Secret,
}

/// A candidate. Sent by [`Client::get_candidate`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/entity/Candidate/{id}", captured(rest_url), protected = User, response = Json, error = BullhornError)]
pub struct GetCandidate {
    id: i64,
    #[endpoint(query)] fields: String,
}

/// What [`Client::get_token`] and [`Client::renew`] return.
#[derive(Clone, Debug, Decode)]
#[non_exhaustive]
pub struct Token {
    /// The token that calls are made with (RFC 6749 §5.1).
    pub access_token: Secret,
    /// How long the token lives from now on.
    pub expires_in: Seconds,
    /// The token that the next one is requested with (RFC 6749 §6).
    pub refresh_token: Secret,
}

/// What [`Client::log_in`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Login {
    #[decode(at("BhRestToken"))] pub rest_token: Secret,
    #[decode(at("restUrl"))] pub rest_url: String,
}

/// What a log-in with `User` captures.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct UserCaptured { pub rest_url: String }

/// Why Bullhorn refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum BullhornError {
    /// The code, the refresh token or the client is wrong.
    #[api_error(400)] Refused,
    /// The session has ended.
    #[api_error(401)] Unauthorized,
    /// A status that the provider does not document.
    #[api_error(other)] Other,
}

/// The consent of a user.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = Bullhorn,
    mint(GetToken(code, client_id, client_secret, redirect_uri), LogIn(access_token = get_token.access_token)),
    refresh(Renew(refresh_token, client_id, client_secret), LogIn(access_token = renew.access_token)),
    token(access_token = log_in.rest_token, refresh_token = get_token.refresh_token),
    capture(rest_url = log_in.rest_url),
    captured = UserCaptured,
    renewed(access_token = log_in.rest_token),
    recapture(rest_url = log_in.rest_url),
    lifetime = 600,
    rotation = replaced,
    env_prefix = "BULLHORN_",
    header = "BhRestToken"
)]
pub struct User {
    code: OneTime<AuthorizationCode>,
    #[token_source(mint, refresh)] client_id: String,
    #[token_source(mint, refresh, in_url)] client_secret: Secret,
    redirect_uri: Option<String>,
}

/// A token of [`User`], attached as it is.
#[derive(Clone, Debug, Credential)]
#[credential(provider = Bullhorn, header = "BhRestToken")]
pub struct UserToken(Secret);

impl Accepts<UserToken> for User {}
