//! Sends requests on to the real API, and records them.

use std::error::Error;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Result, bail};
use auth_codegen::model::Provider;
use auth_language::suggest;
use auth_mock::{Forward, Forwarded};
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Request, Response, StatusCode, header};
use reqwest::redirect::Policy;
use reqwest::{Client, Url};

use super::record::recording::Recording;

/// How long connecting may take.
const CONNECTING: Duration = Duration::from_secs(30);
/// The greatest reply that is recorded, in bytes.
const LARGEST: usize = 8 << 20;
/// Headers of one connection (RFC 9110 §7.6.1), those that are made anew, and the encodings that a recording could not read.
const OWN: [HeaderName; 8] = [
    header::CONNECTION,
    header::TRANSFER_ENCODING,
    header::TE,
    header::TRAILER,
    header::UPGRADE,
    header::HOST,
    header::CONTENT_LENGTH,
    header::ACCEPT_ENCODING,
];

/// The real APIs, and what was recorded.
pub(super) struct Upstream {
    urls: Vec<(String, String, Url)>,
    client: Client,
    recording: Arc<Mutex<Recording>>,
}

impl Upstream {
    pub(super) fn new(named: &[String], providers: Vec<Provider>) -> Result<Self> {
        let urls = named.iter().map(|text| read(text, &providers)).collect::<Result<Vec<_>>>()?;
        let builder = Client::builder().redirect(Policy::none()).connect_timeout(CONNECTING);
        // Nobody reaches a server of this machine by a proxy.
        let is_local = urls.iter().all(|(_, _, url)| is_loopback(url));
        let client = if is_local { builder.no_proxy() } else { builder }.build()?;
        Ok(Self { urls, client, recording: Arc::new(Mutex::new(Recording::new(providers))) })
    }

    /// Returns where requests to a host are sent on to.
    pub(super) fn url(&self, provider: &str, host: &str) -> Option<&Url> {
        self.urls.iter().find(|(of, known, _)| of == provider && known == host).map(|(_, _, url)| url)
    }

