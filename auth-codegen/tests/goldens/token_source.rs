// @generated from token_source.yaml: edit the spec, not this file.

//! Token Source.
//!
//! Credentials:
//! - [`Password`]: A user and a one-time password. Its tokens are made by `log_in`, renewed by `renew`,
//!   revoked by `revoke`, live 90 seconds.

use auth_runtime::session::OneTime;
use auth_runtime::{
    Anonymous, ApiError, Client, Connection, Credential, Decode, Endpoint, Error, Host, Provider, Response, Secret,
};

/// The provider Token Source.
#[derive(Clone, Copy, Debug)]
pub struct TokenSource;

impl Provider for TokenSource {
    const NAME: &'static str = "token_source";
    const TITLE: &'static str = "Token Source";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://api.acme.example")];
}

/// A client of Token Source. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<TokenSource, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = TokenSourceError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange a one-time password.
    ///
    /// # Errors
    /// [`TokenSourceError`] if `POST /token` is refused.
    pub async fn log_in(&self, request: LogIn) -> Reply<Token> { self.0.call(request).await }

    /// Renew the token.
    ///
    /// # Errors
    /// [`TokenSourceError`] if `POST /renew` is refused.
    pub async fn renew(&self, request: Renew) -> Reply<Token> { self.0.call(request).await }

    /// Revoke a token (RFC 7009).
    ///
    /// # Errors
    /// [`TokenSourceError`] if `POST /revoke` is refused.
    pub async fn revoke(&self, request: Revoke) -> Reply<()> { self.0.call(request).await }
}

/// Exchange a one-time password. Sent by [`Client::log_in`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/token", json, response = Token, error = TokenSourceError)]
pub struct LogIn {
    user: String,
    /// The code that the device shows.
    otp: Secret,
    app_id: String,
    hint: Option<String>,
}

/// Renew the token. Sent by [`Client::renew`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/renew", form, response = Token, error = TokenSourceError)]
pub struct Renew { refresh_token: Secret, app_id: String, device: String }

/// Revoke a token (RFC 7009). Sent by [`Client::revoke`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/revoke", form, response = (), error = TokenSourceError)]
pub struct Revoke { token: Secret, app_id: String }

/// A token.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Token { pub token: Secret, pub renewal: Option<Secret>, pub granted: Option<Vec<String>> }

/// Why Token Source refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum TokenSourceError {
    /// A status that the provider does not document.
    #[api_error(other)] Other,
}

/// A user and a one-time password.
#[derive(Debug, ::auth_runtime::session::TokenSource)]
#[token_source(
    provider = TokenSource,
    mint(LogIn),
    refresh(Renew(refresh_token)),
    revoke(Revoke(token)),
    token(access_token = token, refresh_token = renewal, scope = granted),
    lifetime = 90,
    env_prefix = "TOKEN_SOURCE_",
    header = "X-Token",
    prefix = "Acme "
)]
pub struct Password {
    user: String,
    /// The code that the device shows.
    otp: OneTime<Secret>,
    #[token_source(mint, refresh, revoke)] app_id: String,
    hint: Option<String>,
    #[token_source(refresh)] device: String,
}

/// A token of [`Password`], attached as it is.
#[derive(Clone, Debug, Credential)]
#[credential(provider = TokenSource, header = "X-Token", prefix = "Acme ")]
pub struct PasswordToken(Secret);
