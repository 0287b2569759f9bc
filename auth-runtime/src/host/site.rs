//! The hosts, settings and common headers of a client.

use std::sync::Arc;

use http::{HeaderName, HeaderValue};
#[cfg(feature = "client")]
use url::Position;
use url::Url;

use crate::host::captured::Captured;
use crate::host::open::OpenHost;
use crate::host::template::{Piece, pieces};
use crate::host::url::{check, resolve, text};
use crate::host::{ConfigError, Header, Host, Provider, Setting, SettingValues, check_settings};
use crate::request::{Context, RequestProblem};
use crate::sign::Memory;

/// What a client knows about its provider, without the provider's type.
#[derive(Clone)]
pub(crate) struct Site {
    pub(crate) title: &'static str,
    list: Vec<(&'static str, Url)>,
    /// The host names of the documented URLs, where redirects may point.
    #[cfg(feature = "client")]
    in_dns: Arc<Vec<(&'static str, String)>>,
    /// Hosts whose URLs a login captures, unless the client has other URLs for them.
    open: Vec<OpenHost>,
    /// The hosts that are the whole URLs of endpoints.
    whole: Vec<&'static str>,
    /// The values that the login captured.
    captured: Arc<Captured>,
    pub(crate) loopback_http: bool,
    settings: SettingValues,
    headers: Vec<(HeaderName, HeaderValue)>,
    /// The source of time and random bytes for computed values.
    pub(crate) context: Context,
    /// How far the provider's clock is ahead of ours. Copies share it.
    #[cfg(feature = "client")]
    pub(crate) clock: Arc<crate::host::clock::Clock>,
    /// The memory of signers, which copies share.
    pub(crate) memory: Arc<Memory>,
}

/// The data from which a [`Site`] is built: the documented hosts and settings, and the caller's changes.
#[derive(Clone, Copy)]
pub(crate) struct Plan<'a> {
    pub(crate) title: &'static str,
    pub(crate) hosts: &'static [Host],
    /// The hosts that have another URL in the client's environment.
    pub(crate) environment: &'static [Host],
    pub(crate) headers: &'static [Header],
    pub(crate) declared: &'a [Setting],
    pub(crate) given: &'a SettingValues,
    /// Other URLs by the names of hosts; the last one for a name is used.
    pub(crate) urls: &'a [(&'a str, &'a str)],
    pub(crate) loopback_http: bool,
    pub(crate) context: Context,
}

impl<'a> Plan<'a> {
    /// Makes a plan of the documented hosts of `P` with these settings.
    pub(crate) fn of<P: Provider>(declared: &'a [Setting], given: &'a SettingValues) -> Self {
        let declared = if declared.is_empty() { P::SETTINGS } else { declared };
        Self {
            title: P::TITLE,
            hosts: P::HOSTS,
            environment: &[],
            headers: P::HEADERS,
            declared,
            given,
            urls: &[],
            loopback_http: false,
            context: Context::system(),
        }
    }
}

/// Returns a host as it is in an environment.
fn here<'h>(host: &'h Host, environment: &'h [Host]) -> &'h Host {
    environment.iter().find(|other| other.name() == host.name()).unwrap_or(host)
}

/// Returns the names and the host names of the hosts with a documented URL.
#[cfg(feature = "client")]
fn in_dns(
    hosts: &'static [Host],
    environment: &[Host],
    settings: &SettingValues,
    title: &'static str,
) -> Arc<Vec<(&'static str, String)>> {
    let found = hosts.iter().filter_map(|host| {
        let url = resolve(here(host, environment).url(), settings, title).ok()?;
        Some((host.name(), Url::parse(&url).ok()?.host_str()?.to_owned()))
    });
    Arc::new(found.collect())
}

impl Site {
    /// Builds the site. A missing setting is an error only where it is used: not for a host with another URL.
    pub(crate) fn new(plan: Plan<'_>) -> Result<Self, ConfigError> {
        let Plan { title, hosts, environment, headers, declared, given, urls, loopback_http, context } = plan;
        let settings = check_settings(declared, given)?;
        let url_of = |host: &Host| match urls.iter().rfind(|(name, _)| *name == host.name()) {
            Some((name, url)) => check(name, url, loopback_http),
            None => check(host.name(), &resolve(here(host, environment).url(), &settings, title)?, false),
        };
        let is_open = |host: &&Host| host.within().is_some() && !urls.iter().any(|(name, _)| *name == host.name());
        let known = hosts.iter().filter(|host| !is_open(host));
        let list = known.map(|host| Ok((host.name(), url_of(host)?))).collect::<Result<_, ConfigError>>()?;
        let open = hosts.iter().filter(is_open).filter_map(|host| OpenHost::of(host, &settings, title).transpose());
        let open = open.collect::<Result<_, ConfigError>>()?;
        let whole = hosts.iter().filter(|host| host.is_whole()).map(Host::name).collect();
        let headers = headers.iter().filter_map(|header| header_of(header, declared, &settings, title).transpose());
        let headers = headers.collect::<Result<_, ConfigError>>()?;
        let memory = Arc::default();
        let site = Self {
            title,
            #[cfg(feature = "client")]
            in_dns: in_dns(hosts, environment, &settings, title),
            list,
            open,
            whole,
            captured: Arc::default(),
            loopback_http,
            settings,
            headers,
            context,
            #[cfg(feature = "client")]
            clock: Arc::default(),
            memory,
        };
        let is_unknown = |name: &&str| site.find(name).is_none() && !site.open.iter().any(|host| host.name == *name);
        match urls.iter().map(|(name, _)| *name).find(is_unknown) {
            Some(name) => Err(site.unknown(name)),
            None => Ok(site),
        }
    }

