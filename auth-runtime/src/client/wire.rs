//! Sends requests over the network. No other file connects to a provider.

mod captured;
mod redirect;

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::time::Duration;

use http::header::ACCEPT_ENCODING;
use http::{HeaderValue, StatusCode};
use tokio::time::Instant;
use url::{Position, Url};

pub(crate) use self::captured::{Render, Sent};
use self::redirect::Hop;
use crate::client::clients::{ByIdentity, Client, Clients};
use crate::client::failure::Failure;
use crate::client::options::{Limits, Options};
use crate::client::runtime::in_runtime;
use crate::client::sending::Sending;
use crate::client::signing::completing::{complete, complete_attached};
use crate::client::signing::sign;
use crate::credential::{Credential, Renew, TlsIdentity};
use crate::expression::Named;
use crate::host::ConfigError;
use crate::host::site::Site;
use crate::request::RequestProblem;
use crate::request::body::outgoing::Outgoing;
use crate::request::prepare::{Attached, Rendered};
use crate::request::write::target::LONGEST_URL;
use crate::request::{Body, Carried, RequestError};
use crate::response::{Class, RawResponse};
use crate::retry::departure::{departs, preparing};
use crate::retry::patience::{Late, left_of, patiently};
use crate::sign::{Heard, Hearing};

/// The maximum number of times that a request is sent if the server says each time that it has not processed it.
const ATTEMPTS: usize = 3;

/// The result of sending a request.
type Tried<'a> = Pin<Box<dyn Future<Output = Result<Answer, Failure>> + Send + 'a>>;

/// The answer to a request.
pub(crate) struct Answer {
    pub(crate) reply: RawResponse,
    /// Whether the request should be made again, with newly computed values, and sent once more: the server has said
    /// its time, or a nonce.
    pub(crate) is_to_be_repeated: bool,
}

/// Sends requests with reqwest.
pub(crate) struct Wire {
    clients: ByIdentity,
    limits: Limits,
}

/// Options with which a connection sends its requests.
#[derive(Clone, Debug, Default)]
pub(crate) struct Manner {
    /// Whether each request uses a new connection.
    pub(crate) unpooled: bool,
    /// The time limit of a whole call.
    pub(crate) timeout: Option<Duration>,
    /// The client certificate for credentials without one.
    pub(crate) identity: Option<TlsIdentity>,
    /// Whether the request was made a second time, and is not made again.
    pub(crate) is_last: bool,
}

impl Manner {
    /// Returns the options for a request that is made a second time.
    pub(crate) fn again(self) -> Self {
        Self { is_last: true, ..self }
    }
}

/// A request as it is sent first, and how it is encoded again.
pub(crate) struct Renderings<'r> {
    pub(crate) first: Rendered,
    /// For computed values that may have to change.
    pub(crate) again: Option<Again<'r>>,
}

/// Encodes a request a second time.
pub(crate) type Again<'r> = Box<dyn FnOnce(&Site) -> Result<Rendered, RequestError> + Send + 'r>;

/// A call in progress.
struct Trip<'a> {
    wire: &'a Wire,
    site: &'a Site,
    request: &'a Rendered,
    manner: Manner,
    sending: &'a Sending,
    /// Whether the request has to be made again.
    again: &'a AtomicBool,
}

impl Wire {
    pub(crate) fn new(options: &Options, hosts: &Site) -> Result<Self, ConfigError> {
        Ok(Self { clients: ByIdentity::new(Clients::new(options, hosts.has_http())?), limits: options.limits() })
    }

    /// Sends a request with or without a credential. The future is boxed, so that it is compiled once for all endpoints
    /// and credentials.
    pub(crate) fn send<'a>(
        &'a self,
        site: &'a Site,
        request: Rendered,
        credential: Option<&'a dyn Credential>,
        manner: Manner,
    ) -> Tried<'a> {
        Box::pin(async move {
            let mut request = request;
            if !request.pending.is_empty() {
                preparing(Box::pin(complete(&mut request, site))).await?;
            }
            let (sending, again) = (Sending::default(), AtomicBool::new(false));
            let trip = Trip { wire: self, site, request: &request, manner, sending: &sending, again: &again };
            let reply = match trip.manner.timeout {
                Some(limit) => trip.limited(limit, credential).await?,
                None => trip.call(credential).await?,
            };
            Ok(Answer { reply, is_to_be_repeated: again.into_inner() })
        })
    }

    fn clients(&self, endpoint: &'static str, identity: Option<&TlsIdentity>) -> Result<Arc<Clients>, Failure> {
        self.clients.of(identity).map_err(|error| Failure::no_client(endpoint, error))
    }
}

