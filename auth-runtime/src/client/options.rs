//! What a client is built with, whatever the provider.

use std::fmt;
use std::time::Duration;

use tokio::time::Instant;

use crate::credential::TlsIdentity;
use crate::host::{Host, Setting, SettingValues};
use crate::request::Context;
use crate::value::Secret;

/// Everything that does not depend on the provider, so that it is compiled once.
#[derive(Clone, Debug)]
pub(crate) struct Options {
    /// A URL may hold a password, until it is checked.
    pub(crate) urls: Vec<(String, Secret)>,
    pub(crate) environment: &'static [Host],
    /// The settings that there are, and the values that were given.
    pub(crate) declared: &'static [Setting],
    pub(crate) settings: SettingValues,
    pub(crate) context: Context,
    pub(crate) allow_loopback_http: bool,
    pub(crate) connect_timeout: Duration,
    pub(crate) read_timeout: Duration,
    pub(crate) timeout: Duration,
    pub(crate) max_body: usize,
    pub(crate) user_agent: String,
    /// Certificates that are trusted beside those of the system, in PEM.
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

/// What an exchange may take. These are the runtime's own limits and not reqwest's, which do not look whether the answer is
/// there to be read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// Bytes of body.
    pub(crate) max_body: usize,
    /// How long to wait for the next bytes of the response.
    pub(crate) read_timeout: Duration,
    /// How long it may take in all.
    pub(crate) timeout: Duration,
    pub(crate) begun: Instant,
}

impl Limits {
    /// How long to wait now.
    pub(crate) fn left(&self) -> Duration {
        self.read_timeout.min(self.timeout.saturating_sub(self.begun.elapsed()))
    }
}

/// A client of the caller's. Its own `Debug` shows its default headers, and so what is secret in them.
#[derive(Clone)]
pub(crate) struct HandedIn(pub(crate) reqwest::Client);

impl fmt::Debug for HandedIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("reqwest::Client")
    }
}
