//! A session compared with a small model of it, under random sequences of events.
//!
//! `PROPTEST_CASES=100000 cargo test --all-features --test sessions random` runs more cases, `PROPTEST_RNG_SEED=7` others.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs, unreachable_pub, reason = "a test that fails may panic")]

mod model;
mod world;

use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::time::Duration;

use crate::session_support::{ACCESS_TOKEN, Acme, MINT, REFRESH_TOKEN, connection, seconds, settled};
use auth_runtime::Connection;
use auth_runtime::session::{
    AccessToken, Clock as _, Moment, Renewal, Session, SessionBuilder, SessionError, SessionProblem, Windows,
};
use model::{Failure, Model, Next, Record, Reply, Setting, State};
use proptest::prelude::*;
use proptest::test_runner::{Config, FileFailurePersistence, RngSeed};
use tokio::task::JoinSet;
use world::{FACTS, Source, World};

/// An event in the life of a session.
#[derive(Clone, Copy, Debug)]
enum Event {
    /// This many callers ask at once; the provider has these responses, takes this many seconds for each, and the store may fail.
    Ask {
        callers: usize,
        replies: [Reply; 2],
        takes: u64,
        save_fails: bool,
    },
    /// Time passes, for both clocks.
    Pass(Until),
    /// The machine sleeps.
    Sleep {
        seconds: u64,
    },
    /// Someone sets the wall clock.
    Set {
        forward: bool,
        seconds: u64,
    },
    /// The API refuses the token that the session has, or the one before.
    Refuse {
        current: bool,
    },
    /// The provider refuses without asking for a wait, and the session retries as soon as it may.
    Outage,
    Revoke,
    Restart,
    /// Someone removes the record from the store.
    Vanish,
    /// Another session of the login is revoked.
    LogOutElsewhere,
    /// A session of another account uses the store.
    Intruder,
}

/// Shortly before that, or exactly then.
#[derive(Clone, Copy, Debug)]
enum Until {
    Seconds(u64),
    Part { percent: u32, shortly_before: bool },
    EndOfPause { shortly_before: bool },
}

fn replies() -> impl Strategy<Value = Reply> {
    let next = prop_oneof![4 => Just(Next::Absent), 4 => Just(Next::New), 1 => Just(Next::Unreadable)];
    let lifetime = prop_oneof![Just(None), prop_oneof![Just(1), Just(60), Just(900), Just(100_000)].prop_map(Some)];
    prop_oneof![
        6 => (lifetime, next).prop_map(|(lifetime, next)| Reply::Token { lifetime, next }),
        1 => prop_oneof![Just(0), Just(30)].prop_map(|retry_after| Reply::Throttled { retry_after }),
        1 => Just(Reply::Broken),
        1 => Just(Reply::Unavailable),
        1 => Just(Reply::InvalidGrant),
        1 => Just(Reply::InvalidClient),
        1 => Just(Reply::Panic),
        1 => Just(Reply::Hang),
    ]
}

fn untils() -> impl Strategy<Value = Until> {
    // With all of its jitter, the advisory window begins at 87.5 %.
    let percent = prop_oneof![Just(80), Just(87), Just(88), Just(95), Just(100)];
    // 122 seconds after an attempt of another it is over.
    prop_oneof![
        prop_oneof![Just(1), Just(9), Just(10), Just(29), Just(30), Just(61), Just(122), Just(10_000)]
            .prop_map(Until::Seconds),
        (percent, any::<bool>()).prop_map(|(percent, shortly_before)| Until::Part { percent, shortly_before }),
        any::<bool>().prop_map(|shortly_before| Until::EndOfPause { shortly_before }),
    ]
}

fn events() -> impl Strategy<Value = Event> {
    let takes = prop_oneof![6 => Just(0), 1 => Just(1), 1 => Just(60)];
    let asking = (1..4_usize, [replies(), replies()], takes, proptest::bool::weighted(0.1));
    let seconds = prop_oneof![Just(1), Just(50), Just(1000), Just(200_000)];
    prop_oneof![
        8 => asking.prop_map(|(callers, replies, takes, save_fails)| Event::Ask { callers, replies, takes, save_fails }),
        5 => untils().prop_map(Event::Pass),
        1 => seconds.clone().prop_map(|seconds| Event::Sleep { seconds }),
        1 => (any::<bool>(), seconds).prop_map(|(forward, seconds)| Event::Set { forward, seconds }),
        3 => proptest::bool::weighted(0.8).prop_map(|current| Event::Refuse { current }),
        1 => Just(Event::Restart),
        1 => Just(Event::Outage),
        1 => Just(Event::Vanish),
        1 => Just(Event::Intruder),
        1 => proptest::bool::weighted(0.3).prop_map(|all| if all { Event::LogOutElsewhere } else { Event::Intruder }),
        1 => proptest::bool::weighted(0.2).prop_map(|revoke| if revoke { Event::Revoke } else { Event::Restart }),
    ]
}