    /// Sets another URL for the host `name`.
    pub(crate) fn with(&mut self, name: &str, url: &str) -> Result<(), ConfigError> {
        let checked = check(name, url, self.loopback_http)?;
        if let Some((_, current)) = self.list.iter_mut().find(|(known, _)| *known == name) {
            *current = checked;
            return Ok(());
        }
        let index = self.open.iter().position(|host| host.name == name).ok_or_else(|| self.unknown(name))?;
        self.list.push((self.open.remove(index).name, checked));
        Ok(())
    }

    /// Returns the source of time and random bytes for computed values, with the provider's clock if that is known.
    pub(crate) fn context(&self) -> Context {
        #[cfg(feature = "client")]
        return self.clock.correct(self.context);
        #[cfg(not(feature = "client"))]
        self.context
    }

    /// Returns the same site with these captured values. A URL that names a host which is not allowed counts as absent.
    pub(crate) fn capturing(&self, captured: &Captured) -> Self {
        let mut site = self.clone();
        let all = self.captured.iter().chain(captured).map(|(name, value)| (name.clone(), value.clone()));
        site.captured = Arc::new(all.collect());
        let found = site.open.iter().filter_map(|host| Some((host.name, host.url(&site.captured)?)));
        let found: Vec<_> = found.collect();
        site.list.extend(found);
        site
    }

    /// Returns the values that the login captured.
    pub(crate) fn captured(&self) -> &Captured {
        &self.captured
    }

    /// Returns why a host has no URL.
    pub(crate) fn missing(&self, host: &'static str) -> RequestProblem {
        match self.open.iter().find(|open| open.name == host) {
            Some(open) if self.captured.contains_key(open.captured) => {
                RequestProblem::CapturedUrl { name: open.captured }
            }
            Some(open) => RequestProblem::NotCaptured { name: open.captured },
            None => RequestProblem::UnknownHost { host },
        }
    }

    /// Whether an origin is possible for a captured URL.
    #[cfg(feature = "client")]
    pub(crate) fn may_capture(&self, scheme: &str, authority: &str) -> bool {
        Url::parse(&format!("{scheme}://{authority}")).is_ok_and(|url| self.open.iter().any(|host| host.accepts(&url)))
    }

    /// Returns the values of the settings.
    pub(crate) fn settings(&self) -> &SettingValues {
        &self.settings
    }

    /// Returns the headers of every request.
    pub(crate) fn headers(&self) -> &[(HeaderName, HeaderValue)] {
        &self.headers
    }

    /// Returns the URL of the host `name`, without a trailing slash unless it is the whole URL of an endpoint.
    pub(crate) fn url(&self, name: &str) -> Option<&str> {
        self.find(name).map(|url| if self.whole.contains(&name) { url.as_str() } else { text(url) })
    }

    /// Returns the URL of the host that the provider has under this name in the DNS, if this client uses another URL
    /// for it.
    #[cfg(feature = "client")]
    pub(crate) fn moved(&self, host: &str) -> Option<&Url> {
        let (name, _) = self.in_dns.iter().find(|(_, known)| known == host)?;
        self.find(name).filter(|url| url.host_str() != Some(host))
    }

