//! The server on the loopback address.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use auth_codegen::model::Provider;
use axum::Router;
use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::response::Response;
use axum::serve::ListenerExt as _;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::read::received::{LIMIT, Received};
use crate::route::candidate;
use crate::show::exchange::Exchange;
use crate::stage::Stage;

/// The maximum number of bytes of a body that are read at all. It exceeds the limit, because a client that is still
/// writing would not read the reply to a body that is too long.
const READ_LIMIT: usize = 16 * LIMIT;

/// A server for some providers on a loopback port. Dropping it stops the server.
#[derive(Debug)]
pub struct Mock {
    address: SocketAddr,
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
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
        let address = listener.local_addr()?;
        let stage = Arc::new(Stage::new(providers));
        let (running, stopped) = oneshot::channel::<()>();
        tokio::spawn(serve(listener, Arc::clone(&stage), stopped));
        Ok(Self { address, stage, _running: running })
    }

    /// Returns the URL of a provider's host on this server: `http://127.0.0.1:4000/acme/base`, followed by the path of
    /// the host's own URL. `None` if there is no such provider or host.
    #[must_use]
    pub fn url(&self, provider: &str, host: &str) -> Option<String> {
        let provider = self.stage.providers.iter().find(|known| known.name == provider)?;
        let host = provider.hosts.iter().find(|known| known.name == host)?;
        Some(format!("http://{}{}", self.address, candidate::base_path(provider, host)))
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

    /// Answers the next call of an endpoint with an error case, once. Several planned cases are used in order. Returns
    /// false if there is no such provider, endpoint or case; visits have no cases.
    #[must_use]
    pub fn fail_next(&self, provider: &str, endpoint: &str, case: &str) -> bool {
        self.stage.plan_failure(provider, endpoint, case)
    }
}

async fn serve(listener: TcpListener, stage: Arc<Stage>, stopped: oneshot::Receiver<()>) {
    let router = Router::new().fallback(answer).with_state(stage);
    // Otherwise a reply in two packets would wait for a delayed acknowledgement.
    let listener = listener.tap_io(|stream| stream.set_nodelay(true).unwrap_or_default());
    let stop = async { stopped.await.unwrap_or_default() };
    // Only the signal ends this: axum tries again if it cannot accept a connection.
    axum::serve(listener, router).with_graceful_shutdown(stop).await.unwrap_or_default();
}

async fn answer(State(stage): State<Arc<Stage>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, READ_LIMIT).await.ok().filter(|bytes| bytes.len() <= LIMIT);
    let received = Received { method: parts.method, uri: parts.uri, headers: parts.headers, body };
    stage.play(&received).into_response()
}
