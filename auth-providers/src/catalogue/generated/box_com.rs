// @generated from box_com.yaml: edit the spec, not this file.

//! Box.
//!
//! Source: <https://developer.box.com/guides/authentication/>
//!
//! Credentials:
//! - [`User`]: A user's consent. Its tokens are made by `exchange_code`, after `authorize`, renewed by
//!   `renew`, revoked by `revoke`.
//! - [`Service`]: The enterprise or a user, by the app's secret. Its tokens are made by `create_token`,
//!   revoked by `revoke`.
//! - [`Signed`]: The enterprise or a user, by a signed JWT. Its tokens are made by
//!   `create_token_by_jwt`, revoked by `revoke`.

use auth_runtime::consent::AuthorizationCode;
use auth_runtime::session::{OneTime, TokenSource};
use auth_runtime::{
    Anonymous, ApiError, Authorizes, Bearer, Choice, Client, Connection, Decode, Endpoint, Error, ErrorBody, Host, Json,
    PrivateKey, Provider, Response, Scopes, Seconds, Secret,
};

/// The provider Box.
#[derive(Clone, Copy, Debug)]
pub struct BoxCom;

impl Provider for BoxCom {
    const NAME: &'static str = "box_com";
    const TITLE: &'static str = "Box";
    const HOSTS: &'static [Host] = &[
        Host::new("base", "https://api.box.com"),
        Host::new("account", "https://account.box.com"),
    ];
}

/// A client of Box. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<BoxCom, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = BoxComError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange the code for a token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /oauth2/token` is refused; `InvalidGrant`, `InvalidClient`, `InvalidRequest`
    /// are special to it.
    pub async fn exchange_code(&self, request: ExchangeCode) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Exchange a refresh token for the next token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /oauth2/token` is refused; `InvalidGrant`, `InvalidClient`, `InvalidRequest`
    /// are special to it.
    pub async fn renew(&self, request: Renew) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Exchange the app's secret for a token of the enterprise or of a user.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /oauth2/token` is refused; `InvalidGrant`, `InvalidClient`, `InvalidRequest`
    /// are special to it.
    pub async fn create_token(&self, request: CreateToken) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Exchange a signed JWT for a token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /oauth2/token` is refused; `InvalidGrant`, `InvalidClient`, `InvalidRequest`
    /// are special to it.
    pub async fn create_token_by_jwt(&self, request: CreateTokenByJwt) -> Reply<Token, TokenError> {
        self.0.call(request).await
    }

    /// Exchange a token for one with fewer permissions, perhaps for one item.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /oauth2/token` is refused; `InvalidGrant`, `InvalidClient`, `InvalidRequest`
    /// are special to it.
    pub async fn narrow(&self, request: Narrow) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Revoke a token with those of its pair.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /oauth2/revoke` is refused; `InvalidGrant`, `InvalidClient`,
    /// `InvalidRequest` are special to it.
    pub async fn revoke(&self, request: Revoke) -> Reply<(), TokenError> { self.0.call(request).await }

    /// Whose token it is.
    ///
    /// # Errors
    /// [`BoxComError`] if `GET /2.0/users/me` is refused.
    pub async fn get_me(&self) -> Reply<Person> where C: Authorizes<BoxCom> { self.0.call_protected(GetMe).await }

    /// List a folder.
    ///
    /// # Errors
    /// [`BoxComError`] if `GET /2.0/folders/{folder_id}/items` is refused.
    pub async fn list_items(&self, request: ListItems) -> Reply<Json> where C: Authorizes<BoxCom> {
        self.0.call_protected(request).await
    }
}

/// Ask the user for consent.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(VISIT "/api/oauth2/authorize", host = "account", query("response_type" = "code"), provider = BoxCom)]
pub struct Authorize {
    #[endpoint(query)] client_id: String,
    #[endpoint(query, format = "url")] redirect_uri: String,
    #[endpoint(query, separator = " ")] scope: Option<Vec<Scope>>,
}

/// Exchange the code for a token. Sent by [`Client::exchange_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/oauth2/token", body("grant_type" = "authorization_code"), form, response = Token, error = TokenError)]
pub struct ExchangeCode {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
    code: Secret,
}

/// Exchange a refresh token for the next token. Sent by [`Client::renew`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/oauth2/token", body("grant_type" = "refresh_token"), form, response = Token, error = TokenError)]
pub struct Renew {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
    refresh_token: Secret,
}

/// Exchange the app's secret for a token of the enterprise or of a user. Sent by
/// [`Client::create_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/oauth2/token", body("grant_type" = "client_credentials"), form, response = Token, error = TokenError)]
pub struct CreateToken {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
    box_subject_type: Subject,
    box_subject_id: String,
}

/// Exchange a signed JWT for a token. Sent by [`Client::create_token_by_jwt`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/oauth2/token",
    body("grant_type" = "urn:ietf:params:oauth:grant-type:jwt-bearer"),
    body(
        "assertion" = jwt(
            algorithm = RS512,
            key = "{private_key}",
            header("kid" = "{key_id}"),
            claims(
                "iss" = "{client_id}",
                "sub" = "{subject}",
                "box_sub_type" = "{subject_type}",
                "aud" = "https://api.box.com/oauth2/token",
                "jti" = random(uuid),
                "exp" = "{now + 45s}",
            ),
        ),
    ),
    form,
    response = Token,
    error = TokenError
)]
pub struct CreateTokenByJwt {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
    #[endpoint(input)] private_key: PrivateKey,
    #[endpoint(input)] key_id: String,
    #[endpoint(input)] subject: String,
    #[endpoint(input)] subject_type: Subject,
}