/// More often with refresh tokens: there is more to be decided.
fn settings() -> impl Strategy<Value = Setting> {
    let facts = prop::sample::select(&FACTS[..]);
    let refreshing = facts.prop_map(|facts| (Renewal::RefreshToken, facts));
    let others = prop_oneof![Just(Renewal::Mint), Just(Renewal::AccessToken)].prop_map(|renewal| (renewal, FACTS[0]));
    let jitter = prop_oneof![Just(0), Just(20_000), Just(u16::MAX)];
    (prop_oneof![2 => refreshing, 1 => others], any::<bool>(), jitter)
        .prop_map(|((renewal, facts), has_store, jitter)| Setting { renewal, facts, has_store, jitter })
}

/// The session, and what it is compared with.
struct Pair {
    session: Session<Acme>,
    world: World,
    model: Model,
    /// What the API has refused since the process began.
    refused: Vec<String>,
    /// The first token of this process.
    first: u32,
}

impl Pair {
    fn new(setting: Setting, refresh_token: Option<&str>) -> Self {
        static CASES: AtomicU32 = AtomicU32::new(0);
        let world = World::default();
        // The budget of the connection, which all cases share, is full again.
        world.seen().clock.advance(seconds(100_000_000) * CASES.fetch_add(1, Relaxed));
        let now = world.seen().clock.now();
        world.seen().facts = Some(setting.facts);
        let model = Model::new(setting, now, refresh_token.map(str::to_owned));
        Self { session: session(&model, &world), world, model, refused: Vec::new(), first: 0 }
    }

    async fn happens(&mut self, event: Event) {
        match event {
            Event::Ask { callers, replies, takes, save_fails } => {
                self.asks(callers, replies, seconds(takes), save_fails).await;
            }
            Event::Pass(until) => {
                let time = self.time(until);
                self.world.seen().clock.advance(time);
            }
            Event::Sleep { seconds: time } => self.world.seen().clock.suspend(seconds(time)),
            Event::Set { forward, seconds: time } => {
                let wall = self.model.now.wall;
                self.world.seen().clock.set_wall(if forward { wall + seconds(time) } else { wall - seconds(time) });
            }
            Event::Refuse { current } => self.refuse(current),
            Event::Outage => {
                for _ in 0..14 {
                    let end = self.time(Until::EndOfPause { shortly_before: false });
                    self.world.seen().clock.advance(end);
                    self.model.now = self.world.seen().clock.now();
                    let replies = [Reply::Throttled { retry_after: 0 }; 2];
                    self.asks(1, replies, Duration::ZERO, false).await;
                }
            }
            Event::Revoke => {
                self.world.seen().save_fails = false;
                self.session.revoke().await.unwrap();
                self.model.revoke();
            }
            Event::Restart => self.restart(),
            Event::Vanish => self.vanish().await,
            Event::LogOutElsewhere => self.log_out_elsewhere().await,
            Event::Intruder => self.intrude().await,
        }
        let now = self.world.seen().clock.now();
        let passed = now.monotonic.saturating_sub(self.model.now.monotonic);
        assert!(passed.is_zero() || !matches!(event, Event::Ask { .. }), "the requests took {passed:?} more");
        self.model.now = now;
    }

    async fn asks(&mut self, callers: usize, replies: [Reply; 2], takes: Duration, save_fails: bool) {
        {
            let mut seen = self.world.seen();
            (seen.replies, seen.takes, seen.save_fails) = (replies.into(), takes, save_fails);
        }
        (self.model.takes, self.model.save_fails) = (takes, save_fails);
        let expected = self.model.token(&replies);
        let results = ask(&self.session, &self.world, callers).await;
        let state = settled(&self.session).await;
        self.note_pause(state.error.as_ref());
        for (result, at) in results {
            let found = result.map(|token| token.secret().expose().to_owned());
            if let Ok(token) = &found {
                self.may_be_served(token, at);
            }
            compare(found, &expected);
        }
    }

