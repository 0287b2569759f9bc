//! Every fault of a token endpoint, on raw sockets, and what the runtime does.
#![allow(clippy::unwrap_used, reason = "a test that fails may panic")]

use std::collections::HashSet;
use std::fs;
use std::sync::Arc;
use std::task::Poll;
use std::time::{Duration, Instant};

use auth_runtime::session::{Clock as _, ManualClock, MemoryStore, Session, SessionError};
use auth_runtime::{Class, Connection, Endpoint as _};
use auth_tests::faults::{
    Acme, CANARY, Combo, FAULTS, FaultServer, GetProfile, Login, Patience, Place, Trial, Watch, connection,
    find_canary, row, rows,
};
use auth_tests::here;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

/// The number of trials at once, for two cores.
const AT_ONCE: usize = 32;
const HOUR: Duration = Duration::from_secs(3600);
/// The time from a new token to its last minute, in which callers wait for the next one.
const TO_LAST_MINUTE: Duration = Duration::from_secs(3545);
const LAST_MINUTE: Duration = Duration::from_secs(55);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_row_in_every_combination() {
    let (watch, started) = (Watch::start(), Instant::now());
    let (free, mut trials) = (Arc::new(Semaphore::new(AT_ONCE)), JoinSet::new());
    for (row, combo) in rows().iter().flat_map(|row| Combo::ALL.map(|combo| (row, combo))) {
        let free = Arc::clone(&free);
        trials.spawn(async move {
            let _place = free.acquire().await.unwrap();
            Trial::run(row, combo).await
        });
    }
    let combinations = trials.len();
    let complaints = trials.join_all().await.concat();
    print_summary(combinations, started.elapsed(), watch);
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
    expect_silence(watch);
    for speaker in ["log reqwest", "tracing auth_runtime", "tracing hyper_util"] {
        assert!(watch.lines().contains_key(speaker), "{speaker} was not heard");
    }
}

fn print_summary(combinations: usize, time: Duration, watch: &Watch) {
    println!("{:>6} rows\n{combinations:>6} combinations\n{:>6.1} seconds", rows().len(), time.as_secs_f32());
    for (speaker, lines) in watch.lines() {
        println!("{lines:>6} lines of {speaker}");
    }
}

/// Nothing panicked, and no secret was written.
fn expect_silence(watch: &Watch) {
    assert_eq!((watch.panics(), watch.leaks()), (vec![], vec![]));
}

/// Each place in the list of faults exists.
#[test]
fn the_list_is_whole() {
    let names: HashSet<_> = rows().iter().map(|row| &row.name).collect();
    assert_eq!(names.len(), rows().len(), "each name is there once");
    for (fault, places) in FAULTS {
        assert!(!places.is_empty(), "{fault} is tested nowhere");
        for place in *places {
            match place {
                Place::Row(name) => assert_eq!(row(name).name, *name),
                Place::Test(file, name) => {
                    let text = fs::read_to_string(here().join("..").join(file)).unwrap();
                    let is_test = text.split("fn ").any(|item| item.starts_with(&format!("{name}()")));
                    assert!(is_test, "{fault}: {file} has no test `{name}`");
                }
            }
        }
    }
}

#[test]
fn a_canary_is_found_in_every_form() {
    let bytes = format!("at-{CANARY}-1").into_bytes();
    let hexadecimal = format!("{bytes:02X?}").replace(", ", "");
    let shown = [format!("{bytes:?}"), format!("{bytes:#?}"), hexadecimal];
    let shifted = (0..3).map(|shift| STANDARD.encode(&bytes[shift..]));
    for text in shown.into_iter().chain(shifted).chain([CANARY.to_uppercase()]) {
        assert!(find_canary(&format!("before {text} behind")).is_some(), "{text}");
    }
    assert_eq!(find_canary(&format!("{:?}", &bytes[..bytes.len() - 4])), None);
}

struct Setting {
    server: FaultServer,
    clock: ManualClock,
    connection: Connection<Acme>,
    session: Session<Acme>,
}

impl Setting {
    fn new() -> Self {
        let _ = Watch::start();
        let (server, clock) = (FaultServer::start(), ManualClock::default());
        let connection = connection(&server.url(), Patience::Long);
        let session = Session::builder(Login::default(), &connection).clock(clock.clone()).build();
        Self { server, clock, connection, session }
    }

