// @generated from salesforce.yaml: edit the spec, not this file.

//! Salesforce.
//!
//! Source: <https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_flows.htm>
//!
//! Credentials:
//! - [`User`]: A user's consent. Its tokens are made by `exchange_code`, then `introspect`, after
//!   `authorize`, renewed by `renew`, revoked by `revoke`.
//! - [`Robot`]: A user of the organization, by a certificate that the app has registered. Its tokens
//!   are made by `create_token`, revoked by `revoke`, live 2 hours.

use auth_runtime::consent::AuthorizationCode;
use auth_runtime::host::Setting;
use auth_runtime::response::Classes;
use auth_runtime::session::{OneTime, TokenSource};
use auth_runtime::value::{UnixMilliseconds, UnixSeconds};
use auth_runtime::{
    Anonymous, ApiError, Authorizes, Bearer, Client, Connection, Decode, Endpoint, Error, ErrorBody, Host, Json,
    PrivateKey, Provider, Response, Scopes, Secret, host,
};

/// The provider Salesforce.
#[derive(Clone, Copy, Debug)]
pub struct Salesforce;

impl Provider for Salesforce {
    const NAME: &'static str = "salesforce";
    const TITLE: &'static str = "Salesforce";
    const HOSTS: &'static [Host] = &[
        Host::captured("base", "instance_url", &["salesforce.com", "force.com", "salesforce.mil", "sfcrmproducts.cn"]),
        Host::new("login", "https://{login_host}"),
    ];
    const SETTINGS: &'static [Setting] = <Settings as host::Settings>::SETTINGS;
    const CLASSES: Classes = Classes::of::<SalesforceError>();
}

/// What differs from one customer of Salesforce to another. A client is built with it.
#[derive(Clone, Debug, host::Settings)]
#[settings(provider = Salesforce, env_prefix = "SALESFORCE_")]
pub struct Settings {
    /// `test.salesforce.com` for sandboxes, or the domain of the organization.
    #[settings(host, within("salesforce.com"), default = "login.salesforce.com")] login_host: Option<String>,
}

/// A client of Salesforce. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
#[client(settings = Settings)]
pub struct Client<C = Anonymous>(Connection<Salesforce, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = SalesforceError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange the code for a token.
    ///
    /// # Errors
    /// [`SalesforceError`] if `POST /services/oauth2/token` is refused.
    pub async fn exchange_code(&self, request: ExchangeCode) -> Reply<Token> { self.0.call(request).await }

    /// Exchange a refresh token for a token.
    ///
    /// # Errors
    /// [`SalesforceError`] if `POST /services/oauth2/token` is refused.
    pub async fn renew(&self, request: Renew) -> Reply<Token> { self.0.call(request).await }

    /// Whether a token is valid.
    ///
    /// # Errors
    /// [`SalesforceError`] if `POST /services/oauth2/introspect` is refused.
    pub async fn introspect(&self, request: Introspect) -> Reply<State> { self.0.call(request).await }

    /// Revoke a token.
    ///
    /// # Errors
    /// [`SalesforceError`] if `POST /services/oauth2/revoke` is refused.
    pub async fn revoke(&self, request: Revoke) -> Reply<()> { self.0.call(request).await }

    /// Exchange a signed JWT for a token.
    ///
    /// # Errors
    /// [`SalesforceError`] if `POST /services/oauth2/token` is refused.
    pub async fn create_token(&self, request: CreateToken) -> Reply<Token> { self.0.call(request).await }

    /// List the objects.
    ///
    /// # Errors
    /// [`SalesforceError`] if `GET /services/data/v62.0/sobjects` is refused.
    pub async fn list_objects(&self) -> Reply<Json> where C: Authorizes<Salesforce> {
        self.0.call_captured(ListObjects).await
    }
}

/// Ask the user for consent.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    VISIT "/services/oauth2/authorize", host = "login", query("response_type" = "code"), provider = Salesforce, pkce
)]
pub struct Authorize {
    #[endpoint(query)] client_id: String,
    #[endpoint(query, format = "url")] redirect_uri: String,
    #[endpoint(query, separator = " ")] scope: Option<Vec<Scope>>,
    #[endpoint(query)] prompt: Option<String>,
    #[endpoint(query)] login_hint: Option<String>,
}

/// Exchange the code for a token. Sent by [`Client::exchange_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/services/oauth2/token",
    host = "login",
    body("grant_type" = "authorization_code"),
    form,
    response = Token,
    error = SalesforceError
)]
pub struct ExchangeCode {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
    code: Secret,
    #[endpoint(format = "url")] redirect_uri: String,
    code_verifier: Secret,
}

/// Exchange a refresh token for a token. Sent by [`Client::renew`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/services/oauth2/token",
    host = "login",
    body("grant_type" = "refresh_token"),
    form,
    response = Token,
    error = SalesforceError
)]
pub struct Renew {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
    refresh_token: Secret,
}

/// Whether a token is valid. Sent by [`Client::introspect`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/services/oauth2/introspect", host = "login", form, response = State, error = SalesforceError)]
pub struct Introspect {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
    token: Secret,
    token_type_hint: Option<String>,
}

