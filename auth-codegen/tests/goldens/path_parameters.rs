impl Provider for Acme {
    const NAME: &'static str = "acme";
    const TITLE: &'static str = "Acme";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://api.acme.example/v1")];
}

impl<C> Client<C> {
    /// A key of a vault.
    ///
    /// # Errors
    /// [`AcmeError`] if `GET /vaults/{vault-id}/keys/{key_id}/v{version}` is refused.
    pub async fn get_key(&self, request: GetKey) -> Reply<Json> { self.0.call(request).await }
}

/// A key of a vault. Sent by [`Client::get_key`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/vaults/{vault-id}/keys/{key_id}/v{version}", response = Json, error = AcmeError)]
pub struct GetKey {
    /// The vault.
    #[endpoint(rename = "vault-id")] vault_id: Uuid,
    key_id: String,
    version: i64,
}
