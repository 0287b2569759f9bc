//! Stores that fail, hang or panic at any step, before it or after it has been done: no login is lost, and no refresh token is
//! sent twice. And what the class of such a failure says.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails may panic")]

use std::error::Error;
use std::future::{Future, pending};
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use auth_runtime::session::{
    FileStore, Locked, ManualClock, MemoryStore, Minted, Renewal, Rotation, Session, SessionError, SessionProblem,
    Store, StoreFuture, Stored, TokenSource,
};
use auth_runtime::{Class, Connection, Seconds, Secret};

use crate::session_support::{Acme, INVALID_GRANT, MINT, Script, build, connection, refusal, seconds, served};

type Failure = Box<dyn Error + Send + Sync>;

/// What happens at one step: before the store does it, or after.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Fault {
    Fails,
    FailsAfter,
    Hangs,
    HangsAfter,
    Panics,
    PanicsAfter,
}

const FAULTS: [Fault; 6] =
    [Fault::Fails, Fault::FailsAfter, Fault::Hangs, Fault::HangsAfter, Fault::Panics, Fault::PanicsAfter];

/// The steps from `first` on that go wrong.
struct Plan {
    first: usize,
    count: usize,
    fault: Fault,
    done: AtomicUsize,
}

impl Plan {
    async fn run<T>(&self, work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
        let step = self.done.fetch_add(1, Ordering::SeqCst);
        if !(self.first..self.first + self.count).contains(&step) {
            return work.await;
        }
        if matches!(self.fault, Fault::FailsAfter | Fault::HangsAfter | Fault::PanicsAfter) {
            drop(work.await);
        }
        match self.fault {
            Fault::Fails | Fault::FailsAfter => Err("the store fails, as the test wants".into()),
            Fault::Hangs | Fault::HangsAfter => pending().await,
            Fault::Panics | Fault::PanicsAfter => panic!("the store panics, as the test wants"),
        }
    }
}

#[derive(Clone)]
struct Faulty(MemoryStore, Arc<Plan>);

struct FaultyLock(Box<dyn Locked>, Arc<Plan>);

impl Store for Faulty {
    fn lock(&self) -> StoreFuture<'_, Box<dyn Locked>> {
        Box::pin(async {
            let locked = self.1.run(self.0.lock()).await?;
            Ok(Box::new(FaultyLock(locked, Arc::clone(&self.1))) as Box<dyn Locked>)
        })
    }
}

impl Locked for FaultyLock {
    fn load(&mut self) -> StoreFuture<'_, Stored> {
        let Self(inner, plan) = self;
        Box::pin(plan.run(inner.load()))
    }

    fn save<'a>(&'a mut self, stored: &'a Stored) -> StoreFuture<'a, ()> {
        let Self(inner, plan) = self;
        Box::pin(async { plan.run(async { inner.save(stored).await }).await })
    }

    fn unlock(self: Box<Self>) -> StoreFuture<'static, ()> {
        let Self(inner, plan) = *self;
        Box::pin(async move { plan.run(inner.unlock()).await })
    }
}

/// A provider that replaces the refresh token with each use, and ends the login when one comes again.
#[derive(Clone, Default)]
struct Provider(Arc<Mutex<Vec<String>>>);

impl Provider {
    fn reply(number: usize) -> Minted {
        Minted::new(format!("a{number}")).expires_in(Seconds::new(100)).refresh_token(Some(format!("r{number}")))
    }
}

impl TokenSource<Acme> for Provider {
    const RENEWAL: Renewal = Renewal::RefreshToken;
    const ROTATION: Rotation = Rotation::Replaced;
    const REVOKES_REFRESH_TOKENS: bool = true;

    async fn revoke(&self, _: &Connection<Acme>, token: &Secret) -> Result<(), SessionError> {
        self.0.lock().unwrap().push(format!("revoke {}", token.expose()));
        Ok(())
    }

    async fn mint(&self, _: &Connection<Acme>) -> Result<Minted, SessionError> {
        let mut seen = self.0.lock().unwrap();
        if !seen.is_empty() {
            return Err(SessionError::new(Class::Reauthenticate, "the code was used"));
        }
        seen.push("code".to_owned());
        Ok(Self::reply(1))
    }

