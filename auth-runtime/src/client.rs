//! The network: the only file that awaits it.

use std::fmt;
use std::pin::Pin;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderValue, StatusCode};

use crate::builder::Settings;
use crate::session::{Renewing, SessionError};
use crate::wiped::WipedBuffer;
use crate::{ConfigError, Credential, Prepared, RawResponse, RequestError, Transport, tls};

/// A failure that the provider's own errors take no part in, and so the same type for every endpoint.
pub(crate) enum Failure {
    Transport(Transport),
    Timeout { endpoint: &'static str },
    TooLarge { endpoint: &'static str, status: StatusCode, limit: usize },
    Followed { endpoint: &'static str, status: StatusCode, host: Option<String> },
    Request(RequestError),
    Session { endpoint: &'static str, error: SessionError },
}

impl From<RequestError> for Failure {
    fn from(error: RequestError) -> Self {
        Self::Request(error)
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

/// Sends requests by reqwest.
pub(crate) struct Wire {
    http: reqwest::Client,
    timeout: Duration,
    max_body: usize,
}

impl Wire {
    pub(crate) fn new(settings: &Settings, has_http: bool) -> Result<Self, ConfigError> {
        let http = match &settings.http_client {
            Some(HandedIn(http)) => http.clone(),
            None => http_client(settings, has_http)?,
        };
        Ok(Self { http, timeout: settings.timeout, max_body: settings.max_body })
    }

    /// Boxed once and for all endpoints, so that a call adds little to what rustc has to compile.
    pub(crate) fn send(
        &self,
        prepared: Prepared,
    ) -> Pin<Box<dyn Future<Output = Result<RawResponse, Failure>> + Send + '_>> {
        Box::pin(self.exchange(prepared))
    }

    /// The same with a credential. For all credentials too: what a session does here is compiled once.
    pub(crate) fn send_protected<'a>(
        &'a self,
        prepared: Prepared,
        credential: &'a dyn Credential,
    ) -> Pin<Box<dyn Future<Output = Result<RawResponse, Failure>> + Send + 'a>> {
        if let Some(session) = credential.renewing() {
            return Box::pin(self.exchange_renewing(prepared, session));
        }
        Box::pin(async move { self.exchange(prepared.with(credential)?).await })
    }

    /// A token that is refused is renewed once, and the request repeated once: a 401 says that it was not acted upon.
    async fn exchange_renewing(&self, prepared: Prepared, session: Renewing<'_>) -> Result<RawResponse, Failure> {
        let endpoint = prepared.call().name;
        let fail = |error| Failure::Session { endpoint, error };
        let first = session.token().await.map_err(fail)?;
        let refused = self.exchange(prepared.with(&*first)?).await?;
        if refused.status != StatusCode::UNAUTHORIZED {
            return Ok(refused);
        }
        match session.instead_of(&first).await.map_err(fail)? {
            Some(second) => self.exchange(prepared.with(&*second)?).await,
            None => Ok(refused),
        }
    }

    async fn exchange(&self, prepared: Prepared) -> Result<RawResponse, Failure> {
        let endpoint = prepared.call().name;
        let carried = prepared.carried();
        let fail = |error| failure(endpoint, error);
        let mut request: reqwest::Request = prepared.into_http().map(Bytes::from).try_into().map_err(fail)?;
        *request.timeout_mut() = Some(self.timeout);
        let url = request.url().clone();
        let mut response = self.http.execute(request).await.map_err(fail)?;
        check_followed(endpoint, &url, &response)?;
        let (status, headers) = (response.status(), std::mem::take(response.headers_mut()));
        let body = match self.body(endpoint, response).await {
            // Status and `Retry-After` are there: a refusal is heard, also if its body cannot be read.
            Err(_) if !status.is_success() => Bytes::new(),
            body => body?,
        };
        Ok(RawResponse::new(status, headers, body).hiding(carried))
    }

    async fn body(&self, endpoint: &'static str, mut response: reqwest::Response) -> Result<Bytes, Failure> {
        let mut body = WipedBuffer::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| failure(endpoint, error))? {
            self.check_size(endpoint, response.status(), body.as_slice().len().saturating_add(chunk.len()))?;
            body.push(&chunk);
        }
        Ok(body.into_bytes())
    }

    fn check_size(&self, endpoint: &'static str, status: StatusCode, size: usize) -> Result<(), Failure> {
        let limit = self.max_body;
        if size > limit { Err(Failure::TooLarge { endpoint, status, limit }) } else { Ok(()) }
    }
}

fn http_client(settings: &Settings, has_http: bool) -> Result<reqwest::Client, ConfigError> {
    let user_agent = HeaderValue::from_str(&settings.user_agent).map_err(|_| ConfigError::UserAgent)?;
    check_tls(has_http)?;
    let builder = reqwest::Client::builder()
        .user_agent(user_agent)
        .https_only(!has_http)
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        .connect_timeout(settings.connect_timeout)
        .read_timeout(settings.read_timeout);
    // A proxy would carry what is meant for this machine over the network, in the clear.
    let builder = if has_http { builder.no_proxy() } else { builder };
    builder.build().map_err(|error| ConfigError::Transport(error.without_url().into()))
}

/// A client that was handed in may follow redirects, and nobody can ask it before. An answer from another URL is not
/// used.
fn check_followed(endpoint: &'static str, url: &reqwest::Url, response: &reqwest::Response) -> Result<(), Failure> {
    if response.url() == url {
        return Ok(());
    }
    let host = response.url().host_str().map(ToOwned::to_owned);
    Err(Failure::Followed { endpoint, status: response.status(), host })
}

/// The `Display` of reqwest's error prints the URL, and with it what is in the query.
fn failure(endpoint: &'static str, error: reqwest::Error) -> Failure {
    if error.is_timeout() {
        return Failure::Timeout { endpoint };
    }
    let connected = !error.is_connect() && !error.is_builder();
    Failure::Transport(Transport::new(endpoint, connected, error.without_url().into()))
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
