//! Where a provider is.

use std::fmt;

#[cfg(feature = "client")]
use url::Position;
use url::Url;

use crate::host::{ConfigError, SettingValues};

/// A provider: its names and where it is.
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
    message = "`{Self}` is no provider",
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
}

/// A named host of a provider: a URL that the paths of its endpoints are appended to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Host {
    name: &'static str,
    url: &'static str,
}

impl Host {
    /// `url` has the form `https://host/prefix`; the path of an endpoint follows the prefix.
    #[must_use]
    pub const fn new(name: &'static str, url: &'static str) -> Self {
        Self { name, url }
    }

    /// The name that endpoints refer to.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The URL as the provider documents it.
    #[must_use]
    pub const fn url(&self) -> &'static str {
        self.url
    }
}

/// The URLs of a provider's hosts, checked: `https`, without user name, query and fragment.
///
/// ```
/// # use auth_runtime::{Host, Provider};
/// # use auth_runtime::host::ConfigError;
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
#[derive(Clone)]
pub struct Hosts {
    title: &'static str,
    list: Vec<(&'static str, Url)>,
    loopback_http: bool,
    settings: SettingValues,
}

/// Where a provider's hosts are known: a client, a connection, or [`Hosts`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not know the hosts of `{P}`",
    label = "is no client of `{P}`",
    note = "pass a client of that provider, or `Hosts::of::<{P}>()?`"
)]
pub trait HasHosts<P> {
    /// The URLs of the hosts.
    fn hosts(&self) -> &Hosts;
}

impl<P> HasHosts<P> for Hosts {
    fn hosts(&self) -> &Hosts {
        self
    }
}

impl Hosts {
    /// The hosts of `P` as they are documented.
    pub fn of<P: Provider>() -> Result<Self, ConfigError> {
        Self::checked(P::TITLE, P::HOSTS)
    }

    fn checked(title: &'static str, hosts: &'static [Host]) -> Result<Self, ConfigError> {
        let checked = hosts.iter().map(|host| Ok((host.name, check(host.name, host.url, false)?)));
        Ok(Self {
            title,
            list: checked.collect::<Result<_, ConfigError>>()?,
            loopback_http: false,
            settings: SettingValues::default(),
        })
    }

    /// From now on [`with`](Self::with) accepts `http` for `127.0.0.0/8` and `[::1]`, for tests and local stand-ins.
    /// Not for `localhost`, which a resolver may send anywhere.
    #[must_use]
    pub fn allow_loopback_http(mut self) -> Self {
        self.loopback_http = true;
        self
    }

    /// The same with another URL for the host `name`. A slash at its end is dropped.
    pub fn with(mut self, name: &str, url: &str) -> Result<Self, ConfigError> {
        let checked = check(name, url, self.loopback_http)?;
        match self.list.iter_mut().find(|(known, _)| *known == name) {
            Some((_, current)) => *current = checked,
            None => return Err(self.unknown(name)),
        }
        Ok(self)
    }

    /// The values of the settings.
    pub(crate) fn settings(&self) -> &SettingValues {
        &self.settings
    }

    /// The URL of the host `name`, without a slash at its end.
    #[must_use]
    pub fn url(&self, name: &str) -> Option<&str> {
        self.find(name).map(text)
    }

    /// The URL of a request to the host `name`, from the text that begins with the URL of that host. The host is not
    /// read again.
    #[cfg(feature = "client")]
    pub(crate) fn locate(&self, name: &str, text: &str) -> Option<Url> {
        let mut url = self.find(name)?.clone();
        let target = text.strip_prefix(&url[..Position::BeforePath])?;
        let (path, query) = target.split_once('?').map_or((target, None), |(path, query)| (path, Some(query)));
        url.set_path(path);
        url.set_query(query);
        Some(url)
    }

    fn find(&self, name: &str) -> Option<&Url> {
        self.list.iter().find(|(known, _)| *known == name).map(|(_, url)| url)
    }

