// @generated from keycloak.yaml: edit the spec, not this file.

//! Keycloak.
//!
//! Source: <https://www.keycloak.org/securing-apps/oidc-layers>
//!
//! Credentials:
//! - [`User`]: A user of the realm, whose request is pushed before the visit. Its tokens are made by
//!   `exchange_code`, after `authorize`, renewed by `renew`, revoked by `revoke`.
//! - [`Service`]: A client without a user, which signs with its secret. Its tokens are made by
//!   `discover`, then `create_token`.

use auth_runtime::consent::AuthorizationGrant;
use auth_runtime::host::Setting;
use auth_runtime::response::Classes;
use auth_runtime::session::{Consent, OneTime, TokenSource};
use auth_runtime::value::{Expiry, UnixSeconds};
use auth_runtime::{
    Accepts, Anonymous, ApiError, Authorizes, Bearer, Callback, Client, Connection, Decode, Encode, Endpoint, Error,
    ErrorBody, Host, PrivateKey, Provider, Response, Scopes, Seconds, Secret, Uuid, host,
};

/// The provider Keycloak.
#[derive(Clone, Copy, Debug)]
pub struct Keycloak;

impl Provider for Keycloak {
    const NAME: &'static str = "keycloak";
    const TITLE: &'static str = "Keycloak";
    const HOSTS: &'static [Host] = &[
        Host::new("base", "{server}"),
        Host::captured("create_token", "token_endpoint", &["{server}"]).whole(),
    ];
    const SETTINGS: &'static [Setting] = <Settings as host::Settings>::SETTINGS;
    const CLASSES: Classes = Classes::of::<KeycloakError>();
}

/// What differs from one customer of Keycloak to another. A client is built with it.
#[derive(Clone, Debug, host::Settings)]
#[settings(provider = Keycloak, env_prefix = "KEYCLOAK_")]
pub struct Settings {
    /// The origin of the server.
    #[settings(origin)] server: String,
    /// The realm.
    #[settings(pattern = "[A-Za-z0-9_.-]+")] realm: String,
}

/// A client of Keycloak. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
#[client(settings = Settings)]
pub struct Client<C = Anonymous>(Connection<Keycloak, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = KeycloakError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Where the endpoints of the realm are.
    ///
    /// # Errors
    /// [`KeycloakError`] if `GET /realms/{realm}/.well-known/openid-configuration` is refused.
    pub async fn discover(&self) -> Reply<Metadata> { self.0.call(Discover).await }

    /// Push the authorization request (RFC 9126), as an object that the client signs (RFC 9101).
    ///
    /// # Errors
    /// [`KeycloakError`] if `POST /realms/{realm}/protocol/openid-connect/ext/par/request` is refused.
    pub async fn push(&self, request: Push) -> Reply<Pushed> { self.0.call(request).await }

    /// Exchange the code for tokens.
    ///
    /// # Errors
    /// [`KeycloakError`] if `POST /realms/{realm}/protocol/openid-connect/token` is refused.
    pub async fn exchange_code(&self, request: ExchangeCode) -> Reply<Token> { self.0.call(request).await }

    /// Exchange a refresh token for tokens.
    ///
    /// # Errors
    /// [`KeycloakError`] if `POST /realms/{realm}/protocol/openid-connect/token` is refused.
    pub async fn renew(&self, request: Renew) -> Reply<Token> { self.0.call(request).await }

    /// Exchange an assertion that the secret of the client signs for a token.
    ///
    /// # Errors
    /// [`KeycloakError`] if `POST {token_endpoint}` is refused.
    pub async fn create_token(&self, request: CreateToken) -> Reply<Token> { self.0.call(request).await }

    /// What the server knows about a token (RFC 7662).
    ///
    /// # Errors
    /// [`KeycloakError`] if `POST /realms/{realm}/protocol/openid-connect/token/introspect` is refused.
    pub async fn introspect(&self, request: Introspect) -> Reply<TokenState> { self.0.call(request).await }

    /// Revoke a token (RFC 7009).
    ///
    /// # Errors
    /// [`KeycloakError`] if `POST /realms/{realm}/protocol/openid-connect/revoke` is refused.
    pub async fn revoke(&self, request: Revoke) -> Reply<()> { self.0.call(request).await }

    /// Claims about the user.
    ///
    /// # Errors
    /// [`KeycloakError`] if `GET /realms/{realm}/protocol/openid-connect/userinfo` is refused.
    pub async fn get_user_info(&self) -> Reply<UserInfo> where C: Authorizes<Keycloak, User> {
        self.0.call_protected(GetUserInfo).await
    }

    /// The groups of the realm.
    ///
    /// # Errors
    /// [`KeycloakError`] if `GET /admin/realms/{realm}/groups` is refused.
    pub async fn list_groups(&self, request: ListGroups) -> Reply<Groups> where C: Authorizes<Keycloak, Service> {
        self.0.call_protected(request).await
    }

    /// Give roles to a user.
    ///
    /// # Errors
    /// [`KeycloakError`] if `POST /admin/realms/{realm}/users/{user_id}/role-mappings/realm` is refused.
    pub async fn add_roles(&self, request: AddRoles) -> Reply<()> where C: Authorizes<Keycloak, Service> {
        self.0.call_protected(request).await
    }
}

