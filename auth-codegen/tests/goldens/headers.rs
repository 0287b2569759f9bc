// @generated from acme.yaml: edit the spec, not this file.

//! Acme.
//!
//! Credentials:
//! - [`ApiKey`]: A key, in a header of Acme's own.

use auth_runtime::{
    Anonymous, ApiError, Authorizes, Client, Connection, Credential, Endpoint, Error,
    Host, Json, Provider, Response, Secret,
};

/// Acme, as a type: what it is called and where it is.
#[derive(Clone, Copy, Debug)]
pub struct Acme;

impl Provider for Acme {
    const NAME: &'static str = "acme";
    const TITLE: &'static str = "Acme";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://api.acme.example")];
}

/// A header of every reply. The number of the request, for questions about it.
pub const X_REQUEST_ID: &str = "X-Request-ID";

/// A client of Acme. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<Acme, C>);

/// What a call comes to: the reply with its body as it was received, or a typed error.
pub type Reply<T, E = AcmeError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// List the events of a tenant.
    ///
    /// # Errors
    /// `GET /events` answers 200.
    pub async fn list_events(&self, request: ListEvents) -> Reply<Json> where C: Authorizes<Acme> {
        self.0.call_protected(request).await
    }
}

/// The request of [`Client::list_events`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/events", header("Acme-Version" = "2027-01-01"), protected, response = Json, error = AcmeError)]
pub struct ListEvents {
    /// The tenant.
    #[endpoint(header = "X-Tenant")] x_tenant: String,
    #[endpoint(header = "X-Expand", separator = ", ")] x_expand: Option<Vec<String>>,
}

/// Why Acme refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum AcmeError {
    /// A status that the provider does not document.
    #[api_error(other)] Other,
}

/// A key, in a header of Acme's own.
#[derive(Clone, Debug, Credential)]
#[credential(provider = Acme, header = "X-Acme-Key", prefix = "Key ")]
pub struct ApiKey(Secret);
