//! The HTTP clients of a connection.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use http::HeaderValue;

use crate::client::options::{HandedIn, Options};
use crate::client::tls;
use crate::credential::TlsIdentity;
use crate::host::ConfigError;

/// A client for API calls, and a client without a pool for requests that must not be lost: a request that is sent while
/// the server closes an idle connection is lost, and it is unknown whether it arrived.
pub(crate) struct Clients {
    pooled: Client,
    /// Built when first needed, because most programs rarely need it, and building it reads the certificates of the
    /// system.
    unpooled: OnceLock<Client>,
    options: Options,
    has_http: bool,
}

/// An HTTP client.
pub(crate) struct Client {
    pub(crate) http: reqwest::Client,
    /// Whether the caller passed it in, so that it has its own timeouts.
    pub(crate) is_handed_in: bool,
}

/// The maximum number of client certificates with their own HTTP clients. It prevents that a program which gets a new
/// certificate every day keeps all the old ones.
const KEPT: usize = 16;

/// The HTTP clients of a connection, by client certificate.
pub(crate) struct ByIdentity {
    own: Arc<Clients>,
    others: Mutex<Vec<(TlsIdentity, Arc<Clients>)>>,
}

impl ByIdentity {
    pub(crate) fn new(own: Clients) -> Self {
        Self { own: Arc::new(own), others: Mutex::default() }
    }

    pub(crate) fn of(&self, identity: Option<&TlsIdentity>) -> Result<Arc<Clients>, ConfigError> {
        match identity.filter(|identity| !self.own.has(identity)) {
            Some(identity) => self.other(identity),
            None => Ok(Arc::clone(&self.own)),
        }
    }

    fn other(&self, identity: &TlsIdentity) -> Result<Arc<Clients>, ConfigError> {
        let mut others = self.others.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, clients)) = others.iter().find(|(known, _)| known == identity) {
            return Ok(Arc::clone(clients));
        }
        let clients = Arc::new(self.own.with_identity(identity)?);
        keep(&mut others, (identity.clone(), Arc::clone(&clients)));
        Ok(clients)
    }
}

/// Adds an entry, in place of the oldest one if there are [`KEPT`].
fn keep<T>(kept: &mut Vec<T>, new: T) {
    if kept.len() == KEPT {
        kept.remove(0);
    }
    kept.push(new);
}

impl Clients {
    /// Whether it uses this client certificate. An HTTP client that was passed in has its own.
    fn has(&self, identity: &TlsIdentity) -> bool {
        self.options.http_client.is_some() || self.options.identity.as_ref() == Some(identity)
    }

    pub(crate) fn client(&self, unpooled: bool) -> Result<&Client, ConfigError> {
        if unpooled { self.unpooled() } else { Ok(&self.pooled) }
    }

    pub(crate) fn new(options: &Options, has_http: bool) -> Result<Self, ConfigError> {
        let pooled = match &options.http_client {
            Some(http) => handed_in(http),
            None => build(options, has_http, Pool::Kept).map(own)?,
        };
        // An HTTP client that was passed in may be the only one that can reach the provider, because of its proxy or
        // certificates.
        let unpooled = options.token_http_client.as_ref().or(options.http_client.as_ref()).map(handed_in);
        let unpooled = unpooled.map_or_else(OnceLock::new, OnceLock::from);
        Ok(Self { pooled, unpooled, options: options.clone(), has_http })
    }

    /// Makes the HTTP clients for another client certificate.
    fn with_identity(&self, identity: &TlsIdentity) -> Result<Self, ConfigError> {
        Self::new(&Options { identity: Some(identity.clone()), ..self.options.clone() }, self.has_http)
    }

    fn unpooled(&self) -> Result<&Client, ConfigError> {
        if let Some(client) = self.unpooled.get() {
            return Ok(client);
        }
        let built = build(&self.options, self.has_http, Pool::None).map(own)?;
        Ok(self.unpooled.get_or_init(|| built))
    }
}

