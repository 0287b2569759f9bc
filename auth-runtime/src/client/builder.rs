//! The builder of a client.

use std::marker::PhantomData;
use std::time::Duration;

use crate::client::Connection;
use crate::client::options::{HandedIn, Options};
use crate::client::wire::Wire;
use crate::credential::TlsIdentity;
use crate::host::site::{Plan, Site};
use crate::host::{ConfigError, Environment, Hosts, Provider, SettingValues, Settings};
use crate::request::Context;

/// The options of a client of `P`. They have safe defaults.
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
    /// Makes a builder with the documented hosts and safe limits.
    pub fn new() -> Self {
        Self { options: Options::default(), made: PhantomData }
    }

    fn with(mut self, change: impl FnOnce(&mut Options)) -> Self {
        change(&mut self.options);
        self
    }

    /// Sets the settings of this connection, which differ between the customers of a provider. They are checked by
    /// [`build`](Self::build).
    #[expect(clippy::needless_pass_by_value, reason = "as the other setters take their values")]
    pub fn settings<S: Settings<Provider = P>>(mut self, settings: S) -> Self {
        self.options.declared = S::SETTINGS;
        self.options.settings = SettingValues::default();
        settings.values(&mut self.options.settings);
        self
    }

    /// Sets the time and the random bytes for computed values, for tests. By default those of the operating system are
    /// used.
    pub fn context(self, context: Context) -> Self {
        self.with(|options| options.context = context)
    }

    /// Selects a documented environment, such as a sandbox, which has other URLs for the hosts. `base_url` and `host`
    /// take precedence.
    pub fn environment(self, environment: Environment<P>) -> Self {
        self.with(|options| options.environment = environment.hosts())
    }

    /// Sets another URL for the host `base`, such as that of a region, a tenant or a mock server.
    pub fn base_url(self, url: impl Into<String>) -> Self {
        self.host("base", url)
    }

    /// Sets another URL for the host `name`. It is checked by [`build`](Self::build).
    pub fn host(mut self, name: impl Into<String>, url: impl Into<String>) -> Self {
        let url: String = url.into();
        self.options.urls.push((name.into(), url.into()));
        self
    }

    /// Accepts `http` for hosts that are literal loopback addresses, for tests and mock servers. A client with such a
    /// host uses no proxy.
    pub fn allow_loopback_http(self) -> Self {
        self.with(|options| options.allow_loopback_http = true)
    }

    /// Sets the timeout for establishing a connection; 10 s by default.
    pub fn connect_timeout(self, timeout: Duration) -> Self {
        self.with(|options| options.connect_timeout = timeout)
    }

    /// Sets the timeout for the next bytes of a response; 30 s by default.
    pub fn read_timeout(self, timeout: Duration) -> Self {
        self.with(|options| options.read_timeout = timeout)
    }

    /// Sets the timeout for a whole call; 60 s by default.
    pub fn timeout(self, timeout: Duration) -> Self {
        self.with(|options| options.timeout = timeout)
    }

    /// Sets the maximum length of a response body in bytes; 1 MiB by default.
    pub fn max_body(self, bytes: usize) -> Self {
        self.with(|options| options.max_body = bytes)
    }

    /// Sets the `User-Agent`; by default the name and version of this library.
    pub fn user_agent(self, user_agent: impl Into<String>) -> Self {
        self.with(|options| options.user_agent = user_agent.into())
    }

    /// Sets a client certificate for all calls (RFC 8705). A credential's own certificate takes precedence. It does not
    /// apply to an HTTP client that is passed in.
    pub fn tls_identity(self, identity: TlsIdentity) -> Self {
        self.with(|options| options.identity = Some(identity))
    }

    /// Trusts these PEM certificates in addition to those of the system, for a provider with its own certificate
    /// authority.
    pub fn root_certificates(self, pem: impl Into<String>) -> Self {
        self.with(|options| options.roots.push(pem.into()))
    }

    /// Sends requests with an HTTP client of the caller's, for example to use its proxy, certificates, resolver or
    /// connections.
    ///
    /// All checks of requests and responses still apply: hosts must be `https` or literal loopback addresses,
    /// [`timeout`](Self::timeout) and [`max_body`](Self::max_body) limit each call, and errors do not show URLs.
    /// Options that are fixed when an HTTP client is built have no effect: [`connect_timeout`](Self::connect_timeout),
    /// [`read_timeout`](Self::read_timeout) and [`user_agent`](Self::user_agent). The caller must make sure that
    ///
    /// - **it follows no redirects**: `redirect(Policy::none())`. This crate cannot check it in advance. A response
    ///   from a URL other than the requested one becomes [`Error::Redirect`](crate::Error::Redirect) and is otherwise
    ///   ignored; if the client follows redirects and gives up, the call fails with
    ///   [`Error::Transport`](crate::Error::Transport). By then the other host has received all headers except
    ///   `authorization`, `cookie` and `proxy-authorization`; the body is not sent again. A redirect back to the
    ///   requested URL is not detected;
    /// - it has a TLS backend, independent of this crate's `tls-` features, and rejects invalid certificates;
    /// - its proxy and its resolver can be trusted; requests to a loopback `http` host use that proxy too, unless it
    ///   has `no_proxy()`;
    /// - its default headers and cookies may be sent to the provider with every request, including requests without a
    ///   credential.
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
    pub fn http_client(self, client: reqwest::Client) -> Self {
        self.with(|options| options.http_client = Some(HandedIn(client)))
    }

    /// Sends requests with inputs that can be used only once, such as authorization codes and refresh tokens, with
    /// another HTTP client than [`http_client`](Self::http_client). That client should keep no idle connections,
    /// because a request on one can be lost when the server closes it. Without this option, such requests use the
    /// client that was passed in, or else an own client that keeps no connections.
    ///
    /// The requirements of `http_client` apply to this client too.
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
    pub fn token_http_client(self, client: reqwest::Client) -> Self {
        self.with(|options| options.token_http_client = Some(HandedIn(client)))
    }

    /// Builds the client. Returns an error if a host is unknown, a URL is not secure, a setting is missing or invalid,
    /// TLS cannot be set up, or one host is plain HTTP on this machine while another still has the provider's own URL.
    pub fn build(self) -> Result<T, ConfigError> {
        let options = &self.options;
        let hosts = Hosts::new(options.site(Plan::of::<P>(options.declared, &options.settings))?);
        let wire = Wire::new(options, hosts.site())?;
        Ok(Connection::new(wire, hosts).into())
    }
}

impl<P: Provider> Connection<P> {
    /// Returns a builder with the documented hosts and safe limits.
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
    /// Returns the hosts of a provider with these options.
    fn site(&self, documented: Plan<'_>) -> Result<Site, ConfigError> {
        let urls: Vec<_> = self.urls.iter().map(|(name, url)| (name.as_str(), url.expose())).collect();
        let site = Site::new(Plan {
            urls: &urls,
            environment: self.environment,
            loopback_http: self.allow_loopback_http,
            context: self.context,
            ..documented
        })?;
        self.check_whole(&site).map(|()| site)
    }

    /// Checks that a client for tests, which has a mock server for one host, has other URLs for all hosts. Otherwise it
    /// would send test data or real secrets to the provider.
    fn check_whole(&self, site: &Site) -> Result<(), ConfigError> {
        let is_given = |name: &str| self.urls.iter().any(|(given, _)| given == name);
        match site.urls().find(|(name, _)| site.has_http() && !is_given(name)) {
            Some((name, _)) => Err(ConfigError::HalfLocal { name }),
            None => Ok(()),
        }
    }
}