/// Revoke a token. Sent by [`Client::revoke`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/services/oauth2/revoke", host = "login", form, response = (), error = SalesforceError)]
pub struct Revoke { token: Secret }

/// Exchange a signed JWT for a token. Sent by [`Client::create_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/services/oauth2/token",
    host = "login",
    body("grant_type" = "urn:ietf:params:oauth:grant-type:jwt-bearer"),
    body(
        "assertion" = jwt(
            algorithm = RS256,
            key = "{private_key}",
            claims("iss" = "{client_id}", "sub" = "{username}", "aud" = "https://{login_host}", "exp" = "{now + 180s}"),
        ),
    ),
    settings(login_host),
    form,
    response = Token,
    error = SalesforceError
)]
pub struct CreateToken {
    #[endpoint(input)] client_id: String,
    #[endpoint(input)] username: String,
    #[endpoint(input)] private_key: PrivateKey,
}

/// List the objects. Sent by [`Client::list_objects`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    GET "/services/data/v62.0/sobjects", captured(instance_url), protected, response = Json, error = SalesforceError
)]
pub struct ListObjects;

/// What [`Client::exchange_code`] and 2 other calls return.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Token {
    /// The token that calls are made with (RFC 6749 §5.1).
    pub access_token: Secret,
    /// The token that the next one is requested with (RFC 6749 §6).
    pub refresh_token: Option<Secret>,
    pub instance_url: String,
    pub id: String,
    pub issued_at: Option<UnixMilliseconds>,
    /// The kind of token (RFC 6749 §7.1).
    #[decode(default = "Bearer")] pub token_type: String,
    /// The scopes that were granted (RFC 6749 §3.3).
    #[decode(separator = " ")] pub scope: Option<Vec<Scope>>,
}

/// What [`Client::introspect`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct State { pub active: bool, pub exp: Option<UnixSeconds> }

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("error", "0.errorCode"), code)] pub code: Option<String>,
    #[error_body(at("error_description", "0.message"), message)] pub text: Option<String>,
}

/// What a log-in with `User` captures.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct UserCaptured { pub instance_url: String }

/// What a log-in with `Robot` captures.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct RobotCaptured { pub instance_url: String }

/// Why Salesforce refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum SalesforceError {
    /// The provider answered 400.
    #[api_error(400, when(code = "invalid_grant"), class = reauthenticate)] InvalidGrant(Fault),
    /// The provider answered 400.
    #[api_error(400, when(code("invalid_client", "invalid_client_id")), class = configuration)] InvalidClient(Fault),
    /// The provider answered 400.
    #[api_error(400)] BadRequest(Fault),
    /// The provider answered 401.
    #[api_error(401, when(code = "INVALID_SESSION_ID"), class = reauthenticate)] InvalidSession(Fault),
    /// The provider answered 403.
    #[api_error(403, when(code = "REQUEST_LIMIT_EXCEEDED"), class = rate_limited)] RequestLimit(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// What a token of Salesforce may be used for (RFC 6749 §3.3).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Scopes)]
#[non_exhaustive]
pub enum Scope {
    /// Call the API.
    #[scope("api")] Api,
    /// A refresh token.
    #[scope("refresh_token")] RefreshToken,
    /// Log in.
    #[scope("openid")] Openid,
    /// Everything.
    #[scope("full")] Full,
    /// A value that the provider does not document.
    #[scope(other)] Other(String),
}

/// A user's consent.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = Salesforce,
    mint(
        ExchangeCode(client_id, client_secret, code, redirect_uri),
        Introspect(client_id, client_secret, token_type_hint, token = exchange_code.access_token) optional,
    ),
    refresh(Renew(refresh_token)),
    revoke(Revoke(token)),
    token(
        access_token = exchange_code.access_token,
        expires_at = introspect.exp,
        refresh_token = exchange_code.refresh_token,
        scope = exchange_code.scope,
        token_type = exchange_code.token_type,
    ),
    capture(instance_url = exchange_code.instance_url),
    captured = UserCaptured,
    renewed(access_token, refresh_token, scope, token_type),
    recapture(instance_url),
    check(ListObjects),
    env_prefix = "SALESFORCE_"
)]
pub struct User {
    /// The identifier of the client (RFC 6749 §2.2).
    #[token_source(mint, refresh)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[token_source(mint, refresh)] client_secret: Secret,
    #[token_source(verifier = code_verifier)] code: OneTime<AuthorizationCode>,
    redirect_uri: String,
    token_type_hint: Option<String>,
}

/// A user of the organization, by a certificate that the app has registered.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = Salesforce,
    mint(CreateToken),
    revoke(Revoke(token)),
    token(access_token, scope, token_type),
    capture(instance_url),
    captured = RobotCaptured,
    lifetime = 7_200,
    check(ListObjects),
    env_prefix = "SALESFORCE_"
)]
pub struct Robot { client_id: String, username: String, private_key: PrivateKey }

impl Authorizes<Salesforce> for Bearer {}
