//! What the application's own code can do to a session: errors that ask it for a token when they are printed, destructors
//! that panic, futures that are polled elsewhere, stores that do not let go.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails may panic")]

use std::fmt;
use std::future::Future;
use std::panic::panic_any;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use auth_runtime::credential::TlsIdentity;
use auth_runtime::request::RequestProblem;
use auth_runtime::session::{
    FurtherParts, Locked, ManualClock, MemoryStore, Minted, Renewal, Session, SessionBuilder, SessionError,
    SessionProblem, Store, StoreFuture, Stored, TokenSource,
};
use auth_runtime::sign::Sign;
use auth_runtime::{Class, Connection, Secret};
use tokio::runtime::{Builder, Runtime};

use crate::session_support::{
    Acme, MINT, REFRESH_TOKEN, Reply, Script, build, connection, seconds, served, session, token,
};

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

fn of(source: impl TokenSource<Acme>) -> (SessionBuilder<Acme>, ManualClock) {
    let clock = ManualClock::default();
    (Session::builder(source, &connection()).clock(clock.clone()), clock)
}

/// Polls once, and is not woken.
fn now<F: Future>(call: &mut Pin<Box<F>>) -> Poll<F::Output> {
    call.as_mut().poll(&mut Context::from_waker(Waker::noop()))
}

/// An error whose text depends on the session.
#[derive(Default)]
struct Asking(OnceLock<Session<Acme>>);

impl Asking {
    fn ask(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(session) = self.0.get() else { return f.write_str("no session") };
        let is_waiting = now(&mut Box::pin(session.token())).is_pending();
        write!(f, "{} failures, waiting: {is_waiting}", session.state().borrow().failures)
    }
}

impl fmt::Display for Asking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.ask(f)
    }
}

impl fmt::Debug for Asking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.ask(f)
    }
}

impl std::error::Error for Asking {}

/// As [`Asking`], shared with the test.
#[derive(Clone, Debug)]
struct Shared(Arc<Asking>);

impl fmt::Display for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Shared {}

/// No lock is held while an error is printed: not by the `Debug` of a session, of its state or of its map.
#[tokio::test]
async fn an_error_may_ask_the_session_while_it_is_printed() {
    let asking = Shared(Arc::default());
    let script = Script::<MINT>::new([Reply::Fail(SessionError::new(Class::Retry, asking.clone()))]);
    let (session, _clock) = session(&script);
    asking.0.0.set(session.clone()).unwrap();
    let error = served(&session).await.unwrap_err();
    let printed = [format!("{session:?}"), format!("{:?}", session.state()), format!("{error:?}")];
    for printed in printed {
        assert!(printed.contains("1 failures, waiting: false"), "{printed}");
    }
}

/// A source that never answers.
struct Silent {
    _alive: Arc<()>,
}

impl TokenSource<Acme> for Silent {
    async fn mint(&self, _: &Connection<Acme>) -> Result<Minted, SessionError> {
        std::future::pending().await
    }
}

/// A request that was given up leaves nothing behind in the runtime that stands still: it ends as soon as that one goes on.
#[test]
fn what_was_given_up_does_not_stay_in_its_runtime() {
    let alive = Arc::new(());
    let (builder, clock) = of(Silent { _alive: Arc::clone(&alive) });
    let session = builder.request_timeout(seconds(10)).deadline(Duration::from_millis(5)).build();
    let (still, other) = (runtime(), runtime());
    still.block_on(served(&session)).unwrap_err();
    clock.advance(seconds(16));
    other.block_on(served(&session)).unwrap_err();
    drop((session, other));
    assert_eq!(Arc::strong_count(&alive), 2, "the first task has not run since");
    still.block_on(async {
        for _ in 0..4 {
            tokio::task::yield_now().await;
        }
    });
    assert_eq!(Arc::strong_count(&alive), 1);
}

/// A future that never ends, and whose destructor panics.
struct Bomb(&'static AtomicUsize);

impl Future for Bomb {
    type Output = ();

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        Poll::Pending
    }
}

impl Drop for Bomb {
    fn drop(&mut self) {
        self.0.fetch_add(1, Ordering::SeqCst);
        panic!("the destructor panics, as the test wants");
    }
}