/// Exchange a token for one with fewer permissions, perhaps for one item. Sent by [`Client::narrow`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/oauth2/token",
    body("grant_type" = "urn:ietf:params:oauth:grant-type:token-exchange"),
    body("subject_token_type" = "urn:ietf:params:oauth:token-type:access_token"),
    form,
    response = Token,
    error = TokenError
)]
pub struct Narrow {
    subject_token: Secret,
    #[endpoint(separator = " ")] scope: Vec<Scope>,
    #[endpoint(format = "url")] resource: Option<String>,
}

/// Revoke a token with those of its pair. Sent by [`Client::revoke`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/oauth2/revoke", form, response = (), error = TokenError)]
pub struct Revoke {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
    token: Secret,
}

/// Whose token it is. Sent by [`Client::get_me`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/2.0/users/me", protected, response = Person, error = BoxComError)]
pub struct GetMe;

/// List a folder. Sent by [`Client::list_items`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/2.0/folders/{folder_id}/items", protected, response = Json, error = BoxComError)]
pub struct ListItems {
    folder_id: String,
    #[endpoint(header = "As-User")] as_user: Option<String>,
}

/// What [`Client::exchange_code`] and 4 other calls return.
#[derive(Clone, Debug, Decode)]
#[non_exhaustive]
pub struct Token {
    /// The token that calls are made with (RFC 6749 §5.1).
    pub access_token: Secret,
    /// How long the token lives from now on.
    pub expires_in: Seconds,
    /// The kind of token (RFC 6749 §7.1).
    pub token_type: String,
    /// The token that the next one is requested with (RFC 6749 §6).
    pub refresh_token: Option<Secret>,
}

/// What [`Client::get_me`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Person { pub id: String, pub login: Option<String> }

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("code", "error"), code)] pub code: Option<String>,
    #[error_body(at("message", "error_description"), message)] pub text: Option<String>,
    pub request_id: Option<String>,
}

/// Why Box refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum BoxComError {
    /// The provider answered 401.
    #[api_error(401)] Unauthorized(Fault),
    /// The provider answered 403.
    #[api_error(403)] Forbidden(Fault),
    /// The provider answered 429.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// Why Box refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum TokenError {
    /// The provider answered 400.
    #[api_error(400, when(code = "invalid_grant"), class = reauthenticate)] InvalidGrant(Fault),
    /// The provider answered 400.
    #[api_error(400, when(code("invalid_client", "unauthorized_client")), class = configuration)] InvalidClient(Fault),
    /// The provider answered 400.
    #[api_error(400)] InvalidRequest(Fault),
    /// The provider answered 401.
    #[api_error(401)] Unauthorized(Fault),
    /// The provider answered 403.
    #[api_error(403)] Forbidden(Fault),
    /// The provider answered 429.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// What a token of Box may be used for (RFC 6749 §3.3).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Scopes)]
#[non_exhaustive]
pub enum Scope {
    /// Files and folders.
    #[scope("root_readwrite")] RootReadwrite,
    /// Read files and folders.
    #[scope("root_readonly")] RootReadonly,
    /// Users.
    #[scope("manage_users")] ManageUsers,
    /// Preview one item.
    #[scope("item_preview")] ItemPreview,
    /// A value that the provider does not document.
    #[scope(other)] Other(String),
}

/// One of the values of `Subject`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Choice)]
#[non_exhaustive]
pub enum Subject {
    /// The service account of the enterprise.
    #[choice("enterprise")] Enterprise,
    /// A user.
    #[choice("user")] User,
    /// A value that the provider does not document.
    #[choice(other)] Other(String),
}

/// A user's consent.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = BoxCom,
    mint(ExchangeCode),
    refresh(Renew(refresh_token)),
    revoke(Revoke(token)),
    token(access_token, expires_in, refresh_token, token_type),
    rotation = replaced,
    identity(call = GetMe, subject = id),
    check(GetMe),
    env_prefix = "BOX_COM_"
)]
pub struct User {
    /// The identifier of the client (RFC 6749 §2.2).
    #[token_source(mint, refresh, revoke)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[token_source(mint, refresh, revoke)] client_secret: Secret,
    code: OneTime<AuthorizationCode>,
}

/// The enterprise or a user, by the app's secret.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = BoxCom,
    mint(CreateToken),
    revoke(Revoke(token)),
    token(access_token, expires_in, token_type),
    check(GetMe),
    env_prefix = "BOX_COM_"
)]
pub struct Service {
    /// The identifier of the client (RFC 6749 §2.2).
    #[token_source(mint, revoke)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[token_source(mint, revoke)] client_secret: Secret,
    box_subject_type: Subject,
    box_subject_id: String,
}

/// The enterprise or a user, by a signed JWT.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = BoxCom,
    mint(CreateTokenByJwt),
    revoke(Revoke(token)),
    token(access_token, expires_in, token_type),
    check(GetMe),
    env_prefix = "BOX_COM_"
)]
pub struct Signed {
    /// The identifier of the client (RFC 6749 §2.2).
    #[token_source(mint, revoke)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[token_source(mint, revoke)] client_secret: Secret,
    private_key: PrivateKey,
    key_id: String,
    subject: String,
    subject_type: Subject,
}

impl Authorizes<BoxCom> for Bearer {}
