// @generated from acme.yaml: edit the spec, not this file.

//! Acme.

use auth_runtime::{ Anonymous, ApiError, Client, Connection, Endpoint, Error, Host, Json, Provider, Response, Uuid };

/// Acme, as a type: what it is called and where it is.
#[derive(Clone, Copy, Debug)]
pub struct Acme;

impl Provider for Acme {
    const NAME: &'static str = "acme";
    const TITLE: &'static str = "Acme";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://api.acme.example/v1")];
}

/// A client of Acme. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<Acme, C>);

/// What a call comes to: the reply with its body as it was received, or a typed error.
pub type Reply<T, E = AcmeError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// A key of a vault.
    ///
    /// # Errors
    /// `GET /vaults/{vault-id}/keys/{key_id}/v{version}` answers 200.
    pub async fn get_key(&self, request: GetKey) -> Reply<Json> { self.0.call(request).await }
}

/// The request of [`Client::get_key`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/vaults/{vault-id}/keys/{key_id}/v{version}", response = Json, error = AcmeError)]
pub struct GetKey {
    /// The vault.
    #[endpoint(rename = "vault-id")] vault_id: Uuid,
    key_id: String,
    version: i64,
}

/// Why Acme refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum AcmeError {
    /// A status that the provider does not document.
    #[api_error(other)] Other,
}
