//! The HTTP clients of a connection.

use std::sync::OnceLock;
use std::time::Duration;

use http::HeaderValue;

use crate::client::options::{HandedIn, Options};
use crate::client::tls;
use crate::host::ConfigError;

/// One client for API calls, and one without a pool for what can be used once: a request that is sent as the server
/// closes an idle connection is lost, and nobody knows whether it arrived.
pub(crate) struct Clients {
    pooled: Client,
    /// Built when it is first needed: most programs need it rarely, and it reads the certificates of the system.
    unpooled: OnceLock<Client>,
    options: Options,
    has_http: bool,
}

/// An HTTP client.
pub(crate) struct Client {
    pub(crate) http: reqwest::Client,
    /// For one of the caller's: how long a request may take.
    pub(crate) handed_in: Option<Duration>,
}

impl Clients {
    pub(crate) fn new(options: &Options, has_http: bool) -> Result<Self, ConfigError> {
        let handed_in = |HandedIn(http): &HandedIn| Client { http: http.clone(), handed_in: Some(options.timeout) };
        let pooled = match &options.http_client {
            Some(http) => handed_in(http),
            None => build(options, has_http, Pool::Kept).map(own)?,
        };
        // A client of the caller's that has a proxy or certificates is the only one that reaches the provider.
        let unpooled = options.token_http_client.as_ref().or(options.http_client.as_ref()).map(handed_in);
        let unpooled = unpooled.map_or_else(OnceLock::new, OnceLock::from);
        Ok(Self { pooled, unpooled, options: options.clone(), has_http })
    }

    pub(crate) fn pooled(&self) -> &Client {
        &self.pooled
    }

    pub(crate) fn unpooled(&self) -> Result<&Client, ConfigError> {
        if let Some(client) = self.unpooled.get() {
            return Ok(client);
        }
        let built = build(&self.options, self.has_http, Pool::None).map(own)?;
        Ok(self.unpooled.get_or_init(|| built))
    }
}

fn own(http: reqwest::Client) -> Client {
    Client { http, handed_in: None }
}

#[derive(Clone, Copy)]
enum Pool {
    Kept,
    None,
}

fn build(options: &Options, has_http: bool, pool: Pool) -> Result<reqwest::Client, ConfigError> {
    let user_agent = HeaderValue::from_str(&options.user_agent).map_err(|_| ConfigError::UserAgent)?;
    check_tls(has_http)?;
    let builder = reqwest::Client::builder()
        .user_agent(user_agent)
        .https_only(!has_http)
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        .connect_timeout(options.connect_timeout)
        .read_timeout(options.read_timeout)
        .timeout(options.timeout);
    let builder = match pool {
        Pool::Kept => builder,
        Pool::None => builder.pool_max_idle_per_host(0),
    };
    // A proxy would carry what is meant for this machine over the network, in the clear.
    let builder = if has_http { builder.no_proxy() } else { builder };
    builder.build().map_err(|error| ConfigError::Transport(error.without_url().into()))
}

/// Without TLS every call would fail with a text about the URL's scheme.
fn check_tls(has_http: bool) -> Result<(), ConfigError> {
    // With aws-lc-rs, reqwest finds its provider by itself.
    if cfg!(feature = "tls-ring") {
        tls::install_provider();
    }
    let has_tls = cfg!(any(feature = "tls-rustls", feature = "tls-ring", feature = "tls-native"));
    if has_tls || has_http { Ok(()) } else { Err(ConfigError::NoTls) }
}