    async fn token(&self) -> Result<String, SessionError> {
        served(&self.session).await
    }

    fn requests(&self) -> u64 {
        self.server.counters().token_requests
    }

    /// What `count` concurrent callers get.
    async fn herd(&self, count: usize) -> Vec<Result<String, SessionError>> {
        let mut callers = JoinSet::new();
        for _ in 0..count {
            let session = self.session.clone();
            callers.spawn(async move { served(&session).await });
        }
        callers.join_all().await
    }
}

async fn served(session: &Session<Acme>) -> Result<String, SessionError> {
    Ok(session.token().await?.secret().expose().to_owned())
}

/// A thousand callers wait for one request, and all get its result.
#[tokio::test]
async fn a_thousand_cold_callers() {
    for fault in [None, Some("503"), Some("reset before headers")] {
        let setting = Setting::new();
        if let Some(name) = fault {
            setting.server.fail_with(name);
        }
        setting.server.hold();
        let release = async {
            setting.server.arrival().await;
            setting.server.release();
        };
        let (outcomes, ()) = tokio::join!(setting.herd(1000), release);
        assert_eq!((outcomes.len(), setting.requests()), (1000, 1), "{fault:?}");
        assert!(outcomes.iter().all(|outcome| outcome.is_ok() == fault.is_none()), "{fault:?}");
    }
    expect_silence(Watch::start());
}

#[tokio::test]
async fn nobody_asks_before_retry_after() {
    for (name, wait) in
        [("429 with Retry-After 30", 30), ("503 with Retry-After 30", 30), ("429 with Retry-After 1", 1)]
    {
        let setting = Setting::new();
        setting.server.fail_with(name);
        for request in 1..=5 {
            assert!(setting.herd(1000).await.iter().all(Result::is_err));
            setting.clock.advance(Duration::from_millis(wait * 1000 - 1));
            assert!(setting.herd(1000).await.iter().all(Result::is_err));
            assert_eq!(setting.requests(), request, "{name}");
            setting.clock.advance(Duration::from_millis(1));
        }
        setting.server.heal();
        assert!(setting.herd(1000).await.iter().all(Result::is_ok));
        assert_eq!(setting.requests(), 6, "{name}");
    }
}

/// The server fails and recovers twenty times: the valid token is served all the time.
#[tokio::test]
async fn a_server_that_flaps() {
    let setting = Setting::new();
    let mut last = setting.token().await.unwrap();
    for name in ["500", "502", "503", "504", "reset before headers"].repeat(4) {
        setting.clock.advance(TO_LAST_MINUTE);
        setting.server.fail_with(name);
        for outcome in setting.herd(100).await {
            assert_eq!(outcome.unwrap(), last, "{name}");
        }
        setting.server.heal();
        setting.clock.advance(LAST_MINUTE);
        let next = setting.token().await.unwrap();
        assert_ne!(next, last, "{name}");
        last = next;
    }
    assert_eq!((setting.requests(), setting.server.counters().reused_refresh_tokens), (41, 0));
}

type Jump = fn(&ManualClock);

fn set_back(clock: &ManualClock) {
    clock.set_wall(clock.now().wall - HOUR);
}

/// A jump of the clocks, and whether the token is still served.
#[tokio::test]
async fn clocks_that_jump() {
    let rows: [(&str, &[Jump], bool); 6] = [
        ("the wall clock goes back an hour", &[set_back], true),
        ("the wall clock goes forward an hour", &[|clock| clock.set_wall(clock.now().wall + HOUR)], false),
        ("the machine sleeps for half an hour", &[|clock| clock.suspend(HOUR / 2)], true),
        ("the machine sleeps for an hour", &[|clock| clock.suspend(HOUR)], false),
        ("an hour passes while the wall clock is set back", &[|clock| clock.advance(HOUR), set_back], false),
        ("the wall clock goes forward and back", &[|clock| clock.suspend(HOUR), set_back], true),
    ];
    for (name, jumps, is_served) in rows {
        let setting = Setting::new();
        let first = setting.token().await.unwrap();
        for jump in jumps {
            jump(&setting.clock);
        }
        assert_eq!(setting.token().await.unwrap() == first, is_served, "{name}");
        assert_eq!(setting.requests(), if is_served { 1 } else { 2 }, "{name}");
    }
}

