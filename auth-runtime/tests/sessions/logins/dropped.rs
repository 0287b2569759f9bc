//! Callers that go away at any moment, in the middle of a log-out, too: nothing is sent twice, no lock stays, and whoever
//! asks again gets to the end.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails may panic")]

use std::pin::{Pin, pin};
use std::sync::{Arc, LazyLock, Mutex};
use std::task::Poll;

use auth_runtime::session::{
    Locked, ManualClock, MemoryStore, Minted, Renewal, Rotation, Session, SessionError, Store, StoreFuture, Stored,
    TokenSource,
};
use auth_runtime::{Class, Connection, Secret};
use tokio::task::yield_now;

use crate::session_support::{Acme, INVALID_GRANT, connection, refusal, seconds, served};

/// A provider that replaces the refresh token with each use, and takes its time.
#[derive(Clone, Default)]
struct Slow(Arc<Mutex<Vec<String>>>);

impl Slow {
    /// Answers what has arrived, also if nobody waits any more.
    async fn answer(&self, request: String) -> Result<Minted, SessionError> {
        yield_now().await;
        let (number, is_next) = {
            let mut seen = self.0.lock().unwrap();
            let grants = seen.iter().filter(|request| !request.starts_with("revoke")).count();
            let is_next = request == format!("refresh r{grants}") || (request == "code" && grants == 0);
            seen.push(request);
            (grants + 1, is_next)
        };
        yield_now().await;
        if !is_next {
            return Err(refusal(400, None, INVALID_GRANT).into());
        }
        let minted = Minted::new(format!("a{number}")).refresh_token(Some(format!("r{number}")));
        Ok(minted.expires_in(seconds(100)))
    }

    fn seen(&self) -> Vec<String> {
        self.0.lock().unwrap().clone()
    }
}

impl TokenSource<Acme> for Slow {
    const RENEWAL: Renewal = Renewal::RefreshToken;
    const ROTATION: Rotation = Rotation::Replaced;
    const REVOKES_REFRESH_TOKENS: bool = true;

    async fn mint(&self, _: &Connection<Acme>) -> Result<Minted, SessionError> {
        if !self.seen().is_empty() {
            return Err(SessionError::new(Class::Reauthenticate, "the code was used"));
        }
        self.answer("code".to_owned()).await
    }

    async fn refresh(&self, _: &Connection<Acme>, with: &Secret) -> Result<Minted, SessionError> {
        self.answer(format!("refresh {}", with.expose())).await
    }

    async fn revoke(&self, _: &Connection<Acme>, token: &Secret) -> Result<(), SessionError> {
        yield_now().await;
        self.0.lock().unwrap().push(format!("revoke {}", token.expose()));
        yield_now().await;
        Ok(())
    }
}

/// A store that takes its time at each step.
#[derive(Clone)]
struct SlowStore(MemoryStore);

struct SlowLock(Box<dyn Locked>);

async fn slowly<T>(work: impl Future<Output = T>) -> T {
    yield_now().await;
    let done = work.await;
    yield_now().await;
    done
}

impl Store for SlowStore {
    fn lock(&self) -> StoreFuture<'_, Box<dyn Locked>> {
        Box::pin(slowly(async { Ok(Box::new(SlowLock(self.0.lock().await?)) as Box<dyn Locked>) }))
    }
}

impl Locked for SlowLock {
    fn load(&mut self) -> StoreFuture<'_, Stored> {
        Box::pin(slowly(self.0.load()))
    }

    fn save<'a>(&'a mut self, stored: &'a Stored) -> StoreFuture<'a, ()> {
        Box::pin(slowly(self.0.save(stored)))
    }

    fn unlock(self: Box<Self>) -> StoreFuture<'static, ()> {
        Box::pin(slowly(self.0.unlock()))
    }
}

struct World {
    provider: Slow,
    memory: MemoryStore,
    clock: ManualClock,
}

