//! The error of building a client.

/// Why a client cannot be built. It contains the name of a host, never its URL, which may contain a password.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// A URL was given for a host that the provider does not have.
    #[error("there is no host `{name}`; {title} has {known}")]
    UnknownHost {
        /// The name that was given.
        name: String,
        /// The title of the provider.
        title: &'static str,
        /// The names of the provider's hosts.
        known: String,
    },
    /// A URL is not `https`, without which a credential could be read in transit.
    #[error(
        "the URL of host `{name}` is not https; http is for a literal loopback address after `allow_loopback_http()`"
    )]
    InsecureUrl {
        /// The name of the host.
        name: String,
    },
    /// One host is plain HTTP on this machine, and this one still has the provider's own URL.
    #[error(
        "the host `{name}` is still the provider's own while another is on this machine; give it a URL by `host(\"{name}\", …)` too"
    )]
    HalfLocal {
        /// The name of the host.
        name: &'static str,
    },
    /// The text is not a URL, or has a user name, a query or a fragment.
    #[error("the URL of host `{name}` must have the form `https://host/path`, without user name, query or fragment")]
    Url {
        /// The name of the host.
        name: String,
    },
    /// A setting that a URL or a header uses has no value.
    #[error("the setting `{name}` of {title} has no value; give the client `settings(…)`")]
    MissingSetting {
        /// The name of the setting.
        name: &'static str,
        /// The title of the provider.
        title: &'static str,
    },
    /// The value of a setting is invalid.
    #[error("the setting `{name}` must be {expected}")]
    Setting {
        /// The name of the setting.
        name: &'static str,
        /// A description of valid values.
        expected: String,
    },
    /// A header of every request contains a character that is not valid in a header.
    #[error("the header `{name}` of every request must have visible ASCII and spaces only; look at its settings")]
    Header {
        /// The name of the header.
        name: &'static str,
    },
    /// The user agent is not a valid header value.
    #[error("the user agent must be visible ASCII and spaces")]
    UserAgent,
    /// TLS could not be set up, for example because the system has no root certificates.
    #[error("the HTTP client could not be set up")]
    Transport(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// A certificate or its key could not be read.
    #[error("a certificate or its private key is not PEM, or cannot be used")]
    Certificate(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// authwright-runtime was built without TLS.
    #[error("authwright-runtime was built without TLS; turn on its feature `tls-rustls`, `tls-ring` or `tls-native`")]
    NoTls,
}
