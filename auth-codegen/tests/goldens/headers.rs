//! Acme.
//!
//! Credentials:
//! - [`ApiKey`]: A key, in a header of Acme's own.

/// A header of every reply. The number of the request, for questions about it.
pub const X_REQUEST_ID: &str = "X-Request-ID";

impl<C> Client<C> {
    /// List the events of a tenant.
    ///
    /// # Errors
    /// [`AcmeError`] if `GET /events` is refused.
    pub async fn list_events(&self, request: ListEvents) -> Reply<Json> where C: Authorizes<Acme> {
        self.0.call_protected(request).await
    }
}

/// List the events of a tenant. Sent by [`Client::list_events`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/events", header("Acme-Version" = "2027-01-01"), protected, response = Json, error = AcmeError)]
pub struct ListEvents {
    /// The tenant.
    #[endpoint(header = "X-Tenant")] x_tenant: String,
    #[endpoint(header = "X-Expand", separator = ", ")] x_expand: Option<Vec<String>>,
}

/// A key, in a header of Acme's own.
#[derive(Clone, Debug, Credential)]
#[credential(provider = Acme, header = "X-Acme-Key", prefix = "Key ")]
pub struct ApiKey(
    #[credential(env = "ACME_API_KEY")] Secret,
);