/// The caller who starts the request is cancelled: before it begins, while it waits, when the request is at the server, and
/// when the response is on its way.
#[tokio::test]
async fn a_leader_that_goes_away() {
    for polls in 0..6 {
        let setting = Setting::new();
        setting.server.hold();
        let mut leader = Box::pin(setting.session.token());
        for _ in 0..polls {
            let is_pending = std::future::poll_fn(|context| Poll::Ready(leader.as_mut().poll(context).is_pending()));
            assert!(is_pending.await);
            tokio::task::yield_now().await;
        }
        if polls > 3 {
            setting.server.arrival().await;
        }
        if polls > 4 {
            setting.server.release();
            setting.server.idle().await;
        }
        drop(leader);
        setting.server.release();
        assert!(setting.herd(10).await.iter().all(Result::is_ok));
        assert_eq!(setting.requests(), 1, "{polls}");
    }
}

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

/// Each call has a runtime of its own, which is dropped with its connections before the next; one is dropped while a
/// request is at the server.
#[test]
fn a_runtime_for_each_call() {
    let setting = Setting::new();
    let client = setting.connection.with(setting.session.clone());
    for _ in 0..5 {
        assert!(runtime().block_on(setting.token()).is_ok());
        assert!(runtime().block_on(client.call_protected(GetProfile)).is_ok());
        setting.clock.advance(HOUR);
    }
    setting.server.hold();
    let short = runtime();
    let session = setting.session.clone();
    short.spawn(async move { session.token().await });
    short.block_on(setting.server.arrival());
    drop(short);
    setting.server.release();
    assert!(runtime().block_on(setting.token()).is_ok());
    // The server has used the refresh token of the request that was dropped, and the session cannot know it.
    assert_eq!((setting.requests(), setting.server.counters().reused_refresh_tokens), (7, 1));
}

/// Two sessions of one account, always at the same time.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_sessions_of_one_store() {
    let (setting, store) = (Setting::new(), MemoryStore::default());
    let session = || {
        let builder = Session::builder(Login::default(), &setting.connection).clock(setting.clock.clone());
        builder.store(store.clone()).build()
    };
    let sessions = [session(), session()];
    for round in 1..=20 {
        let tasks = sessions.clone().map(|session| tokio::spawn(async move { served(&session).await.unwrap() }));
        let [one, other] = tasks;
        assert_eq!(one.await.unwrap(), other.await.unwrap());
        assert_eq!(setting.requests(), round, "one of them requests a token, the other finds it");
        setting.clock.advance(HOUR);
    }
    assert_eq!(setting.server.counters().reused_refresh_tokens, 0);
}

#[tokio::test]
async fn a_storm_of_401() {
    let setting = Setting::new();
    setting.token().await.unwrap();
    for round in 2..=5 {
        setting.server.refuse_tokens();
        let client = setting.connection.with(setting.session.clone());
        let mut calls = JoinSet::new();
        for _ in 0..100 {
            let client = client.clone();
            calls.spawn(async move { client.call_protected(GetProfile).await.is_ok() });
        }
        assert_eq!(calls.join_all().await, [true; 100]);
        assert_eq!(setting.requests(), round, "one renewal for all");
        setting.clock.advance(Duration::from_secs(60));
    }
}

/// The API refuses an old token after there is another.
#[tokio::test]
async fn a_late_401() {
    let setting = Setting::new();
    let old = setting.session.token().await.unwrap();
    setting.session.invalidate(old.generation());
    let new = setting.token().await.unwrap();
    for _ in 0..100 {
        setting.session.invalidate(old.generation());
    }
    assert_eq!((setting.token().await.unwrap(), setting.requests()), (new, 2));
    setting.server.refuse_tokens();
    let error = setting.connection.with(old).call_protected(GetProfile).await.unwrap_err();
    assert_eq!((error.class(), error.endpoint()), (Class::Reauthenticate, GetProfile::CALL.name));
    assert_eq!(setting.requests(), 2, "a token alone renews nothing");
}
