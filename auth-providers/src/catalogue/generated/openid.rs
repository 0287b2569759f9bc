// @generated from openid.yaml: edit the spec, not this file.

//! `OpenID` Connect.
//!
//! Any provider that publishes its metadata.
//!
//! Source: <https://openid.net/specs/openid-connect-core-1_0.html>
//!
//! Credentials:
//! - [`User`]: A user of the issuer. Its tokens are made by `exchange_code`, after `authorize`, renewed
//!   by `renew`, revoked by `revoke`.

use auth_runtime::consent::AuthorizationGrant;
use auth_runtime::host::Setting;
use auth_runtime::session::{Consent, OneTime, TokenSource};
use auth_runtime::{
    Accepts, Anonymous, ApiError, Authorizes, Bearer, Callback, Client, Connection, Decode, Endpoint, Error, ErrorBody,
    Host, Json, Provider, Response, Scopes, Seconds, Secret, host,
};

/// The provider `OpenID` Connect.
#[derive(Clone, Copy, Debug)]
pub struct Openid;

impl Provider for Openid {
    const NAME: &'static str = "openid";
    const TITLE: &'static str = "OpenID Connect";
    const HOSTS: &'static [Host] = &[
        Host::new("base", "{issuer}"),
        Host::captured("get_keys", "jwks_uri", &["{issuer}"]).whole(),
        Host::captured("authorize", "authorization_endpoint", &["{issuer}"]).whole(),
        Host::captured("exchange_code", "token_endpoint", &["{issuer}"]).whole(),
        Host::captured("renew", "token_endpoint", &["{issuer}"]).whole(),
        Host::captured("revoke", "revocation_endpoint", &["{issuer}"]).whole(),
        Host::captured("end_session", "end_session_endpoint", &["{issuer}"]).whole(),
        Host::captured("get_user_info", "userinfo_endpoint", &["{issuer}"]).whole(),
    ];
    const SETTINGS: &'static [Setting] = <Settings as host::Settings>::SETTINGS;
}

/// What differs from one customer of `OpenID` Connect to another. A client is built with it.
#[derive(Clone, Debug, host::Settings)]
#[settings(provider = Openid, env_prefix = "OPENID_")]
pub struct Settings {
    /// The issuer, as its metadata say it.
    #[settings(origin)] issuer: String,
}

