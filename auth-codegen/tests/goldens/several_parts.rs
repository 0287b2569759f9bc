//! Acme.
//!
//! Credentials:
//! - [`Keys`]: An API key and an application key.

impl<C> Client<C> {
    /// Ask whether a key is valid.
    ///
    /// # Errors
    /// [`AcmeError`] if `GET /validate` is refused.
    pub async fn validate(&self) -> Reply<()> where C: Authorizes<Acme, Keys> { self.0.call_protected(Validate).await }

    /// Ask whether the service is there.
    ///
    /// # Errors
    /// [`AcmeError`] if `GET /ping` is refused.
    pub async fn ping(&self) -> Reply<()> where C: Authorizes<Acme> { self.0.call_protected(Ping).await }
}

/// Ask whether a key is valid. Sent by [`Client::validate`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/validate", protected = Keys, response = (), error = AcmeError)]
pub struct Validate;

/// Ask whether the service is there. Sent by [`Client::ping`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/ping", protected, response = (), error = AcmeError)]
pub struct Ping;

/// An API key and an application key.
#[derive(Clone, Debug, Credential)]
#[credential(
    provider = Acme,
    header("ACME-API-KEY" = "{api_key}"),
    header("ACME-APPLICATION-KEY" = "{app_key}"),
    header("ACME-Version" = "{{2}}"),
    env_prefix = "ACME_"
)]
pub struct Keys {
    api_key: Secret,
    /// For calls in the name of a person.
    app_key: Option<Secret>,
}