    /// Returns what was recorded.
    pub(super) fn take(&self) -> Recording {
        std::mem::take(&mut *self.recording.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Forward for Upstream {
    fn forward(&self, forwarded: Forwarded) -> Pin<Box<dyn Future<Output = Result<Response<Bytes>, String>> + Send>> {
        let to = self.url(&forwarded.provider, &forwarded.host).map(|base| target(base, &forwarded.rest));
        let (client, recording) = (self.client.clone(), Arc::clone(&self.recording));
        Box::pin(async move {
            let Forwarded { provider, host, request, .. } = forwarded;
            let to = to.ok_or_else(|| {
                format!("`{provider}.{host}` has no upstream: add `--upstream {provider}.{host}=URL`")
            })?;
            let to = to.map_err(|()| "the path of the request is no path of a URL".to_owned())?;
            if lock(&recording).is_visit(&request) {
                return Ok(redirect(&to));
            }
            let mut response = send(&client, &request, to).await?;
            lock(&recording).take(&request, &response);
            keep_cookies(response.headers_mut());
            Ok(response)
        })
    }
}

fn lock(recording: &Mutex<Recording>) -> std::sync::MutexGuard<'_, Recording> {
    recording.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Returns the URL that a request is sent to. Its host is that of the upstream, whatever the path is.
fn target(base: &Url, rest: &str) -> Result<Url, ()> {
    let text = format!("{}{rest}", base.as_str().trim_end_matches('/'));
    let url = Url::parse(&text).map_err(drop)?;
    if url.origin() == base.origin() { Ok(url) } else { Err(()) }
}

/// A browser visits the page itself: it is for a person.
fn redirect(to: &Url) -> Response<Bytes> {
    let mut response = Response::new(Bytes::new());
    *response.status_mut() = StatusCode::FOUND;
    if let Ok(location) = to.as_str().parse() {
        response.headers_mut().insert(header::LOCATION, location);
    }
    response
}

async fn send(client: &Client, request: &Request<Bytes>, to: Url) -> Result<Response<Bytes>, String> {
    let sent = client.request(request.method().clone(), to).headers(own(request.headers()));
    let reply = sent.body(request.body().clone()).send().await.map_err(describe)?;
    let (status, headers) = (reply.status(), own(reply.headers()));
    let body = reply.bytes().await.map_err(describe)?;
    if body.len() > LARGEST {
        return Err(format!("the reply is longer than {} MiB, which is not recorded", LARGEST >> 20));
    }
    let mut response = Response::new(body);
    (*response.status_mut(), *response.headers_mut()) = (status, headers);
    Ok(response)
}

/// Returns the headers that are sent on.
fn own(headers: &HeaderMap) -> HeaderMap {
    let mut kept = headers.clone();
    let named = headers.get_all(header::CONNECTION).iter().filter_map(|value| value.to_str().ok());
    let named = named.flat_map(|value| value.split(',')).filter_map(|name| name.trim().parse::<HeaderName>().ok());
    named.chain(OWN).for_each(|name| drop(kept.remove(name)));
    kept
}

/// Makes cookies those of the mock: without the domain and the path of the real API, and for `http`.
fn keep_cookies(headers: &mut HeaderMap) {
    let is_kept = |attribute: &str| {
        let name = attribute.split('=').next().unwrap_or_default().trim().to_ascii_lowercase();
        !matches!(name.as_str(), "domain" | "path" | "secure")
    };
    let cookies = headers.get_all(header::SET_COOKIE).iter().filter_map(|value| value.to_str().ok());
    let cookies: Vec<String> = cookies
        .map(|cookie| {
            let (pair, attributes) = cookie.split_once(';').unwrap_or((cookie, ""));
            let kept = attributes.split(';').filter(|attribute| !attribute.trim().is_empty() && is_kept(attribute));
            [pair].into_iter().chain(kept.map(str::trim)).chain(["Path=/"]).collect::<Vec<_>>().join("; ")
        })
        .collect();
    headers.remove(header::SET_COOKIE);
    for cookie in cookies.iter().filter_map(|cookie| HeaderValue::from_str(cookie).ok()) {
        headers.append(header::SET_COOKIE, cookie);
    }
}

/// Describes why the upstream did not answer. The URL is left out, since its query may have secrets.
fn describe(error: reqwest::Error) -> String {
    let error = error.without_url();
    let mut text = format!("the upstream did not answer: {error}");
    let mut cause = error.source();
    while let Some(error) = cause {
        text = format!("{text}: {error}");
        cause = error.source();
    }
    text
}

/// Reads `URL`, `HOST=URL` or `PROVIDER.HOST=URL`.
fn read(text: &str, providers: &[Provider]) -> Result<(String, String, Url)> {
    let is_url = |text: &str| text.starts_with("https://") || text.starts_with("http://");
    let (name, url) = match text.split_once('=') {
        _ if is_url(text) => (None, text),
        Some((name, url)) => (Some(name), url),
        None => bail!("`--upstream {text}`: write a URL, `HOST=URL` or `PROVIDER.HOST=URL`"),
    };
    let url = check_url(url)?;
    let (provider, host) = match (name.and_then(|name| name.split_once('.')), providers) {
        (Some((provider, host)), _) => (find(provider, providers)?, Some(host)),
        (None, [provider]) => (provider, name),
        (None, _) => {
            bail!("there are several providers: say whose upstream it is, by `--upstream PROVIDER.HOST={url}`")
        }
    };
    let known: Vec<&str> = provider.hosts.iter().map(|host| host.name.as_str()).collect();
    let host = host.unwrap_or_else(|| known.first().copied().unwrap_or_default());
    if !known.contains(&host) {
        let help = suggest::help(host, (), &known, "its hosts are");
        bail!("`{}` has no host `{host}`: {}", provider.name, help.advice());
    }
    Ok((provider.name.clone(), host.to_owned(), url))
}

fn find<'p>(name: &str, providers: &'p [Provider]) -> Result<&'p Provider> {
    let known: Vec<&str> = providers.iter().map(|provider| provider.name.as_str()).collect();
    match providers.iter().find(|provider| provider.name == name) {
        Some(provider) => Ok(provider),
        None => {
            bail!("there is no provider `{name}`: {}", suggest::help(name, (), &known, "the providers are").advice())
        }
    }
}

/// Credentials are sent there, so that it is `https`, unless it is on this machine.
fn check_url(text: &str) -> Result<Url> {
    let url = Url::parse(text).map_err(|error| anyhow::anyhow!("`{text}` is not a URL: {error}"))?;
    let is_safe = match url.scheme() {
        "https" => true,
        "http" => is_loopback(&url),
        _ => false,
    };
    if !is_safe {
        bail!("`{text}`: credentials are sent there, so that an upstream is `https`, or `http` on this machine");
    }
    let has_more = url.query().is_some() || url.fragment().is_some() || !url.username().is_empty();
    if has_more {
        bail!("an upstream has no user name, query or fragment: write the base URL of the API");
    }
    Ok(url)
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Domain(name)) => name == "localhost",
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}
