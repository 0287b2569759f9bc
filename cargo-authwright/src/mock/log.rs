//! Prints the exchanges. A thread of its own writes them, so that a reader that does not read stops nobody.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use auth_mock::{Exchange, Mock};
use tokio::task::JoinHandle;

use crate::arguments::Log;
use crate::terminal;

/// How long the last lines may take when the server ends.
const LAST: Duration = Duration::from_secs(1);

/// Prints exchanges until the end.
pub(super) struct Follower {
    mock: Arc<Mock>,
    log: Log,
    seen: Arc<AtomicUsize>,
    following: JoinHandle<()>,
    lines: Sender<Option<String>>,
    written: Receiver<()>,
}

impl Follower {
    pub(super) fn start(mock: Arc<Mock>, log: Log) -> Self {
        let (lines, received) = channel();
        let (finished, written) = channel::<()>();
        thread::spawn(move || {
            received.iter().map_while(|line: Option<String>| line).for_each(|line| terminal::line(&line));
            drop(finished);
        });
        let seen = Arc::new(AtomicUsize::new(0));
        let following = tokio::spawn(follow(Arc::clone(&mock), log, Arc::clone(&seen), lines.clone()));
        Self { mock, log, seen, following, lines, written }
    }

    /// Prints what has not been printed yet, and ends.
    pub(super) fn end(self) {
        let Self { mock, log, seen, following, lines, written } = self;
        following.abort();
        mock.exchanges().iter().skip(seen.load(Ordering::SeqCst)).for_each(|exchange| send(exchange, log, &lines));
        let _ = lines.send(None);
        let _ = written.recv_timeout(LAST);
    }
}

async fn follow(mock: Arc<Mock>, log: Log, seen: Arc<AtomicUsize>, lines: Sender<Option<String>>) {
    loop {
        let exchanges = mock.exchanges_after(seen.load(Ordering::SeqCst)).await;
        for exchange in &exchanges {
            send(exchange, log, &lines);
        }
        seen.fetch_add(exchanges.len(), Ordering::SeqCst);
    }
}

fn send(exchange: &Exchange, log: Log, lines: &Sender<Option<String>>) {
    let line = match log {
        Log::Human => exchange.to_log(),
        Log::Json => exchange.to_json().to_string(),
        Log::Ready => return,
    };
    // Without the thread there is nobody to tell.
    let _ = lines.send(Some(line));
}