    async fn refresh(&self, _: &Connection<Acme>, with: &Secret) -> Result<Minted, SessionError> {
        let mut seen = self.0.lock().unwrap();
        let is_next = with.matches(&format!("r{}", seen.len()));
        seen.push(with.expose().to_owned());
        if is_next { Ok(Self::reply(seen.len())) } else { Err(refusal(400, None, INVALID_GRANT).into()) }
    }
}

/// Uses a session for four lifetimes of its token; each time it may take a few calls.
async fn use_it(session: &Session<Acme>, clock: &ManualClock) -> Result<(), SessionError> {
    for _ in 0..4 {
        let mut result = served(session).await;
        for _ in 0..8 {
            if result.is_ok() {
                break;
            }
            clock.advance(seconds(300));
            result = served(session).await;
        }
        result?;
        clock.advance(seconds(100));
    }
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn no_login_is_lost_at_any_step() {
    let connection = connection();
    for count in [1, 2, 4] {
        for (first, fault) in (0..20).flat_map(|first| FAULTS.map(|fault| (first, fault))) {
            let provider = Provider::default();
            let plan = Arc::new(Plan { first, count, fault, done: AtomicUsize::new(0) });
            let store = Faulty(MemoryStore::default(), plan);
            let clock = ManualClock::default();
            let builder = Session::builder(provider.clone(), &connection);
            let session = builder.account("ada").store(store).clock(clock.clone()).build();
            let used = use_it(&session, &clock).await;
            let sent = provider.0.lock().unwrap().clone();
            let place = format!("{fault:?}, steps {first} to {}: {sent:?}", first + count - 1);
            assert!(used.is_ok(), "{place}: {used:?}");
            let mut once = sent.clone();
            once.sort();
            once.dedup();
            assert_eq!(once.len(), sent.len(), "{place}");
        }
    }
}

/// A provider that refuses the refresh token, and has no other way to a token.
#[derive(Clone, Default)]
struct Refusing(Arc<Mutex<Vec<String>>>);

impl TokenSource<Acme> for Refusing {
    const RENEWAL: Renewal = Renewal::RefreshToken;

    async fn mint(&self, _: &Connection<Acme>) -> Result<Minted, SessionError> {
        Err(SessionError::new(Class::Reauthenticate, "log in again"))
    }

    async fn refresh(&self, _: &Connection<Acme>, with: &Secret) -> Result<Minted, SessionError> {
        self.0.lock().unwrap().push(with.expose().to_owned());
        Err(refusal(400, None, INVALID_GRANT).into())
    }
}

/// A refresh token that was refused is not sent again, whatever the store does at that moment.
#[tokio::test(start_paused = true)]
async fn a_refused_token_is_not_sent_again_at_any_step() {
    let connection = connection();
    for count in [1, 3, 100] {
        for (first, fault) in (0..10).flat_map(|first| FAULTS.map(|fault| (first, fault))) {
            let (source, clock) = (Refusing::default(), ManualClock::default());
            let plan = Arc::new(Plan { first, count, fault, done: AtomicUsize::new(0) });
            let builder = Session::builder(source.clone(), &connection).account("ada").refresh_token("r1");
            let session = builder.store(Faulty(MemoryStore::default(), plan)).clock(clock.clone()).build();
            for _ in 0..6 {
                assert!(served(&session).await.is_err());
                clock.advance(seconds(300));
            }
            let sent = source.0.lock().unwrap().clone();
            assert!(sent.len() <= 1, "{fault:?}, steps {first} to {}: {sent:?}", first + count - 1);
        }
    }
}

/// A log-out that is repeated until it succeeds: the provider is told of both tokens, and the store has neither.
#[tokio::test(start_paused = true)]
async fn a_log_out_is_done_in_the_end() {
    let connection = connection();
    for (first, fault) in (4..16).flat_map(|first| FAULTS.map(|fault| (first, fault))) {
        let (provider, memory) = (Provider::default(), MemoryStore::default());
        let plan = Arc::new(Plan { first, count: 3, fault, done: AtomicUsize::new(0) });
        let builder = Session::builder(provider.clone(), &connection).clock(ManualClock::default());
        let session = builder.account("ada").store(Faulty(memory.clone(), plan)).build();
        assert_eq!(served(&session).await.unwrap(), "a1");
        let mut ended = session.revoke().await;
        for _ in 0..4 {
            if ended.is_ok() {
                break;
            }
            ended = session.revoke().await;
        }
        let mut told = provider.0.lock().unwrap().clone();
        told.sort();
        assert!(ended.is_ok(), "{fault:?}, {first}: {ended:?}");
        assert_eq!(told, ["code", "revoke a1", "revoke r1"], "{fault:?}, {first}");
        let left = memory.lock().await.unwrap().load().await.unwrap();
        assert!(left.access_token.is_none() && left.refresh_token.is_none(), "{fault:?}, {first}");
        assert!(format!("{:?}", left.grant).contains("Revoked"), "{fault:?}, {first}");
    }
}

/// An orderly end that is repeated until it succeeds: the next session goes on, and no refresh token comes twice.
#[tokio::test(start_paused = true)]
async fn the_next_session_goes_on_after_an_orderly_end() {
    let connection = connection();
    for (first, fault) in (4..16).flat_map(|first| FAULTS.map(|fault| (first, fault))) {
        let (provider, memory, clock) = (Provider::default(), MemoryStore::default(), ManualClock::default());
        let plan = Arc::new(Plan { first, count: 2, fault, done: AtomicUsize::new(0) });
        let builder = || Session::builder(provider.clone(), &connection).clock(clock.clone()).account("ada");
        let session = builder().store(Faulty(memory.clone(), plan)).build();
        assert_eq!(served(&session).await.unwrap(), "a1");
        clock.advance(seconds(100));
        let _ = served(&session).await;
        let mut closed = session.close().await;
        for _ in 0..4 {
            if closed.is_ok() {
                break;
            }
            closed = session.close().await;
        }
        assert!(closed.is_ok(), "{fault:?}, {first}: {closed:?}");
        drop(session);
        clock.advance(seconds(300));
        let used = use_it(&builder().store(memory).build(), &clock).await;
        let mut sent = provider.0.lock().unwrap().clone();
        assert!(used.is_ok(), "{fault:?}, {first}: {used:?}, {sent:?}");
        let count = sent.len();
        sent.sort();
        sent.dedup();
        assert_eq!(sent.len(), count, "{fault:?}, {first}");
    }
}

/// A mark that was written although the store said that it was not: the refresh token has not been sent, so that the next
/// failure of the provider is the first one.
#[tokio::test]
async fn a_mark_of_what_was_not_sent_counts_for_nothing() {
    use crate::session_support::{REFRESH_TOKEN, Reply, refused, token};
    let first = Reply::Token("a", Some(100), Some("r1"));
    let script = Script::<REFRESH_TOKEN>::new([first, refused(502), refused(502), token("b", 100)]);
    let (builder, clock) = build(&script);
    // lock, load, save, unlock; lock, load, and then the mark.
    let plan = Plan { first: 6, count: 1, fault: Fault::FailsAfter, done: AtomicUsize::new(0) };
    let session = builder.account("ada").store(Faulty(MemoryStore::default(), Arc::new(plan))).build();
    assert_eq!(served(&session).await.unwrap(), "a");
    clock.advance(seconds(100));
    assert_eq!(served(&session).await.unwrap_err().problem(), SessionProblem::Store);
    for _ in 0..2 {
        clock.advance(seconds(60));
        assert_eq!(served(&session).await.unwrap_err().class(), Class::Retry);
    }
    assert_eq!(script.calls(), ["mint", "refresh r1", "refresh r1"], "once more, and no log-in");
}

/// A store whose lock is lost at one step of saving, as that of a Redis server that was stopped for too long. Whoever holds it
/// can do nothing more with it.
#[derive(Clone)]
struct Lapsing {
    inner: MemoryStore,
    saves: Arc<AtomicUsize>,
    lapses_at: usize,
}

struct LapsingLock {
    inner: Option<Box<dyn Locked>>,
    store: Lapsing,
}

const LOST: &str = "the lock was lost";

impl Store for Lapsing {
    fn lock(&self) -> StoreFuture<'_, Box<dyn Locked>> {
        Box::pin(async {
            let inner = Some(self.inner.lock().await?);
            Ok(Box::new(LapsingLock { inner, store: self.clone() }) as Box<dyn Locked>)
        })
    }
}

