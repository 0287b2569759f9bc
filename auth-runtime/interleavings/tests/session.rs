//! What holds for the clones of a session, in every order in which threads can run (promises 2.1, 2.2, 2.10).
//!
//! A test runs its scenario again and again, each time in another order; a panic prints the schedule that led to it, which
//! `shuttle::replay` follows. A thread that waits for ever is found as well.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails may panic")]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use auth_runtime::call::read;
use auth_runtime::http::{HeaderMap, StatusCode};
use auth_runtime::response::RawResponse;
use auth_runtime::session::{
    Clock, MemoryStore, Minted, Moment, Renewal, Rotation, Session, SessionError, SessionProblem, Store, TokenSource,
    Windows,
};
use auth_runtime::{Connection, Endpoint, Host, Provider, Secret};
use shuttle::scheduler::{PctScheduler, RandomScheduler};
use shuttle::sync::atomic::{AtomicU64, Ordering::SeqCst};
use shuttle::{Config, Runner};
use tokio::task::JoinHandle;

/// How often each scenario is run by either scheduler.
const SCHEDULES: usize = 1500;

/// Setting up an HTTP client takes more than the 32 KiB that shuttle gives each thread.
const STACK: usize = 1024 * 1024;

struct Acme;

impl Provider for Acme {
    const NAME: &'static str = "acme";
    const TITLE: &'static str = "Acme";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://api.acme.example")];
}

/// The provider, the clock, and the store. What is only noted is behind a lock of std, at which no other thread comes by.
#[derive(Clone)]
struct World {
    seconds: Arc<AtomicU64>,
    seen: Arc<Mutex<Seen>>,
    store: MemoryStore,
}

#[derive(Default)]
struct Seen {
    in_flight: u32,
    issued: u64,
    revoked: Vec<String>,
    panics: u32,
    /// How many answers to refreshes are still to be lost, and which refresh tokens were sent with them.
    losing: u32,
    lost: BTreeSet<String>,
    uses: BTreeMap<String, u32>,
}

/// A request is no longer in flight, however it ended.
struct InFlight(World);

impl Drop for InFlight {
    fn drop(&mut self) {
        self.0.seen.lock().unwrap().in_flight -= 1;
    }
}

const LIFETIME: u64 = 100;

impl TokenSource<Acme> for World {
    async fn mint(&self, _: &Connection<Acme>) -> Result<Minted, SessionError> {
        let number = {
            let mut seen = self.seen.lock().unwrap();
            assert_eq!(seen.in_flight, 0, "one request in flight");
            (seen.in_flight, seen.issued) = (1, seen.issued + 1);
            seen.issued
        };
        let _in_flight = InFlight(self.clone());
        shuttle::future::yield_now().await;
        let panics = {
            let mut seen = self.seen.lock().unwrap();
            let panics = seen.panics > 0;
            seen.panics = seen.panics.saturating_sub(1);
            panics
        };
        if panics {
            std::panic::resume_unwind(Box::new("as the scenario says"));
        }
        Ok(Minted::new(format!("a{number}")).expires_in(Duration::from_secs(LIFETIME)))
    }

    async fn revoke(&self, _: &Connection<Acme>, access_token: &Secret) -> Result<(), SessionError> {
        shuttle::future::yield_now().await;
        self.seen.lock().unwrap().revoked.push(access_token.expose().to_owned());
        Ok(())
    }
}

/// A provider that replaces each refresh token when it is used, and whose answers to some requests are lost.
struct Rotating(World);

impl TokenSource<Acme> for Rotating {
    const RENEWAL: Renewal = Renewal::RefreshToken;
    const ROTATION: Rotation = Rotation::Replaced;
    const REVOKES_REFRESH_TOKENS: bool = true;

    async fn mint(&self, at: &Connection<Acme>) -> Result<Minted, SessionError> {
        let minted = self.0.mint(at).await?;
        let issued = self.0.seen.lock().unwrap().issued;
        Ok(minted.refresh_token(Some(format!("r{issued}"))))
    }

