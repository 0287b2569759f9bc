//! The settings of a client.

use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use crate::client::Connection;
use crate::client::options::{HandedIn, Options};
use crate::client::wire::Wire;
use crate::credential::TlsIdentity;
use crate::host::site::{Plan, Site};
use crate::host::{ConfigError, Environment, Hosts, Provider, SettingValues, Settings};
use crate::request::Context;

/// The settings of a client of `P`. What is not set has a safe default.
///
/// ```no_run
/// # use auth_runtime::*;
/// # use auth_runtime::host::ConfigError;
/// # struct Acme;
/// # impl Provider for Acme {
/// #     const NAME: &'static str = "acme";
/// #     const TITLE: &'static str = "Acme";
/// #     const HOSTS: &'static [Host] = &[Host::new("base", "https://api.acme.example")];
/// # }
/// use std::time::Duration;
///
/// let client = Connection::<Acme>::builder()
///     .base_url("https://eu.acme.example")
///     .timeout(Duration::from_secs(20))
///     .build()?;
/// # Ok::<(), ConfigError>(())
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct ClientBuilder<P, T = Connection<P>> {
    options: Options,
    made: PhantomData<fn() -> (P, T)>,
}

impl<P: Provider, T: From<Connection<P>>> ClientBuilder<P, T> {
    /// The documented hosts and safe limits.
    pub fn new() -> Self {
        Self { options: Options::default(), made: PhantomData }
    }

    /// The settings of this connection: what differs from customer to customer. They are checked by [`build`](Self::build).
    #[expect(clippy::needless_pass_by_value, reason = "as the other setters take their values")]
    pub fn settings<S: Settings<Provider = P>>(mut self, settings: S) -> Self {
        self.options.declared = S::SETTINGS;
        self.options.settings = SettingValues::default();
        settings.values(&mut self.options.settings);
        self
    }

    /// The time and the random bytes that values are computed from; those of the system by default. For tests.
    pub fn context(mut self, context: Context) -> Self {
        self.options.context = context;
        self
    }

    /// Other URLs of the hosts, as the provider documents them: a sandbox. `base_url` and `host` go before them.
    pub fn environment(mut self, environment: Environment<P>) -> Self {
        self.options.environment = environment.hosts();
        self
    }

    /// Another URL for the host `base`: a region, a tenant, a stand-in.
    pub fn base_url(self, url: impl Into<String>) -> Self {
        self.host("base", url)
    }

    /// Another URL for a host by name. It is checked by [`build`](Self::build).
    pub fn host(mut self, name: impl Into<String>, url: impl Into<String>) -> Self {
        let url: String = url.into();
        self.options.urls.push((name.into(), url.into()));
        self
    }

    /// Accepts `http` for hosts that are literal loopback addresses, for tests and local stand-ins. A client with such a
    /// host uses no proxy.
    pub fn allow_loopback_http(mut self) -> Self {
        self.options.allow_loopback_http = true;
        self
    }

