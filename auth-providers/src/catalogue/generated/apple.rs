// @generated from apple.yaml: edit the spec, not this file.

//! Sign in with Apple.
//!
//! Source: <https://developer.apple.com/documentation/signinwithapplerestapi>
//!
//! Credentials:
//! - [`User`]: A user who logs in with Apple. Its tokens are made by `exchange_code`, after
//!   `authorize`, renewed by `renew`, revoked by `revoke`.

use auth_runtime::consent::AuthorizationGrant;
use auth_runtime::response::Classes;
use auth_runtime::session::{OneTime, TokenSource};
use auth_runtime::{
    Anonymous, ApiError, Authorizes, Bearer, Callback, Client, Connection, Decode, Endpoint, Error, ErrorBody, Host,
    Json, PrivateKey, Provider, Response, Seconds, Secret,
};

/// The provider Sign in with Apple.
#[derive(Clone, Copy, Debug)]
pub struct Apple;

impl Provider for Apple {
    const NAME: &'static str = "apple";
    const TITLE: &'static str = "Sign in with Apple";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://appleid.apple.com")];
    const CLASSES: Classes = Classes::of::<AppleError>();
}

/// A client of Sign in with Apple. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<Apple, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = AppleError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange the code for a token.
    ///
    /// # Errors
    /// [`AppleError`] if `POST /auth/token` is refused.
    pub async fn exchange_code(&self, request: ExchangeCode) -> Reply<Token> { self.0.call(request).await }

    /// Exchange a refresh token for a token, once a day at most.
    ///
    /// # Errors
    /// [`AppleError`] if `POST /auth/token` is refused.
    pub async fn renew(&self, request: Renew) -> Reply<Token> { self.0.call(request).await }

    /// Revoke a token.
    ///
    /// # Errors
    /// [`AppleError`] if `POST /auth/revoke` is refused.
    pub async fn revoke(&self, request: Revoke) -> Reply<()> { self.0.call(request).await }

    /// The keys that sign `id_token`s.
    ///
    /// # Errors
    /// [`AppleError`] if `GET /auth/keys` is refused.
    pub async fn get_keys(&self) -> Reply<Json> { self.0.call(GetKeys).await }
}

/// Ask the user to log in; what comes back is posted.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    VISIT "/auth/authorize",
    query("response_type" = "code"),
    query("response_mode" = "form_post"),
    query("scope" = "name email"),
    provider = Apple,
    callback = AuthorizeCallback
)]
pub struct Authorize {
    #[endpoint(query)] client_id: String,
    #[endpoint(query, format = "url")] redirect_uri: String,
    #[endpoint(query)] nonce: String,
}

/// Exchange the code for a token. Sent by [`Client::exchange_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/auth/token",
    body("grant_type" = "authorization_code"),
    body(
        "client_secret" = jwt(
            algorithm = ES256,
            key = "{private_key}",
            header("kid" = "{key_id}"),
            claims(
                "iss" = "{team_id}",
                "sub" = "{client_id}",
                "aud" = "https://appleid.apple.com",
                "iat" = "{now}",
                "exp" = "{now + 300s}",
            ),
        ),
    ),
    form,
    response = Token,
    error = AppleError
)]
pub struct ExchangeCode {
    #[endpoint(input)] team_id: String,
    #[endpoint(input)] key_id: String,
    #[endpoint(input)] private_key: PrivateKey,
    client_id: String,
    code: Secret,
    #[endpoint(format = "url")] redirect_uri: String,
}

/// Exchange a refresh token for a token, once a day at most. Sent by [`Client::renew`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/auth/token",
    body("grant_type" = "refresh_token"),
    body(
        "client_secret" = jwt(
            algorithm = ES256,
            key = "{private_key}",
            header("kid" = "{key_id}"),
            claims(
                "iss" = "{team_id}",
                "sub" = "{client_id}",
                "aud" = "https://appleid.apple.com",
                "iat" = "{now}",
                "exp" = "{now + 300s}",
            ),
        ),
    ),
    form,
    response = Token,
    error = AppleError
)]
pub struct Renew {
    #[endpoint(input)] team_id: String,
    #[endpoint(input)] key_id: String,
    #[endpoint(input)] private_key: PrivateKey,
    client_id: String,
    refresh_token: Secret,
}

/// Revoke a token. Sent by [`Client::revoke`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/auth/revoke",
    body(
        "client_secret" = jwt(
            algorithm = ES256,
            key = "{private_key}",
            header("kid" = "{key_id}"),
            claims(
                "iss" = "{team_id}",
                "sub" = "{client_id}",
                "aud" = "https://appleid.apple.com",
                "iat" = "{now}",
                "exp" = "{now + 300s}",
            ),
        ),
    ),
    form,
    response = (),
    error = AppleError
)]
pub struct Revoke {
    #[endpoint(input)] team_id: String,
    #[endpoint(input)] key_id: String,
    #[endpoint(input)] private_key: PrivateKey,
    client_id: String,
    token: Secret,
}

/// The keys that sign `id_token`s. Sent by [`Client::get_keys`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/auth/keys", response = Json, error = AppleError)]
pub struct GetKeys;

/// What [`Client::exchange_code`] and [`Client::renew`] return.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Token {
    /// The token that calls are made with (RFC 6749 §5.1).
    pub access_token: Secret,
    /// The kind of token (RFC 6749 §7.1).
    pub token_type: String,
    /// How long the token lives from now on.
    pub expires_in: Seconds,
    /// The token that the next one is requested with (RFC 6749 §6).
    pub refresh_token: Option<Secret>,
    pub id_token: Option<Secret>,
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
    /// The name and email address as JSON, at the first log-in only.
    pub user: Option<String>,
}

/// What a log-in with `User` captures.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct UserCaptured { pub id_token: Option<Secret> }

/// Why Sign in with Apple refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum AppleError {
    /// The provider answered 400.
    #[api_error(400, when(error = "invalid_grant"), class = reauthenticate)] InvalidGrant(Fault),
    /// The provider answered 400.
    #[api_error(400, when(error("invalid_client", "unauthorized_client")), class = configuration)] InvalidClient(Fault),
    /// The provider answered 400.
    #[api_error(400)] InvalidRequest(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// A user who logs in with Apple.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = Apple,
    mint(ExchangeCode(team_id, key_id, private_key, client_id, redirect_uri, code = authorize.code)),
    refresh(Renew(refresh_token)),
    revoke(Revoke(token)),
    token(access_token, expires_in, refresh_token, token_type),
    capture(id_token),
    captured = UserCaptured,
    rotation = kept,
    identity(token = id_token, issuer = "https://appleid.apple.com", keys = GetKeys),
    env_prefix = "APPLE_"
)]
pub struct User {
    #[token_source(mint, refresh, revoke)] team_id: String,
    #[token_source(mint, refresh, revoke)] key_id: String,
    #[token_source(mint, refresh, revoke)] private_key: PrivateKey,
    #[token_source(mint, refresh, revoke)] client_id: String,
    redirect_uri: String,
    /// What the user's consent gave back.
    #[token_source(visit = authorize)] code: OneTime<AuthorizationGrant<AuthorizeCallback>>,
}

impl Authorizes<Apple> for Bearer {}