fn handed_in(HandedIn(http): &HandedIn) -> Client {
    Client { http: http.clone(), is_handed_in: true }
}

fn own(http: reqwest::Client) -> Client {
    Client { http, is_handed_in: false }
}

#[derive(Clone, Copy)]
enum Pool {
    Kept,
    None,
}

fn build(options: &Options, has_http: bool, pool: Pool) -> Result<reqwest::Client, ConfigError> {
    let user_agent = HeaderValue::from_str(&options.user_agent).map_err(|_| ConfigError::UserAgent)?;
    check_tls(has_http)?;
    let builder = with_certificates(reqwest::Client::builder(), options)?
        .user_agent(user_agent)
        .https_only(!has_http)
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        .connect_timeout(options.connect_timeout);
    let builder = match pool {
        Pool::Kept => builder,
        Pool::None => tolerant(builder.pool_max_idle_per_host(0)),
    };
    // A proxy would carry requests for this machine over the network unencrypted.
    let builder = if has_http { builder.no_proxy() } else { builder };
    builder.build().map_err(|error| ConfigError::Transport(error.without_url().into()))
}

/// Makes a client read the answer to what can be used once, although some of its headers are odd. What a header that is
/// left out says about the end of the answer can mislead nobody, because the connection has no other one.
fn tolerant(builder: reqwest::ClientBuilder) -> reqwest::ClientBuilder {
    builder
        .http1_allow_obsolete_multiline_headers_in_responses(true)
        .http1_allow_spaces_after_header_name_in_responses(true)
        .http1_ignore_invalid_headers_in_responses(true)
        .http1_max_headers(HEADERS)
}

/// The maximum number of headers of such an answer; hyper's own limit is 100.
const HEADERS: usize = 1000;

/// Adds the trusted root certificates and the client certificate.
#[cfg(any(feature = "tls-rustls", feature = "tls-ring", feature = "tls-native"))]
fn with_certificates(
    builder: reqwest::ClientBuilder,
    options: &Options,
) -> Result<reqwest::ClientBuilder, ConfigError> {
    let builder = with_roots(builder, &options.roots)?;
    match &options.identity {
        Some(identity) => Ok(builder.identity(identity.to_reqwest()?)),
        None => Ok(builder),
    }
}

#[cfg(any(feature = "tls-rustls", feature = "tls-ring", feature = "tls-native"))]
fn with_roots(mut builder: reqwest::ClientBuilder, roots: &[String]) -> Result<reqwest::ClientBuilder, ConfigError> {
    let refuse = |error: reqwest::Error| ConfigError::Certificate(error.without_url().into());
    for pem in roots {
        builder = builder.tls_certs_merge(reqwest::Certificate::from_pem_bundle(pem.as_bytes()).map_err(refuse)?);
    }
    Ok(builder)
}

/// Returns an error if there are certificates, because this build has no TLS.
#[cfg(not(any(feature = "tls-rustls", feature = "tls-ring", feature = "tls-native")))]
fn with_certificates(
    builder: reqwest::ClientBuilder,
    options: &Options,
) -> Result<reqwest::ClientBuilder, ConfigError> {
    let is_plain = options.roots.is_empty() && options.identity.is_none();
    if is_plain { Ok(builder) } else { Err(ConfigError::NoTls) }
}

/// Returns an error in a build without TLS, in which every call would fail with an unclear message about the URL's
/// scheme.
fn check_tls(has_http: bool) -> Result<(), ConfigError> {
    // With aws-lc-rs, reqwest finds its crypto provider itself.
    if cfg!(feature = "tls-ring") {
        tls::install_provider();
    }
    let has_tls = cfg!(any(feature = "tls-rustls", feature = "tls-ring", feature = "tls-native"));
    if has_tls || has_http { Ok(()) } else { Err(ConfigError::NoTls) }
}