/// Where the endpoints of the realm are. Sent by [`Client::discover`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    GET "/realms/{realm}/.well-known/openid-configuration", settings(realm), response = Metadata, error = KeycloakError
)]
pub struct Discover;

/// Push the authorization request (RFC 9126), as an object that the client signs (RFC 9101). Sent by
/// [`Client::push`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/realms/{realm}/protocol/openid-connect/ext/par/request",
    body(
        "request" = jwt(
            algorithm = ES256,
            key = "{signing_key}",
            claims(
                "iss" = "{client_id}",
                "client_id" = "{client_id}",
                "aud" = "{server}/realms/{realm}",
                "response_type" = "code",
                "redirect_uri" = "{redirect_uri}",
                "scope" = "{scope}",
                "state" = "{state}",
                "code_challenge" = "{code_challenge}",
                "code_challenge_method" = "S256",
                "nbf" = "{now}",
                "exp" = "{now + 300s}",
            ),
        ),
    ),
    basic(username = "{client_id}", password = "{client_secret}", encode = form),
    settings(realm, server),
    form,
    response = Pushed,
    error = KeycloakError
)]
pub struct Push {
    /// The identifier of the client (RFC 6749 §2.2).
    #[endpoint(input)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[endpoint(input)] client_secret: Secret,
    #[endpoint(input)] signing_key: PrivateKey,
    #[endpoint(input, format = "url")] redirect_uri: String,
    #[endpoint(input, separator = " ")] scope: Vec<Scope>,
    #[endpoint(input)] state: String,
    #[endpoint(input)] code_challenge: String,
}

/// Ask the user to log in.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    VISIT "/realms/{realm}/protocol/openid-connect/auth",
    settings(realm, server),
    provider = Keycloak,
    callback = AuthorizeCallback,
    expected("iss" = "{server}/realms/{realm}"),
    pushed,
    pkce
)]
pub struct Authorize {
    #[endpoint(query)] client_id: String,
    #[endpoint(query)] request_uri: String,
}

/// Exchange the code for tokens. Sent by [`Client::exchange_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/realms/{realm}/protocol/openid-connect/token",
    body("grant_type" = "authorization_code"),
    basic(username = "{client_id}", password = "{client_secret}", encode = form),
    settings(realm),
    form,
    response = Token,
    error = KeycloakError
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

/// Exchange a refresh token for tokens. Sent by [`Client::renew`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/realms/{realm}/protocol/openid-connect/token",
    body("grant_type" = "refresh_token"),
    basic(username = "{client_id}", password = "{client_secret}", encode = form),
    settings(realm),
    form,
    response = Token,
    error = KeycloakError
)]
pub struct Renew {
    /// The identifier of the client (RFC 6749 §2.2).
    #[endpoint(input)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[endpoint(input)] client_secret: Secret,
    refresh_token: Secret,
}

