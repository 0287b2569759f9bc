//! The URLs of a provider's hosts.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use crate::host::site::{Plan, Site};
use crate::host::{ConfigError, Environment, Provider, SettingValues, Settings};
use crate::request::Context;

/// The checked URLs of the provider's hosts (`https`, without user name, query and fragment), with the settings in
/// them. Clones share them.
///
/// ```
/// # use auth_runtime::host::ConfigError;
/// # use auth_runtime::{Host, Provider};
/// # struct Acme;
/// # impl Provider for Acme {
/// #     const NAME: &'static str = "acme";
/// #     const TITLE: &'static str = "Acme";
/// #     const HOSTS: &'static [Host] = &[Host::new("base", "https://api.acme.example/v1")];
/// # }
/// use auth_runtime::host::Hosts;
///
/// let hosts = Hosts::of::<Acme>()?.with("base", "https://eu.acme.example/v1/")?;
/// assert_eq!(hosts.url("base"), Some("https://eu.acme.example/v1"));
/// # Ok::<(), ConfigError>(())
/// ```
pub struct Hosts<P> {
    site: Arc<Site>,
    provider: PhantomData<fn() -> P>,
}

/// A type that knows the hosts of a provider: a client, a connection, or [`Hosts`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not know the hosts of `{P}`",
    label = "not a client of `{P}`",
    note = "pass a client of that provider, or `Hosts::of::<{P}>()?`"
)]
pub trait HasHosts<P> {
    /// Returns the URLs of the hosts.
    fn hosts(&self) -> &Hosts<P>;
}

impl<P> HasHosts<P> for Hosts<P> {
    fn hosts(&self) -> &Self {
        self
    }
}

impl Hosts<()> {
    /// Returns the hosts of `P` as documented, with the defaults of the settings. Returns an error if a setting has no
    /// default.
    pub fn of<P: Provider>() -> Result<Hosts<P>, ConfigError> {
        Site::new(Plan::of::<P>(&[], &SettingValues::default())).map(Hosts::new)
    }

    /// Returns the hosts of `P` in an environment, with the defaults of the settings.
    pub fn of_environment<P: Provider>(environment: Environment<P>) -> Result<Hosts<P>, ConfigError> {
        let given = SettingValues::default();
        Site::new(Plan { environment: environment.hosts(), ..Plan::of::<P>(&[], &given) }).map(Hosts::new)
    }

    /// Returns the hosts of a provider with these settings.
    pub fn with_settings<S: Settings>(settings: &S) -> Result<Hosts<S::Provider>, ConfigError> {
        let mut given = SettingValues::default();
        settings.values(&mut given);
        Site::new(Plan::of::<S::Provider>(S::SETTINGS, &given)).map(Hosts::new)
    }
}

impl<P> Hosts<P> {
    pub(crate) fn new(site: Site) -> Self {
        Self { site: Arc::new(site), provider: PhantomData }
    }

    /// Lets [`with`](Self::with) accept `http` for `127.0.0.0/8` and `[::1]`, for tests and mock servers. `localhost`
    /// is not accepted, because it may resolve to another address.
    #[must_use]
    pub fn allow_loopback_http(self) -> Self {
        self.changed(|site| site.loopback_http = true)
    }

    /// Sets another URL for the host `name`. A trailing slash is dropped.
    pub fn with(mut self, name: &str, url: &str) -> Result<Self, ConfigError> {
        Arc::make_mut(&mut self.site).with(name, url)?;
        Ok(self)
    }

    /// Sets another source of time and random bytes for computed values, for tests.
    #[must_use]
    pub fn context(self, context: Context) -> Self {
        self.changed(|site| site.context = context)
    }

    fn changed(mut self, change: impl FnOnce(&mut Site)) -> Self {
        change(Arc::make_mut(&mut self.site));
        self
    }

    /// Returns the URL of the host `name`, without a trailing slash.
    #[must_use]
    pub fn url(&self, name: &str) -> Option<&str> {
        self.site.url(name)
    }

    pub(crate) fn site(&self) -> &Arc<Site> {
        &self.site
    }
}

impl<P> Clone for Hosts<P> {
    fn clone(&self) -> Self {
        Self { site: Arc::clone(&self.site), provider: PhantomData }
    }
}

impl<P> fmt::Debug for Hosts<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let site = &self.site;
        f.debug_struct("Hosts")
            .field("title", &site.title)
            .field("list", &site.urls().collect::<Vec<_>>())
            .field("loopback_http", &site.loopback_http)
            .finish()
    }
}
