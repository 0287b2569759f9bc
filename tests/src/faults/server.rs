//! A server on raw sockets that works correctly or plays a fault.

mod connection;
mod play;
mod shared;
mod tally;

use std::cell::Cell;
use std::net::TcpListener;
use std::sync::{Arc, LazyLock, Mutex};
use std::time::Duration;

use tokio::runtime::Runtime;
use tokio::sync::watch;
use tokio::task::AbortHandle;

use self::shared::Shared;
pub use self::tally::Counters;
use self::tally::Tally;
use super::issuer::Issuer;
use super::{Row, row};

/// A token endpoint at `/token` and an API at `/me`, on loopback. Initially it works correctly. A second listener is
/// another origin, to which no byte may be sent.
///
/// It runs on its own thread, so that it continues when the runtime of a test does not, and so that its memory is not
/// counted as a client's.
pub struct FaultServer {
    shared: Arc<Shared>,
    tasks: [AbortHandle; 2],
}

thread_local! {
    static IS_SERVER: Cell<bool> = const { Cell::new(false) };
}

/// Whether the current thread runs the servers.
#[must_use]
pub fn is_server_thread() -> bool {
    IS_SERVER.try_with(Cell::get).unwrap_or(false)
}

/// One thread for all servers of the process.
static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| {
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    let builder = builder.worker_threads(1).thread_name("faults").on_thread_start(|| IS_SERVER.set(true));
    builder.enable_all().build().unwrap()
});

impl FaultServer {
    /// Starts a server that works correctly.
    ///
    /// # Panics
    /// If there is no free port.
    #[must_use]
    pub fn start() -> Self {
        let (here, other) = (listen(), listen());
        let shared = Arc::new(Shared {
            here: here.local_addr().unwrap(),
            other: other.local_addr().unwrap(),
            fault: Mutex::default(),
            held: watch::Sender::new(false),
            at_work: Arc::default(),
            issuer: Issuer::default(),
            tally: Tally::default(),
        });
        let serving = RUNTIME.spawn(connection::accept(here, Arc::clone(&shared)));
        let watching = RUNTIME.spawn(connection::accept_elsewhere(other, Arc::clone(&shared)));
        Self { shared, tasks: [serving.abort_handle(), watching.abort_handle()] }
    }

    /// Returns the URL of the server.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.shared.here)
    }

    /// Plays this fault from the next token request on.
    ///
    /// # Panics
    /// If a thread panicked while it used the server.
    pub fn fail(&self, row: &'static Row) {
        *self.shared.fault.lock().unwrap() = Some(row);
    }

    /// Plays the fault with this name from the next token request on.
    ///
    /// # Panics
    /// If there is no row of that name.
    pub fn fail_with(&self, name: &str) {
        self.fail(row(name));
    }

    /// Works correctly from the next token request on.
    ///
    /// # Panics
    /// If a thread panicked while it used the server.
    pub fn heal(&self) {
        *self.shared.fault.lock().unwrap() = None;
    }

    /// Holds token requests until they are [released](Self::release).
    pub fn hold(&self) {
        self.shared.held.send_replace(true);
    }

    /// Answers held token requests.
    pub fn release(&self) {
        self.shared.held.send_replace(false);
    }

    /// Waits until a token request has arrived.
    pub async fn arrival(&self) {
        self.shared.at_work.busy().await;
    }

    /// Waits until no token request is in progress: the server learns a little later that a client gave up.
    pub async fn idle(&self) {
        self.shared.at_work.idle().await;
    }

    /// Sets the lifetime of new tokens in seconds, which is 3600 at first.
    pub fn set_lifetime(&self, seconds: u64) {
        self.shared.issuer.lifetime.store(seconds, std::sync::atomic::Ordering::Relaxed);
    }

    /// Sets the maximum age of tokens; the API counts older ones.
    pub fn set_oldest_token(&self, age: Duration) {
        self.shared.issuer.set_oldest(age);
    }

    /// Makes the API refuse every token that was issued until now.
    pub fn refuse_tokens(&self) {
        self.shared.issuer.refuse_all();
    }

    /// Returns the counters of what it has received.
    #[must_use]
    pub fn counters(&self) -> Counters {
        self.shared.tally.counters(self.shared.at_work.most())
    }
}

impl Drop for FaultServer {
    fn drop(&mut self) {
        for task in &self.tasks {
            task.abort();
        }
    }
}

fn listen() -> TcpListener {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    listener
}