/// A client of `OpenID` Connect. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
#[client(settings = Settings)]
pub struct Client<C = Anonymous>(Connection<Openid, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = OpenidError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Where the endpoints of the issuer are.
    ///
    /// # Errors
    /// [`OpenidError`] if `GET /.well-known/openid-configuration` is refused.
    pub async fn discover(&self) -> Reply<Metadata> { self.0.call(Discover).await }

    /// The keys of the issuer.
    ///
    /// # Errors
    /// [`OpenidError`] if `GET {jwks_uri}` is refused.
    pub async fn get_keys(&self) -> Reply<Json> { self.0.call(GetKeys).await }

    /// Exchange the code for tokens.
    ///
    /// # Errors
    /// [`TokenError`] if `POST {token_endpoint}` is refused; `InvalidGrant`, `InvalidRequest`,
    /// `InvalidClient` are special to it.
    pub async fn exchange_code(&self, request: ExchangeCode) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Exchange a refresh token for a token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST {token_endpoint}` is refused; `InvalidGrant`, `InvalidRequest`,
    /// `InvalidClient` are special to it.
    pub async fn renew(&self, request: Renew) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Revoke a token (RFC 7009).
    ///
    /// # Errors
    /// [`TokenError`] if `POST {revocation_endpoint}` is refused; `InvalidGrant`, `InvalidRequest`,
    /// `InvalidClient` are special to it.
    pub async fn revoke(&self, request: Revoke) -> Reply<(), TokenError> { self.0.call(request).await }

    /// Claims about the user.
    ///
    /// # Errors
    /// [`OpenidError`] if `GET {userinfo_endpoint}` is refused.
    pub async fn get_user_info(&self) -> Reply<UserInfo> where C: Authorizes<Openid, User> {
        self.0.call_captured(GetUserInfo).await
    }
}

/// Where the endpoints of the issuer are. Sent by [`Client::discover`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/.well-known/openid-configuration", response = Metadata, error = OpenidError)]
pub struct Discover;

/// The keys of the issuer. Sent by [`Client::get_keys`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "", host = "get_keys", captured(jwks_uri), response = Json, error = OpenidError)]
pub struct GetKeys;

/// Ask the user to log in.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    VISIT "",
    host = "authorize",
    query("response_type" = "code"),
    settings(issuer),
    captured(authorization_endpoint),
    provider = Openid,
    callback = AuthorizeCallback,
    expected("iss" = "{issuer}"),
    pkce
)]
pub struct Authorize {
    #[endpoint(query)] client_id: String,
    #[endpoint(query, format = "url")] redirect_uri: String,
    #[endpoint(query, separator = " ")] scope: Vec<Scope>,
    #[endpoint(query)] nonce: String,
    #[endpoint(query)] login_hint: Option<String>,
    #[endpoint(query)] prompt: Option<String>,
}

/// Exchange the code for tokens. Sent by [`Client::exchange_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "",
    host = "exchange_code",
    body("grant_type" = "authorization_code"),
    basic(username = "{client_id}", password = "{client_secret}", encode = form),
    captured(token_endpoint),
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

/// Exchange a refresh token for a token. Sent by [`Client::renew`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "",
    host = "renew",
    body("grant_type" = "refresh_token"),
    basic(username = "{client_id}", password = "{client_secret}", encode = form),
    captured(token_endpoint),
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

/// Revoke a token (RFC 7009). Sent by [`Client::revoke`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "",
    host = "revoke",
    basic(username = "{client_id}", password = "{client_secret}", encode = form),
    captured(revocation_endpoint),
    form,
    response = (),
    error = TokenError
)]
pub struct Revoke {
    /// The identifier of the client (RFC 6749 §2.2).
    #[endpoint(input)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[endpoint(input)] client_secret: Secret,
    token: Secret,
}

/// End the session of the browser.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    VISIT "",
    host = "end_session",
    captured(end_session_endpoint),
    provider = Openid,
    callback = EndSessionCallback,
    expected("state" = "{state}")
)]
pub struct EndSession {
    #[endpoint(query, in_url)] id_token_hint: Option<Secret>,
    #[endpoint(query, format = "url")] post_logout_redirect_uri: Option<String>,
}

/// Claims about the user. Sent by [`Client::get_user_info`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    GET "",
    host = "get_user_info",
    captured(userinfo_endpoint),
    protected = User,
    response = UserInfo,
    error = OpenidError
)]
pub struct GetUserInfo;

/// Where the endpoints of the issuer are.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Metadata {
    pub issuer: String,
    pub authorization_endpoint: String,
    pub token_endpoint: String,
    pub userinfo_endpoint: String,
    pub jwks_uri: String,
    pub revocation_endpoint: String,
    pub end_session_endpoint: String,
}

/// What a code is exchanged for.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
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
    pub id_token: Option<Secret>,
    /// The scopes that were granted (RFC 6749 §3.3).
    #[decode(separator = " ")] pub scope: Option<Vec<Scope>>,
}

/// Claims about the user.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct UserInfo {
    pub sub: String,
    pub name: Option<String>,
    pub email: Option<String>,
    pub email_verified: Option<bool>,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(code)] pub error: Option<String>,
    #[error_body(at("error_description"), message)] pub text: Option<String>,
}

/// What the page `authorize` gives back.
#[derive(Clone, Debug, Callback)]
#[non_exhaustive]
pub struct AuthorizeCallback {
    /// The authorization code (RFC 6749 §4.1.2).
    pub code: Secret,
}

/// What the page `end_session` gives back.
#[derive(Clone, Debug, Callback)]
#[non_exhaustive]
pub struct EndSessionCallback {}

/// What a log-in with `User` captures.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct UserCaptured {
    pub id_token: Option<Secret>,
    pub authorization_endpoint: String,
    pub token_endpoint: String,
    pub userinfo_endpoint: String,
    pub jwks_uri: String,
    pub revocation_endpoint: String,
    pub end_session_endpoint: String,
}

