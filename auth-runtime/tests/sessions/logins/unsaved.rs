//! Replies that the store cannot save for a while: their session goes on saving them, also if nobody has a handle any more.
#![allow(clippy::unwrap_used, reason = "a test that fails may panic")]

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::time::SystemTime;

use auth_runtime::Secret;
use auth_runtime::session::{
    Locked, ManualClock, MemoryStore, Session, SessionProblem, Store, StoreFuture, Stored, Windows,
};

use crate::session_support::{Acme, MINT, REFRESH_TOKEN, Reply, Script, connection, seconds, served, settled};

/// A store that is full from the moment at which a refresh token is marked as in use, until there is room again.
#[derive(Clone, Default)]
struct Full {
    inner: MemoryStore,
    is_full: Arc<AtomicBool>,
    saves: Arc<AtomicUsize>,
}

struct FullLock(Box<dyn Locked>, Full);

impl Store for Full {
    fn lock(&self) -> StoreFuture<'_, Box<dyn Locked>> {
        Box::pin(async { Ok(Box::new(FullLock(self.inner.lock().await?, self.clone())) as Box<dyn Locked>) })
    }
}

impl Locked for FullLock {
    fn load(&mut self) -> StoreFuture<'_, Stored> {
        self.0.load()
    }

    fn save<'a>(&'a mut self, stored: &'a Stored) -> StoreFuture<'a, ()> {
        let Full { is_full, saves, .. } = &self.1;
        saves.fetch_add(1, SeqCst);
        if is_full.load(SeqCst) {
            return Box::pin(async { Err("there is no space left".into()) });
        }
        is_full.store(format!("{:?}", stored.grant).contains("InUse"), SeqCst);
        self.0.save(stored)
    }
}

struct World {
    store: Full,
    script: Script<REFRESH_TOKEN>,
}

impl World {
    fn session(&self) -> Session<Acme> {
        Session::builder(self.script.clone(), &connection()).store(self.store.clone()).build()
    }

