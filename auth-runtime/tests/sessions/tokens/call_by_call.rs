//! Programs without a runtime of their own, which drive one for each call: by one that is dropped after it, or by one that
//! stands still in between while answers arrive.
#![allow(clippy::unwrap_used, reason = "a test that fails may panic")]

use std::io::Write;
use std::net::TcpListener;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use auth_runtime::session::{ManualClock, Minted, Renewal, Session, SessionError, TokenSource};
use auth_runtime::{Class, Connection, Secret};
use tokio::runtime::{Builder, Runtime};

use crate::server::{answer, read_request};
use crate::session_support::{Acme, INVALID_GRANT, RefreshGrant, connection_to, seconds, served};

struct Account;

impl TokenSource<Acme> for Account {
    const RENEWAL: Renewal = Renewal::RefreshToken;

    async fn mint(&self, _: &Connection<Acme>) -> Result<Minted, SessionError> {
        Err(SessionError::new(Class::Reauthenticate, "the login was lost"))
    }

    async fn refresh(&self, at: &Connection<Acme>, with: &Secret) -> Result<Minted, SessionError> {
        Ok(at.call(RefreshGrant::new(with)).await?.into_value().into())
    }
}

/// A provider that replaces the refresh token with each use, and ends the login when one comes again.
struct Provider {
    url: String,
    /// The refresh tokens that it has received, each before it is answered.
    seen: Arc<Mutex<Vec<String>>>,
    answered: Arc<AtomicUsize>,
}

impl Provider {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let seen = Arc::<Mutex<Vec<_>>>::default();
        let answered = Arc::<AtomicUsize>::default();
        let (tokens, answers) = (Arc::clone(&seen), Arc::clone(&answered));
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let request = read_request(&mut stream);
                let Some((_, token)) = request.split_once("&refresh_token=") else { continue };
                let reply = Self::reply(&mut tokens.lock().unwrap(), token);
                let _ = stream.write_all(reply.as_bytes());
                answers.fetch_add(1, SeqCst);
            }
        });
        Self { url, seen, answered }
    }

    fn requests(&self) -> usize {
        self.seen.lock().unwrap().len()
    }

    fn reply(seen: &mut Vec<String>, token: &str) -> String {
        let is_next = token == format!("r{}", seen.len());
        seen.push(token.to_owned());
        let body = format!(r#"{{"access_token":"a{0}","expires_in":100,"refresh_token":"r{0}"}}"#, seen.len());
        if is_next { answer("200 OK", "", &body) } else { answer("400 Bad Request", "", INVALID_GRANT) }
    }

    fn session(&self) -> (Session<Acme>, ManualClock) {
        let clock = ManualClock::default();
        let builder = Session::builder(Account, &connection_to(&self.url)).clock(clock.clone());
        (builder.refresh_token("r0").build(), clock)
    }

    /// Each refresh token came once, in order.
    fn expect_each_once(&self, at_least: usize) {
        let seen = self.seen.lock().unwrap();
        let expected: Vec<_> = (0..seen.len()).map(|number| format!("r{number}")).collect();
        assert_eq!(*seen, expected);
        assert!(seen.len() >= at_least, "{seen:?}");
    }
}

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

/// A renewal in the background is not begun by a runtime that ends with the call, so that none is cut off.
#[test]
fn a_runtime_for_each_call() {
    let provider = Provider::start();
    let (session, clock) = provider.session();
    for step in 0..150 {
        let served = runtime().block_on(served(&session));
        assert!(served.is_ok(), "{step}: {served:?}");
        clock.advance(seconds(7));
    }
    provider.expect_each_once(9);
}

/// Answers wait in the socket while nobody drives the runtime, for longer than any time limit of the session.
#[test]
fn a_runtime_that_stands_still_between_calls() {
    for pause in [7, 19, 130, 1000] {
        let provider = Provider::start();
        let (session, clock) = provider.session();
        let runtime = runtime();
        for step in 0..60 {
            let before = provider.requests();
            let served = runtime.block_on(async {
                let served = served(&session).await;
                // Until a renewal in the background has been sent.
                while session.state().borrow().refreshing && provider.requests() == before {
                    thread::sleep(Duration::from_millis(1));
                    tokio::task::yield_now().await;
                }
                served
            });
            assert!(served.is_ok(), "{pause}, {step}: {served:?}");
            // It is answered while the runtime stands still.
            while provider.answered.load(SeqCst) < provider.requests() {
                thread::sleep(Duration::from_millis(1));
            }
            clock.advance(seconds(pause));
        }
        provider.expect_each_once(4);
    }
}

/// Two runtimes that take turns, each of which stands still while the other one is driven.
#[test]
fn two_runtimes_that_take_turns() {
    let provider = Provider::start();
    let (session, clock) = provider.session();
    let runtimes = [runtime(), runtime()];
    for step in 0..60 {
        let served = runtimes[step % 2].block_on(served(&session));
        assert!(served.is_ok(), "{step}: {served:?}");
        clock.advance(seconds(33));
    }
    provider.expect_each_once(15);
}