/// Exchange an assertion that the secret of the client signs for a token. Sent by
/// [`Client::create_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "",
    host = "create_token",
    body("grant_type" = "client_credentials"),
    body("client_assertion_type" = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
    body(
        "client_assertion" = jwt(
            algorithm = HS256,
            key = "{client_secret}",
            claims(
                "iss" = "{client_id}",
                "sub" = "{client_id}",
                "iat" = "{now}",
                "exp" = "{now + 60s}",
                "jti" = random(uuid),
                "aud" = "{server}/realms/{realm}",
            ),
        ),
    ),
    settings(server, realm),
    captured(token_endpoint),
    form,
    response = Token,
    error = KeycloakError
)]
pub struct CreateToken {
    /// The identifier of the client (RFC 6749 §2.2).
    #[endpoint(input)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[endpoint(input)] client_secret: Secret,
}

/// What the server knows about a token (RFC 7662). Sent by [`Client::introspect`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/realms/{realm}/protocol/openid-connect/token/introspect",
    basic(username = "{client_id}", password = "{client_secret}", encode = form),
    settings(realm),
    form,
    response = TokenState,
    error = KeycloakError
)]
pub struct Introspect {
    /// The identifier of the client (RFC 6749 §2.2).
    #[endpoint(input)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[endpoint(input)] client_secret: Secret,
    token: Secret,
}

/// Revoke a token (RFC 7009). Sent by [`Client::revoke`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/realms/{realm}/protocol/openid-connect/revoke",
    basic(username = "{client_id}", password = "{client_secret}", encode = form),
    settings(realm),
    form,
    response = (),
    error = KeycloakError
)]
pub struct Revoke {
    /// The identifier of the client (RFC 6749 §2.2).
    #[endpoint(input)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[endpoint(input)] client_secret: Secret,
    token: Secret,
}

/// Claims about the user. Sent by [`Client::get_user_info`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    GET "/realms/{realm}/protocol/openid-connect/userinfo",
    settings(realm),
    protected = User,
    response = UserInfo,
    error = KeycloakError
)]
pub struct GetUserInfo;

/// The groups of the realm. Sent by [`Client::list_groups`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    GET "/admin/realms/{realm}/groups",
    query("first" = 0),
    query("max" = 1),
    settings(realm),
    protected = Service,
    response = Groups,
    error = KeycloakError
)]
pub struct ListGroups {
    #[endpoint(query)] search: Option<String>,
}

/// Give roles to a user. Sent by [`Client::add_roles`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/admin/realms/{realm}/users/{user_id}/role-mappings/realm",
    settings(realm),
    json_value,
    protected = Service,
    response = (),
    error = KeycloakError
)]
pub struct AddRoles { user_id: String, body: Vec<Role> }

/// Where the endpoints of the realm are.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Metadata { pub issuer: String, pub token_endpoint: String }

/// What the browser takes along, for a minute.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Pushed {
    pub request_uri: String,
    /// How long the token lives from now on.
    pub expires_in: Seconds,
}

/// What [`Client::exchange_code`] and 2 other calls return.
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
    #[decode(never(0))] pub refresh_expires_in: Option<Expiry<Seconds>>,
    /// The scopes that were granted (RFC 6749 §3.3).
    pub scope: Option<String>,
}

/// What the server knows about a token.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct TokenState { pub active: bool, pub username: Option<String>, pub exp: Option<UnixSeconds> }

/// Claims about the user.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct UserInfo { pub sub: String, pub preferred_username: Option<String>, pub email: Option<String> }

/// A role.
#[derive(Clone, Debug, Encode)]
#[encode(new)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Role { pub id: Uuid, pub name: String }

/// A group and the groups in it.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Group {
    pub id: Uuid,
    pub name: String,
    pub path: String,
    #[decode(rename = "subGroups")] pub sub_groups: Option<Vec<Group>>,
}

