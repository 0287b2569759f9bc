// @generated from dropbox.yaml: edit the spec, not this file.

//! Dropbox.
//!
//! Source: <https://developers.dropbox.com/oauth-guide>
//!
//! Credentials:
//! - [`Generated`]: A token from the page of the app.
//! - [`Grant`]: A refresh token that was made elsewhere, for a script. Its tokens are made by `renew`,
//!   revoked by `revoke`.
//! - [`User`]: A user's consent. Its tokens are made by `exchange_code`, after `authorize`, renewed by
//!   `renew`, revoked by `revoke`.

use auth_runtime::consent::AuthorizationCode;
use auth_runtime::response::Classes;
use auth_runtime::session::{OneTime, TokenSource};
use auth_runtime::{
    Anonymous, ApiError, Authorizes, Bearer, Client, Connection, Credential, Decode, Endpoint, Error, ErrorBody, Host,
    Json, Provider, Response, Scopes, Seconds, Secret,
};

/// The provider Dropbox.
#[derive(Clone, Copy, Debug)]
pub struct Dropbox;

impl Provider for Dropbox {
    const NAME: &'static str = "dropbox";
    const TITLE: &'static str = "Dropbox";
    const HOSTS: &'static [Host] = &[
        Host::new("base", "https://api.dropboxapi.com"),
        Host::new("site", "https://www.dropbox.com"),
    ];
    const CLASSES: Classes = Classes::of::<DropboxError>();
}

/// A client of Dropbox. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<Dropbox, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = DropboxError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange the code for a token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /oauth2/token` is refused; `InvalidGrant`, `InvalidRequest` are special to
    /// it.
    pub async fn exchange_code(&self, request: ExchangeCode) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Exchange a refresh token for a token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /oauth2/token` is refused; `InvalidGrant`, `InvalidRequest` are special to
    /// it.
    pub async fn renew(&self, request: Renew) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Revoke the token, and the refresh token that made it.
    ///
    /// # Errors
    /// [`DropboxError`] if `POST /2/auth/token/revoke` is refused.
    pub async fn revoke(&self) -> Reply<()> where C: Authorizes<Dropbox> { self.0.call_protected(Revoke).await }

    /// The account.
    ///
    /// # Errors
    /// [`DropboxError`] if `POST /2/users/get_current_account` is refused.
    pub async fn get_account(&self) -> Reply<Account> where C: Authorizes<Dropbox> {
        self.0.call_protected(GetAccount).await
    }

    /// List a folder.
    ///
    /// # Errors
    /// [`DropboxError`] if `POST /2/files/list_folder` is refused.
    pub async fn list_folder(&self, request: ListFolder) -> Reply<Json> where C: Authorizes<Dropbox> {
        self.0.call_protected(request).await
    }
}

/// Ask the user for consent.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(VISIT "/oauth2/authorize", host = "site", query("response_type" = "code"), provider = Dropbox, pkce)]
pub struct Authorize {
    #[endpoint(query)] client_id: String,
    #[endpoint(query, format = "url")] redirect_uri: String,
    /// `offline` brings a refresh token.
    #[endpoint(query, default = "offline")] token_access_type: Option<String>,
    #[endpoint(query, separator = " ")] scope: Option<Vec<Scope>>,
}

/// Exchange the code for a token. Sent by [`Client::exchange_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/oauth2/token", body("grant_type" = "authorization_code"), form, response = Token, error = TokenError)]
pub struct ExchangeCode {
    client_id: String,
    /// Of an app that can keep one.
    client_secret: Option<Secret>,
    code: Secret,
    #[endpoint(format = "url")] redirect_uri: String,
    code_verifier: Secret,
}

/// Exchange a refresh token for a token. Sent by [`Client::renew`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/oauth2/token", body("grant_type" = "refresh_token"), form, response = Token, error = TokenError)]
pub struct Renew { client_id: String, client_secret: Option<Secret>, refresh_token: Secret }

/// Revoke the token, and the refresh token that made it. Sent by [`Client::revoke`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/2/auth/token/revoke", protected, response = (), error = DropboxError)]
pub struct Revoke;

/// The account. Sent by [`Client::get_account`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/2/users/get_current_account", protected, repeat, response = Account, error = DropboxError)]
pub struct GetAccount;

/// List a folder. Sent by [`Client::list_folder`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/2/files/list_folder", json, protected, repeat, response = Json, error = DropboxError)]
pub struct ListFolder {
    #[endpoint(header = "Dropbox-API-Select-User")] dropbox_api_select_user: Option<String>,
    path: String,
}