    /// A refresh token is used once, and once more if nobody knows how the first use ended.
    async fn refresh(&self, at: &Connection<Acme>, with: &Secret) -> Result<Minted, SessionError> {
        let is_lost = {
            let mut seen = self.0.seen.lock().unwrap();
            let uses = seen.uses.entry(with.expose().to_owned()).or_default();
            *uses += 1;
            assert!(*uses <= 2, "a third use of {}", with.expose());
            let is_second = *uses == 2;
            assert!(!is_second || seen.lost.contains(with.expose()), "a second use of {}", with.expose());
            seen.losing > 0
        };
        if is_lost {
            shuttle::future::yield_now().await;
            let mut seen = self.0.seen.lock().unwrap();
            seen.losing -= 1;
            seen.lost.insert(with.expose().to_owned());
            let answer = RawResponse::new(StatusCode::INTERNAL_SERVER_ERROR, HeaderMap::new(), "");
            return Err(read::<Refresh>(answer).unwrap_err().into());
        }
        self.mint(at).await
    }

    async fn revoke(&self, at: &Connection<Acme>, token: &Secret) -> Result<(), SessionError> {
        self.0.revoke(at, token).await
    }
}

#[derive(Endpoint)]
#[endpoint(POST "/token", response = (), error = ())]
struct Refresh;

/// Threads can switch whenever the time is read.
impl Clock for World {
    fn now(&self) -> Moment {
        let passed = Duration::from_secs(self.seconds.load(SeqCst));
        Moment { monotonic: passed, wall: SystemTime::UNIX_EPOCH + passed }
    }
}

impl World {
    fn new() -> (Self, Session<Acme>) {
        let world = Self { seconds: Arc::default(), seen: Arc::default(), store: MemoryStore::default() };
        (world.clone(), world.session())
    }

    fn session(&self) -> Session<Acme> {
        let connection =
            Connection::<Acme>::builder().base_url("http://127.0.0.1:1").allow_loopback_http().build().unwrap();
        // The advisory window begins as late as jitter can make it.
        let windows = Windows::default().jitter(u16::MAX);
        let builder = Session::builder(self.clone(), &connection).clock(self.clone()).windows(windows);
        builder.store(self.store.clone()).build()
    }

    /// One that renews with a refresh token.
    fn rotating(&self, account: &str) -> Session<Acme> {
        let connection =
            Connection::<Acme>::builder().base_url("http://127.0.0.1:1").allow_loopback_http().build().unwrap();
        let builder = Session::builder(Rotating(self.clone()), &connection).clock(self.clone()).account(account);
        builder.store(self.store.clone()).build()
    }

    fn seconds(&self) -> u64 {
        self.seconds.load(SeqCst)
    }
}

/// A caller who asks twice. Each token was valid when it asked, and is not older than the one before.
fn caller(world: &World, session: &Session<Acme>) -> JoinHandle<Vec<Result<u64, SessionProblem>>> {
    let (world, session) = (world.clone(), session.clone());
    spawn(async move {
        let mut given = Vec::new();
        for _ in 0..2 {
            let asked = world.seconds();
            let token = session.token().await;
            if let Ok(token) = &token {
                let end = token.expires_at().unwrap().duration_since(SystemTime::UNIX_EPOCH).unwrap();
                assert!(end.as_secs() > asked, "it had expired when it was asked for");
            }
            given.push(token.map(|token| token.generation()).map_err(|error| error.problem()));
        }
        let generations: Vec<_> = given.iter().flatten().collect();
        assert!(generations.is_sorted(), "{given:?}");
        given
    })
}

/// Not by the `spawn` whose tasks a scenario drops.
fn spawn<T: Send + 'static>(task: impl Future<Output = T> + Send + 'static) -> JoinHandle<T> {
    tokio::task::spawn(task)
}

/// Runs the scenario in random orders, and in orders with few switches at the most interesting places.
fn explore<F: Future<Output = ()> + Send + 'static>(scenario: fn(World, Session<Acme>) -> F) {
    let run = move || {
        let (world, session) = World::new();
        shuttle::future::block_on(scenario(world, session));
    };
    let config = || {
        let mut config = Config::new();
        config.stack_size = STACK;
        config
    };
    Runner::new(RandomScheduler::new(SCHEDULES), config()).run(run);
    Runner::new(PctScheduler::new(3, SCHEDULES), config()).run(run);
}

