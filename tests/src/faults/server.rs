//! A server on raw sockets that is healthy or plays a fault.

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

/// A token endpoint at `/token` and an API at `/me`, on loopback. It starts healthy. Beside it listens another origin,
/// to which no byte may come.
///
/// It runs on a thread of its own, so that it goes on when the runtime of a test does not, and so that its memory can be
/// told from a client's.
pub struct FaultServer {
    shared: Arc<Shared>,
    tasks: [AbortHandle; 2],
}

thread_local! {
    static IS_SERVER: Cell<bool> = const { Cell::new(false) };
}

/// Whether the current thread is that of the servers.
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
    /// A healthy server.
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

    /// Where it is.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.shared.here)
    }

    /// From the next token request on the server has this fault.
    ///
    /// # Panics
    /// If a thread has panicked with the server in hand.
    pub fn fail(&self, row: &'static Row) {
        *self.shared.fault.lock().unwrap() = Some(row);
    }

    /// The same by the name of the row.
    ///
    /// # Panics
    /// If there is no row of that name.
    pub fn fail_with(&self, name: &str) {
        self.fail(row(name));
    }

    /// From the next token request on the server is healthy.
    ///
    /// # Panics
    /// If a thread has panicked with the server in hand.
    pub fn heal(&self) {
        *self.shared.fault.lock().unwrap() = None;
    }

    /// Token requests wait before they are answered, until they are [released](Self::release).
    pub fn hold(&self) {
        self.shared.held.send_replace(true);
    }

    /// Token requests are answered.
    pub fn release(&self) {
        self.shared.held.send_replace(false);
    }

    /// Waits until a token request is at the server.
    pub async fn arrival(&self) {
        self.shared.at_work.busy().await;
    }

    /// Waits until the server is done with every token request: it hears a little later of a client that gave up.
    pub async fn idle(&self) {
        self.shared.at_work.idle().await;
    }

    /// How many seconds new tokens live; 3600 at first.
    pub fn set_lifetime(&self, seconds: u64) {
        self.shared.issuer.lifetime.store(seconds, std::sync::atomic::Ordering::Relaxed);
    }

    /// The API takes note of tokens that it is sent when they are older than that.
    pub fn set_oldest_token(&self, age: Duration) {
        self.shared.issuer.set_oldest(age);
    }

    /// The API refuses every token that was issued until now.
    pub fn refuse_tokens(&self) {
        self.shared.issuer.refuse_all();
    }

    /// What it has seen.
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