/// What [`Client::exchange_code`] and [`Client::renew`] return.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Token {
    /// The token that calls are made with (RFC 6749 §5.1).
    pub access_token: Secret,
    /// How long the token lives from now on.
    pub expires_in: Option<Seconds>,
    /// The kind of token (RFC 6749 §7.1).
    pub token_type: String,
    /// The scopes that were granted (RFC 6749 §3.3).
    #[decode(separator = " ")] pub scope: Vec<Scope>,
    /// The token that the next one is requested with (RFC 6749 §6).
    pub refresh_token: Option<Secret>,
    pub account_id: Option<String>,
    pub uid: Option<String>,
}

/// What [`Client::get_account`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Account { pub account_id: String, pub email: String }

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct TokenFault {
    #[error_body(code)] pub error: Option<String>,
    #[error_body(at("error_description"), message)] pub text: Option<String>,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("error.\".tag\"", "error.reason.\".tag\"", "error"), code)] pub kind: Option<String>,
    /// The scope that the call needs.
    #[error_body(at("error.required_scope"))] pub required_scope: Option<String>,
    #[error_body(at("error_summary", "error_description"), message)] pub text: Option<String>,
}

/// What a log-in with `User` captures.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct UserCaptured { pub account_id: Option<String> }

/// Why Dropbox refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum DropboxError {
    /// The token does not have the scope of the call.
    #[api_error(401, when(kind = "missing_scope"), class = denied)] MissingScope(Fault),
    /// The user is suspended or was chosen wrongly, or the app may not make this call.
    #[api_error(
        401,
        when(kind("user_suspended", "invalid_select_user", "invalid_select_admin", "route_access_denied")),
        class = denied
    )]
    NotAllowed(Fault),
    /// The token is expired, revoked or wrong.
    #[api_error(401)] InvalidToken(Fault),
    /// The provider answered 403.
    #[api_error(403)] AccessDenied(Fault),
    /// The provider answered 409.
    #[api_error(409, class = configuration)] Failed(Fault),
    /// The provider answered 429.
    #[api_error(429)] TooManyRequests(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// Why Dropbox refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum TokenError {
    /// The provider answered 400.
    #[api_error(400, when(error = "invalid_grant"), class = reauthenticate)] InvalidGrant(TokenFault),
    /// The provider answered 400.
    #[api_error(400)] InvalidRequest(TokenFault),
    /// The token does not have the scope of the call.
    #[api_error(401, when(kind = "missing_scope"), class = denied)] MissingScope(Fault),
    /// The user is suspended or was chosen wrongly, or the app may not make this call.
    #[api_error(
        401,
        when(kind("user_suspended", "invalid_select_user", "invalid_select_admin", "route_access_denied")),
        class = denied
    )]
    NotAllowed(Fault),
    /// The token is expired, revoked or wrong.
    #[api_error(401)] InvalidToken(Fault),
    /// The provider answered 403.
    #[api_error(403)] AccessDenied(Fault),
    /// The provider answered 409.
    #[api_error(409, class = configuration)] Failed(Fault),
    /// The provider answered 429.
    #[api_error(429)] TooManyRequests(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// What a token of Dropbox may be used for (RFC 6749 §3.3).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Scopes)]
#[non_exhaustive]
pub enum Scope {
    /// Read the account.
    #[scope("account_info.read")] AccountInfoRead,
    /// List files.
    #[scope("files.metadata.read")] FilesMetadataRead,
    /// Read files.
    #[scope("files.content.read")] FilesContentRead,
    /// Write files.
    #[scope("files.content.write")] FilesContentWrite,
    /// A value that the provider does not document.
    #[scope(other)] Other(String),
}

/// A token from the page of the app.
#[derive(Clone, Debug, Credential)]
#[credential(provider = Dropbox, bearer, check(GetAccount))]
pub struct Generated(
    #[credential(env = "DROPBOX_GENERATED")] Secret,
);

/// A refresh token that was made elsewhere, for a script.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = Dropbox,
    mint(Renew),
    revoke(Revoke),
    token(access_token, expires_in, scope, token_type),
    check(GetAccount),
    env_prefix = "DROPBOX_"
)]
pub struct Grant { client_id: String, client_secret: Option<Secret>, refresh_token: Secret }

/// A user's consent.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = Dropbox,
    mint(ExchangeCode),
    refresh(Renew(refresh_token)),
    revoke(Revoke),
    token(access_token, expires_in, refresh_token, scope, token_type),
    capture(account_id),
    captured = UserCaptured,
    rotation = kept,
    identity(call = GetAccount, subject = account_id),
    check(GetAccount),
    env_prefix = "DROPBOX_"
)]
pub struct User {
    #[token_source(mint, refresh)] client_id: String,
    /// Of an app that can keep one.
    #[token_source(mint, refresh)] client_secret: Option<Secret>,
    #[token_source(verifier = code_verifier)] code: OneTime<AuthorizationCode>,
    redirect_uri: String,
}

impl Authorizes<Dropbox> for Bearer {}
