// @generated from bluesky.yaml: edit the spec, not this file.

//! Bluesky.
//!
//! Accounts of Bluesky, and of other servers of the AT Protocol.
//!
//! Source: <https://atproto.com/specs/oauth>
//!
//! Credentials:
//! - [`User`]: An account, for a client that has no secret and whose metadata are at the URL that is
//!   its id. Its tokens are made by `exchange_code`, after `authorize`, renewed by `renew`, revoked by
//!   `revoke`.

use auth_runtime::consent::AuthorizationGrant;
use auth_runtime::host::Setting;
use auth_runtime::response::Classes;
use auth_runtime::session::{Consent, OneTime, TokenSource};
use auth_runtime::{
    Accepts, Anonymous, ApiError, Authorizes, Callback, Client, Connection, Credential, Decode, Endpoint, Error,
    ErrorBody, Host, Json, PrivateKey, Provider, Response, Seconds, Secret, host,
};

/// The provider Bluesky.
#[derive(Clone, Copy, Debug)]
pub struct Bluesky;

impl Provider for Bluesky {
    const NAME: &'static str = "bluesky";
    const TITLE: &'static str = "Bluesky";
    const HOSTS: &'static [Host] = &[
        Host::new("base", "{server}"),
        Host::new("login", "{issuer}"),
        Host::captured("push", "pushed_authorization_request_endpoint", &["{issuer}"]).whole(),
        Host::captured("authorize", "authorization_endpoint", &["{issuer}"]).whole(),
        Host::captured("exchange_code", "token_endpoint", &["{issuer}"]).whole(),
        Host::captured("renew", "token_endpoint", &["{issuer}"]).whole(),
        Host::captured("revoke", "revocation_endpoint", &["{issuer}"]).whole(),
    ];
    const SETTINGS: &'static [Setting] = <Settings as host::Settings>::SETTINGS;
    const CLASSES: Classes = Classes::of::<BlueskyError>();
}

/// What differs from one customer of Bluesky to another. A client is built with it.
#[derive(Clone, Debug, host::Settings)]
#[settings(provider = Bluesky, env_prefix = "BLUESKY_")]
pub struct Settings {
    /// The personal data server of the account.
    #[settings(origin)] server: String,
    /// The authorization server that the metadata of the server name.
    #[settings(origin, default = "https://bsky.social")] issuer: Option<String>,
}

/// A client of Bluesky. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
#[client(settings = Settings)]
pub struct Client<C = Anonymous>(Connection<Bluesky, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = BlueskyError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Which authorization server the server has.
    ///
    /// # Errors
    /// [`BlueskyError`] if `GET /.well-known/oauth-protected-resource` is refused.
    pub async fn describe_server(&self) -> Reply<Resource> { self.0.call(DescribeServer).await }

    /// Where the endpoints of the authorization server are.
    ///
    /// # Errors
    /// [`BlueskyError`] if `GET /.well-known/oauth-authorization-server` is refused.
    pub async fn describe_issuer(&self) -> Reply<Metadata> { self.0.call(DescribeIssuer).await }

    /// Push the authorization request; the client is known by the URL of its metadata.
    ///
    /// # Errors
    /// [`BlueskyError`] if `POST {pushed_authorization_request_endpoint}` is refused.
    pub async fn push(&self, request: Push) -> Reply<Pushed> { self.0.call(request).await }

    /// Exchange the code for tokens.
    ///
    /// # Errors
    /// [`BlueskyError`] if `POST {token_endpoint}` is refused.
    pub async fn exchange_code(&self, request: ExchangeCode) -> Reply<Token> { self.0.call(request).await }

    /// Exchange a refresh token for the next tokens.
    ///
    /// # Errors
    /// [`BlueskyError`] if `POST {token_endpoint}` is refused.
    pub async fn renew(&self, request: Renew) -> Reply<Token> { self.0.call(request).await }

    /// Revoke a token; the proof must be of the key to which it is bound.
    ///
    /// # Errors
    /// [`BlueskyError`] if `POST {revocation_endpoint}` is refused.
    pub async fn revoke(&self, request: Revoke) -> Reply<()> { self.0.call(request).await }

    /// The account.
    ///
    /// # Errors
    /// [`BlueskyError`] if `GET /xrpc/com.atproto.server.getSession` is refused.
    pub async fn get_session(&self) -> Reply<Session> where C: Authorizes<Bluesky, User> {
        self.0.call_protected(GetSession).await
    }

    /// Write a record, such as a post.
    ///
    /// # Errors
    /// [`BlueskyError`] if `POST /xrpc/com.atproto.repo.createRecord` is refused.
    pub async fn create_record(&self, request: CreateRecord) -> Reply<Json> where C: Authorizes<Bluesky, User> {
        self.0.call_captured(request).await
    }
}

