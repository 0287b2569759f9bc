//! A provider and its hosts.

use std::fmt;
use std::marker::PhantomData;

use crate::host::Setting;
use crate::response::Classes;

/// A provider: its names, its hosts, and what all requests to it have in common.
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
    /// The name in file names and features: `acme`.
    const NAME: &'static str;
    /// The name for people: `Acme`.
    const TITLE: &'static str;
    /// The hosts. Endpoints are on `base` unless they say otherwise.
    const HOSTS: &'static [Host];
    /// The headers of every request. A header of the same name that an endpoint adds replaces one of them.
    const HEADERS: &'static [Header] = &[];
    /// The settings of a connection, so that their defaults apply to a client that is built without any:
    /// [`Settings::SETTINGS`](crate::Settings::SETTINGS).
    const SETTINGS: &'static [Setting] = &[];
    /// How replies are classified where nobody knows the endpoint, as in the middleware of another HTTP client.
    const CLASSES: Classes = Classes::BY_STATUS;
}

/// A named host of a provider: a URL that the paths of its endpoints are appended to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Host {
    name: &'static str,
    url: &'static str,
    captured: Option<Within>,
}

/// To which hosts a captured URL may point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Within {
    /// The name of the captured value.
    pub(crate) name: &'static str,
    pub(crate) hosts: &'static [&'static str],
    /// Whether a host below one of them is none of them.
    pub(crate) is_exact: bool,
}

impl Host {
    /// `url` has the form `https://host/prefix`; the path of an endpoint follows the prefix. It may have settings in braces, as
    /// in `https://{subdomain}.acme.example`.
    #[must_use]
    pub const fn new(name: &'static str, url: &'static str) -> Self {
        Self { name, url, captured: None }
    }

    /// A host whose URL a log-in captures under the name `captured`: see
    /// [`Session::captured`](crate::session::Session::captured). It is used only if it is one of the hosts in `within`, or below
    /// one of them: `https`, without a user name, on the default port, and no address. An entry is a template over the settings;
    /// of an entry that is a URL, its host counts.
    #[must_use]
    pub const fn captured(name: &'static str, captured: &'static str, within: &'static [&'static str]) -> Self {
        Self { name, url: "", captured: Some(Within { name: captured, hosts: within, is_exact: false }) }
    }

    /// The same, and a host below one of them is refused: for what a callback says, which anyone can write.
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

    /// The name that endpoints refer to.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The URL as the provider documents it: a template over the settings. Empty if a log-in captures it.
    #[must_use]
    pub const fn url(&self) -> &'static str {
        self.url
    }
}

/// Other URLs of all hosts of the provider `P`, such as those of a sandbox. A client is built with it.
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
    /// The hosts by their names. One that is not there has the URL that it has elsewhere.
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
    /// `template` may have settings in braces, as in `tenant-{subdomain}`; `{{` and `}}` stand for braces. It holds no secret.
    #[must_use]
    pub const fn new(name: &'static str, template: &'static str) -> Self {
        Self { name, template }
    }

    /// The name of the header.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Its value: a template over the settings.
    #[must_use]
    pub const fn template(&self) -> &'static str {
        self.template
    }
}
