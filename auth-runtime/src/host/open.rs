//! Hosts whose URLs a login captures.

use url::{Host as UrlHost, Url};

use super::captured::Captured;
use super::provider::{Part, Within};
use super::url::{host_of, is_within, resolve};
use super::{ConfigError, Host, SettingValues};

/// A host whose URL a login captures.
#[derive(Clone)]
pub(crate) struct OpenHost {
    pub(crate) name: &'static str,
    /// The name of the captured value.
    pub(crate) captured: &'static str,
    within: Vec<String>,
    is_exact: bool,
    part: Part,
}

impl OpenHost {
    /// Makes an open host; `None` for a host with a URL of its own.
    pub(crate) fn of(host: &Host, settings: &SettingValues, title: &'static str) -> Result<Option<Self>, ConfigError> {
        let Some(within) = host.within() else { return Ok(None) };
        let hosts = within.hosts.iter().map(|entry| Ok(host_of(&resolve(entry, settings, title)?)));
        let hosts = hosts.collect::<Result<_, ConfigError>>()?;
        let Within { name: captured, is_exact, part, .. } = within;
        Ok(Some(Self { name: host.name(), captured, within: hosts, is_exact, part }))
    }

    /// Returns the captured URL, if it names an allowed host.
    pub(crate) fn url(&self, captured: &Captured) -> Option<Url> {
        let text = captured.get(self.captured)?.text.expose();
        let url = Url::parse(text).ok()?;
        let may_have_query = self.part == Part::Whole;
        let is_plain = (may_have_query || url.query().is_none()) && url.fragment().is_none();
        (is_plain && self.accepts(&url)).then(|| self.requested(url))
    }

    /// Returns the URL that is requested: that of the metadata, if metadata are requested.
    fn requested(&self, mut url: Url) -> Url {
        if let Part::WellKnown(name) = self.part {
            let path = format!("/.well-known/{name}{}", url.path().trim_end_matches('/'));
            url.set_path(&path);
        }
        url
    }

    /// Whether a URL names one of the allowed hosts, or a subdomain of one.
    pub(crate) fn accepts(&self, url: &Url) -> bool {
        let Some(UrlHost::Domain(host)) = url.host() else { return false };
        let is_plain = url.scheme() == "https" && url.port().is_none();
        let has_user = !url.username().is_empty() || url.password().is_some();
        let is_known = |known: &String| if self.is_exact { host == known } else { is_within(host, known) };
        is_plain && !has_user && self.within.iter().any(is_known)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Secret;

    fn open(within: &'static [&'static str]) -> Host {
        Host::captured("base", "instance_url", within)
    }

    fn url_of(host: &Host, text: &str) -> Option<String> {
        let open = OpenHost::of(host, &SettingValues::default(), "Acme").ok().flatten().unwrap();
        let captured = [("instance_url".to_owned(), Secret::from(text).into())].into();
        open.url(&captured).map(|url| url.to_string())
    }

    #[test]
    fn points_only_where_it_may() {
        let rows = [
            ("https://acme.com", true),
            ("https://acme.com/api/v1", true),
            ("https://eu.acme.com", true),
            ("https://EU.ACME.COM:443/", true),
            ("https://a.b.acme.com", true),
            ("https://evilacme.com", false),
            ("https://acme.com.evil.example", false),
            ("https://.acme.com", false),
            ("https://acme.com.", false),
            ("https://evil.example\\.acme.com", false),
            ("https://evil.example/.acme.com", false),
            ("https://evil.example#.acme.com", false),
            ("https://acme.com@evil.example", false),
            ("https://ada:pw@eu.acme.com", false),
            ("https://eu.acme.com:8443", false),
            ("http://eu.acme.com", false),
            ("https://127.0.0.1", false),
            ("https://[::1]", false),
            ("https://eu.acme.com?key=1", false),
            ("https://eu.acme.com/#top", false),
            ("//eu.acme.com", false),
            ("eu.acme.com", false),
            ("", false),
        ];
        for (url, fits) in rows {
            assert_eq!(url_of(&open(&["acme.com"]), url).is_some(), fits, "{url}");
        }
    }

    #[test]
    fn the_url_of_an_endpoint_may_have_a_query_and_that_of_metadata_is_made_of_the_issuer() {
        let rows = [
            ("https://acme.com/token?v=2", Some("https://acme.com/token?v=2"), None),
            ("https://acme.com/t/", Some("https://acme.com/t/"), Some("https://acme.com/.well-known/x/t")),
            ("https://acme.com", Some("https://acme.com/"), Some("https://acme.com/.well-known/x")),
            ("https://evil.example/t", None, None),
            ("https://acme.com/t#f", None, None),
        ];
        for (text, whole, metadata) in rows {
            assert_eq!(url_of(&open(&["acme.com"]).whole(), text).as_deref(), whole, "{text}");
            assert_eq!(url_of(&open(&["acme.com"]).well_known("x"), text).as_deref(), metadata, "{text}");
        }
    }

    #[test]
    fn what_a_callback_says_is_one_of_the_list() {
        let exact = open(&["acme.com", "eu.acme.com"]).exactly();
        for (url, fits) in [("https://eu.acme.com", true), ("https://us.acme.com", false), ("https://acme.com", true)] {
            assert_eq!(url_of(&exact, url).is_some(), fits, "{url}");
        }
    }

    #[test]
    fn an_entry_may_be_the_url_of_a_setting() {
        for entry in ["login.acme.com", "https://login.acme.com", "https://LOGIN.acme.com:443/x"] {
            assert_eq!(host_of(entry), "login.acme.com");
        }
    }
}