    /// How long to wait for a connection; 10 s by default.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.options.connect_timeout = timeout;
        self
    }

    /// How long to wait for the next bytes of a response; 30 s by default.
    pub fn read_timeout(mut self, timeout: Duration) -> Self {
        self.options.read_timeout = timeout;
        self
    }

    /// How long a call may take in all; 60 s by default.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.options.timeout = timeout;
        self
    }

    /// How many bytes of body are accepted; 1 MiB by default.
    pub fn max_body(mut self, bytes: usize) -> Self {
        self.options.max_body = bytes;
        self
    }

    /// The `User-Agent`; the name and version of this library by default.
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.options.user_agent = user_agent.into();
        self
    }

    /// A client certificate for all calls (RFC 8705). A credential with one of its own goes before it. An HTTP client that was
    /// handed in has its own.
    pub fn tls_identity(mut self, identity: TlsIdentity) -> Self {
        self.options.identity = Some(identity);
        self
    }

    /// Trusts these certificates, in PEM, beside those of the system: of a provider with a certification authority of its own.
    pub fn root_certificates(mut self, pem: impl Into<String>) -> Self {
        self.options.roots.push(pem.into());
        self
    }

    /// Sends by an HTTP client of the caller's: one with the proxy, the certificates, the resolver or the connections that
    /// the application has already.
    ///
    /// Everything that is checked on the way in and out stays: the hosts are `https` or literal loopback addresses,
    /// [`timeout`](Self::timeout) and [`max_body`](Self::max_body) hold, and errors show no URL. What is set where a client
    /// is built is as it was built: [`connect_timeout`](Self::connect_timeout), [`read_timeout`](Self::read_timeout) and
    /// [`user_agent`](Self::user_agent) of this builder have no effect. The caller sees to it that
    ///
    /// - **it follows no redirects**: `redirect(Policy::none())`. Whether it does cannot be asked. A response from another
    ///   URL than was called becomes [`Error::Redirect`](crate::Error::Redirect), and what it says is not used; a client that
    ///   follows and gives up is an [`Error::Transport`](crate::Error::Transport). By then the other host has each
    ///   header but `authorization`, `cookie` and `proxy-authorization`; a body is not sent a second time. A redirect that
    ///   comes back to the URL that was called is not noticed;
    /// - it has a TLS backend, whichever of this crate's `tls-` features are on, and accepts no certificate that is not
    ///   valid;
    /// - its proxy and its resolver may be trusted; requests to a loopback `http` host go by that proxy too, unless it has
    ///   `no_proxy()`;
    /// - its default headers and cookies go to the provider with each request, those without a credential too.
    ///
    /// ```no_run
    /// # use auth_runtime::*;
    /// # struct Acme;
    /// # impl Provider for Acme {
    /// #     const NAME: &'static str = "acme";
    /// #     const TITLE: &'static str = "Acme";
    /// #     const HOSTS: &'static [Host] = &[Host::new("base", "https://api.acme.example")];
    /// # }
    /// use auth_runtime::reqwest::{self, redirect::Policy};
    ///
    /// let http = reqwest::Client::builder().redirect(Policy::none()).https_only(true).build()?;
    /// let connection = Connection::<Acme>::builder().http_client(http).build()?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn http_client(mut self, client: reqwest::Client) -> Self {
        self.options.http_client = Some(HandedIn(client));
        self
    }

    /// Sends what can be used once, such as authorization codes and the refresh tokens of sessions, by another HTTP client
    /// than [`http_client`](Self::http_client): one that keeps no connections, so that no request meets the moment in which
    /// the server closes one. Without it, such requests go by the client that was handed in; where none was, by one of our
    /// own that keeps no connections.
    ///
    /// What `http_client` asks of a client holds for this one too.
    ///
    /// ```no_run
    /// # use auth_runtime::*;
    /// # struct Acme;
    /// # impl Provider for Acme {
    /// #     const NAME: &'static str = "acme";
    /// #     const TITLE: &'static str = "Acme";
    /// #     const HOSTS: &'static [Host] = &[Host::new("base", "https://api.acme.example")];
    /// # }
    /// use auth_runtime::reqwest::{self, redirect::Policy};
    ///
    /// let builder = || reqwest::Client::builder().redirect(Policy::none()).https_only(true);
    /// let connection = Connection::<Acme>::builder()
    ///     .http_client(builder().build()?)
    ///     .token_http_client(builder().pool_max_idle_per_host(0).build()?)
    ///     .build()?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn token_http_client(mut self, client: reqwest::Client) -> Self {
        self.options.token_http_client = Some(HandedIn(client));
        self
    }

    /// The client. An error if a host is unknown, a URL is not secure, a setting is missing or does not fit, TLS cannot be set
    /// up, or if one host is plain HTTP on this machine and another would still be the provider's own.
    pub fn build(self) -> Result<T, ConfigError> {
        let hosts = Hosts::new(self.options.site::<P>()?);
        let wire = Wire::new(&self.options, Arc::clone(hosts.site()))?;
        Ok(Connection::new(wire, hosts).into())
    }
}

impl<P: Provider> Connection<P> {
    /// Starts with the documented hosts and safe limits.
    pub fn builder() -> ClientBuilder<P> {
        ClientBuilder::new()
    }
}

impl<P: Provider, T: From<Connection<P>>> Default for ClientBuilder<P, T> {
    fn default() -> Self {
        Self::new()
    }
}

impl Options {
    fn site<P: Provider>(&self) -> Result<Site, ConfigError> {
        let urls: Vec<_> = self.urls.iter().map(|(name, url)| (name.as_str(), url.expose())).collect();
        let plan = Plan::of::<P>(self.declared, &self.settings);
        let site = Site::new(Plan {
            urls: &urls,
            environment: self.environment,
            loopback_http: self.allow_loopback_http,
            context: self.context,
            ..plan
        })?;
        self.check_whole(&site)?;
        Ok(site)
    }

    /// A client for tests that was given a stand-in for one host would send made-up secrets, or real ones, to the others.
    fn check_whole(&self, site: &Site) -> Result<(), ConfigError> {
        let is_given = |name: &str| self.urls.iter().any(|(given, _)| given == name);
        match site.urls().find(|(name, _)| site.has_http() && !is_given(name)) {
            Some((name, _)) => Err(ConfigError::HalfLocal { name }),
            None => Ok(()),
        }
    }
}
