// @generated from facebook.yaml: edit the spec, not this file.

//! Facebook.
//!
//! Source: <https://developers.facebook.com/docs/facebook-login/guides/advanced/manual-flow>
//!
//! Credentials:
//! - [`App`]: The app itself, by its id and secret.
//! - [`User`]: A user, whose token lives sixty days. Its tokens are made by `exchange_code`, then
//!   `lengthen`, after `authorize`, revoked by `revoke`, live 60 days.

use auth_runtime::consent::AuthorizationCode;
use auth_runtime::host::Setting;
use auth_runtime::response::Classes;
use auth_runtime::session::{OneTime, TokenSource};
use auth_runtime::value::{Code, Expiry, UnixSeconds};
use auth_runtime::{
    Accepts, Anonymous, ApiError, Authorizes, Bearer, Client, Connection, Credential, Decode, Endpoint, Error,
    ErrorBody, Host, Json, Provider, Response, Scopes, Seconds, Secret, host,
};

/// The provider Facebook.
#[derive(Clone, Copy, Debug)]
pub struct Facebook;

impl Provider for Facebook {
    const NAME: &'static str = "facebook";
    const TITLE: &'static str = "Facebook";
    const HOSTS: &'static [Host] = &[
        Host::new("base", "https://graph.facebook.com/{version}"),
        Host::new("site", "https://www.facebook.com/{version}"),
    ];
    const SETTINGS: &'static [Setting] = <Settings as host::Settings>::SETTINGS;
    const CLASSES: Classes = Classes::of::<FacebookError>();
}

/// What differs from one customer of Facebook to another. A client is built with it.
#[derive(Clone, Debug, host::Settings)]
#[settings(provider = Facebook, env_prefix = "FACEBOOK_")]
pub struct Settings {
    /// The version of the API.
    #[settings(pattern = "v[0-9]+\\.[0-9]", default = "v24.0")] version: Option<String>,
}

/// A client of Facebook. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
#[client(settings = Settings)]
pub struct Client<C = Anonymous>(Connection<Facebook, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = FacebookError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange the code for a token of an hour or two.
    ///
    /// # Errors
    /// [`FacebookError`] if `GET /oauth/access_token` is refused.
    pub async fn exchange_code(&self, request: ExchangeCode) -> Reply<Token> { self.0.call(request).await }

    /// Exchange a token of an hour for one of sixty days.
    ///
    /// # Errors
    /// [`FacebookError`] if `GET /oauth/access_token` is refused.
    pub async fn lengthen(&self, request: Lengthen) -> Reply<Token> { self.0.call(request).await }

    /// What a token is for, asked by the app.
    ///
    /// # Errors
    /// [`FacebookError`] if `GET /debug_token` is refused.
    pub async fn debug_token(&self, request: DebugToken) -> Reply<TokenInfo> where C: Authorizes<Facebook, App> {
        self.0.call_protected(request).await
    }

    /// End the app's access to the user.
    ///
    /// # Errors
    /// [`FacebookError`] if `DELETE /me/permissions` is refused.
    pub async fn revoke(&self) -> Reply<Json> where C: Authorizes<Facebook, User> {
        self.0.call_protected(Revoke).await
    }

    /// The user.
    ///
    /// # Errors
    /// [`FacebookError`] if `GET /me` is refused.
    pub async fn get_me(&self) -> Reply<Profile> where C: Authorizes<Facebook, User> {
        self.0.call_protected(GetMe).await
    }
}

/// Ask the user for consent.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(VISIT "/dialog/oauth", host = "site", query("response_type" = "code"), provider = Facebook)]
pub struct Authorize {
    #[endpoint(query)] client_id: String,
    #[endpoint(query, format = "url")] redirect_uri: String,
    #[endpoint(query, separator = ",")] scope: Option<Vec<Scope>>,
    #[endpoint(query)] auth_type: Option<String>,
}

/// Exchange the code for a token of an hour or two. Sent by [`Client::exchange_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/oauth/access_token", response = Token, error = FacebookError)]
pub struct ExchangeCode {
    #[endpoint(query)] client_id: String,
    #[endpoint(query, in_url)] client_secret: Secret,
    #[endpoint(query, format = "url")] redirect_uri: String,
    #[endpoint(query, in_url)] code: Secret,
}