/// Why `OpenID` Connect refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum OpenidError {
    /// The token is missing, wrong or expired.
    #[api_error(401)] Unauthorized(Fault),
    /// The caller may not do this.
    #[api_error(403)] Forbidden(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// Why `OpenID` Connect refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum TokenError {
    /// The code or the refresh token is used, expired or revoked.
    #[api_error(400, when(error = "invalid_grant"), class = reauthenticate)] InvalidGrant(Fault),
    /// The request is not valid.
    #[api_error(400)] InvalidRequest(Fault),
    /// The id or the secret of the client is wrong.
    #[api_error(401, class = configuration)] InvalidClient(Fault),
    /// The caller may not do this.
    #[api_error(403)] Forbidden(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// What a token of `OpenID` Connect may be used for (RFC 6749 §3.3).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Scopes)]
#[non_exhaustive]
pub enum Scope {
    /// Log in.
    #[scope("openid")] Openid,
    /// Read the claims of the profile.
    #[scope("profile")] Profile,
    /// Read the email address.
    #[scope("email")] Email,
    /// Read the postal address.
    #[scope("address")] Address,
    /// Read the telephone number.
    #[scope("phone")] Phone,
    /// A refresh token.
    #[scope("offline_access")] OfflineAccess,
    /// A value that the provider does not document.
    #[scope(other)] Other(String),
}

/// Starts the consent for [`User`]: `discover`, then the visit `authorize`.
#[derive(Clone, Debug, Consent)]
#[consent(
    provider = Openid,
    steps(Discover expect(issuer = "{issuer}")),
    visit(Authorize(client_id, redirect_uri, scope, nonce, login_hint, prompt)),
    capture(
        authorization_endpoint = discover.authorization_endpoint,
        token_endpoint = discover.token_endpoint,
        userinfo_endpoint = discover.userinfo_endpoint,
        jwks_uri = discover.jwks_uri,
        revocation_endpoint = discover.revocation_endpoint,
        end_session_endpoint = discover.end_session_endpoint,
    ),
    keep(
        discover.authorization_endpoint,
        discover.token_endpoint,
        discover.userinfo_endpoint,
        discover.jwks_uri,
        discover.revocation_endpoint,
        discover.end_session_endpoint,
    ),
    settings(issuer)
)]
pub struct UserConsent {
    client_id: String,
    redirect_uri: String,
    scope: Vec<Scope>,
    nonce: String,
    login_hint: Option<String>,
    prompt: Option<String>,
}

/// A user of the issuer.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = Openid,
    mint(ExchangeCode(client_id, client_secret, redirect_uri, code = authorize.code) verified),
    refresh(Renew(refresh_token)),
    revoke(Revoke(token)),
    token(access_token, expires_in, refresh_token, scope, token_type),
    capture(
        id_token,
        authorization_endpoint = discover.authorization_endpoint,
        token_endpoint = discover.token_endpoint,
        userinfo_endpoint = discover.userinfo_endpoint,
        jwks_uri = discover.jwks_uri,
        revocation_endpoint = discover.revocation_endpoint,
        end_session_endpoint = discover.end_session_endpoint,
    ),
    captured = UserCaptured,
    renewed(access_token, expires_in, refresh_token, scope, token_type),
    recapture(id_token),
    rotation = replaced,
    identity(token = id_token, issuer = "{issuer}", keys = GetKeys),
    log_out(EndSession(id_token_hint = id_token)),
    check(GetUserInfo),
    env_prefix = "OPENID_",
    settings(issuer)
)]
pub struct User {
    /// The identifier of the client (RFC 6749 §2.2).
    #[token_source(mint, refresh, revoke)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[token_source(mint, refresh, revoke)] client_secret: Secret,
    redirect_uri: String,
    /// What the user's consent gave back.
    #[token_source(visit = authorize, after(discover), verifier = code_verifier)]
    code: OneTime<AuthorizationGrant<AuthorizeCallback>>,
}

impl<C: Accepts<Bearer>> Authorizes<Openid, C> for Bearer {}

impl Accepts<Bearer> for User {}
