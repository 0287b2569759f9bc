//! What ends the server: an interrupt, a request to terminate, or the end of standard input.

use std::io::{self, BufRead as _};
use std::thread;

use anyhow::{Context, Result};
use tokio::runtime::Builder;
use tokio::sync::oneshot;

/// Waits for the end. Made before the server is announced, so that no signal is missed.
pub(super) struct Stop {
    signals: Signals,
    /// Ends with standard input.
    input: Option<oneshot::Receiver<()>>,
}

impl Stop {
    pub(super) fn new(until_stdin_closes: bool) -> Result<Self> {
        let signals = Signals::new().context("cannot wait for an interrupt")?;
        Ok(Self { signals, input: until_stdin_closes.then(read_input) })
    }

    pub(super) async fn wait(self) {
        let Self { mut signals, input } = self;
        let closed = async {
            match input {
                Some(input) => drop(input.await),
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            () = signals.wait() => {}
            () = closed => {}
        }
    }
}

/// Reads standard input to its end, in a thread that nothing waits for.
fn read_input() -> oneshot::Receiver<()> {
    let (ended, input) = oneshot::channel();
    thread::spawn(move || {
        // An input that cannot be read has ended, too.
        let _ = io::copy(&mut io::stdin().lock(), &mut io::sink());
        drop(ended);
    });
    input
}

/// Reads a line of standard input; nothing if it ends, or a signal comes first.
pub(super) fn answer() -> Result<String> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let answer = runtime.block_on(async {
        let mut signals = Signals::new().context("cannot wait for an interrupt")?;
        let line = read_line();
        tokio::select! {
            () = signals.wait() => Ok(String::new()),
            line = line => Ok(line.unwrap_or_default()),
        }
    });
    // The thread may still wait for its line.
    runtime.shutdown_background();
    answer
}

/// Reads a line, in a thread that nothing waits for.
fn read_line() -> oneshot::Receiver<String> {
    let (read, line) = oneshot::channel();
    thread::spawn(move || {
        let mut line = String::new();
        // An input that cannot be read has no answer.
        let _ = io::stdin().lock().read_line(&mut line);
        let _ = read.send(line);
    });
    line
}

/// The signals that end a program: SIGINT and SIGTERM.
#[cfg(unix)]
struct Signals(tokio::signal::unix::Signal, tokio::signal::unix::Signal);

#[cfg(unix)]
impl Signals {
    fn new() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self(signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?))
    }

    async fn wait(&mut self) {
        let Self(interrupt, terminate) = self;
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    }
}

/// Ctrl-C.
#[cfg(windows)]
struct Signals(tokio::signal::windows::CtrlC);

#[cfg(windows)]
impl Signals {
    fn new() -> io::Result<Self> {
        Ok(Self(tokio::signal::windows::ctrl_c()?))
    }

    async fn wait(&mut self) {
        self.0.recv().await;
    }
}