/// Which authorization server the server has. Sent by [`Client::describe_server`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/.well-known/oauth-protected-resource", response = Resource, error = BlueskyError)]
pub struct DescribeServer;

/// Where the endpoints of the authorization server are. Sent by [`Client::describe_issuer`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/.well-known/oauth-authorization-server", host = "login", response = Metadata, error = BlueskyError)]
pub struct DescribeIssuer;

/// Push the authorization request; the client is known by the URL of its metadata. Sent by
/// [`Client::push`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "",
    host = "push",
    body("response_type" = "code"),
    body("code_challenge_method" = "S256"),
    sign(dpop(algorithm = "ES256", key = "{proof_key}")),
    captured(pushed_authorization_request_endpoint),
    form,
    response = Pushed,
    error = BlueskyError
)]
pub struct Push {
    #[endpoint(input)] proof_key: PrivateKey,
    #[endpoint(format = "url")] client_id: String,
    #[endpoint(format = "url")] redirect_uri: String,
    #[endpoint(default = "atproto")] scope: Option<String>,
    state: String,
    code_challenge: String,
    /// The handle or the DID of the account.
    login_hint: Option<String>,
}

/// Ask the user for consent.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    VISIT "",
    host = "authorize",
    settings(issuer),
    captured(authorization_endpoint),
    provider = Bluesky,
    callback = AuthorizeCallback,
    expected("iss" = "{issuer}"),
    pushed,
    pkce
)]
pub struct Authorize {
    #[endpoint(query, format = "url")] client_id: String,
    #[endpoint(query)] request_uri: String,
}

/// Exchange the code for tokens. Sent by [`Client::exchange_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "",
    host = "exchange_code",
    body("grant_type" = "authorization_code"),
    sign(dpop(algorithm = "ES256", key = "{proof_key}")),
    captured(token_endpoint),
    form,
    response = Token,
    error = BlueskyError
)]
pub struct ExchangeCode {
    #[endpoint(input)] proof_key: PrivateKey,
    #[endpoint(format = "url")] client_id: String,
    code: Secret,
    #[endpoint(format = "url")] redirect_uri: String,
    code_verifier: Secret,
}

/// Exchange a refresh token for the next tokens. Sent by [`Client::renew`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "",
    host = "renew",
    body("grant_type" = "refresh_token"),
    sign(dpop(algorithm = "ES256", key = "{proof_key}")),
    captured(token_endpoint),
    form,
    response = Token,
    error = BlueskyError
)]
pub struct Renew {
    #[endpoint(input)] proof_key: PrivateKey,
    #[endpoint(format = "url")] client_id: String,
    refresh_token: Secret,
}

/// Revoke a token; the proof must be of the key to which it is bound. Sent by [`Client::revoke`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "",
    host = "revoke",
    sign(dpop(algorithm = "ES256", key = "{proof_key}")),
    captured(revocation_endpoint),
    form,
    response = (),
    error = BlueskyError
)]
pub struct Revoke {
    #[endpoint(input)] proof_key: PrivateKey,
    #[endpoint(format = "url")] client_id: String,
    token: Secret,
}

/// The account. Sent by [`Client::get_session`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/xrpc/com.atproto.server.getSession", protected = User, response = Session, error = BlueskyError)]
pub struct GetSession;

/// Write a record, such as a post. Sent by [`Client::create_record`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/xrpc/com.atproto.repo.createRecord",
    body("repo" = "{sub}"),
    captured(sub),
    json,
    protected = User,
    response = Json,
    error = BlueskyError
)]
pub struct CreateRecord { collection: String, record: Json }

/// Which authorization server the server has (RFC 9728).
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Resource {
    #[decode(at("authorization_servers.0"))] pub authorization_server: String,
}

/// Where the endpoints of the authorization server are (RFC 8414).
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Metadata {
    pub issuer: String,
    pub authorization_endpoint: String,
    pub token_endpoint: String,
    pub pushed_authorization_request_endpoint: String,
    pub revocation_endpoint: String,
}

/// What the browser takes along.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Pushed {
    pub request_uri: String,
    /// How long the token lives from now on.
    pub expires_in: Seconds,
}

/// Tokens that are bound to a key, and whose they are.
#[derive(Clone, Debug, Decode)]
#[non_exhaustive]
pub struct Token {
    /// The token that calls are made with (RFC 6749 §5.1).
    pub access_token: Secret,
    /// The kind of token (RFC 6749 §7.1).
    pub token_type: String,
    /// How long the token lives from now on.
    pub expires_in: Seconds,
    /// The token that the next one is requested with (RFC 6749 §6).
    pub refresh_token: Secret,
    /// The scopes that were granted (RFC 6749 §3.3).
    pub scope: Option<String>,
    /// The DID of the account.
    pub sub: String,
}

/// The account.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Session { pub did: String, pub handle: String }

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("error"), code)] pub code: Option<String>,
    #[error_body(at("error_description", "message"), message)] pub text: Option<String>,
    #[error_body(challenge = "error")] pub challenged: Option<String>,
}

