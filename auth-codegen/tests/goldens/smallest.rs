// @generated from acme.yaml: edit the spec, not this file.

//! Acme.

use auth_runtime::{Anonymous, ApiError, Client, Connection, Endpoint, Error, Host, Provider, Response};

/// The provider Acme.
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

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = AcmeError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Ask whether the service is there.
    ///
    /// # Errors
    /// [`AcmeError`] if `GET /ping` is refused.
    pub async fn ping(&self) -> Reply<()> { self.0.call(Ping).await }
}

/// Ask whether the service is there. Sent by [`Client::ping`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/ping", response = (), error = AcmeError)]
pub struct Ping;

/// Why Acme refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum AcmeError {
    /// A status that the provider does not document.
    #[api_error(other)] Other,
}
