//! How long another machine leaves a refresh token alone of which nobody knows, whatever its clock says.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails may panic")]

use std::time::{Duration, SystemTime};

use auth_runtime::Class;
use auth_runtime::session::{
    Clock as _, Locked, ManualClock, MemoryStore, OneTime, Session, SessionError, SessionProblem, Store, StoreFuture,
    Stored,
};

use crate::session_support::{Acme, REFRESH_TOKEN, Reply, Script, connection, refused, seconds, served, token};

/// A store with a clock, or without one.
#[derive(Clone)]
struct Timed {
    inner: MemoryStore,
    clock: Option<ManualClock>,
}

impl Store for Timed {
    fn lock(&self) -> StoreFuture<'_, Box<dyn Locked>> {
        Box::pin(async {
            let inner = self.inner.lock().await?;
            Ok(Box::new(LockedTimed { inner, clock: self.clock.clone() }) as Box<dyn Locked>)
        })
    }
}

struct LockedTimed {
    inner: Box<dyn Locked>,
    clock: Option<ManualClock>,
}

impl Locked for LockedTimed {
    fn load(&mut self) -> StoreFuture<'_, Stored> {
        self.inner.load()
    }

    fn save<'a>(&'a mut self, stored: &'a Stored) -> StoreFuture<'a, ()> {
        self.inner.save(stored)
    }

    fn now(&mut self) -> StoreFuture<'_, Option<SystemTime>> {
        Box::pin(std::future::ready(Ok(self.clock.as_ref().map(|clock| clock.now().wall))))
    }
}

/// Two machines, of which the second has another time of day.
struct Fleet {
    store_clock: ManualClock,
    first_clock: ManualClock,
    second: Session<Acme>,
    second_clock: ManualClock,
    second_sends: Script<REFRESH_TOKEN>,
}

/// The time limit of a request, and two seconds that a record may round off.
const LIMIT: u64 = 122;

impl Fleet {
    /// The first machine has sent `r1`, and nobody knows how that ended.
    async fn after_an_uncertain_attempt(has_clock: bool, second_is_ahead: i64) -> Self {
        Self::with_store_clock(ManualClock::default(), has_clock, second_is_ahead).await
    }

    async fn with_store_clock(store_clock: ManualClock, has_clock: bool, second_is_ahead: i64) -> Self {
        let (first_clock, second_clock) = <(ManualClock, ManualClock)>::default();
        set_ahead(&second_clock, second_is_ahead);
        let store = Timed { inner: MemoryStore::default(), clock: has_clock.then(|| store_clock.clone()) };
        // The inputs can be used once, or a person has to give them: nobody logs in anew.
        let spent = || async { Reply::Fail(OneTime::<()>::default().next().await.unwrap_err()) };
        let person = || Reply::Fail(SessionError::new(Class::Reauthenticate, "a person has to log in"));
        let first_sends = Script::<REFRESH_TOKEN>::new([Reply::Token("a", Some(100), Some("r1")), refused(500)]);
        let mut replies = Vec::new();
        for _ in 0..3 {
            replies.push(if replies.len() == 1 { spent().await } else { person() });
        }
        let second_sends = Script::<REFRESH_TOKEN>::new(replies);
        let session = |script: &Script<REFRESH_TOKEN>, clock: &ManualClock| {
            Session::builder(script.clone(), &connection()).store(store.clone()).clock(clock.clone()).build()
        };
        let (first, second) = (session(&first_sends, &first_clock), session(&second_sends, &second_clock));
        let fleet = Self { store_clock, first_clock, second, second_clock, second_sends };
        assert_eq!(served(&first).await.unwrap(), "a");
        // A machine whose clock is behind takes the token for good for longer, unless it has had it for its lifetime.
        if second_is_ahead <= 0 {
            assert_eq!(served(&fleet.second).await.unwrap(), "a");
        }
        fleet.passes(seconds(100));
        assert_eq!(served(&first).await.unwrap_err().class(), Class::Retry);
        assert_eq!(first_sends.calls(), ["mint", "refresh r1"]);
        fleet
    }

    /// The same time passes everywhere.
    fn passes(&self, time: Duration) {
        for clock in [&self.store_clock, &self.first_clock, &self.second_clock] {
            clock.advance(time);
        }
    }

    /// Whether the second machine sends the refresh token now. If not, how long it waits.
    async fn sends(&self) -> Result<(), Option<Duration>> {
        let before = self.second_sends.count();
        let error = served(&self.second).await.unwrap_err();
        let calls = self.second_sends.calls();
        if calls.get(before).is_some_and(|call| call == "refresh r1") {
            return Ok(());
        }
        assert_eq!(error.problem(), SessionProblem::Uncertain);
        Err(error.retry_after())
    }
}

const HOUR: i64 = 3600;