    /// Returns the names and URLs of the hosts.
    pub(crate) fn urls(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.list.iter().map(|(name, url)| (*name, text(url)))
    }

    /// Returns the URL of a request to the host `name`. `text` begins with the URL of that host, which is not parsed
    /// again.
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

    /// Whether any host is plain HTTP, which is allowed only for loopback addresses.
    #[cfg(feature = "client")]
    pub(crate) fn has_http(&self) -> bool {
        self.list.iter().any(|(_, url)| url.scheme() == "http")
    }

    /// Whether a URL with this scheme and authority is on one of the hosts. The authority is compared as text, with or
    /// without the default port; every other spelling, such as a user name or a trailing dot, does not match.
    #[cfg(feature = "client")]
    pub(crate) fn has_origin(&self, scheme: &str, authority: &str) -> bool {
        let port = if scheme == "https" { ":443" } else { ":80" };
        let authority = authority.strip_suffix(port).unwrap_or(authority);
        self.origins().any(|known| known.0 == scheme && known.1.eq_ignore_ascii_case(authority))
    }

    /// Returns scheme and authority of each host, in lower case and without a default port, as `Url` formats them.
    #[cfg(feature = "client")]
    pub(crate) fn origins(&self) -> impl Iterator<Item = (&str, &str)> {
        self.list.iter().map(|(_, url)| (url.scheme(), url.authority()))
    }

    fn unknown(&self, name: &str) -> ConfigError {
        let names = self.list.iter().map(|(known, _)| *known).chain(self.open.iter().map(|host| host.name));
        let known: Vec<_> = names.map(|known| format!("`{known}`")).collect();
        ConfigError::UnknownHost { name: name.to_owned(), title: self.title, known: known.join(", ") }
    }
}

/// Returns a header; `None` if it uses an optional setting without a value.
fn header_of(
    header: &Header,
    declared: &[Setting],
    settings: &SettingValues,
    title: &'static str,
) -> Result<Option<(HeaderName, HeaderValue)>, ConfigError> {
    let Some(text) = text_of(header, declared, settings, title)? else { return Ok(None) };
    pair_of(header.name(), text).map(Some).ok_or(ConfigError::Header { name: header.name() })
}

/// Returns a header of visible characters and spaces; `None` if the name or the value has others.
fn pair_of(name: &str, text: String) -> Option<(HeaderName, HeaderValue)> {
    let fits = text.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ');
    Some((HeaderName::from_bytes(name.as_bytes()).ok()?, HeaderValue::try_from(text).ok().filter(|_| fits)?))
}

/// Returns the text of a header; `None` if it uses an optional setting without a value.
fn text_of(
    header: &Header,
    declared: &[Setting],
    settings: &SettingValues,
    title: &'static str,
) -> Result<Option<String>, ConfigError> {
    let is_optional = |name| declared.iter().any(|setting| setting.name() == name && setting.is_optional());
    let mut text = String::new();
    for piece in pieces(header.template()) {
        match piece {
            Piece::Text(piece) => text.push_str(piece),
            Piece::Setting(name) => match settings.get(name) {
                Some(value) => text.push_str(value),
                None if is_optional(name) => return Ok(None),
                None => return Err(ConfigError::MissingSetting { name, title }),
            },
        }
    }
    Ok(Some(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(hosts: &'static [Host], urls: &[(&str, &str)]) -> Result<Site, ConfigError> {
        let given = SettingValues::default();
        Site::new(Plan {
            title: "Acme",
            hosts,
            environment: &[],
            headers: &[],
            declared: &[],
            given: &given,
            urls,
            loopback_http: true,
            context: Context::system(),
        })
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
            let hosts = site(HOSTS, &[("base", base)]).unwrap();
            let text = format!("{}{target}", hosts.url("base").unwrap());
            assert_eq!(hosts.locate("base", &text), Url::parse(&text).ok(), "{text}");
        }
        let hosts = site(&[], &[]).unwrap();
        assert_eq!(hosts.locate("base", "https://a.example/"), None);
    }

    #[test]
    fn names_the_hosts_there_are() {
        const HOSTS: &[Host] = &[Host::new("base", "https://a.example"), Host::new("auth", "https://b.example")];
        let error = site(HOSTS, &[("oauth", "https://c.example")]).err().unwrap();
        assert_eq!(error.to_string(), "there is no host `oauth`; Acme has `base`, `auth`");
    }
}