    #[cfg(feature = "client")]
    pub(crate) fn names(&self) -> impl Iterator<Item = &'static str> {
        self.list.iter().map(|(name, _)| *name)
    }

    /// Whether any host is plain HTTP, which only loopback addresses are.
    #[cfg(feature = "client")]
    pub(crate) fn has_http(&self) -> bool {
        self.list.iter().any(|(_, url)| url.scheme() == "http")
    }

    /// Whether a URL of that scheme and authority is on one of the hosts. The authority is compared as text, with or
    /// without the default port: whatever is spelled in another way, a user name or a dot at the end, is not.
    #[cfg(feature = "client")]
    pub(crate) fn has_origin(&self, scheme: &str, authority: &str) -> bool {
        let port = if scheme == "https" { ":443" } else { ":80" };
        let authority = authority.strip_suffix(port).unwrap_or(authority);
        self.origins().any(|known| known.0 == scheme && known.1.eq_ignore_ascii_case(authority))
    }

    /// Scheme and authority of each host, in lower case and without a default port, as `Url` writes them.
    #[cfg(feature = "client")]
    pub(crate) fn origins(&self) -> impl Iterator<Item = (&str, &str)> {
        self.list.iter().map(|(_, url)| (url.scheme(), url.authority()))
    }

    fn unknown(&self, name: &str) -> ConfigError {
        let known: Vec<_> = self.list.iter().map(|(known, _)| format!("`{known}`")).collect();
        ConfigError::UnknownHost { name: name.to_owned(), title: self.title, known: known.join(", ") }
    }
}

impl fmt::Debug for Hosts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { title, list, loopback_http, settings: _ } = self;
        let list: Vec<_> = list.iter().map(|(name, url)| (name, text(url))).collect();
        let mut hosts = f.debug_struct("Hosts");
        hosts.field("title", title).field("list", &list).field("loopback_http", loopback_http).finish()
    }
}

/// What paths are appended to.
fn text(url: &Url) -> &str {
    url.as_str().trim_end_matches('/')
}

fn check(name: &str, text: &str, loopback_http: bool) -> Result<Url, ConfigError> {
    let url = Url::parse(text).map_err(|_| ConfigError::Url { name: name.to_owned() })?;
    let is_secure = url.scheme() == "https" || (loopback_http && url.scheme() == "http" && is_loopback(&url));
    if !is_secure {
        return Err(ConfigError::InsecureUrl { name: name.to_owned() });
    }
    if !is_plain(&url) {
        return Err(ConfigError::Url { name: name.to_owned() });
    }
    Ok(url)
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        Some(url::Host::Domain(_)) | None => false,
    }
}

fn is_plain(url: &Url) -> bool {
    url.username().is_empty() && url.password().is_none() && url.query().is_none() && url.fragment().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepts_https_and_loopback_only() {
        let rows = [
            ("https://api.example/v1/", true, Some("https://api.example/v1")),
            ("https://api.example", false, Some("https://api.example")),
            ("http://127.0.0.1:8080/v1", true, Some("http://127.0.0.1:8080/v1")),
            ("http://[::1]:8080", true, Some("http://[::1]:8080")),
            ("http://127.0.0.1:8080", false, None),
            ("http://localhost:8080", true, None),
            ("http://127.0.0.1.evil.example", true, None),
            ("http://api.example", true, None),
            ("https://ada:pw@api.example", true, None),
            ("https://api.example/?key=1", true, None),
            ("https://api.example/#top", true, None),
            ("ftp://api.example", true, None),
            ("api.example", true, None),
        ];
        for (url, loopback, expected) in rows {
            assert_eq!(check("base", url, loopback).ok().as_ref().map(text), expected, "{url}");
        }
    }

    #[cfg(feature = "client")]
    #[test]
    fn locates_what_would_be_read_as_the_same_url() {
        let bases =
            ["https://api.example", "https://EU.api.example:8443/v1/", "http://127.0.0.1:8080", "http://[::1]:80/a"];
        let targets =
            ["", "/", "/me", "/users/a%2Fb/..%2F", "/me?", "/me?q=%3F&r=?", "/a/../b", "/a b?c d", "/%2e%2e/x"];
        for (base, target) in bases.iter().flat_map(|base| targets.map(|target| (base, target))) {
            const HOSTS: &[Host] = &[Host::new("base", "https://a.example")];
            let hosts = Hosts::checked("Acme", HOSTS).unwrap().allow_loopback_http().with("base", base).unwrap();
            let text = format!("{}{target}", hosts.url("base").unwrap());
            assert_eq!(hosts.locate("base", &text), Url::parse(&text).ok(), "{text}");
        }
        let hosts = Hosts::checked("Acme", &[]).unwrap();
        assert_eq!(hosts.locate("base", "https://a.example/"), None);
    }

    #[test]
    fn names_the_hosts_there_are() {
        const HOSTS: &[Host] = &[Host::new("base", "https://a.example"), Host::new("auth", "https://b.example")];
        let hosts = Hosts::checked("Acme", HOSTS);
        let error = hosts.unwrap().with("oauth", "https://c.example").unwrap_err();
        assert_eq!(error.to_string(), "there is no host `oauth`; Acme has `base`, `auth`");
    }
}
