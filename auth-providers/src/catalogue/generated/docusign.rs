// @generated from docusign.yaml: edit the spec, not this file.

//! `DocuSign`.
//!
//! Source: <https://developers.docusign.com/platform/auth/>
//!
//! Credentials:
//! - [`User`]: A user and the user's default account. Its tokens are made by `exchange_code`, then
//!   `get_user`, after `authorize`, renewed by `renew`.
//! - [`Robot`]: The app for a user who has agreed, by a signed JWT. Its tokens are made by
//!   `create_token`, then `get_user`.

use auth_runtime::consent::AuthorizationCode;
use auth_runtime::host::Setting;
use auth_runtime::session::{OneTime, TokenSource};
use auth_runtime::value::Date;
use auth_runtime::{
    Anonymous, ApiError, Authorizes, Bearer, Choice, Client, Connection, Decode, Endpoint, Error, ErrorBody, Host, Json,
    PrivateKey, Provider, Response, Scopes, Seconds, Secret, Uuid, host,
};

/// The provider `DocuSign`.
#[derive(Clone, Copy, Debug)]
pub struct DocuSign;

impl Provider for DocuSign {
    const NAME: &'static str = "docusign";
    const TITLE: &'static str = "DocuSign";
    const HOSTS: &'static [Host] = &[
        Host::captured("base", "base_uri", &["docusign.net"]),
        Host::new("login", "https://{login}"),
    ];
    const SETTINGS: &'static [Setting] = <Settings as host::Settings>::SETTINGS;
}

/// What differs from one customer of `DocuSign` to another. A client is built with it.
#[derive(Clone, Debug, host::Settings)]
#[settings(provider = DocuSign, env_prefix = "DOCUSIGN_")]
pub struct Settings {
    #[settings(default = "account.docusign.com")] login: Option<Login>,
}

/// A client of `DocuSign`. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
#[client(settings = Settings)]
pub struct Client<C = Anonymous>(Connection<DocuSign, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = DocuSignError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange the code for a token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /oauth/token` is refused; `ConsentRequired`, `InvalidGrant`,
    /// `InvalidRequest` are special to it.
    pub async fn exchange_code(&self, request: ExchangeCode) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Exchange a refresh token for the next token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /oauth/token` is refused; `ConsentRequired`, `InvalidGrant`,
    /// `InvalidRequest` are special to it.
    pub async fn renew(&self, request: Renew) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Exchange a signed JWT for a token of a user who has agreed.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /oauth/token` is refused; `ConsentRequired`, `InvalidGrant`,
    /// `InvalidRequest` are special to it.
    pub async fn create_token(&self, request: CreateToken) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// The user and the accounts.
    ///
    /// # Errors
    /// [`DocuSignError`] if `GET /oauth/userinfo` is refused.
    pub async fn get_user(&self, request: GetUser) -> Reply<UserInfo> { self.0.call(request).await }

    /// The account.
    ///
    /// # Errors
    /// [`DocuSignError`] if `GET /restapi/v2.1/accounts/{account_id}` is refused.
    pub async fn get_account(&self) -> Reply<Json> where C: Authorizes<DocuSign> {
        self.0.call_captured(GetAccount).await
    }

    /// List the envelopes.
    ///
    /// # Errors
    /// [`DocuSignError`] if `GET /restapi/v2.1/accounts/{account_id}/envelopes` is refused.
    pub async fn list_envelopes(&self, request: ListEnvelopes) -> Reply<Json> where C: Authorizes<DocuSign> {
        self.0.call_captured(request).await
    }
}

/// Ask the user for consent.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(VISIT "/oauth/auth", host = "login", query("response_type" = "code"), provider = DocuSign, pkce)]
pub struct Authorize {
    #[endpoint(query)] client_id: String,
    #[endpoint(query, format = "url")] redirect_uri: String,
    #[endpoint(query, separator = " ")] scope: Vec<Scope>,
    #[endpoint(query)] login_hint: Option<String>,
}

/// Exchange the code for a token. Sent by [`Client::exchange_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/oauth/token",
    host = "login",
    body("grant_type" = "authorization_code"),
    basic(username = "{client_id}", password = "{client_secret}", encode = form),
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
    code_verifier: Secret,
}

/// Exchange a refresh token for the next token. Sent by [`Client::renew`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/oauth/token",
    host = "login",
    body("grant_type" = "refresh_token"),
    basic(username = "{client_id}", password = "{client_secret}", encode = form),
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

/// Exchange a signed JWT for a token of a user who has agreed. Sent by [`Client::create_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/oauth/token",
    host = "login",
    body("grant_type" = "urn:ietf:params:oauth:grant-type:jwt-bearer"),
    body(
        "assertion" = jwt(
            algorithm = RS256,
            key = "{private_key}",
            claims(
                "iss" = "{client_id}",
                "sub" = "{user_id}",
                "aud" = "{login}",
                "iat" = "{now}",
                "exp" = "{now + 3600s}",
                "scope" = "signature impersonation",
            ),
        ),
    ),
    settings(login),
    form,
    response = Token,
    error = TokenError
)]
pub struct CreateToken {
    #[endpoint(input)] client_id: String,
    #[endpoint(input)] user_id: Uuid,
    #[endpoint(input)] private_key: PrivateKey,
}