struct Bombs(&'static AtomicUsize);

impl TokenSource<Acme> for Bombs {
    async fn mint(&self, _: &Connection<Acme>) -> Result<Minted, SessionError> {
        Bomb(self.0).await;
        unreachable!("it never ends")
    }
}

/// Whoever gives up a request is not hit by its destructor, and neither are those who wait.
#[test]
fn a_destructor_that_panics_hits_nobody() {
    static DROPPED: AtomicUsize = AtomicUsize::new(0);
    let (builder, clock) = of(Bombs(&DROPPED));
    let session = builder.request_timeout(seconds(10)).deadline(Duration::from_millis(5)).build();
    let (still, other) = (runtime(), runtime());
    for caller in [&still, &other, &still] {
        let error = caller.block_on(served(&session)).unwrap_err();
        assert_eq!(error.problem(), SessionProblem::Deadline);
        clock.advance(seconds(16));
    }
    assert_eq!(DROPPED.load(Ordering::SeqCst), 2);
    drop((still, other));
    assert_eq!(DROPPED.load(Ordering::SeqCst), 3, "the runtime drops the last one");
}

/// What a panic carries may panic, too.
struct Payload;

impl Drop for Payload {
    fn drop(&mut self) {
        panic!("the payload panics, as the test wants");
    }
}

struct Panics(Arc<AtomicUsize>);

impl TokenSource<Acme> for Panics {
    async fn mint(&self, _: &Connection<Acme>) -> Result<Minted, SessionError> {
        self.0.fetch_add(1, Ordering::SeqCst);
        panic_any(Payload);
    }
}

#[tokio::test]
async fn a_panic_that_carries_a_panic_is_a_typed_error() {
    let count = Arc::<AtomicUsize>::default();
    let session = of(Panics(Arc::clone(&count))).0.build();
    for _ in 0..3 {
        assert_eq!(served(&session).await.unwrap_err().problem(), SessionProblem::Panicked);
    }
    assert_eq!(count.load(Ordering::SeqCst), 1, "it has a back-off");
}

/// A call that began on a runtime and is polled without one, after that runtime has gone.
#[test]
fn a_call_that_leaves_its_runtime_is_a_typed_error() {
    let script = Script::<MINT>::gated([token("a", 100)]);
    let (session, _clock) = session(&script);
    let mut call = Box::pin(served(&session));
    let first = runtime();
    first.block_on(async { assert!(now(&mut call).is_pending()) });
    drop(first);
    let Poll::Ready(result) = now(&mut call) else { panic!("it waits for nothing") };
    assert_eq!(result.unwrap_err().problem(), SessionProblem::NoRuntime);
    drop(call);
    script.release(2);
    assert_eq!(runtime().block_on(served(&session)).unwrap(), "a");
}

/// How releasing a store's lock goes wrong.
#[derive(Clone, Copy, Debug)]
enum Unlock {
    Fails,
    Hangs,
    Panics,
    PanicsLater,
}

#[derive(Clone)]
struct Holding(MemoryStore, Unlock);

struct Held(Option<Box<dyn Locked>>, Unlock);

impl Store for Holding {
    fn lock(&self) -> StoreFuture<'_, Box<dyn Locked>> {
        Box::pin(async { Ok(Box::new(Held(Some(self.0.lock().await?), self.1)) as Box<dyn Locked>) })
    }
}

impl Locked for Held {
    fn load(&mut self) -> StoreFuture<'_, Stored> {
        self.0.as_mut().unwrap().load()
    }

    fn save<'a>(&'a mut self, stored: &'a Stored) -> StoreFuture<'a, ()> {
        self.0.as_mut().unwrap().save(stored)
    }

    fn unlock(mut self: Box<Self>) -> StoreFuture<'static, ()> {
        drop(self.0.take());
        match self.1 {
            Unlock::Fails => Box::pin(std::future::ready(Err("the connection is gone".into()))),
            Unlock::Hangs => Box::pin(std::future::pending()),
            Unlock::Panics => panic!("unlock panics, as the test wants"),
            Unlock::PanicsLater => Box::pin(async { panic!("unlocking panics, as the test wants") }),
        }
    }
}