    /// A pause that has begun has a random length within limits.
    fn note_pause(&mut self, error: Option<&SessionError>) {
        let Some(pause) = self.model.pause.clone().filter(|pause| pause.until == Duration::MAX) else { return };
        let (shortest, longest) = self.model.waits(pause.failure);
        let wait = error.unwrap().retry_after().unwrap();
        assert!(wait >= shortest && wait <= longest, "{wait:?} is not in {shortest:?}..{longest:?}");
        self.model.pause.as_mut().unwrap().until = self.model.now.monotonic + wait;
    }

    /// What must hold in every state of the model.
    fn may_be_served(&self, token: &str, now: Moment) {
        assert!(!self.refused.iter().any(|refused| refused == token), "{token} was refused");
        let (requested, lifetime) = self.world.seen().tokens[token];
        let is_own = token[1..].parse::<u32>().unwrap() > self.first;
        if let Some(lifetime) = lifetime.filter(|_| is_own) {
            assert!(now.monotonic < requested.monotonic + lifetime && now.wall < requested.wall + lifetime, "{token}");
        }
    }

    fn refuse(&mut self, current: bool) {
        let generation = if current { self.model.generation } else { self.model.generation.saturating_sub(1) };
        let held = self.model.held.as_ref().filter(|_| current).map(|held| held.text.clone());
        self.session.invalidate(generation);
        // A token that is not renewed is still served: another API may accept it.
        if self.model.reject(generation) {
            self.refused.extend(held);
        }
    }

    /// While a reply is not saved, the session has the lock of the store.
    fn is_locked(&self) -> bool {
        !self.model.has_store || self.model.unsaved.is_some()
    }

    async fn vanish(&mut self) {
        if !self.is_locked() {
            self.world.vanish().await;
            self.model.stored = Record::default();
        }
    }

    async fn log_out_elsewhere(&mut self) {
        if !self.is_locked() {
            self.world.seen().save_fails = false;
            builder(&self.model, &self.world).build().revoke().await.unwrap();
            self.model.log_out_elsewhere();
        }
    }

    /// It gets nothing and changes nothing.
    async fn intrude(&mut self) {
        if !self.is_locked() && self.model.stored.has_owner {
            let intruder = builder(&self.model, &self.world).account("intruder").build();
            let errors = [intruder.token().await.unwrap_err(), intruder.revoke().await.unwrap_err()];
            assert_eq!(errors.map(|error| error.problem()), [SessionProblem::OtherOwner; 2]);
        }
    }

    /// A crash between a request and what is saved of it: the next process knows that the token was sent, and not how that
    /// ended.
    fn restart(&mut self) {
        if let Some(token) = self.model.unsaved.as_ref().and(self.model.stored.refresh_token.clone()) {
            let mut seen = self.world.seen();
            seen.used.remove(&token);
            seen.uncertain.insert(token, 1);
        }
        // What was refused while the store could not be changed is sent once more, by a process that cannot know.
        if let Some(token) = self.model.refused_and_stored() {
            self.world.seen().used.remove(token);
        }
        self.model.restart();
        self.refused.clear();
        self.first = self.model.issued;
        self.session = session(&self.model, &self.world);
    }

    fn time(&self, until: Until) -> Duration {
        let from_now = |end: Duration| end.saturating_sub(self.model.now.monotonic);
        let (end, shortly_before) = match until {
            Until::Seconds(time) => (seconds(time), false),
            Until::Part { percent, shortly_before } => {
                let end = self
                    .model
                    .held
                    .as_ref()
                    .and_then(|held| Some(held.issued.monotonic + held.life?.1 * percent / 100));
                (end.map(from_now).unwrap_or_default(), shortly_before)
            }
            Until::EndOfPause { shortly_before } => {
                (self.model.pause.as_ref().map(|pause| from_now(pause.until)).unwrap_or_default(), shortly_before)
            }
        };
        if shortly_before { end.saturating_sub(Duration::from_nanos(1)) } else { end }
    }

    async fn agree(&self) {
        {
            let seen = self.world.seen();
            assert!(seen.violations.is_empty(), "{:?}", seen.violations);
            assert_eq!(seen.sent, self.model.sent, "what the provider was sent");
        }
        if self.model.has_store {
            let (record, state, count) = self.world.stored();
            let expected = self.model.stored.clone();
            let (expected_state, attempt) = (expected.state.name(), expected.state.attempt().cloned());
            assert_eq!(record, Record { state: State::Idle, ..expected }, "what is stored");
            assert_eq!((state, count), (expected_state, attempt.map_or(0, |attempt| attempt.count)));
        }
        let state = settled(&self.session).await;
        let Model { generation, failures, rejections, requests, revoked, is_rejected, .. } = self.model;
        assert_eq!(
            (state.generation, state.failures, state.rejections, state.requests, state.revoked),
            (generation, failures, rejections, requests, revoked)
        );
        assert_eq!(state.error.is_some(), failures > 0 || is_rejected);
    }
}

