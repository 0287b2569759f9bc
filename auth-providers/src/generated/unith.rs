// @generated from unith.yaml: edit the spec, not this file.

//! UNITH.
//!
//! The UNITH platform API for digital humans.
//!
//! Source: <https://docs.unith.ai/user>
//!
//! Credentials:
//! - [`SecretKey`]: An account's email address and secret key. Its tokens are made by `create_token`,
//!   live 7 days.

use auth_runtime::session::TokenSource;
use auth_runtime::{
    Anonymous, ApiError, Authorizes, Bearer, Client, Connection, Decode, Endpoint, Error, ErrorBody, Host, Json,
    Provider, Response, Secret,
};

/// The provider UNITH.
#[derive(Clone, Copy, Debug)]
pub struct Unith;

impl Provider for Unith {
    const NAME: &'static str = "unith";
    const TITLE: &'static str = "UNITH";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://platform-api.unith.ai")];
}

/// A client of UNITH. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<Unith, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = UnithError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange an email address and secret key for a bearer token.
    ///
    /// # Errors
    /// [`UnithError`] if `POST /auth/token` is refused.
    pub async fn create_token(&self, request: CreateToken) -> Reply<Token> { self.0.call(request).await }

    /// Delete the account's secret key.
    ///
    /// # Errors
    /// [`UnithError`] if `DELETE /user/delete-secret-key` is refused.
    pub async fn delete_secret_key(&self) -> Reply<Json> where C: Authorizes<Unith> {
        self.0.call_protected(DeleteSecretKey).await
    }

    /// Generate a new secret key. It is shown once, in this reply.
    ///
    /// # Errors
    /// [`UnithError`] if `PUT /user/generate-secret-key` is refused.
    pub async fn generate_secret_key(&self) -> Reply<Json> where C: Authorizes<Unith> {
        self.0.call_protected(GenerateSecretKey).await
    }
}

/// Exchange an email address and secret key for a bearer token. Sent by [`Client::create_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/auth/token", json, response = Token, error = UnithError)]
pub struct CreateToken {
    email: String,
    #[endpoint(rename = "secretKey")] secret_key: Secret,
}

/// Delete the account's secret key. Sent by [`Client::delete_secret_key`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(DELETE "/user/delete-secret-key", protected, response = Json, error = UnithError)]
pub struct DeleteSecretKey;

/// Generate a new secret key. It is shown once, in this reply. Sent by [`Client::generate_secret_key`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(PUT "/user/generate-secret-key", protected, response = Json, error = UnithError)]
pub struct GenerateSecretKey;

/// A bearer token that lives seven days. The reply carries no expiry.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Token {
    #[decode(at("token", "data.bearer"))] pub token: Secret,
}

/// What is said about a refused request.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("message", "error"), message)] pub message: Option<String>,
}

/// Why UNITH refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum UnithError {
    /// The email address, the secret key or the token is wrong.
    #[api_error(401)] WrongCredentials(Fault),
    /// The provider failed.
    #[api_error(500)] ServerError(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// An account's email address and secret key.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = Unith, mint(CreateToken), token(access_token = token), lifetime = 604_800, env_prefix = "UNITH_"
)]
pub struct SecretKey { email: String, secret_key: Secret }

impl Authorizes<Unith> for Bearer {}