/// The first group.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Groups {
    #[decode(at("0"))] pub first: Option<Group>,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("error"), code)] pub code: Option<String>,
    #[error_body(at("error_description", "errorMessage"), message)] pub text: Option<String>,
}

/// What the page `authorize` gives back.
#[derive(Clone, Debug, Callback)]
#[non_exhaustive]
pub struct AuthorizeCallback {
    /// The authorization code (RFC 6749 §4.1.2).
    pub code: Secret,
}

/// What a log-in with `Service` captures.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct ServiceCaptured { pub token_endpoint: String }

/// Why Keycloak refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum KeycloakError {
    /// The code, the refresh token or the session is used, expired or ended.
    #[api_error(400, when(code = "invalid_grant"), class = reauthenticate)] InvalidGrant(Fault),
    /// The request, or the object that the client has signed, is not valid.
    #[api_error(400)] BadRequest(Fault),
    /// The client or what proves it is wrong.
    #[api_error(401, when(code("invalid_client", "unauthorized_client")), class = configuration)] InvalidClient(Fault),
    /// The token is missing, wrong or expired.
    #[api_error(401)] Unauthorized(Fault),
    /// The caller has not the role.
    #[api_error(403)] Forbidden(Fault),
    /// There is no such thing.
    #[api_error(404)] NotFound(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// What a token of Keycloak may be used for (RFC 6749 §3.3).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Scopes)]
#[non_exhaustive]
pub enum Scope {
    /// Log in.
    #[scope("openid")] Openid,
    /// The profile.
    #[scope("profile")] Profile,
    /// The email address.
    #[scope("email")] Email,
    /// A refresh token without an end.
    #[scope("offline_access")] OfflineAccess,
    /// A value that the provider does not document.
    #[scope(other)] Other(String),
}

/// Starts the consent for [`User`]: `push`, then the visit `authorize`.
#[derive(Clone, Debug, Consent)]
#[consent(
    provider = Keycloak,
    steps(
        Push(
            client_id,
            client_secret,
            signing_key,
            redirect_uri,
            scope,
            state = opening.state,
            code_challenge = opening.code_challenge,
        ),
    ),
    visit(Authorize(client_id, request_uri = push.request_uri)),
    expires(push.expires_in)
)]
pub struct UserConsent {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
    signing_key: PrivateKey,
    redirect_uri: String,
    scope: Vec<Scope>,
}

/// A user of the realm, whose request is pushed before the visit.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = Keycloak,
    mint(ExchangeCode(client_id, client_secret, redirect_uri, code = authorize.code) verified),
    refresh(Renew(refresh_token)),
    revoke(Revoke(token)),
    token(access_token, expires_in, refresh_token, refresh_expires_in, token_type),
    rotation = replaced,
    identity(call = GetUserInfo, subject = sub),
    check(GetUserInfo),
    env_prefix = "KEYCLOAK_"
)]
pub struct User {
    /// The identifier of the client (RFC 6749 §2.2).
    #[token_source(mint, refresh, revoke)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[token_source(mint, refresh, revoke)] client_secret: Secret,
    redirect_uri: String,
    /// What the user's consent gave back.
    #[token_source(visit = authorize, verifier = code_verifier)] code: OneTime<AuthorizationGrant<AuthorizeCallback>>,
}

/// A client without a user, which signs with its secret.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = Keycloak,
    mint(Discover keep = 86_400 expect(issuer = "{server}/realms/{realm}"), CreateToken(client_id, client_secret)),
    token(
        access_token = create_token.access_token,
        expires_in = create_token.expires_in,
        token_type = create_token.token_type,
    ),
    capture(token_endpoint = discover.token_endpoint),
    captured = ServiceCaptured,
    check(ListGroups::new()),
    env_prefix = "KEYCLOAK_",
    settings(server, realm)
)]
pub struct Service {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
}

impl<C: Accepts<Bearer>> Authorizes<Keycloak, C> for Bearer {}

impl Accepts<Bearer> for User {}

impl Accepts<Bearer> for Service {}
