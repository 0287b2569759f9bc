//! The options of a client that do not depend on the provider.

use std::fmt;
use std::time::Duration;

use tokio::time::Instant;

use crate::credential::TlsIdentity;
use crate::host::{Host, Setting, SettingValues};
use crate::request::Context;
use crate::value::Secret;

/// The options of a client. They do not depend on the provider's type, so that they are compiled once.
#[derive(Clone, Debug)]
pub(crate) struct Options {
    /// URLs by host. They are secret because an unchecked URL may contain a password.
    pub(crate) urls: Vec<(String, Secret)>,
    pub(crate) environment: &'static [Host],
    /// The declared settings, and the values that the caller gave.
    pub(crate) declared: &'static [Setting],
    pub(crate) settings: SettingValues,
    pub(crate) context: Context,
    pub(crate) allow_loopback_http: bool,
    pub(crate) connect_timeout: Duration,
    pub(crate) read_timeout: Duration,
    pub(crate) timeout: Duration,
    pub(crate) max_body: usize,
    pub(crate) user_agent: String,
    /// PEM certificates that are trusted in addition to those of the system.
    pub(crate) roots: Vec<String>,
    pub(crate) identity: Option<TlsIdentity>,
    pub(crate) http_client: Option<HandedIn>,
    pub(crate) token_http_client: Option<HandedIn>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            urls: Vec::new(),
            environment: &[],
            declared: &[],
            settings: SettingValues::default(),
            context: Context::system(),
            allow_loopback_http: false,
            connect_timeout: Duration::from_secs(10),
            read_timeout: Duration::from_secs(30),
            timeout: Duration::from_secs(60),
            max_body: 1024 * 1024,
            user_agent: concat!("authwright/", env!("CARGO_PKG_VERSION")).to_owned(),
            roots: Vec::new(),
            identity: None,
            http_client: None,
            token_http_client: None,
        }
    }
}

impl Options {
    pub(crate) fn limits(&self) -> Limits {
        let Self { max_body, read_timeout, timeout, .. } = *self;
        Limits { max_body, read_timeout, timeout, begun: Instant::now() }
    }
}

/// The limits of an exchange. reqwest's own timeouts are not used, because they do not check whether an answer has
/// already arrived.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// The maximum length of the body in bytes.
    pub(crate) max_body: usize,
    /// The timeout for the next bytes of the response.
    pub(crate) read_timeout: Duration,
    /// The timeout for the whole exchange.
    pub(crate) timeout: Duration,
    pub(crate) begun: Instant,
}

impl Limits {
    /// Returns how long to wait for the next bytes.
    pub(crate) fn left(&self) -> Duration {
        self.read_timeout.min(self.timeout.saturating_sub(self.begun.elapsed()))
    }
}

/// An HTTP client that the caller passed in. Its own `Debug` would show its default headers, which may contain secrets.
#[derive(Clone)]
pub(crate) struct HandedIn(pub(crate) reqwest::Client);

impl fmt::Debug for HandedIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("reqwest::Client")
    }
}
