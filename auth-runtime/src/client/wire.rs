//! The network: the only file that reaches a provider.

use std::pin::Pin;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderValue, StatusCode};
use url::Url;

use crate::call::Transport;
use crate::client::failure::Failure;
use crate::client::options::{HandedIn, Options};
use crate::client::tls;
use crate::credential::Credential;
use crate::credential::Renew;
use crate::host::{ConfigError, Hosts};
use crate::request::RequestProblem;
use crate::request::prepare::Rendered;
use crate::request::{Carried, RequestError};
use crate::response::RawResponse;
use crate::value::wiped::WipedBuffer;

/// How much room is made for an answer before any of it is there: an answer may lie about its length.
const LARGEST_GUESS: usize = 16 * 1024;

/// What `http::Uri` holds: a longer one would fail in reqwest, as if there were no connection.
const LONGEST_URL: usize = 65_534;

/// Sends requests by reqwest.
pub(crate) struct Wire {
    pub(crate) hosts: Hosts,
    http: reqwest::Client,
    /// For a client of the caller's: how long a call may take.
    handed_in: Option<Duration>,
    max_body: usize,
}

impl Wire {
    pub(crate) fn new(options: &Options, hosts: Hosts) -> Result<Self, ConfigError> {
        let (http, handed_in) = match &options.http_client {
            Some(HandedIn(http)) => (http.clone(), Some(options.timeout)),
            None => (http_client(options, hosts.has_http())?, None),
        };
        Ok(Self { hosts, http, handed_in, max_body: options.max_body })
    }

    /// Boxed once and for all endpoints, so that a call adds little to what rustc has to compile.
    pub(crate) fn send(
        &self,
        request: &Rendered,
    ) -> Pin<Box<dyn Future<Output = Result<RawResponse, Failure>> + Send + '_>> {
        Box::pin(self.exchange(request, None))
    }

    /// The same with a credential. For all credentials too: what a session does here is compiled once.
    pub(crate) fn send_protected<'a>(
        &'a self,
        request: Rendered,
        credential: &'a dyn Credential,
    ) -> Pin<Box<dyn Future<Output = Result<RawResponse, Failure>> + Send + 'a>> {
        match credential.renew() {
            Some(session) => Box::pin(self.exchange_renewing(request, session)),
            None => Box::pin(self.exchange(&request, Some(credential))),
        }
    }

    /// A token that is refused is renewed once, and the request repeated once: a 401 says that it was not acted upon.
    async fn exchange_renewing(&self, request: Rendered, session: &dyn Renew) -> Result<RawResponse, Failure> {
        let endpoint = request.call.name;
        let fail = |error| Failure::Session { endpoint, error };
        let first = match session.at_hand() {
            Some(token) => token,
            None => session.token().await.map_err(fail)?,
        };
        let refused = self.exchange(&request, Some(&*first)).await?;
        if refused.status != StatusCode::UNAUTHORIZED {
            return Ok(refused);
        }
        match session.instead_of(&*first).await.map_err(fail)? {
            Some(second) => self.exchange(&request, Some(&*second)).await,
            None => Ok(refused),
        }
    }

    /// What is done before the first wait is done at once, so that the future need not have room for it.
    fn exchange<'a>(
        &'a self,
        request: &Rendered,
        credential: Option<&dyn Credential>,
    ) -> impl Future<Output = Result<RawResponse, Failure>> + Send + use<'a> {
        let endpoint = request.call.name;
        let built = self.build(request, credential);
        let sent = built.map(|(request, carried)| (self.execute(endpoint, request), carried));
        async move {
            let (response, carried) = sent?;
            Ok(self.receive(endpoint, response.await?).await?.hiding(carried))
        }
    }

    fn build(
        &self,
        rendered: &Rendered,
        credential: Option<&dyn Credential>,
    ) -> Result<(reqwest::Request, Carried), RequestError> {
        let call = &rendered.call;
        let url = self.hosts.locate(call.host, rendered.url.as_str()).filter(|url| url.as_str().len() <= LONGEST_URL);
        let url = url.ok_or_else(|| RequestError::new(call.name, RequestProblem::Url))?;
        let (headers, carried) = rendered.headers(credential)?;
        let mut request = reqwest::Request::new(call.method.into(), url);
        *request.headers_mut() = headers;
        // reqwest keeps a copy of a body, in case that it has to be sent again; also of an empty one.
        *request.body_mut() = Some(rendered.body.clone().into_bytes()).filter(|body| !body.is_empty()).map(Into::into);
        Ok((request, carried))
    }

    /// A client that was handed in has neither our time limit nor our word that it follows no redirects.
    fn execute(
        &self,
        endpoint: &'static str,
        mut request: reqwest::Request,
    ) -> impl Future<Output = Result<reqwest::Response, Failure>> + Send + use<> {
        let asked = self.handed_in.map(|timeout| {
            *request.timeout_mut() = Some(timeout);
            request.url().clone()
        });
        let response = self.http.execute(request);
        async move {
            let response = response.await.map_err(|error| failure(endpoint, error))?;
            match asked {
                Some(url) => check_followed(endpoint, &url, response),
                None => Ok(response),
            }
        }
    }

    async fn receive(&self, endpoint: &'static str, mut response: reqwest::Response) -> Result<RawResponse, Failure> {
        let (status, headers) = (response.status(), std::mem::take(response.headers_mut()));
        let body = match self.body(endpoint, response).await {
            // Status and `Retry-After` are there: a refusal is heard, also if its body cannot be read.
            Err(_) if !status.is_success() => Bytes::new(),
            body => body?,
        };
        Ok(RawResponse::new(status, headers, body))
    }

    async fn body(&self, endpoint: &'static str, mut response: reqwest::Response) -> Result<Bytes, Failure> {
        let mut body = WipedBuffer::with_capacity(self.announced(&response));
        while let Some(chunk) = response.chunk().await.map_err(|error| failure(endpoint, error))? {
            self.check_size(endpoint, response.status(), body.as_slice().len().saturating_add(chunk.len()))?;
            body.push(&chunk);
        }
        Ok(body.into_bytes())
    }

    /// The length that the answer says it has, as far as it may be.
    fn announced(&self, response: &reqwest::Response) -> usize {
        let length = response.content_length().and_then(|length| usize::try_from(length).ok());
        length.unwrap_or_default().min(self.max_body).min(LARGEST_GUESS)
    }

    fn check_size(&self, endpoint: &'static str, status: StatusCode, size: usize) -> Result<(), Failure> {
        let limit = self.max_body;
        if size > limit { Err(Failure::TooLarge { endpoint, status, limit }) } else { Ok(()) }
    }
}

fn http_client(options: &Options, has_http: bool) -> Result<reqwest::Client, ConfigError> {
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
    // A proxy would carry what is meant for this machine over the network, in the clear.
    let builder = if has_http { builder.no_proxy() } else { builder };
    builder.build().map_err(|error| ConfigError::Transport(error.without_url().into()))
}

/// A client that was handed in may follow redirects, and nobody can ask it before. An answer from another URL is not
/// used.
fn check_followed(
    endpoint: &'static str,
    url: &Url,
    response: reqwest::Response,
) -> Result<reqwest::Response, Failure> {
    if response.url() == url {
        return Ok(response);
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
