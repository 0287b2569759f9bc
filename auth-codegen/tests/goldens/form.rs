// @generated from acme.yaml: edit the spec, not this file.

//! Acme.
//!
//! Credentials:
//! - [`Application`]: The client itself. Its tokens are made by `get_token`.

use auth_runtime::session::TokenSource;
use auth_runtime::{
    Anonymous, ApiError, Authorizes, Bearer, Client, Connection, Decode, Endpoint, Error,
    Host, Provider, Response, Scopes, Seconds, Secret,
};

/// Acme, as a type: what it is called and where it is.
#[derive(Clone, Copy, Debug)]
pub struct Acme;

impl Provider for Acme {
    const NAME: &'static str = "acme";
    const TITLE: &'static str = "Acme";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://api.acme.example")];
}

/// A client of Acme. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<Acme, C>);

/// What a call comes to: the reply with its body as it was received, or a typed error.
pub type Reply<T, E = AcmeError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange a client's id and secret for a token.
    ///
    /// # Errors
    /// `POST /oauth/token` answers 200.
    pub async fn get_token(&self, request: GetToken) -> Reply<Token> { self.0.call(request).await }
}

/// The request of [`Client::get_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/oauth/token", body("grant_type" = "client_credentials"), form, response = Token, error = AcmeError)]
pub struct GetToken {
    client_id: String,
    client_secret: Secret,
    #[endpoint(separator = " ")] scope: Option<Vec<Scope>>,
}

/// An object of type `Token`.
#[derive(Clone, Debug, Decode)]
#[non_exhaustive]
pub struct Token {
    /// The token that calls carry (RFC 6749 §5.1).
    pub access_token: Secret,
    /// How long the token lives from now on.
    pub expires_in: Seconds,
    /// What the token may be used for (RFC 6749 §3.3).
    #[decode(separator = " ")] pub scope: Option<Vec<Scope>>,
}

/// Why Acme refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum AcmeError {
    /// A status that the provider does not document.
    #[api_error(other)] Other,
}

/// What a token of Acme may be used for (RFC 6749 §3.3).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Scopes)]
#[non_exhaustive]
pub enum Scope {
    /// Read items.
    #[scope("items:read")] ItemsRead,
    /// Write items.
    #[scope("items:write")] ItemsWrite,
    /// A value that the provider does not document.
    #[scope(other)] Other(String),
}

/// The client itself.
#[derive(Clone, Debug, TokenSource)]
#[token_source(provider = Acme, mint(GetToken), token(access_token, expires_in, scope))]
pub struct Application {
    /// The `client_id` of [`GetToken`].
    pub client_id: String,
    /// The `client_secret` of [`GetToken`].
    pub client_secret: Secret,
    /// The `scope` of [`GetToken`].
    pub scope: Option<Vec<Scope>>,
}

impl Authorizes<Acme> for Bearer {}