#[test]
fn cold_callers_share_one_request() {
    explore(|world, session| async move {
        let callers: Vec<_> = (0..3).map(|_| caller(&world, &session)).collect();
        for caller in callers {
            assert_eq!(caller.await.unwrap(), [Ok(1), Ok(1)]);
        }
        assert_eq!(world.seen.lock().unwrap().issued, 1);
    });
}

#[test]
fn a_refused_token_is_not_handed_out_again() {
    explore(|world, session| async move {
        let callers: Vec<_> = (0..2).map(|_| caller(&world, &session)).collect();
        let refusing = (0..2).map(|_| {
            let session = session.clone();
            spawn(async move {
                let refused = session.token().await.unwrap().generation();
                // The call that is answered with 401; the other may be long over by then.
                shuttle::future::yield_now().await;
                session.invalidate(refused);
                // Without an end of time between them, a second refusal in a row causes no renewal.
                let next = session.token().await.unwrap().generation();
                assert!(next > refused || refused > 1, "the first that is refused is renewed");
                refused
            })
        });
        let mut refused = Vec::new();
        for refusing in refusing.collect::<Vec<_>>() {
            refused.push(refusing.await.unwrap());
        }
        refused.dedup();
        for caller in callers {
            caller.await.unwrap();
        }
        let issued = world.seen.lock().unwrap().issued;
        let rejections = session.state().borrow().rejections;
        assert_eq!((rejections, issued), (1, 2), "one renewal, however often a token was refused: {refused:?}");
    });
}

#[test]
fn nobody_gets_a_token_after_the_end() {
    explore(|world, session| async move {
        let callers: Vec<_> = (0..2).map(|_| caller(&world, &session)).collect();
        session.revoke().await.unwrap();
        assert_eq!(session.token().await.unwrap_err().problem(), SessionProblem::Revoked);
        for caller in callers {
            for given in caller.await.unwrap() {
                assert!(matches!(given, Ok(1) | Err(SessionProblem::Revoked)), "{given:?}");
            }
        }
        assert_eq!(session.token().await.unwrap_err().problem(), SessionProblem::Revoked);
        {
            let seen = world.seen.lock().unwrap();
            let issued: Vec<_> = (1..=seen.issued).map(|number| format!("a{number}")).collect();
            assert_eq!(seen.revoked, issued, "what was on its way is revoked too");
        }
        let stored = world.store.lock().await.unwrap().load().await.unwrap();
        assert!(stored.access_token.is_none(), "nothing is left");
    });
}

/// Two sessions of one login: a log-out of one ends the other, whatever that one is doing.
#[test]
fn a_log_out_is_for_all() {
    explore(|world, session| async move {
        session.token().await.unwrap();
        let other = world.session();
        let callers: Vec<_> = (0..2).map(|_| caller(&world, &other)).collect();
        session.revoke().await.unwrap();
        for caller in callers {
            for given in caller.await.unwrap() {
                // One that has not heard of the login before may log in anew.
                assert!(matches!(given, Ok(1) | Err(SessionProblem::LoggedOut)), "{given:?}");
            }
        }
        world.seconds.fetch_add(LIFETIME, SeqCst);
        let stored = world.store.lock().await.unwrap().load().await.unwrap();
        let issued = world.seen.lock().unwrap().issued;
        assert_eq!(stored.access_token.is_some(), issued == 2, "only a new login leaves a token");
    });
}

#[test]
fn a_request_that_is_dropped_is_made_again() {
    explore(|world, session| async move {
        let callers: Vec<_> = (0..3).map(|_| caller(&world, &session)).collect();
        shuttle::future::yield_now().await;
        tokio::shut_down();
        for caller in callers {
            let given = caller.await.unwrap();
            assert!(given.iter().all(Result::is_ok), "{given:?}");
        }
        assert!(world.seen.lock().unwrap().issued <= 2);
    });
}

#[test]
fn everyone_hears_of_a_panic() {
    explore(|world, session| async move {
        world.seen.lock().unwrap().panics = 1;
        let callers: Vec<_> = (0..3).map(|_| caller(&world, &session)).collect();
        for caller in callers {
            let given = caller.await.unwrap();
            assert!(given.iter().all(|given| matches!(given, Ok(1) | Err(SessionProblem::Panicked))), "{given:?}");
        }
        world.seconds.fetch_add(1, SeqCst);
        assert_eq!(session.token().await.unwrap().generation(), 1);
        assert_eq!(world.seen.lock().unwrap().issued, 2);
    });
}