impl Locked for LapsingLock {
    fn load(&mut self) -> StoreFuture<'_, Stored> {
        Box::pin(async { self.inner.as_mut().ok_or(LOST)?.load().await })
    }

    fn save<'a>(&'a mut self, stored: &'a Stored) -> StoreFuture<'a, ()> {
        if self.store.saves.fetch_add(1, Ordering::SeqCst) == self.store.lapses_at {
            self.inner = None;
        }
        Box::pin(async { self.inner.as_mut().ok_or(LOST)?.save(stored).await })
    }
}

/// A reply that could not be saved because the lock was lost is saved under another one.
#[tokio::test]
async fn a_lost_lock_is_not_kept_for_ever() {
    use crate::session_support::{REFRESH_TOKEN, Reply};
    let replies = ["a", "b"].map(|token| Reply::Token(token, Some(1000), Some(if token == "a" { "r1" } else { "r2" })));
    let script = Script::<REFRESH_TOKEN>::new(replies);
    let (builder, clock) = build(&script);
    let inner = MemoryStore::default();
    // The first token, the mark of the attempt, and then the reply.
    let store = Lapsing { inner: inner.clone(), saves: Arc::default(), lapses_at: 2 };
    let session = builder.account("ada").store(store).build();
    assert_eq!(served(&session).await.unwrap(), "a");
    clock.advance(seconds(1000));
    assert_eq!(served(&session).await.unwrap_err().problem(), SessionProblem::Store);
    clock.advance(seconds(60));
    assert_eq!(served(&session).await.unwrap(), "b");
    assert_eq!(script.calls(), ["mint", "refresh r1"]);
    let stored = inner.lock().await.unwrap().load().await.unwrap();
    assert!(stored.refresh_token.is_some_and(|token| token.matches("r2")));
}