/// Whether a caller got what was expected.
fn compare(found: Result<String, SessionError>, expected: &Result<String, (Failure, Option<Duration>)>) {
    match (found, expected) {
        (Ok(found), Ok(expected)) => assert_eq!(found, *expected, "the token"),
        (Err(error), Err((failure, wait))) => {
            assert_eq!((error.problem(), error.class()), (failure.problem, failure.class), "the failure");
            assert!(wait.is_none() || error.retry_after() == *wait, "{:?} of {wait:?}", error.retry_after());
        }
        (found, expected) => panic!("found {found:?}, expected {expected:?}"),
    }
}

/// What callers get, and when, if all ask before the first is served.
async fn ask(
    session: &Session<Acme>,
    world: &World,
    callers: usize,
) -> Vec<(Result<AccessToken<Acme>, SessionError>, Moment)> {
    let mut calls = JoinSet::new();
    for _ in 0..callers {
        let (session, clock) = (session.clone(), world.seen().clock.clone());
        calls.spawn(async move { (session.token().await, clock.now()) });
    }
    calls.join_all().await
}

fn session(model: &Model, world: &World) -> Session<Acme> {
    let builder = builder(model, world);
    let session = model.given.iter().fold(builder, |builder, token| builder.refresh_token(token.as_str())).build();
    world.seen().session = Some(session.clone());
    session
}

fn builder(model: &Model, world: &World) -> SessionBuilder<Acme> {
    // It takes a third of a second to read the certificates of the operating system.
    static CONNECTION: LazyLock<Connection<Acme>> = LazyLock::new(connection);
    let connection = &*CONNECTION;
    let world_of = || world.clone();
    let builder = match (model.renewal, FACTS.iter().position(|facts| *facts == model.facts).unwrap()) {
        (Renewal::RefreshToken, 0) => Session::builder(Source::<REFRESH_TOKEN, 0>(world_of()), connection),
        (Renewal::RefreshToken, 1) => Session::builder(Source::<REFRESH_TOKEN, 1>(world_of()), connection),
        (Renewal::RefreshToken, 2) => Session::builder(Source::<REFRESH_TOKEN, 2>(world_of()), connection),
        (Renewal::RefreshToken, 3) => Session::builder(Source::<REFRESH_TOKEN, 3>(world_of()), connection),
        (Renewal::RefreshToken, 4) => Session::builder(Source::<REFRESH_TOKEN, 4>(world_of()), connection),
        (Renewal::RefreshToken, 5) => Session::builder(Source::<REFRESH_TOKEN, 5>(world_of()), connection),
        (Renewal::RefreshToken, _) => Session::builder(Source::<REFRESH_TOKEN, 6>(world_of()), connection),
        (Renewal::AccessToken, _) => Session::builder(Source::<ACCESS_TOKEN, 0>(world_of()), connection),
        _ => Session::builder(Source::<MINT, 0>(world_of()), connection),
    };
    // Longer than a request may take: callers see how it ends.
    let builder = builder.clock(world.seen().clock.clone()).deadline(seconds(1000));
    let builder = builder.windows(Windows::default().jitter(model.jitter));
    if model.has_store { builder.store(world.clone()) } else { builder }
}

fn config() -> Config {
    let standard = Config::default();
    // The same cases in every run, unless another number or another seed is asked for.
    let is_set = |name: &str| std::env::var_os(name).is_some();
    let cases = if is_set("PROPTEST_CASES") { standard.cases } else { 500 };
    let rng_seed = if is_set("PROPTEST_RNG_SEED") { standard.rng_seed } else { RngSeed::Fixed(1) };
    let failure_persistence = Some(Box::new(FileFailurePersistence::WithSource("seeds")) as Box<_>);
    Config { cases, rng_seed, failure_persistence, ..standard }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_session_does_what_the_model_does(
        setting in settings(),
        refresh_token in prop_oneof![Just(None), Just(Some("r0"))],
        events in prop::collection::vec(events(), 1..60),
    ) {
        // Where nothing else is to be done, the time of timeouts passes at once.
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
        runtime.block_on(async {
            let mut pair = Pair::new(setting, refresh_token);
            for event in events {
                pair.happens(event).await;
                pair.agree().await;
            }
        });
    }
}