#[test]
fn time_passes_meanwhile() {
    explore(|world, session| async move {
        let callers: Vec<_> = (0..2).map(|_| caller(&world, &session)).collect();
        for part in [80, 15, 5] {
            world.seconds.fetch_add(part * LIFETIME / 100, SeqCst);
            shuttle::future::yield_now().await;
        }
        for caller in callers {
            let given = caller.await.unwrap();
            assert!(
                given.iter().all(|given| matches!(given, Ok(_) | Err(SessionProblem::ExpiredOnArrival))),
                "{given:?}"
            );
        }
        assert!(session.token().await.is_ok() || session.state().borrow().failures > 0);
        session.state().wait_for(|state| !state.refreshing).await.unwrap();
        assert_eq!(world.seen.lock().unwrap().in_flight, 0);
    });
}

/// Two sessions of one login, an answer that is lost, and one that is not: the refresh token is used twice at most.
#[test]
fn an_uncertain_refresh_token_is_sent_as_the_rule_says() {
    explore(|world, _| async move {
        let session = world.rotating("ada");
        session.token().await.unwrap();
        let other = world.rotating("ada");
        other.token().await.unwrap();
        world.seen.lock().unwrap().losing = 1;
        world.seconds.fetch_add(LIFETIME, SeqCst);
        let callers = [caller(&world, &session), caller(&world, &other)];
        for caller in callers {
            for given in caller.await.unwrap() {
                // One that may not send it logs in anew, with the inputs.
                let is_expected = matches!(given, Ok(_) | Err(SessionProblem::TokenRequest | SessionProblem::Uncertain));
                assert!(is_expected || given == Err(SessionProblem::OtherLogin), "{given:?}");
            }
        }
        // Whoever sent it tries once more, after its back-off; the other has waited for long enough.
        world.seconds.fetch_add(2 * LIFETIME, SeqCst);
        for session in [&session, &other] {
            let last = session.token().await.map_err(|error| error.problem());
            assert!(matches!(last, Ok(_) | Err(SessionProblem::OtherLogin)), "{last:?}");
        }
        let uses = world.seen.lock().unwrap().uses.clone();
        assert!(uses.get("r1").is_some_and(|uses| *uses <= 2), "{uses:?}");
    });
}

/// Sessions of two accounts on one store: one has it, and the other gets nothing and changes nothing.
#[test]
fn a_store_has_one_owner() {
    explore(|world, _| async move {
        let sessions = [world.rotating("ada"), world.rotating("eve")];
        let callers: Vec<_> = sessions.iter().map(|session| caller(&world, session)).collect();
        let mut owners = 0;
        for caller in callers {
            match caller.await.unwrap().as_slice() {
                [Ok(1), Ok(1)] => owners += 1,
                given => assert_eq!(given, [Err(SessionProblem::OtherOwner); 2]),
            }
        }
        assert_eq!((owners, world.seen.lock().unwrap().issued), (1, 1));
    });
}

/// A log-out while another session of the login renews: what was on its way is revoked or was renewed before, and the
/// store keeps the fact.
#[test]
fn a_log_out_ends_a_renewal_elsewhere() {
    explore(|world, _| async move {
        let session = world.rotating("ada");
        session.token().await.unwrap();
        let other = world.rotating("ada");
        other.token().await.unwrap();
        world.seconds.fetch_add(LIFETIME, SeqCst);
        let renewing = caller(&world, &other);
        session.revoke().await.unwrap();
        for given in renewing.await.unwrap() {
            assert!(matches!(given, Ok(2) | Err(SessionProblem::LoggedOut)), "{given:?}");
        }
        world.seconds.fetch_add(LIFETIME, SeqCst);
        assert_eq!(other.token().await.unwrap_err().problem(), SessionProblem::LoggedOut);
        let seen = world.seen.lock().unwrap();
        let last = format!("r{}", seen.issued);
        assert!(seen.revoked.contains(&last), "{last} of {:?}", seen.revoked);
    });
}