/// The user and the accounts. Sent by [`Client::get_user`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    GET "/oauth/userinfo",
    host = "login",
    header("Authorization" = "Bearer {access_token}"),
    response = UserInfo,
    error = DocuSignError
)]
pub struct GetUser {
    #[endpoint(input)] access_token: Secret,
}

/// The account. Sent by [`Client::get_account`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    GET "/restapi/v2.1/accounts/{account_id}",
    captured(base_uri, account_id),
    protected,
    response = Json,
    error = DocuSignError
)]
pub struct GetAccount;

/// List the envelopes. Sent by [`Client::list_envelopes`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    GET "/restapi/v2.1/accounts/{account_id}/envelopes",
    captured(base_uri, account_id),
    protected,
    response = Json,
    error = DocuSignError
)]
pub struct ListEnvelopes {
    #[endpoint(query)] from_date: Date,
}

/// What [`Client::exchange_code`] and 2 other calls return.
#[derive(Clone, Debug, Decode)]
#[non_exhaustive]
pub struct Token {
    /// The token that calls are made with (RFC 6749 §5.1).
    pub access_token: Secret,
    /// The kind of token (RFC 6749 §7.1).
    pub token_type: String,
    /// The token that the next one is requested with (RFC 6749 §6).
    pub refresh_token: Option<Secret>,
    /// How long the token lives from now on.
    pub expires_in: Seconds,
    /// The scopes that were granted (RFC 6749 §3.3).
    #[decode(separator = " ")] pub scope: Option<Vec<Scope>>,
}

/// What [`Client::get_user`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct UserInfo {
    pub sub: String,
    #[decode(item(list = "accounts", wanted("is_default" = true), field = "account_id"))] pub account_id: String,
    #[decode(item(list = "accounts", wanted("is_default" = true), field = "base_uri"))] pub base_uri: String,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("errorCode", "error"), code)] pub code: Option<String>,
    #[error_body(at("message", "error_description"), message)] pub text: Option<String>,
}

/// What a log-in with `User` captures.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct UserCaptured { pub account_id: String, pub base_uri: String }

/// What a log-in with `Robot` captures.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct RobotCaptured { pub account_id: String, pub base_uri: String }

/// Why `DocuSign` refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum DocuSignError {
    /// The provider answered 401.
    #[api_error(401)] Unauthorized(Fault),
    /// The provider answered 429.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// Why `DocuSign` refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum TokenError {
    /// The user has not yet agreed that the app acts for him.
    #[api_error(400, when(code = "consent_required"), class = denied)] ConsentRequired(Fault),
    /// The provider answered 400.
    #[api_error(400, when(code = "invalid_grant"), class = reauthenticate)] InvalidGrant(Fault),
    /// The provider answered 400.
    #[api_error(400, class = configuration)] InvalidRequest(Fault),
    /// The provider answered 401.
    #[api_error(401)] Unauthorized(Fault),
    /// The provider answered 429.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// What a token of `DocuSign` may be used for (RFC 6749 §3.3).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Scopes)]
#[non_exhaustive]
pub enum Scope {
    /// Send envelopes.
    #[scope("signature")] Signature,
    /// Act for a user.
    #[scope("impersonation")] Impersonation,
    /// A refresh token that is prolonged at each use.
    #[scope("extended")] Extended,
    /// A value that the provider does not document.
    #[scope(other)] Other(String),
}

/// One of the values of `Login`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Choice)]
#[non_exhaustive]
pub enum Login {
    /// Production
    #[choice("account.docusign.com")] AccountDocusignCom,
    /// Development
    #[choice("account-d.docusign.com")] AccountDDocusignCom,
    /// A value that the provider does not document.
    #[choice(other)] Other(String),
}

/// A user and the user's default account.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = DocuSign,
    mint(ExchangeCode(client_id, client_secret, code), GetUser(access_token = exchange_code.access_token)),
    refresh(Renew(refresh_token)),
    token(
        access_token = exchange_code.access_token,
        expires_in = exchange_code.expires_in,
        refresh_token = exchange_code.refresh_token,
        token_type = exchange_code.token_type,
    ),
    capture(account_id = get_user.account_id, base_uri = get_user.base_uri),
    captured = UserCaptured,
    renewed(access_token, expires_in, refresh_token, token_type),
    rotation = replaced,
    check(GetAccount),
    env_prefix = "DOCUSIGN_"
)]
pub struct User {
    /// The identifier of the client (RFC 6749 §2.2).
    #[token_source(mint, refresh)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[token_source(mint, refresh)] client_secret: Secret,
    #[token_source(verifier = code_verifier)] code: OneTime<AuthorizationCode>,
}

/// The app for a user who has agreed, by a signed JWT.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = DocuSign,
    mint(CreateToken(client_id, user_id, private_key), GetUser(access_token = create_token.access_token)),
    token(
        access_token = create_token.access_token,
        expires_in = create_token.expires_in,
        token_type = create_token.token_type,
    ),
    capture(account_id = get_user.account_id, base_uri = get_user.base_uri),
    captured = RobotCaptured,
    check(GetAccount),
    env_prefix = "DOCUSIGN_"
)]
pub struct Robot { client_id: String, user_id: Uuid, private_key: PrivateKey }

impl Authorizes<DocuSign> for Bearer {}