    fn new<const N: usize>(numbers: [&'static str; N]) -> Self {
        let replies = numbers.map(|number| Reply::Token(number, Some(9_000), Some(number)));
        Self { store: Full::default(), script: Script::new(replies) }
    }

    /// A session whose second refresh token could not be saved.
    async fn unsaved() -> (Self, Session<Acme>) {
        let world = Self::new(["1", "2"]);
        let session = world.session();
        let first = session.token().await.unwrap();
        session.invalidate(first.generation());
        assert_eq!(served(&session).await.unwrap_err().problem(), SessionProblem::Store);
        (world, session)
    }

    /// Returns the refresh token of the store, which others can lock within a day.
    async fn stored(&self) -> String {
        let locked = tokio::time::timeout(seconds(86_400), self.store.inner.lock()).await;
        let stored = locked.unwrap().unwrap().load().await.unwrap();
        stored.refresh_token.unwrap().expose().to_owned()
    }

    fn is_locked(&self) -> bool {
        self.store.is_locked()
    }

    fn has_room(&self) {
        self.store.is_full.store(false, SeqCst);
    }
}

impl Full {
    fn is_locked(&self) -> bool {
        let mut lock = std::pin::pin!(self.lock());
        lock.as_mut().poll(&mut std::task::Context::from_waker(std::task::Waker::noop())).is_pending()
    }
}

#[tokio::test(start_paused = true)]
async fn a_reply_is_saved_without_a_call() {
    let (world, session) = World::unsaved().await;
    world.has_room();
    tokio::time::sleep(seconds(90)).await;
    assert_eq!(world.stored().await, "2");
    assert_eq!(served(&session).await.unwrap(), "2");
    assert_eq!(world.script.calls(), ["mint", "refresh 1"]);
}

/// The refresh token is not lost with the last handle, and a later process goes on with it.
#[tokio::test(start_paused = true)]
async fn a_reply_outlives_the_handles() {
    for minutes in [0, 1, 5] {
        let (world, session) = World::unsaved().await;
        drop(session);
        tokio::time::sleep(seconds(minutes * 60)).await;
        world.has_room();
        tokio::time::sleep(seconds(90)).await;
        assert_eq!(world.stored().await, "2", "{minutes}");
        let next = world.session();
        assert_eq!(served(&next).await.unwrap(), "2", "{minutes}");
        assert_eq!(world.script.calls(), ["mint", "refresh 1"], "{minutes}");
    }
}

/// While the store says that the refresh token is in use, and has a good access token, others use that one. Otherwise, the
/// lock is what keeps them from sending the refresh token.
#[tokio::test(start_paused = true)]
async fn the_lock_is_held_only_where_it_is_needed() {
    let (world, session) = World::unsaved().await;
    assert!(world.is_locked(), "the access token was refused");
    drop(session);
    // A token that is to be renewed early: it lives for these seconds; the time limit of a request, and whether others wait.
    for (left, limit, waits) in [(200, 120, false), (60, 120, true), (200, 20, true)] {
        let world = World::new(["2", "3"]);
        let (access_token, refresh_token) = (Some(Secret::from("1")), Some(Secret::from("1")));
        let (expires_at, lifetime) = (Some(SystemTime::now() + seconds(left)), Some(seconds(3_000)));
        let record = Stored { access_token, refresh_token, expires_at, lifetime, ..Stored::default() };
        world.store.lock().await.unwrap().save(&record).await.unwrap();
        let builder = Session::builder(world.script.clone(), &connection()).windows(Windows::percent(50, 0));
        let session = builder.request_timeout(seconds(limit)).store(world.store.clone()).build();
        for _ in 0..2 {
            assert_eq!(served(&session).await.unwrap(), "1");
            settled(&session).await;
        }
        assert!(world.store.is_full.load(SeqCst), "the second was not saved");
        assert_eq!(world.is_locked(), waits, "{left} {limit}");
        if !waits {
            assert_eq!(served(&world.session()).await.unwrap(), "1", "it is good here, too");
        }
        world.has_room();
        tokio::time::sleep(seconds(90)).await;
        assert_eq!(world.stored().await, "2");
        assert_eq!(world.script.calls(), ["refresh 1"]);
    }
}

/// After some time without handles, it is given up, and holds no lock.
#[tokio::test(start_paused = true)]
async fn it_ends() {
    let (world, session) = World::unsaved().await;
    let mut state = session.state();
    drop(session);
    let ended = async { while state.changed().await.is_ok() {} };
    tokio::time::timeout(seconds(3_600), ended).await.unwrap();
    assert!(!world.is_locked());
}

/// The store is full when a first token comes. Others wait for as long as a request may take, and then log in by themselves;
/// if they have, that counts.
#[tokio::test(start_paused = true)]
async fn a_first_log_in_keeps_others_waiting_for_a_while() {
    for (logs_in, is_anew) in [(false, false), (true, false), (false, true), (true, true)] {
        let world = World::new(["1", "2"]);
        world.store.is_full.store(true, SeqCst);
        let builder = Session::builder(world.script.clone(), &connection()).store(world.store.clone());
        let session = if is_anew { builder.log_in_anew().build() } else { builder.build() };
        assert_eq!(served(&session).await.unwrap_err().problem(), SessionProblem::Store);
        tokio::time::sleep(seconds(60)).await;
        assert!(world.is_locked());
        tokio::time::sleep(seconds(240)).await;
        assert!(!world.is_locked());
        world.has_room();
        let other = world.session();
        if logs_in {
            assert_eq!(served(&other).await.unwrap(), "2");
        }
        tokio::time::sleep(seconds(90)).await;
        let expected = if logs_in { "2" } else { "1" };
        assert_eq!(world.stored().await, expected);
        assert_eq!(served(&other).await.unwrap(), expected);
        assert_eq!(world.script.count(), 1 + usize::from(logs_in));
        drop(session);
    }
}

/// A new login that cannot be saved leaves the former one to its sessions. What a person does after it counts.
#[tokio::test(start_paused = true)]
async fn a_new_log_in_leaves_the_former_to_others() {
    for another in [false, true] {
        let world = World::new(["1", "3", "4"]);
        let first = world.session();
        assert_eq!(served(&first).await.unwrap(), "1");
        world.store.is_full.store(true, SeqCst);
        let anew = || Session::builder(world.script.clone(), &connection()).store(world.store.clone()).log_in_anew();
        let new = anew().build();
        assert_eq!(served(&new).await.unwrap_err().problem(), SessionProblem::Store);
        assert_eq!(served(&world.session()).await.unwrap(), "1");
        world.has_room();
        let latest = anew().build();
        if another {
            assert_eq!(served(&latest).await.unwrap(), "4");
        }
        tokio::time::sleep(seconds(90)).await;
        let expected = if another { "4" } else { "3" };
        assert_eq!(world.stored().await, expected);
        assert_eq!(served(if another { &latest } else { &new }).await.unwrap(), expected);
    }
}

/// Each reply that cannot be saved is saved later, not only the first, and with few attempts.
#[tokio::test(start_paused = true)]
async fn every_reply_is_saved_later() {
    let world = World::new(["1", "2"]);
    world.store.is_full.store(true, SeqCst);
    let session = world.session();
    for number in ["1", "2"] {
        assert_eq!(served(&session).await.unwrap_err().problem(), SessionProblem::Store);
        tokio::time::sleep(seconds(3_600)).await;
        let saves = world.store.saves.swap(0, SeqCst);
        assert!((30..300).contains(&saves), "{saves}");
        assert_eq!(world.is_locked(), number == "2", "nobody else may send the former refresh token");
        world.has_room();
        tokio::time::sleep(seconds(90)).await;
        assert_eq!(world.stored().await, number);
        session.invalidate(session.token().await.unwrap().generation());
    }
}

/// A login that brings an access token alone keeps nobody waiting: others can log in as well. With a clock of the
/// application's own, the next call saves it, and they wait until then.
#[tokio::test(start_paused = true)]
async fn a_token_alone_keeps_nobody_waiting() {
    for has_clock in [false, true] {
        let (store, script) = (Full::default(), Script::<MINT>::new([Reply::Token("1", Some(9_000), None)]));
        store.is_full.store(true, SeqCst);
        let (builder, clock) = (Session::builder(script, &connection()).store(store.clone()), ManualClock::default());
        let session = if has_clock { builder.clock(clock.clone()).build() } else { builder.build() };
        assert_eq!(served(&session).await.unwrap_err().problem(), SessionProblem::Store);
        assert_eq!(store.is_locked(), has_clock);
        store.is_full.store(false, SeqCst);
        tokio::time::sleep(seconds(90)).await;
        clock.advance(seconds(90));
        assert_eq!(served(&session).await.unwrap(), "1");
        assert!(!store.is_locked());
    }
}
