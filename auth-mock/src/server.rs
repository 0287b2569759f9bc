//! The server on the loopback address.

pub(crate) mod control;
mod door;
pub(crate) mod forward;

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use auth_codegen::model::Provider;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{Method, StatusCode};
use axum::response::Response;
use serde_json::Value as Json;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::time::sleep;

use crate::answer::cut::Ending;
use crate::answer::reply::{Content, Reply};
use crate::fault::error::FaultError;
use crate::fault::kind::Fault;
use crate::read::received::{LIMIT, Received};
use crate::server::door::{Cut, Door};
use crate::server::forward::Forward;
use crate::show::exchange::Exchange;
use crate::stage::{Arrival, Stage};

/// The maximum number of bytes of a body that are read at all. It exceeds the limit, because a client that is still
/// writing would not read the reply to a body that is too long.
const READ_LIMIT: usize = 16 * LIMIT;

/// A server for some providers on a loopback port. Dropping it stops the server.
#[derive(Debug)]
pub struct Mock {
    stage: Arc<Stage>,
    /// Stops the server when it is dropped.
    _running: oneshot::Sender<()>,
}

impl Mock {
    /// Starts a server for these providers on a free port of 127.0.0.1.
    ///
    /// # Errors
    /// If no port is free.
    pub async fn start(providers: Vec<Provider>) -> io::Result<Self> {
        Self::start_on(0, providers).await
    }

    /// Starts a server for these providers on a port of 127.0.0.1.
    ///
    /// # Errors
    /// If the port is taken.
    pub async fn start_on(port: u16, providers: Vec<Provider>) -> io::Result<Self> {
        Self::start_with(port, providers, None).await
    }

    /// Starts a server that sends all requests on to the real providers instead of playing them. Their exchanges are recorded
    /// as all others, and faults do not happen.
    ///
    /// # Errors
    /// If the port is taken.
    pub async fn forward_on(port: u16, providers: Vec<Provider>, forward: Arc<dyn Forward>) -> io::Result<Self> {
        Self::start_with(port, providers, Some(forward)).await
    }

    async fn start_with(port: u16, providers: Vec<Provider>, forward: Option<Arc<dyn Forward>>) -> io::Result<Self> {
        let listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).await?;
        let stage = Arc::new(Stage::new(listener.local_addr()?, providers));
        let running = spawn(listener, Served { stage: Arc::clone(&stage), forward });
        Ok(Self { stage, _running: running })
    }

    /// Returns the URL of a provider's host on this server: `http://127.0.0.1:4000/acme/base`, followed by the path of
    /// the host's own URL. `None` if there is no such provider or host.
    #[must_use]
    pub fn url(&self, provider: &str, host: &str) -> Option<String> {
        self.stage.url(provider, host)
    }

    /// Returns where the server, its control interface and the hosts of its providers are, for programs in other languages:
    /// `{"ready":true,"url":…,"control":…,"providers":{"acme":{"base":…}}}`.
    #[must_use]
    pub fn ready(&self) -> Json {
        control::ready(&self.stage)
    }

    /// Returns all exchanges so far, in order.
    #[must_use]
    pub fn exchanges(&self) -> Vec<Exchange> {
        self.stage.exchanges.borrow().clone()
    }

    /// Returns the exchanges after the first `seen` ones. Waits until there is at least one.
    pub async fn exchanges_after(&self, seen: usize) -> Vec<Exchange> {
        let mut receiver = self.stage.exchanges.subscribe();
        let found = receiver.wait_for(|all| all.len() > seen).await;
        found.map(|all| all.get(seen..).unwrap_or_default().to_vec()).unwrap_or_default()
    }

    /// Plans a fault for the calls of an endpoint: `log_in`, `acme.log_in` where several providers have one, `acme.*` or `*`.
    /// Several faults of an endpoint are met in order: delays add up, until another effect decides about the call.
    ///
    /// ```
    /// # use auth_mock::{Fault, Mock};
    /// # async fn test(mock: Mock) -> Result<(), auth_mock::FaultError> {
    /// mock.plan("log_in", &Fault::status(429).retry_after(3).times(2))?;
    /// mock.plan_text("get_rocket: expired, once")?;
    /// // … call it …
    /// for exchange in mock.exchanges() {
    ///     println!("{} {:?} {:?}", exchange, exchange.refused, exchange.faults);
    /// }
    /// mock.switch_off("*")?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// If there is no such endpoint, or the fault cannot happen to it. The error says what is meant.
    pub fn plan(&self, endpoint: &str, fault: &Fault) -> Result<(), FaultError> {
        self.stage.plan(endpoint, fault).map(drop)
    }

    /// Plans a fault that is written as text: `log_in: 429 retry-after 3, once`.
    ///
    /// # Errors
    /// As [`plan`](Self::plan), and if the text is none of a [`Fault`].
    pub fn plan_text(&self, text: &str) -> Result<(), FaultError> {
        self.stage.plan_text(text).map(drop)
    }

    /// Switches the faults of an endpoint off, or all with `*`. Tokens that have ended remain so until they are issued again.
    ///
    /// # Errors
    /// If there is no such endpoint.
    pub fn switch_off(&self, endpoint: &str) -> Result<(), FaultError> {
        self.stage.switch_off(endpoint).map(drop)
    }

    /// Returns the faults that may still happen, each with the name of its endpoint.
    #[must_use]
    pub fn faults(&self) -> Vec<(String, Fault)> {
        self.stage.faults()
    }

    /// Answers the next call of an endpoint with an error case, once. Several planned cases are used in order. Returns
    /// false if there is no such provider, endpoint or case; visits have no cases.
    #[must_use]
    pub fn fail_next(&self, provider: &str, endpoint: &str, case: &str) -> bool {
        self.plan(&format!("{provider}.{endpoint}"), &Fault::case(case).once()).is_ok()
    }
}