impl World {
    /// A session with a token that has expired.
    async fn expired() -> (Self, Session<Acme>) {
        let world = Self { provider: Slow::default(), memory: MemoryStore::default(), clock: ManualClock::default() };
        let session = world.session();
        assert_eq!(served(&session).await.unwrap(), "a1");
        world.clock.advance(seconds(100));
        (world, session)
    }

    fn session(&self) -> Session<Acme> {
        // It takes a third of a second to read the certificates of the operating system.
        static CONNECTION: LazyLock<Connection<Acme>> = LazyLock::new(connection);
        let builder = Session::builder(self.provider.clone(), &*CONNECTION).clock(self.clock.clone());
        builder.account("ada").store(SlowStore(self.memory.clone())).build()
    }

    /// No refresh token came twice, as the provider would have ended the login. What is to be revoked may come again.
    fn check(&self, place: &str) {
        let mut seen = self.provider.seen();
        seen.retain(|request| !request.starts_with("revoke"));
        let count = seen.len();
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), count, "{place}: {:?}", self.provider.seen());
    }

    /// Whoever comes next gets the lock, and a token.
    async fn goes_on(&self, sessions: [&Session<Acme>; 2], place: &str) {
        for round in 0..3 {
            for session in sessions {
                let token = served(session).await;
                assert!(token.is_ok(), "{place}, {round}: {token:?}, {:?}", self.provider.seen());
            }
            self.clock.advance(seconds(100));
        }
        self.check(place);
    }
}

/// Polls a call some times while everything else goes on, and lets it go. Returns whether it had ended.
async fn let_go<T>(call: impl Future<Output = T>, polls: usize) -> bool {
    let mut call: Pin<&mut _> = pin!(call);
    for _ in 0..polls {
        if std::future::poll_fn(|context| Poll::Ready(call.as_mut().poll(context).is_ready())).await {
            return true;
        }
        yield_now().await;
    }
    false
}

/// Calls `test` for each moment at which a call can be let go, until it ends by itself.
async fn at_each_moment<F: Future<Output = bool>>(test: impl Fn(usize) -> F) {
    for polls in 0..200 {
        if test(polls).await {
            assert!(polls > 5, "it has moments");
            return;
        }
    }
    panic!("it does not end");
}

#[tokio::test(start_paused = true)]
async fn who_waits_for_a_token_goes_away() {
    at_each_moment(|polls| async move {
        let (world, session) = World::expired().await;
        let has_ended = let_go(session.token(), polls).await;
        world.goes_on([&session, &world.session()], &format!("token, {polls}")).await;
        has_ended
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn who_closes_goes_away() {
    at_each_moment(|polls| async move {
        let (world, session) = World::expired().await;
        let_go(session.token(), 3).await;
        let has_ended = let_go(session.close(), polls).await;
        let next = world.session();
        world.goes_on([&next, &next], &format!("close, {polls}")).await;
        has_ended
    })
    .await;
}

/// A log-out that nobody waits for is not done; it is when it is called again.
#[tokio::test(start_paused = true)]
async fn who_logs_out_goes_away() {
    for is_busy in [false, true] {
        at_each_moment(|polls| async move {
            let (world, session) = World::expired().await;
            if is_busy {
                let_go(session.token(), 4).await;
            } else {
                served(&session).await.unwrap();
            }
            let has_ended = let_go(session.revoke(), polls).await;
            let place = format!("log-out, {is_busy}, {polls}");
            assert!(polls == 0 || served(&session).await.is_err(), "{place}");
            session.revoke().await.unwrap();
            world.check(&place);
            let seen = world.provider.seen();
            let last = seen.iter().filter(|request| !request.starts_with("revoke")).count();
            assert!(seen.contains(&format!("revoke r{last}")), "{place}: {seen:?}");
            let left = world.memory.lock().await.unwrap().load().await.unwrap();
            assert!(left.access_token.is_none() && left.refresh_token.is_none(), "{place}");
            assert!(format!("{:?}", left.grant).contains("Revoked"), "{place}");
            assert!(served(&world.session()).await.is_err(), "{place}: the code was used");
            has_ended
        })
        .await;
    }
}