/// Sets the time of day ahead by these seconds, or back.
fn set_ahead(clock: &ManualClock, ahead: i64) {
    let (wall, apart) = (clock.now().wall, Duration::from_secs(ahead.unsigned_abs()));
    clock.set_wall(if ahead < 0 { wall - apart } else { wall + apart });
}

#[tokio::test]
async fn the_clock_of_the_store_decides() {
    for second_is_ahead in [0, HOUR, -HOUR, 100 * HOUR, -100 * HOUR] {
        let fleet = Fleet::after_an_uncertain_attempt(true, second_is_ahead).await;
        assert_eq!(fleet.sends().await, Err(Some(seconds(LIMIT))), "{second_is_ahead}");
        fleet.passes(seconds(LIMIT - 1));
        assert_eq!(fleet.sends().await, Err(Some(seconds(1))), "{second_is_ahead}");
        fleet.passes(seconds(1));
        assert_eq!(fleet.sends().await, Ok(()), "{second_is_ahead}");
    }
}

/// The time of day of the store may be another one than that of all machines: attempts are written down by its clock.
#[tokio::test]
async fn the_store_has_a_time_of_its_own() {
    for store_is_ahead in [HOUR, -HOUR, 100_000 * HOUR] {
        let store_clock = ManualClock::default();
        set_ahead(&store_clock, store_is_ahead);
        let fleet = Fleet::with_store_clock(store_clock, true, 0).await;
        assert_eq!(fleet.sends().await, Err(Some(seconds(LIMIT))), "{store_is_ahead}");
        fleet.passes(seconds(LIMIT));
        assert_eq!(fleet.sends().await, Ok(()), "{store_is_ahead}");
    }
}

/// A store without a clock is one of a single machine: its wall clock may be set, and then nobody waits for longer than the
/// limit, because the session has watched the attempt for so long.
#[tokio::test]
async fn without_one_nobody_waits_longer_than_the_limit() {
    for second_is_ahead in [0, -HOUR, -100_000 * HOUR] {
        let fleet = Fleet::after_an_uncertain_attempt(false, second_is_ahead).await;
        assert_eq!(fleet.sends().await, Err(Some(seconds(LIMIT))), "{second_is_ahead}");
        fleet.passes(seconds(LIMIT));
        assert_eq!(fleet.sends().await, Ok(()), "{second_is_ahead}");
    }
    let fleet = Fleet::after_an_uncertain_attempt(false, HOUR).await;
    assert_eq!(fleet.sends().await, Ok(()), "a clock that is ahead ends the wait early: SECURITY.md says so");
}

/// The first machine's clock was a day ahead, or was set back since, and no process lives for long: each looks anew, and none
/// can say for how long it has known of the attempt. The store has it.
#[tokio::test]
async fn processes_that_live_for_a_moment_wait_no_longer() {
    for (ahead, has_clock) in [(86_400, false), (86_400, true), (3, false), (10 * 365 * 86_400, false)] {
        let store_clock = ManualClock::default();
        let store = Timed { inner: MemoryStore::default(), clock: has_clock.then(|| store_clock.clone()) };
        let clock = ManualClock::default();
        clock.advance(seconds(ahead));
        store_clock.advance(seconds(ahead));
        let nobody = || Reply::Fail(SessionError::new(Class::Reauthenticate, "a person has to log in"));
        let open = |script: &Script<REFRESH_TOKEN>| {
            let builder = Session::builder(script.clone(), &connection()).refresh_token("r1");
            builder.store(store.clone()).clock(clock.clone()).build()
        };
        let session = open(&Script::new([Reply::Panic]));
        assert_eq!(served(&session).await.unwrap_err().problem(), SessionProblem::Panicked);
        drop(session);
        for clock in [&clock, &store_clock] {
            let now = clock.now().wall;
            clock.set_wall(now - seconds(ahead));
        }
        let mut waited = 0;
        let found = loop {
            let later = Script::<REFRESH_TOKEN>::new([token("b", 100)].into_iter().chain([nobody()]));
            let asked = Script::<REFRESH_TOKEN>::new([nobody()]);
            let script = if waited >= LIMIT { later } else { asked };
            match served(&open(&script)).await {
                Ok(found) => break (found, script.calls()),
                Err(error) => assert_eq!(error.class(), Class::Retry, "{ahead} after {waited}: {error:?}"),
            }
            assert_eq!(script.calls().iter().filter(|call| call.starts_with("refresh")).count(), 0, "{waited}");
            assert!(waited <= 2 * LIMIT, "{ahead}");
            waited += 10;
            clock.advance(seconds(10));
            store_clock.advance(seconds(10));
        };
        assert_eq!(found, ("b".to_owned(), vec!["refresh r1".to_owned()]));
        assert!(waited >= LIMIT, "{ahead}: {waited}");
    }
}