/// Exchange a token of an hour for one of sixty days. Sent by [`Client::lengthen`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    GET "/oauth/access_token", query("grant_type" = "fb_exchange_token"), response = Token, error = FacebookError
)]
pub struct Lengthen {
    #[endpoint(query)] client_id: String,
    #[endpoint(query, in_url)] client_secret: Secret,
    #[endpoint(query, in_url)] fb_exchange_token: Secret,
}

/// What a token is for, asked by the app. Sent by [`Client::debug_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/debug_token", protected = App, response = TokenInfo, error = FacebookError)]
pub struct DebugToken {
    #[endpoint(query, in_url)] input_token: Secret,
}

/// End the app's access to the user. Sent by [`Client::revoke`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(DELETE "/me/permissions", protected = User, response = Json, error = FacebookError)]
pub struct Revoke;

/// The user. Sent by [`Client::get_me`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/me", protected = User, response = Profile, error = FacebookError)]
pub struct GetMe;

/// What [`Client::exchange_code`] and [`Client::lengthen`] return.
#[derive(Clone, Debug, Decode)]
#[non_exhaustive]
pub struct Token {
    /// The token that calls are made with (RFC 6749 §5.1).
    pub access_token: Secret,
    /// The kind of token (RFC 6749 §7.1).
    #[decode(default = "bearer")] pub token_type: String,
    /// How long the token lives from now on.
    pub expires_in: Option<Seconds>,
}

/// What [`Client::debug_token`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct TokenInfo {
    #[decode(at("data.app_id"))] pub app_id: String,
    #[decode(at("data.user_id"))] pub user_id: Option<String>,
    #[decode(at("data.is_valid"))] pub is_valid: bool,
    #[decode(at("data.expires_at"), never(0))] pub expires_at: Option<Expiry<UnixSeconds>>,
    #[decode(at("data.scopes"))] pub scopes: Option<Vec<Scope>>,
}

/// What [`Client::get_me`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Profile { pub id: String, pub name: Option<String> }

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("error.code"), code)] pub code: Option<Code>,
    #[error_body(at("error.message"), message)] pub text: Option<String>,
    #[error_body(at("error.error_subcode"))] pub subcode: Option<i64>,
    #[error_body(at("error.fbtrace_id"))] pub trace: Option<String>,
}

/// Why Facebook refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum FacebookError {
    /// The provider answered 400.
    #[api_error(400, when(code(190, 102)), class = reauthenticate)] InvalidToken(Fault),
    /// The provider answered 400.
    #[api_error(400, when(code(4, 17, 32, 613)), class = rate_limited)] Limited(Fault),
    /// The provider answered 400.
    #[api_error(400, when(code(10, 200)), class = denied)] Denied(Fault),
    /// The provider answered 400.
    #[api_error(400)] BadRequest(Fault),
    /// The provider answered 401.
    #[api_error(401)] Unauthorized(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// What a token of Facebook may be used for (RFC 6749 §3.3).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Scopes)]
#[non_exhaustive]
pub enum Scope {
    /// Read the profile.
    #[scope("public_profile")] PublicProfile,
    /// Read the email address.
    #[scope("email")] Email,
    /// List the pages.
    #[scope("pages_show_list")] PagesShowList,
    /// A value that the provider does not document.
    #[scope(other)] Other(String),
}

/// The app itself, by its id and secret.
#[derive(Clone, Debug, Credential)]
#[credential(
    provider = Facebook, header("Authorization" = "Bearer {client_id}|{client_secret}"), env_prefix = "FACEBOOK_"
)]
pub struct App { client_id: String, client_secret: Secret }

/// A user, whose token lives sixty days.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = Facebook,
    mint(
        ExchangeCode(client_id, client_secret, redirect_uri, code),
        Lengthen(client_id, client_secret, fb_exchange_token = exchange_code.access_token),
    ),
    revoke(Revoke),
    token(access_token = lengthen.access_token, expires_in = lengthen.expires_in, token_type = lengthen.token_type),
    lifetime = 5_184_000,
    identity(call = GetMe, subject = id),
    check(GetMe),
    env_prefix = "FACEBOOK_"
)]
pub struct User {
    client_id: String,
    #[token_source(in_url)] client_secret: Secret,
    redirect_uri: String,
    code: OneTime<AuthorizationCode>,
}

impl<C: Accepts<Bearer>> Authorizes<Facebook, C> for Bearer {}

impl Accepts<Bearer> for User {}
