//! A provider and its hosts.

use std::fmt;
use std::marker::PhantomData;

use crate::host::Setting;
use crate::response::Classes;

/// A provider: its names, its hosts, and the headers and settings of all its requests.
///
/// ```
/// use auth_runtime::{Host, Provider};
///
/// struct Acme;
///
/// impl Provider for Acme {
///     const NAME: &'static str = "acme";
///     const TITLE: &'static str = "Acme";
///     const HOSTS: &'static [Host] = &[Host::new("base", "https://api.acme.example/v1")];
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a provider",
    label = "does not implement `Provider`",
    note = "write `impl Provider for {Self}` with its name and hosts, or derive it from a spec"
)]
pub trait Provider: 'static {
    /// The name in files and features: `acme`.
    const NAME: &'static str;
    /// The name for people: `Acme`.
    const TITLE: &'static str;
    /// The hosts. Endpoints are on `base` by default.
    const HOSTS: &'static [Host];
    /// The headers of every request. A header of an endpoint replaces the one of the same name.
    const HEADERS: &'static [Header] = &[];
    /// The settings of a connection, with which a client that is built without settings finds their defaults:
    /// [`Settings::SETTINGS`](crate::Settings::SETTINGS).
    const SETTINGS: &'static [Setting] = &[];
    /// How replies are classified if the endpoint is unknown, for example in the middleware of another HTTP client.
    const CLASSES: Classes = Classes::BY_STATUS;
}

/// A named host of a provider: a URL to which the paths of its endpoints are appended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Host {
    name: &'static str,
    url: &'static str,
    captured: Option<Within>,
}

/// The hosts that a captured URL may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Within {
    /// The name of the captured value.
    pub(crate) name: &'static str,
    pub(crate) hosts: &'static [&'static str],
    /// Whether subdomains of these hosts are rejected.
    pub(crate) is_exact: bool,
    /// What is requested at the URL.
    pub(crate) part: Part,
}

/// What is requested at a captured URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Paths that are appended to it.
    Paths,
    /// The URL itself.
    Whole,
    /// The metadata with this name (RFC 8615).
    WellKnown(&'static str),
}

impl Host {
    /// Makes a host. `url` has the form `https://host/prefix`; the paths of endpoints are appended to the prefix. It
    /// may contain settings as placeholders, as in `https://{subdomain}.acme.example`.
    #[must_use]
    pub const fn new(name: &'static str, url: &'static str) -> Self {
        Self { name, url, captured: None }
    }

    /// Makes a host whose URL a login captures under the name `captured`: see
    /// [`Session::captured`](crate::session::Session::captured). The URL is used only if its host is in `within` or a
    /// subdomain of one of them, and if it is `https`, without a user name, on the default port, and not an IP address.
    /// An entry is a template over the settings; if it is a URL, only its host is used.
    #[must_use]
    pub const fn captured(name: &'static str, captured: &'static str, within: &'static [&'static str]) -> Self {
        Self {
            name,
            url: "",
            captured: Some(Within { name: captured, hosts: within, is_exact: false, part: Part::Paths }),
        }
    }

    /// Uses the captured URL as the whole URL of an endpoint, whose path is empty. It may have a query.
    ///
    /// ```
    /// use auth_runtime::Host;
    ///
    /// let host = Host::captured("create_token", "token_endpoint", &["login.acme.example"]).whole();
    /// ```
    #[must_use]
    pub const fn whole(self) -> Self {
        self.requesting(Part::Whole)
    }

    /// Requests the metadata with this name (RFC 8615): `/.well-known/` and the name are put before the path of the
    /// captured URL, as RFC 8414 §3 and RFC 9728 §3 say.
    ///
    /// ```
    /// use auth_runtime::Host;
    ///
    /// let host = Host::captured("metadata", "issuer", &["acme.example"]).well_known("oauth-authorization-server");
    /// ```
    #[must_use]
    pub const fn well_known(self, name: &'static str) -> Self {
        self.requesting(Part::WellKnown(name))
    }

    const fn requesting(self, part: Part) -> Self {
        match self.captured {
            Some(within) => Self { captured: Some(Within { part, ..within }), ..self },
            None => self,
        }
    }

    /// Whether the URL is that of an endpoint, to which nothing is appended.
    pub(crate) fn is_whole(&self) -> bool {
        self.captured.is_some_and(|within| within.part != Part::Paths)
    }

    /// Rejects subdomains of these hosts, for a URL from a callback, which anyone can write.
    #[must_use]
    pub const fn exactly(self) -> Self {
        match self.captured {
            Some(within) => Self { captured: Some(Within { is_exact: true, ..within }), ..self },
            None => self,
        }
    }

    pub(crate) const fn within(&self) -> Option<Within> {
        self.captured
    }

    /// Returns the name that endpoints refer to.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Returns the documented URL, a template over the settings. It is empty if a login captures it.
    #[must_use]
    pub const fn url(&self) -> &'static str {
        self.url
    }
}

/// An environment of the provider `P`, such as a sandbox: other URLs for its hosts. A client can be built with it.
///
/// ```
/// # use auth_runtime::{Host, Provider};
/// # struct Acme;
/// # impl Provider for Acme {
/// #     const NAME: &'static str = "acme";
/// #     const TITLE: &'static str = "Acme";
/// #     const HOSTS: &'static [Host] = &[Host::new("base", "https://api.acme.example/v1")];
/// # }
/// use auth_runtime::host::Environment;
///
/// impl Acme {
///     /// A place for tests.
///     pub const SANDBOX: Environment<Self> = Environment::new(&[Host::new("base", "https://sandbox.acme.example/v1")]);
/// }
/// ```
pub struct Environment<P> {
    hosts: &'static [Host],
    provider: PhantomData<fn() -> P>,
}

impl<P> Environment<P> {
    /// Makes an environment of hosts by name. A host that is missing keeps its usual URL.
    #[must_use]
    pub const fn new(hosts: &'static [Host]) -> Self {
        Self { hosts, provider: PhantomData }
    }

    pub(crate) const fn hosts(self) -> &'static [Host] {
        self.hosts
    }
}

impl<P> Clone for Environment<P> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<P> Copy for Environment<P> {}

impl<P> fmt::Debug for Environment<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Environment").field(&self.hosts).finish()
    }
}

/// A header of every request to a provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    name: &'static str,
    template: &'static str,
}

impl Header {
    /// Makes a header. `template` may contain settings as placeholders, as in `tenant-{subdomain}`; `{{` and `}}` are
    /// literal braces. It must not contain a secret.
    #[must_use]
    pub const fn new(name: &'static str, template: &'static str) -> Self {
        Self { name, template }
    }

    /// Returns the name of the header.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Returns the template of its value.
    #[must_use]
    pub const fn template(&self) -> &'static str {
        self.template
    }
}
