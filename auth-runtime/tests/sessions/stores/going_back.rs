//! A store that loses its last changes: a server that takes over from another one, a backup that is restored, a folder that is
//! kept the same on two machines. A session that knows better does not send what was replaced.
#![allow(clippy::unwrap_used, reason = "a test that fails may panic")]

use std::sync::{Arc, Mutex};

use auth_runtime::session::{
    Locked, ManualClock, Minted, Renewal, Reuse, Rotation, Session, SessionError, SessionProblem, Store, StoreFuture,
    Stored, TokenSource,
};
use auth_runtime::{Class, Connection, Secret};

use crate::session_support::{Acme, INVALID_GRANT, connection, refusal, seconds, served};

/// A provider that replaces the refresh token with each use, and ends the login when one comes again.
#[derive(Clone, Default)]
struct Strict(Arc<Mutex<Vec<String>>>);

impl Strict {
    fn sent(&self) -> Vec<String> {
        self.0.lock().unwrap().clone()
    }

    fn reply(number: usize) -> Minted {
        Minted::new(format!("a{number}")).expires_in(seconds(100)).refresh_token(Some(format!("r{number}")))
    }
}

impl TokenSource<Acme> for Strict {
    const RENEWAL: Renewal = Renewal::RefreshToken;
    const ROTATION: Rotation = Rotation::Replaced;
    const REUSE: Reuse = Reuse::EndsGrant;

    async fn mint(&self, _: &Connection<Acme>) -> Result<Minted, SessionError> {
        let mut sent = self.0.lock().unwrap();
        sent.push("code".to_owned());
        if sent.len() == 1 { Ok(Self::reply(1)) } else { Err(SessionError::new(Class::Reauthenticate, "log in again")) }
    }

    async fn refresh(&self, _: &Connection<Acme>, with: &Secret) -> Result<Minted, SessionError> {
        let mut sent = self.0.lock().unwrap();
        let is_next = with.matches(&format!("r{}", sent.len()));
        sent.push(with.expose().to_owned());
        if is_next { Ok(Self::reply(sent.len())) } else { Err(refusal(400, None, INVALID_GRANT).into()) }
    }
}

/// A store with its former records, which fails at one save. It has no lock, as one that has lost it: sessions take turns.
#[derive(Clone, Default)]
struct Past {
    now: Arc<Mutex<Stored>>,
    records: Arc<Mutex<Vec<Stored>>>,
    /// The number of the save that fails.
    fails_at: Option<usize>,
}

impl Store for Past {
    fn lock(&self) -> StoreFuture<'_, Box<dyn Locked>> {
        Box::pin(std::future::ready(Ok(Box::new(self.clone()) as Box<dyn Locked>)))
    }
}

impl Locked for Past {
    fn load(&mut self) -> StoreFuture<'_, Stored> {
        Box::pin(std::future::ready(Ok(self.now.lock().unwrap().clone())))
    }

    fn save<'a>(&'a mut self, stored: &'a Stored) -> StoreFuture<'a, ()> {
        let mut records = self.records.lock().unwrap();
        records.push(stored.clone());
        if self.fails_at == Some(records.len()) {
            return Box::pin(std::future::ready(Err("the server goes away".into())));
        }
        *self.now.lock().unwrap() = stored.clone();
        Box::pin(std::future::ready(Ok(())))
    }
}

impl Past {
    /// Goes back to the record of this save, the first of which is 0.
    fn go_back(&self, to: usize) {
        *self.now.lock().unwrap() = self.records.lock().unwrap()[to].clone();
    }
}

struct World {
    provider: Strict,
    store: Past,
    clock: ManualClock,
}

impl World {
    fn new(fails_at: Option<usize>) -> Self {
        let store = Past { fails_at, ..Past::default() };
        Self { provider: Strict::default(), store, clock: ManualClock::default() }
    }

    fn session(&self) -> Session<Acme> {
        let builder = Session::builder(self.provider.clone(), &connection()).clock(self.clock.clone());
        builder.account("ada").store(self.store.clone()).build()
    }

    /// Uses the session until it has a token again.
    async fn goes_on(&self, session: &Session<Acme>, place: &str) {
        for _ in 0..3 {
            let mut token = served(session).await;
            for _ in 0..4 {
                if token.is_ok() {
                    break;
                }
                self.clock.advance(seconds(60));
                token = served(session).await;
            }
            assert!(token.is_ok(), "{place}: {token:?} {:?}", self.provider.sent());
            self.clock.advance(seconds(100));
        }
    }
}

/// Whatever the store goes back to: marks of attempts, and records of up to three renewals before.
#[tokio::test]
async fn a_session_goes_on_with_what_it_knows() {
    for (renewals, to) in (1..4).flat_map(|renewals| (0..=2 * renewals).map(move |to| (renewals, to))) {
        let world = World::new(None);
        let session = world.session();
        for _ in 0..=renewals {
            served(&session).await.unwrap();
            world.clock.advance(seconds(100));
        }
        world.store.go_back(to);
        world.goes_on(&session, &format!("{renewals} renewals, back to {to}")).await;
    }
}

/// A session that has only seen the renewals of another one knows them as well.
#[tokio::test]
async fn a_session_that_has_seen_a_renewal_goes_on_with_it() {
    let world = World::new(None);
    let (one, other) = (world.session(), world.session());
    for _ in 0..3 {
        assert_eq!(served(&one).await.unwrap(), served(&other).await.unwrap());
        world.clock.advance(seconds(100));
    }
    drop(one);
    world.store.go_back(2);
    world.goes_on(&other, "another").await;
}

/// The server that takes over does not know that the refresh token is in use, and the reply has not been saved: it is.
#[tokio::test]
async fn a_reply_is_saved_though_the_mark_is_lost() {
    let world = World::new(Some(3));
    let session = world.session();
    assert_eq!(served(&session).await.unwrap(), "a1");
    world.clock.advance(seconds(100));
    assert_eq!(served(&session).await.unwrap_err().problem(), SessionProblem::Store);
    world.store.go_back(0);
    world.goes_on(&session, "unsaved").await;
}

/// A log-out that a session has seen is not undone by it.
#[tokio::test]
async fn a_log_out_stays_one() {
    let world = World::new(None);
    let (one, other) = (world.session(), world.session());
    assert_eq!(served(&one).await.unwrap(), served(&other).await.unwrap());
    one.revoke().await.unwrap();
    world.clock.advance(seconds(100));
    for _ in 0..2 {
        assert_eq!(served(&other).await.unwrap_err().problem(), SessionProblem::LoggedOut);
        world.clock.advance(seconds(100));
        world.store.go_back(0);
    }
    assert_eq!(world.provider.sent(), ["code"]);
}
