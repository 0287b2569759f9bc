impl Provider for Acme {
    const NAME: &'static str = "acme";
    const TITLE: &'static str = "Acme";
    const HOSTS: &'static [Host] = &[
        Host::new("base", "https://{subdomain}.acme.example/api"),
        Host::new("login", "https://{region}.acme.example"),
    ];
    const HEADERS: &'static [Header] = &[Header::new("X-Tenant", "{tenant}")];
    const SETTINGS: &'static [Setting] = <Settings as host::Settings>::SETTINGS;
}

/// What differs from one customer of Acme to another. A client is built with it.
#[derive(Clone, Debug, host::Settings)]
#[settings(provider = Acme, env_prefix = "ACME_")]
pub struct Settings {
    /// The first label of the customer's host.
    #[settings(label, pattern = "[a-z0-9-]+")] subdomain: String,
    #[settings(default = "eu")] region: Option<Region>,
    tenant: String,
}

/// A client of Acme. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
#[client(settings = Settings)]
pub struct Client<C = Anonymous>(Connection<Acme, C>);

impl<C> Client<C> {
    /// Log in.
    ///
    /// # Errors
    /// [`AcmeError`] if `POST /tenants/{tenant}/login` is refused.
    pub async fn log_in(&self, request: LogIn) -> Reply<()> { self.0.call(request).await }

    /// Ask whether the service is there.
    ///
    /// # Errors
    /// [`AcmeError`] if `GET /ping` is refused.
    pub async fn ping(&self) -> Reply<()> { self.0.call(Ping).await }
}

/// Log in. Sent by [`Client::log_in`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/tenants/{tenant}/login", host = "login", settings(tenant), json, response = (), error = AcmeError)]
pub struct LogIn { password: Secret }

/// Ask whether the service is there. Sent by [`Client::ping`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/ping", header("X-Region" = "in {region}"), settings(region), response = (), error = AcmeError)]
pub struct Ping;

/// One of the values of `Region`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Choice)]
#[non_exhaustive]
pub enum Region {
    /// Europe.
    #[choice("eu")] Eu,
    /// The United States.
    #[choice("us")] Us,
    /// A value that the provider does not document.
    #[choice(other)] Other(String),
}