/// What the server answers with.
#[derive(Clone)]
struct Served {
    stage: Arc<Stage>,
    /// Where requests are sent on to, if they are.
    forward: Option<Arc<dyn Forward>>,
}

/// Starts to serve. It is not an `async fn`, so that axum and hyper are compiled with this crate: the body of an `async fn` is
/// compiled again in each program that awaits it.
fn spawn(listener: TcpListener, served: Served) -> oneshot::Sender<()> {
    let (running, stopped) = oneshot::channel();
    tokio::spawn(serve(listener, served, stopped));
    running
}

async fn serve(listener: TcpListener, served: Served, stopped: oneshot::Receiver<()>) {
    let router = Router::new().fallback(answer).with_state(served);
    let router = router.into_make_service_with_connect_info::<Cut>();
    let stop = async { stopped.await.unwrap_or_default() };
    // Only the signal ends this: axum tries again if it cannot accept a connection.
    axum::serve(Door(listener), router).with_graceful_shutdown(stop).await.unwrap_or_default();
}

async fn answer(
    State(Served { stage, forward }): State<Served>,
    ConnectInfo(cut): ConnectInfo<Cut>,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, READ_LIMIT).await.ok().filter(|bytes| bytes.len() <= LIMIT);
    let received = Received { method: parts.method, uri: parts.uri, headers: parts.headers, body };
    let reply = match (control::answer(&stage, &received), forward) {
        (Some(reply), _) => reply,
        (None, Some(forward)) => return send_on(&stage, &*forward, &received).await,
        (None, None) => stage.play(&received),
    };
    if !reply.delay.is_zero() {
        sleep(reply.delay).await;
    }
    let has_middle = received.method != Method::HEAD && reply.body.is_some();
    if reply.ending == Ending::Closed || (reply.ending == Ending::Truncated && !has_middle) {
        cut.cut();
    }
    reply.into_response()
}

/// Sends a request on, and records the exchange.
async fn send_on(stage: &Stage, forward: &dyn Forward, received: &Received) -> Response {
    let start = Arrival::now();
    let sent = match (forward::address(&stage.providers, received), &received.body) {
        (_, None) => Err((StatusCode::PAYLOAD_TOO_LARGE, "the body is too long: send at most 1 MiB".to_owned())),
        (None, _) => Err((StatusCode::NOT_FOUND, stage.no_host())),
        (Some(request), Some(_)) => forward.forward(request).await.map_err(|error| (StatusCode::BAD_GATEWAY, error)),
    };
    match sent {
        Ok(response) => {
            stage.record_forwarded(received, Reply::forwarded(&response), start, Vec::new());
            response.map(Body::from)
        }
        Err((status, error)) => {
            let reply = Reply::new(status.as_u16(), Some(Content::message(&error)));
            stage.record_forwarded(received, reply.clone(), start, vec![error]);
            reply.into_response()
        }
    }
}
