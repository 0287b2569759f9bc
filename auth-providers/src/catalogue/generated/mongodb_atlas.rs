// @generated from mongodb_atlas.yaml: edit the spec, not this file.

//! `MongoDB` Atlas.
//!
//! Source: <https://www.mongodb.com/docs/atlas/api/>
//!
//! Credentials:
//! - [`ServiceAccount`]: A service account. Its tokens are made by `create_token`, revoked by `revoke`.
//! - [`ApiKey`]: A public and a private key, by HTTP Digest.

use auth_runtime::host::Header;
use auth_runtime::session::TokenSource;
use auth_runtime::{
    Anonymous, ApiError, Authorizes, Bearer, Client, Connection, Credential, Decode, Endpoint, Error, ErrorBody, Host,
    Json, Provider, Response, Seconds, Secret,
};

/// The provider `MongoDB` Atlas.
#[derive(Clone, Copy, Debug)]
pub struct MongoDBAtlas;

impl Provider for MongoDBAtlas {
    const NAME: &'static str = "mongodb_atlas";
    const TITLE: &'static str = "MongoDB Atlas";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://cloud.mongodb.com/api")];
    const HEADERS: &'static [Header] = &[Header::new("Accept", "application/vnd.atlas.2025-03-12+json")];
}

/// A client of `MongoDB` Atlas. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<MongoDBAtlas, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = MongoDBAtlasError> = Result<Response<T>, Error<E>>;

#[allow(deprecated)]
impl<C> Client<C> {
    /// Exchange the secret of a service account for a token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /oauth/token` is refused; `InvalidClient` is special to it.
    pub async fn create_token(&self, request: CreateToken) -> Reply<Token, TokenError> { self.0.call(request).await }

    /// Revoke a token.
    ///
    /// # Errors
    /// [`TokenError`] if `POST /oauth/revoke` is refused; `InvalidClient` is special to it.
    pub async fn revoke(&self, request: Revoke) -> Reply<(), TokenError> { self.0.call(request).await }

    /// List the projects.
    ///
    /// # Errors
    /// [`MongoDBAtlasError`] if `GET /atlas/v2/groups` is refused.
    pub async fn list_groups(&self) -> Reply<Json> where C: Authorizes<MongoDBAtlas> {
        self.0.call_protected(ListGroups).await
    }

    /// List the clusters of a project.
    ///
    /// # Errors
    /// [`MongoDBAtlasError`] if `GET /atlas/v2/groups/{group_id}/clusters` is refused.
    pub async fn list_clusters(&self, request: ListClusters) -> Reply<Json> where C: Authorizes<MongoDBAtlas> {
        self.0.call_protected(request).await
    }
}

/// Exchange the secret of a service account for a token. Sent by [`Client::create_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/oauth/token",
    header("Accept" = "application/json"),
    body("grant_type" = "client_credentials"),
    basic(username = "{client_id}", password = "{client_secret}", encode = form),
    form,
    response = Token,
    error = TokenError
)]
pub struct CreateToken {
    /// The identifier of the client (RFC 6749 §2.2).
    #[endpoint(input)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[endpoint(input)] client_secret: Secret,
}

/// Revoke a token. Sent by [`Client::revoke`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/oauth/revoke",
    header("Accept" = "application/json"),
    basic(username = "{client_id}", password = "{client_secret}", encode = form),
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

/// List the projects. Sent by [`Client::list_groups`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/atlas/v2/groups", protected, response = Json, error = MongoDBAtlasError)]
pub struct ListGroups;

/// List the clusters of a project. Sent by [`Client::list_clusters`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/atlas/v2/groups/{group_id}/clusters", protected, response = Json, error = MongoDBAtlasError)]
pub struct ListClusters { group_id: String }

/// What [`Client::create_token`] returns.
#[derive(Clone, Debug, Decode)]
#[non_exhaustive]
pub struct Token {
    /// The token that calls are made with (RFC 6749 §5.1).
    pub access_token: Secret,
    /// How long the token lives from now on.
    pub expires_in: Seconds,
    /// The kind of token (RFC 6749 §7.1).
    pub token_type: String,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("errorCode", "error"), code)] pub code: Option<String>,
    #[error_body(at("detail", "error_description"), message)] pub text: Option<String>,
}

/// Why `MongoDB` Atlas refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum MongoDBAtlasError {
    /// The provider answered 401.
    #[api_error(401)] Unauthorized(Fault),
    /// The provider answered 403.
    #[api_error(403)] Forbidden(Fault),
    /// The provider answered 429.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// Why `MongoDB` Atlas refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum TokenError {
    /// The provider answered 401.
    #[api_error(401, class = configuration)] InvalidClient(Fault),
    /// The provider answered 403.
    #[api_error(403)] Forbidden(Fault),
    /// The provider answered 429.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// A service account.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = MongoDBAtlas,
    mint(CreateToken),
    revoke(Revoke(token)),
    token(access_token, expires_in, token_type),
    check(ListGroups),
    env_prefix = "MONGODB_ATLAS_"
)]
pub struct ServiceAccount {
    /// The identifier of the client (RFC 6749 §2.2).
    #[token_source(mint, revoke)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[token_source(mint, revoke)] client_secret: Secret,
}

/// A public and a private key, by HTTP Digest.
#[deprecated(note = "Use a service account.")]
#[derive(Clone, Debug, Credential)]
#[credential(
    provider = MongoDBAtlas,
    sign(digest(username = "{public_key}", password = "{private_key}")),
    env_prefix = "MONGODB_ATLAS_",
    check(ListGroups)
)]
pub struct ApiKey { public_key: String, private_key: Secret }

impl Authorizes<MongoDBAtlas> for Bearer {}