impl Rendered {
    /// Whether a reply asks for a new token. The documented class decides, for any status.
    fn asks_for_a_token(&self, reply: &RawResponse) -> bool {
        (self.class_of)(reply) == Some(Class::Reauthenticate)
    }

    /// Whether a reply refuses the request because of its time.
    fn has_wrong_time(&self, reply: &RawResponse) -> bool {
        (self.class_of)(reply) == Some(Class::ClockSkew)
    }

    /// Whether the request may be repeated after a refusal. A 401 means that it was not processed; for other refusals that
    /// is unknown, unless the spec says so. A stream that was read is gone.
    fn is_repeatable_after(&self, refused: &RawResponse) -> bool {
        let is_safe =
            refused.status == StatusCode::UNAUTHORIZED || self.call.method.is_idempotent() || self.call.repeat;
        is_safe && self.body.is_repeatable()
    }
}

impl Trip<'_> {
    fn endpoint(&self) -> &'static str {
        self.request.call.name
    }

    /// Applies the time limit to the whole call, including the wait for a session's token and a repetition.
    async fn limited(&self, limit: Duration, credential: Option<&dyn Credential>) -> Result<RawResponse, Failure> {
        let endpoint = self.endpoint();
        // Boxed, so that other calls are not as large as this one.
        match in_runtime(|| patiently(limit, Box::pin(self.call(credential)))).await {
            Ok(Ok(answer)) => answer,
            Ok(Err(Late)) => Err(Failure::Timeout { endpoint, arrived: self.sending.give_up() }),
            Err(_) => Err(Failure::no_runtime(endpoint)),
        }
    }

    async fn call(&self, credential: Option<&dyn Credential>) -> Result<RawResponse, Failure> {
        match credential.and_then(Credential::renew) {
            Some(session) => self.exchange_renewing(session).await,
            None => self.exchange_signed(credential).await,
        }
    }

    /// Sends a request with a session's token. A refused token is renewed once, and the request is repeated once if
    /// that is safe.
    async fn exchange_renewing(&self, session: &dyn Renew) -> Result<RawResponse, Failure> {
        let endpoint = self.endpoint();
        let fail = |error| Failure::Session { endpoint, error };
        let first = match session.at_hand() {
            Some(token) => token,
            None => preparing(session.token()).await.map_err(fail)?,
        };
        let refused = self.exchange_signed(Some(&*first)).await?;
        if self.again.load(Relaxed) {
            return Ok(refused);
        }
        if !self.request.asks_for_a_token(&refused) {
            session.accepted(endpoint);
            return Ok(refused);
        }
        let second = session.instead_of(&*first, endpoint).await;
        if !self.request.is_repeatable_after(&refused) {
            // Whatever the renewal brings, the refusal is what the caller is told.
            return Ok(refused);
        }
        let Some(second) = second.map_err(fail)? else { return Ok(refused) };
        let answer = self.exchange_signed(Some(&*second)).await?;
        if !self.request.asks_for_a_token(&answer) {
            session.accepted(endpoint);
        }
        Ok(answer)
    }

    /// Sends a request and passes the reply to the signer, which may ask for one repetition.
    async fn exchange_signed(&self, credential: Option<&dyn Credential>) -> Result<RawResponse, Failure> {
        let (reply, hearing) = self.exchange_heard(credential).await?;
        if !(hearing == Hearing::SignAgain || self.sets_the_clock(&reply)) || !self.request.body.is_repeatable() {
            return Ok(reply);
        }
        if self.needs_other_values() {
            self.again.store(true, Relaxed);
            return Ok(reply);
        }
        self.exchange_heard(credential).await.map(|(reply, _)| reply)
    }

    /// Whether a repetition needs other values than the request has: a time, or an identifier that can be used once.
    fn needs_other_values(&self) -> bool {
        self.request.is_computed && !self.manner.is_last
    }

    async fn exchange_heard(&self, credential: Option<&dyn Credential>) -> Result<(RawResponse, Hearing), Failure> {
        let reply = self.exchange(credential).await?;
        let hearing = self.hear(credential, &reply);
        Ok((reply, hearing))
    }

    /// Adjusts the clock if a reply refuses the request because of it. Returns whether the request should be signed
    /// again.
    fn sets_the_clock(&self, reply: &RawResponse) -> bool {
        self.request.has_wrong_time(reply) && self.site.clock.set(self.site.context, &reply.headers)
    }

    fn hear(&self, credential: Option<&dyn Credential>, reply: &RawResponse) -> Hearing {
        let signer = credential.and_then(Credential::signer);
        if signer.is_none() && self.request.signer.is_none() {
            return Hearing::Done;
        }
        let origin = self.origin();
        let heard = Heard::new(&origin, reply.status, &reply.headers, &self.site.memory);
        let signers = [self.request.signer.as_deref(), signer.as_deref()].into_iter().flatten();
        let answers: Vec<Hearing> = signers.map(|signer| signer.hear(heard)).collect();
        if answers.contains(&Hearing::SignAgain) { Hearing::SignAgain } else { Hearing::Done }
    }

    /// Returns the origin of the request; empty if its host is not known.
    fn origin(&self) -> String {
        let url = self.site.locate(self.request.call.host, self.request.url.as_str());
        url.map(|url| url[..Position::BeforePath].to_owned()).unwrap_or_default()
    }

    /// Sends a request, and repeats it at once if the server has not processed it: a server that shuts down properly
    /// asks for that, and a new connection leads to another server.
    ///
    /// A token request for which no connection was established in time is also repeated, but only once: a server with a
    /// full queue drops the first packet, which the operating system repeats only after a second or more. A new
    /// connection is faster, and nothing was sent on the other.
    async fn exchange(&self, credential: Option<&dyn Credential>) -> Result<RawResponse, Failure> {
        let mut is_late = false;
        let attempts = if self.request.body.is_repeatable() { ATTEMPTS } else { 1 };
        for _ in 1..attempts {
            match self.attempt(credential).await {
                Err(failure) if failure.is_not_taken() => {}
                Err(failure) if self.manner.unpooled && !is_late && failure.is_late_connection() => is_late = true,
                done => return done,
            }
        }
        self.attempt(credential).await
    }

    async fn attempt(&self, credential: Option<&dyn Credential>) -> Result<RawResponse, Failure> {
        let identity = self.identity(credential);
        let clients = self.wire.clients(self.endpoint(), identity.as_ref())?;
        let client =
            clients.client(self.manner.unpooled).map_err(|error| Failure::no_client(self.endpoint(), error))?;
        let limits = self.limits(client);
        let mut attached = self.request.attach(self.site, credential)?;
        if !attached.pending.is_empty() {
            preparing(Box::pin(complete_attached(&mut attached, self.endpoint(), self.site))).await?;
        }
        let named = std::mem::take(&mut attached.named);
        let body = attached.body.take().unwrap_or_else(|| self.request.body.clone());
        let (request, mut carried) = self.build(attached, self.open(&body).await?)?;
        let sent = self.follow((client, limits), credential, (request, &body, &named), &mut carried);
        Ok(self.receive(sent.await?, limits).await?.hiding(carried).reading(self.request.call.reply))
    }

    /// Signs and sends a request, and follows the redirects that the spec allows.
    async fn follow(
        &self,
        (client, limits): (&Client, Limits),
        credential: Option<&dyn Credential>,
        (mut request, body, named): (reqwest::Request, &Body, &Named<'static>),
        carried: &mut Carried,
    ) -> Result<reqwest::Response, Failure> {
        let mut hop = Hop::of(&self.request.call, &request, body);
        let signer = credential.and_then(Credential::signer);
        let signers = [self.request.signer.as_deref(), signer.as_deref()];
        // Only signers and redirects use what was captured with the token.
        let uses_site = hop.is_some() || signers.iter().any(Option::is_some);
        let captured = credential.filter(|_| uses_site).and_then(Credential::captured);
        let captured = captured.map(|captured| self.site.capturing(captured));
        let site = captured.as_ref().unwrap_or(self.site);
        loop {
            for signer in signers.into_iter().flatten() {
                let body = hop.as_ref().map_or(body, Hop::body);
                let signed = sign(signer, (self.endpoint(), body), site, named, (&mut request, &mut *carried));
                preparing(Box::pin(signed)).await?;
            }
            let response = self.execute(client, request, limits).await?;
            let Some(next) = hop.as_mut().and_then(|hop| hop.follow(&response, site)) else { return Ok(response) };
            request = next.request(self.sending.body(self.open(next.body()).await?));
        }
    }

    /// Opens the body of a request.
    async fn open(&self, body: &Body) -> Result<Outgoing, RequestError> {
        body.open().await.map_err(|problem| RequestError::new(self.endpoint(), problem))
    }

    /// Returns the client certificate of the call: that of its credential, its own, or the connection's. A loopback
    /// address without TLS is shown none.
    fn identity(&self, credential: Option<&dyn Credential>) -> Option<TlsIdentity> {
        if self.request.url.as_slice().starts_with(b"http:") {
            return None;
        }
        let own = || self.request.identity.clone().or_else(|| self.manner.identity.clone());
        credential.and_then(Credential::tls_identity).or_else(own)
    }

    fn build(&self, attached: Attached, body: Outgoing) -> Result<(reqwest::Request, Carried), RequestError> {
        let Attached { mut headers, url: with_query, carried, .. } = attached;
        let url = self.located(with_query.as_ref().unwrap_or(&self.request.url).as_str())?;
        let mut request = reqwest::Request::new(self.request.call.method.into(), url);
        // A missing header would allow every encoding (RFC 9110 §12.5.3).
        headers.entry(ACCEPT_ENCODING).or_insert(const { HeaderValue::from_static("identity") });
        *request.headers_mut() = headers;
        *request.body_mut() = Some(self.sending.body(body));
        Ok((request, carried))
    }

    /// Returns the whole URL of the request.
    fn located(&self, url: &str) -> Result<reqwest::Url, RequestError> {
        let url = self.site.locate(self.request.call.host, url);
        let url = url.filter(|url| url.as_str().len() <= LONGEST_URL);
        url.ok_or_else(|| RequestError::new(self.endpoint(), RequestProblem::Url))
    }

    async fn execute(
        &self,
        client: &Client,
        request: reqwest::Request,
        limits: Limits,
    ) -> Result<reqwest::Response, Failure> {
        let endpoint = self.endpoint();
        let asked = client.is_handed_in.then(|| request.url().clone());
        departs();
        let response = match in_runtime(|| patiently(limits.left(), client.http.execute(request))).await {
            Ok(Ok(response)) => response.map_err(|error| Failure::of(endpoint, error, self.sending))?,
            Ok(Err(Late)) => return Err(Failure::Timeout { endpoint, arrived: self.sending.give_up() }),
            Err(_) => return Err(Failure::no_runtime(endpoint)),
        };
        self.sending.answered();
        match asked {
            Some(url) => check_followed(endpoint, &url, response),
            None => Ok(response),
        }
    }

    async fn receive(&self, response: reqwest::Response, limits: Limits) -> Result<RawResponse, Failure> {
        super::receive::receive(self.endpoint(), response, limits, self.sending).await
    }

    /// Returns the limits of an attempt that starts now. An HTTP client that was passed in has its own read timeout.
    fn limits(&self, client: &Client) -> Limits {
        let limits = self.wire.limits;
        let timeout = left_of(self.manner.timeout.unwrap_or(limits.timeout));
        let read_timeout = if client.is_handed_in { timeout } else { limits.read_timeout };
        Limits { read_timeout, timeout, begun: Instant::now(), ..limits }
    }
}

/// Rejects a response from another URL than the requested one, because an HTTP client that was passed in may follow
/// redirects.
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
