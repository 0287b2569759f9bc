//! The settings of a client.

use std::marker::PhantomData;
use std::time::Duration;

use crate::client::Wire;
use crate::connection::Shared;
use crate::{ConfigError, Connection, Hosts, Provider};

/// The settings of a client of `P`. What is not set has a safe default.
///
/// ```no_run
/// # use auth_runtime::*;
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
    settings: Settings,
    made: PhantomData<fn() -> (P, T)>,
}

/// Everything that does not depend on the provider, so that it is compiled once.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    urls: Vec<(String, String)>,
    allow_loopback_http: bool,
    pub(crate) connect_timeout: Duration,
    pub(crate) read_timeout: Duration,
    pub(crate) timeout: Duration,
    pub(crate) max_body: usize,
    pub(crate) user_agent: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            urls: Vec::new(),
            allow_loopback_http: false,
            connect_timeout: Duration::from_secs(10),
            read_timeout: Duration::from_secs(30),
            timeout: Duration::from_secs(60),
            max_body: 1024 * 1024,
            user_agent: concat!("authwright/", env!("CARGO_PKG_VERSION")).to_owned(),
        }
    }
}

impl<P: Provider, T: From<Connection<P>>> ClientBuilder<P, T> {
    /// The documented hosts and safe limits.
    pub fn new() -> Self {
        Self { settings: Settings::default(), made: PhantomData }
    }

    /// Another URL for the host `base`: a region, a tenant, a stand-in.
    pub fn base_url(self, url: impl Into<String>) -> Self {
        self.host("base", url)
    }

    /// Another URL for a host by name. It is checked by [`build`](Self::build).
    pub fn host(mut self, name: impl Into<String>, url: impl Into<String>) -> Self {
        self.settings.urls.push((name.into(), url.into()));
        self
    }

    /// Accepts `http` for hosts that are literal loopback addresses, for tests and local stand-ins. A client with such a
    /// host uses no proxy.
    pub fn allow_loopback_http(mut self) -> Self {
        self.settings.allow_loopback_http = true;
        self
    }

    /// How long to wait for a connection; 10 s by default.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.settings.connect_timeout = timeout;
        self
    }

    /// How long to wait for the next bytes of an answer; 30 s by default.
    pub fn read_timeout(mut self, timeout: Duration) -> Self {
        self.settings.read_timeout = timeout;
        self
    }

    /// How long a call may take in all; 60 s by default.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.settings.timeout = timeout;
        self
    }

    /// How many bytes of body are accepted; 1 MiB by default.
    pub fn max_body(mut self, bytes: usize) -> Self {
        self.settings.max_body = bytes;
        self
    }

    /// The `User-Agent`; the name and version of this library by default.
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.settings.user_agent = user_agent.into();
        self
    }

    /// The client. An error if a host is unknown, a URL is not secure, or TLS cannot be set up.
    pub fn build(self) -> Result<T, ConfigError> {
        let shared = self.settings.build(Hosts::of::<P>()?)?;
        Ok(Connection::new(shared).into())
    }
}

impl<P: Provider, T: From<Connection<P>>> Default for ClientBuilder<P, T> {
    fn default() -> Self {
        Self::new()
    }
}

impl Settings {
    fn build(self, documented: Hosts) -> Result<Shared, ConfigError> {
        let documented = if self.allow_loopback_http { documented.allow_loopback_http() } else { documented };
        let hosts = self.urls.iter().try_fold(documented, |hosts, (name, url)| hosts.with(name, url))?;
        let wire = Wire::new(&self, hosts.has_http())?;
        Ok(Shared { hosts, wire })
    }
}
