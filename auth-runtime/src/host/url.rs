//! Checks the URL of a host and fills in its settings.

use url::Url;

use crate::host::template::{Piece, pieces};
use crate::host::{ConfigError, SettingValues};
use crate::request::write::percent::percent_encode;
use crate::value::Format;
use crate::value::wiped::WipedBuffer;

/// Returns the URL of a template with its settings filled in.
pub(crate) fn resolve(
    template: &'static str,
    settings: &SettingValues,
    title: &'static str,
) -> Result<String, ConfigError> {
    let mut url = String::with_capacity(template.len());
    let whole = whole_setting(template);
    for piece in pieces(template) {
        match piece {
            Piece::Text(text) => url.push_str(text),
            Piece::Setting(name) => {
                let value = settings.get(name).ok_or(ConfigError::MissingSetting { name, title })?;
                if url.is_empty() && whole == Some(name) && Format::Origin.fits(value) {
                    url.push_str(value);
                } else {
                    push_setting(name, value, &mut url)?;
                }
            }
        }
    }
    Ok(url)
}

/// Returns the setting that is the whole beginning of a URL: scheme, host and port.
fn whole_setting(template: &'static str) -> Option<&'static str> {
    let (name, rest) = template.strip_prefix('{')?.split_once('}')?;
    (rest.is_empty() || rest.starts_with('/')).then_some(name)
}

/// Appends the value of a setting. In the host it must not end the host; in the path it is a segment or a part of one.
fn push_setting(name: &'static str, value: &str, url: &mut String) -> Result<(), ConfigError> {
    let is_in_host = url.split_once("://").is_none_or(|(_, rest)| !rest.contains('/'));
    let is_plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.".contains(&byte));
    let is_host_text = |text: &str| is_plain(text) || Format::HostAndPort.fits(text);
    let refuse = |expected: &str| Err(ConfigError::Setting { name, expected: expected.to_owned() });
    match value {
        "" | "." | ".." => return refuse("more than that: it is a part of a URL"),
        value if is_in_host && !is_host_text(value) => {
            return refuse("letters, digits, `-` and `.`: it is a part of a host name");
        }
        value if is_in_host => url.push_str(value),
        value => {
            let mut encoded = WipedBuffer::new();
            percent_encode(value, &mut encoded);
            url.push_str(encoded.as_str());
        }
    }
    Ok(())
}

/// Returns the URL to which paths are appended, without a trailing slash.
pub(crate) fn text(url: &Url) -> &str {
    url.as_str().trim_end_matches('/')
}

pub(crate) fn check(name: &str, text: &str, loopback_http: bool) -> Result<Url, ConfigError> {
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

/// Whether a host is `known` or a subdomain of it.
pub(crate) fn is_within(host: &str, known: &str) -> bool {
    host == known || host.strip_suffix(known).is_some_and(|rest| rest.ends_with('.') && rest.len() > 1)
}

/// Returns the host of an entry or of a setting's value, which may be a URL. A text with a user name has none.
pub(crate) fn host_of(entry: &str) -> String {
    let without_scheme = entry.split_once("://").map_or(entry, |(_, rest)| rest);
    let authority = without_scheme.split(['/', '\\', '?', '#']).next().unwrap_or_default();
    if authority.contains('@') {
        return String::new();
    }
    authority.split(':').next().unwrap_or_default().to_ascii_lowercase()
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
}