/// What the page `authorize` gives back.
#[derive(Clone, Debug, Callback)]
#[non_exhaustive]
pub struct AuthorizeCallback {
    /// The authorization code (RFC 6749 §4.1.2).
    pub code: Secret,
}

/// What a log-in with `User` captures.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct UserCaptured {
    /// The DID of the account.
    pub sub: String,
    pub authorization_endpoint: String,
    pub token_endpoint: String,
    pub pushed_authorization_request_endpoint: String,
    pub revocation_endpoint: String,
}

/// Why Bluesky refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum BlueskyError {
    /// The proof must have the nonce of the reply.
    #[api_error(400, when(code = "use_dpop_nonce"), class = retry)] NonceNeeded(Fault),
    /// The code or the refresh token is used, expired or revoked.
    #[api_error(400, when(code = "invalid_grant"), class = reauthenticate)] InvalidGrant(Fault),
    /// The metadata of the client are wrong, or the proof is.
    #[api_error(
        400,
        when(code("invalid_client", "invalid_client_id", "invalid_client_metadata", "invalid_dpop_proof")),
        class = configuration
    )]
    InvalidClient(Fault),
    /// The request is not valid.
    #[api_error(400)] BadRequest(Fault),
    /// The token or its proof is wrong, or the token has expired.
    #[api_error(401)] Unauthorized(Fault),
    /// The token has not the scope.
    #[api_error(403)] Forbidden(Fault),
    /// Too many requests.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// Starts the consent for [`User`]: `describe_server`, then `describe_issuer`, then `push`, then the
/// visit `authorize`.
#[derive(Clone, Debug, Consent)]
#[consent(
    provider = Bluesky,
    steps(
        DescribeServer expect(authorization_server = "{issuer}"),
        DescribeIssuer expect(issuer = "{issuer}"),
        Push(
            proof_key,
            client_id,
            redirect_uri,
            scope,
            login_hint,
            state = opening.state,
            code_challenge = opening.code_challenge,
        ),
    ),
    visit(Authorize(client_id, request_uri = push.request_uri)),
    capture(
        authorization_endpoint = describe_issuer.authorization_endpoint,
        token_endpoint = describe_issuer.token_endpoint,
        pushed_authorization_request_endpoint = describe_issuer.pushed_authorization_request_endpoint,
        revocation_endpoint = describe_issuer.revocation_endpoint,
    ),
    keep(
        describe_issuer.authorization_endpoint,
        describe_issuer.token_endpoint,
        describe_issuer.pushed_authorization_request_endpoint,
        describe_issuer.revocation_endpoint,
    ),
    expires(push.expires_in),
    settings(issuer)
)]
pub struct UserConsent {
    proof_key: PrivateKey,
    client_id: String,
    redirect_uri: String,
    scope: Option<String>,
    /// The handle or the DID of the account.
    login_hint: Option<String>,
}

/// An account, for a client that has no secret and whose metadata are at the URL that is its id.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = Bluesky,
    mint(ExchangeCode(proof_key, client_id, redirect_uri, code = authorize.code) verified),
    refresh(Renew(refresh_token)),
    revoke(Revoke(token)),
    token(access_token, expires_in, refresh_token, token_type),
    capture(
        sub,
        authorization_endpoint = describe_issuer.authorization_endpoint,
        token_endpoint = describe_issuer.token_endpoint,
        pushed_authorization_request_endpoint = describe_issuer.pushed_authorization_request_endpoint,
        revocation_endpoint = describe_issuer.revocation_endpoint,
    ),
    captured = UserCaptured,
    renewed(access_token, expires_in, refresh_token, token_type),
    recapture(sub),
    rotation = replaced,
    reuse = ends_grant,
    identity(call = GetSession, subject = did),
    check(GetSession),
    env_prefix = "BLUESKY_",
    header("Authorization" = "DPoP {access_token}"),
    sign(dpop(algorithm = "ES256", key = "{proof_key}"))
)]
pub struct User {
    #[token_source(mint, refresh, revoke)] proof_key: PrivateKey,
    #[token_source(mint, refresh, revoke)] client_id: String,
    redirect_uri: String,
    /// What the user's consent gave back.
    #[token_source(visit = authorize, after(describe_issuer), verifier = code_verifier)]
    code: OneTime<AuthorizationGrant<AuthorizeCallback>>,
}

/// A token of [`User`], attached as it is.
#[derive(Clone, Debug, Credential)]
#[credential(
    provider = Bluesky,
    header("Authorization" = "DPoP {access_token}"),
    sign(dpop(algorithm = "ES256", key = "{proof_key}"))
)]
pub struct UserToken { access_token: Secret, proof_key: PrivateKey }

impl Accepts<UserToken> for User {}