/// The token is saved by then, so that its callers get it, and a log-out and an orderly end are done.
#[tokio::test(start_paused = true)]
async fn a_store_that_does_not_let_go_costs_no_token() {
    for unlock in [Unlock::Fails, Unlock::Hangs, Unlock::Panics, Unlock::PanicsLater] {
        let script = Script::<MINT>::new([token("a", 100), token("b", 100), token("-", 1)]);
        let (builder, clock) = build(&script);
        let session = builder.account("ada").store(Holding(MemoryStore::default(), unlock)).build();
        for expected in ["a", "b"] {
            assert_eq!(served(&session).await.unwrap(), expected, "{unlock:?}");
            clock.advance(seconds(100));
        }
        assert_eq!(session.state().borrow().failures, 0, "{unlock:?}");
        session.close().await.unwrap();
        session.revoke().await.unwrap();
        assert_eq!(served(&session).await.unwrap_err().problem(), SessionProblem::Revoked, "{unlock:?}");
    }
}

/// A clock that panics when it is told to: only its caller is hit, and the session goes on.
#[derive(Clone)]
struct Broken(ManualClock, Arc<Mutex<bool>>);

impl auth_runtime::session::Clock for Broken {
    fn now(&self) -> auth_runtime::session::Moment {
        let is_broken = *self.1.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        assert!(!is_broken, "the clock panics, as the test wants");
        self.0.now()
    }
}

#[tokio::test]
async fn a_clock_that_panics_hits_its_caller_only() {
    let script = Script::<MINT>::new([token("a", 100), token("b", 100)]);
    let (manual, broken) = (ManualClock::default(), Arc::new(Mutex::new(false)));
    let builder = Session::builder(script.clone(), &connection());
    let session = builder.clock(Broken(manual.clone(), Arc::clone(&broken))).build();
    assert_eq!(served(&session).await.unwrap(), "a");
    *broken.lock().unwrap() = true;
    let hit = tokio::spawn({
        let session = session.clone();
        async move { served(&session).await }
    });
    assert!(hit.await.unwrap_err().is_panic());
    *broken.lock().unwrap() = false;
    assert_eq!(served(&session).await.unwrap(), "a");
    manual.advance(seconds(100));
    assert_eq!(served(&session).await.unwrap(), "b");
}

/// A source of which a part panics when it is asked for the `turn`th time.
struct Shaky {
    script: Script<REFRESH_TOKEN>,
    part: Part,
    turn: usize,
    turns: AtomicUsize,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Part {
    Headers,
    Signer,
    Certificate,
}

impl Shaky {
    fn at(&self, part: Part) {
        let is_it = part == self.part && self.turns.fetch_add(1, Ordering::SeqCst) == self.turn;
        assert!(!is_it, "{part:?} panics, as the test wants");
    }
}

impl TokenSource<Acme> for Shaky {
    const RENEWAL: Renewal = Renewal::RefreshToken;

    async fn mint(&self, at: &Connection<Acme>) -> Result<Minted, SessionError> {
        self.script.mint(at).await
    }

    async fn refresh(&self, at: &Connection<Acme>, with: &Secret) -> Result<Minted, SessionError> {
        self.script.refresh(at, with).await
    }

    fn further_parts(&self, _: &Secret, _: &mut FurtherParts) -> Result<(), RequestProblem> {
        self.at(Part::Headers);
        Ok(())
    }

    fn signer(&self, _: &Secret) -> Option<Box<dyn Sign>> {
        self.at(Part::Signer);
        None
    }

    fn tls_identity(&self) -> Option<TlsIdentity> {
        self.at(Part::Certificate);
        None
    }
}

/// A reply whose token cannot be made ready, because the application's code panics: its refresh token is saved, and the one
/// before it is not sent again.
#[tokio::test]
async fn a_panic_at_any_time_loses_no_refresh_token() {
    let parts = [Part::Headers, Part::Signer, Part::Certificate];
    for (part, turn) in parts.into_iter().flat_map(|part| (0..9).map(move |turn| (part, turn))) {
        let numbers = ["1", "2", "3", "4", "5", "6", "7", "8"];
        let replies = numbers.map(|number| Reply::Token(number, Some(100), Some(number)));
        let script = Script::new(replies);
        let (builder, clock) = of(Shaky { script: script.clone(), part, turn, turns: AtomicUsize::new(0) });
        let session = builder.build();
        for _ in 0..6 {
            let _ = served(&session).await;
            clock.advance(seconds(100));
        }
        assert!(served(&session).await.is_ok(), "{part:?} {turn}");
        let mut calls = script.calls();
        calls.retain(|call| call.starts_with("refresh"));
        let mut once = calls.clone();
        once.dedup();
        assert_eq!(calls, once, "{part:?} {turn}");
        assert!(script.calls().iter().filter(|call| *call == "mint").count() <= 2, "{part:?} {turn}");
    }
}
