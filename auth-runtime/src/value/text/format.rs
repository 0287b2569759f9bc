//! Checks texts against formats. The language has the same rules: `auth-language/src/value/format.rs`.

use super::digits::is_digits;

/// The maximum length of a label of a host name (RFC 1035 §2.3.4).
const LONGEST_LABEL: usize = 63;
/// The maximum length of a host name (RFC 1035 §2.3.4).
const LONGEST_HOST: usize = 253;
/// The maximum length of an email address (RFC 5321 §4.5.3.1).
const LONGEST_EMAIL: usize = 254;

/// The format of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// One label of a host name: letters, digits and `-`.
    Label,
    /// Labels of a host name, joined by dots.
    Labels,
    /// A host name without a port.
    Host,
    /// A host name with an optional port.
    HostAndPort,
    /// Scheme, host and port (RFC 6454): `https://acme.example`.
    Origin,
    /// An email address.
    Email,
    /// An absolute URL.
    Url,
}

impl Format {
    /// Whether a text has this format.
    #[must_use]
    pub fn fits(self, text: &str) -> bool {
        match self {
            Self::Label => is_label(text),
            Self::Labels => is_labels(text),
            Self::Host => is_host(text),
            Self::HostAndPort => is_host_and_port(text),
            Self::Origin => is_origin(text),
            Self::Email => is_email(text),
            Self::Url => url::Url::parse(text).is_ok(),
        }
    }

    /// Describes the format for a message.
    pub(crate) fn describe(self) -> &'static str {
        match self {
            Self::Label => "one label of a host name: letters, digits and `-`",
            Self::Labels => "labels of a host name, joined by dots",
            Self::Host => "a host name, not an address, without a port",
            Self::HostAndPort => "a host name, perhaps with a port",
            Self::Origin => "an origin such as `https://acme.example`",
            Self::Email => "an email address",
            Self::Url => "a URL",
        }
    }
}

/// Whether a text is one label of a host name (RFC 1123 §2.1).
fn is_label(text: &str) -> bool {
    let is_inner = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    matches!(text.len(), 1..=LONGEST_LABEL)
        && text.bytes().all(is_inner)
        && !text.starts_with('-')
        && !text.ends_with('-')
}

fn is_labels(text: &str) -> bool {
    text.len() <= LONGEST_HOST && text.split('.').all(is_label)
}

/// Whether a text is a host name made of labels. An IP address is not.
fn is_host(text: &str) -> bool {
    is_labels(text) && !text.rsplit('.').next().is_some_and(is_digits)
}

fn is_host_and_port(text: &str) -> bool {
    match text.split_once(':') {
        None => is_host(text),
        Some((host, port)) => is_host(host) && is_port(port),
    }
}

fn is_port(text: &str) -> bool {
    is_digits(text) && text.parse::<u16>().is_ok_and(|port| port > 0)
}

/// Whether a text is an origin: scheme, host and optional port, without even a slash after it.
fn is_origin(text: &str) -> bool {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    host.is_some_and(|host| match host.split_once(':') {
        None => is_labels(host),
        Some((host, port)) => is_labels(host) && is_port(port),
    })
}

/// Whether a text is an email address, by the rules of HTML's input type `email`.
fn is_email(text: &str) -> bool {
    let is_local = |byte: u8| byte.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&byte);
    text.len() <= LONGEST_EMAIL
        && text
            .rsplit_once('@')
            .is_some_and(|(local, domain)| !local.is_empty() && local.bytes().all(is_local) && is_labels(domain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form() {
        let rows = [
            (Format::Label, "acme-eu1", true),
            (Format::Label, "a.b", false),
            (Format::Label, "-a", false),
            (Format::Labels, "acme.eu", true),
            (Format::Labels, "acme..eu", false),
            (Format::Host, "eu.acme.example", true),
            (Format::Host, "10.0.0.1", false),
            (Format::Host, "acme.example:443", false),
            (Format::HostAndPort, "acme.example:8443", true),
            (Format::HostAndPort, "acme.example", true),
            (Format::HostAndPort, "acme.example:", false),
            (Format::HostAndPort, "acme.example:70000", false),
            (Format::Origin, "https://acme.example", true),
            (Format::Origin, "http://localhost:8080", true),
            (Format::Origin, "https://acme.example/", false),
            (Format::Origin, "https://a@acme.example", false),
            (Format::Origin, "acme.example", false),
            (Format::Email, "ada+x@acme.example", true),
            (Format::Email, "ada@localhost", true),
            (Format::Email, "ada", false),
            (Format::Email, "a da@acme.example", false),
            (Format::Email, "@acme.example", false),
            (Format::Url, "https://acme.example/a?b", true),
            (Format::Url, "/a", false),
        ];
        for (format, text, expected) in rows {
            assert_eq!(format.fits(text), expected, "{format:?} {text}");
        }
    }
}