/// What the failure of a store asks for: to wait, or somebody who changes something.
#[tokio::test]
async fn the_class_says_whether_waiting_helps() {
    let directory = tempfile::tempdir().unwrap();
    std::fs::write(directory.path().join("notes.txt"), "not a record").unwrap();
    let at = |name: &str| FileStore::new(directory.path().join(name));
    let long = "n".repeat(300);
    let stores = [at("no/where.json"), at(""), at("notes.txt"), at(&long)];
    for (name, store) in ["missing", "directory", "foreign", "too long"].into_iter().zip(stores) {
        let error = served(&with(store)).await.unwrap_err();
        assert_eq!(
            (error.problem(), error.class()),
            (SessionProblem::Store, Class::Configuration),
            "{name}: {error:?}"
        );
    }
    let rows: [(fn() -> Failure, Class); 8] = [
        (|| "the disk is full".into(), Class::Retry),
        (|| SessionError::new(Class::Configuration, "the vault knows no such path").into(), Class::Configuration),
        (|| SessionError::new(Class::RateLimited, "the vault is busy").into(), Class::RateLimited),
        (|| SessionError::new(Class::Reauthenticate, "the vault knows no such token").into(), Class::Configuration),
        (|| Stored::from_text("{}").unwrap_err().into(), Class::Configuration),
        (|| io::Error::from(io::ErrorKind::StorageFull).into(), Class::Retry),
        (|| io::Error::from(io::ErrorKind::TimedOut).into(), Class::Retry),
        (|| io::Error::from(io::ErrorKind::ReadOnlyFilesystem).into(), Class::Configuration),
    ];
    for (failure, class) in rows {
        let error = served(&with(Failing(failure))).await.unwrap_err();
        assert_eq!((error.problem(), error.class()), (SessionProblem::Store, class), "{error:?}");
    }
}

/// A store of the application's own may say when it can be tried again.
#[tokio::test]
async fn a_store_says_how_long_to_wait() {
    let store = Failing(|| SessionError::new(Class::Retry, "sealed").with_retry_after(Some(seconds(90))).into());
    let error = served(&with(store)).await.unwrap_err();
    assert_eq!(error.retry_after(), Some(seconds(90)));
}

fn with(store: impl Store) -> Session<Acme> {
    build(&Script::<MINT>::new([])).0.account("ada").store(store).build()
}

struct Failing(fn() -> Failure);

impl Store for Failing {
    fn lock(&self) -> StoreFuture<'_, Box<dyn Locked>> {
        Box::pin(std::future::ready(Err(self.0())))
    }
}
