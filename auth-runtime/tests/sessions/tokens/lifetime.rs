//! When a token is served, renewed and refused (promises 2.3, 2.4, 2.5).
#![allow(clippy::unwrap_used, reason = "a test that fails may panic")]

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::{Duration, SystemTime};

use auth_runtime::session::{
    Clock, Made, ManualClock, Minted, Moment, Session, SessionError, SessionProblem, TokenSource, Windows,
};
use auth_runtime::{Class, Connection};

use crate::session_support::{
    Acme, MINT, Reply, Script, build, connection, refused, seconds, served, session, settled, token,
};

/// What happens between two calls.
enum Event {
    Pass(u64),
    Sleep(u64),
    WallBack(u64),
}

fn apply(clock: &ManualClock, event: &Event) {
    match *event {
        Event::Pass(time) => clock.advance(seconds(time)),
        Event::Sleep(time) => clock.suspend(seconds(time)),
        Event::WallBack(time) => clock.set_wall(clock.now().wall - seconds(time)),
    }
}

/// What a caller gets after the event, what the next caller gets, and how many requests there were then.
#[tokio::test]
async fn each_part_of_a_life() {
    use Event::{Pass, Sleep, WallBack};
    let rows = [
        ("fresh", 100, Pass(79), "a", "a", 1),
        ("advisory: at once, renewed beside it", 100, Pass(80), "a", "b", 2),
        ("mandatory: waits", 100, Pass(95), "b", "b", 2),
        ("expired", 100, Pass(100), "b", "b", 2),
        ("long expired", 100, Pass(1_000_000), "b", "b", 2),
        ("the machine slept", 100, Sleep(100), "b", "b", 2),
        ("the wall clock was set back", 100, WallBack(3600), "a", "a", 1),
        ("60 seconds: fresh", 60, Pass(47), "a", "a", 1),
        ("60 seconds: advisory", 60, Pass(48), "a", "b", 2),
        ("15 minutes: fresh", 900, Pass(719), "a", "a", 1),
        ("15 minutes: mandatory", 900, Pass(856), "b", "b", 2),
        ("7 days: fresh", 604_800, Pass(604_800 - 3601), "a", "a", 1),
        ("7 days: advisory", 604_800, Pass(604_800 - 3600), "a", "b", 2),
        ("10^11 seconds are ten years", 100_000_000_000, Pass(315_360_000), "b", "b", 2),
    ];
    for (name, lifetime, event, first, second, requests) in rows {
        let script = Script::<MINT>::new([token("a", lifetime), token("b", lifetime)]);
        let (session, clock) = session(&script);
        assert_eq!(served(&session).await.unwrap(), "a", "{name}");
        apply(&clock, &event);
        assert_eq!(served(&session).await.unwrap(), first, "{name}");
        settled(&session).await;
        assert_eq!((served(&session).await.unwrap().as_str(), script.count()), (second, requests), "{name}");
    }
}

#[tokio::test]
async fn a_token_without_lifetime_lives() {
    let script = Script::<MINT>::new([Reply::Token("key", None, None)]);
    let (session, clock) = session(&script);
    for _ in 0..3 {
        assert_eq!(served(&session).await.unwrap(), "key");
        clock.advance(seconds(1_000_000_000));
    }
    assert_eq!((session.token().await.unwrap().expires_at(), script.count()), (None, 1));
}

#[tokio::test]
async fn windows_can_be_set() {
    let script = Script::<MINT>::new([token("a", 100), token("b", 100)]);
    let (builder, clock) = build(&script);
    let session = builder.windows(Windows::percent(50, 40)).build();
    assert_eq!(served(&session).await.unwrap(), "a");
    clock.advance(seconds(59));
    assert_eq!(served(&session).await.unwrap(), "a");
    assert_eq!(settled(&session).await.generation, 2);
}

/// A slow response does not extend the lifetime.
#[tokio::test]
async fn the_lifetime_counts_from_before_the_request() {
    let script = Script::<MINT>::gated([token("a", 100), token("b", 100)]);
    let (session, clock) = session(&script);
    let start = auth_runtime::session::Clock::now(&clock).wall;
    let (first, ()) = tokio::join!(session.token(), async {
        script.arrival().await;
        clock.advance(seconds(70));
        script.release(1);
    });
    assert_eq!(first.unwrap().expires_at(), Some(start + seconds(100)));
    clock.advance(seconds(30));
    script.release(1);
    assert_eq!(served(&session).await.unwrap(), "b");
}

/// A log-in of two requests, of which the second fails the first time.
struct TwoRequests;

impl TokenSource<Acme> for TwoRequests {
    async fn mint(&self, at: &Connection<Acme>) -> Result<Minted, SessionError> {
        self.mint_by(at, &Made::default()).await
    }

    async fn mint_by(&self, _: &Connection<Acme>, made: &Made) -> Result<Minted, SessionError> {
        if made.recall::<()>("first").is_none() {
            made.note("first", (), None);
            return Err(SessionError::new(Class::Retry, "the second request failed"));
        }
        Ok(Minted::new("a").expires_in(seconds(100)))
    }
}

/// What the token was made from may be as old as the first request, so its lifetime counts from then.
#[tokio::test]
async fn the_lifetime_counts_from_the_first_of_several_requests() {
    let clock = ManualClock::default();
    let start = clock.now().wall;
    let session = Session::builder(TwoRequests, &connection()).clock(clock.clone()).build();
    served(&session).await.unwrap_err();
    clock.advance(seconds(60));
    assert_eq!(session.token().await.unwrap().expires_at(), Some(start + seconds(100)));
}

#[tokio::test]
async fn expired_on_arrival_is_a_failure_and_no_loop() {
    let slow = |script: Script<MINT>, clock: ManualClock, time| async move {
        script.arrival().await;
        clock.advance(seconds(time));
        script.release(1);
    };
    for (lifetime, transit) in [(1, 1), (60, 61), (60, 1_000_000)] {
        let script = Script::<MINT>::gated([token("a", lifetime), token("b", 100)]);
        let (session, clock) = session(&script);
        let (result, ()) = tokio::join!(served(&session), slow(script.clone(), clock.clone(), transit));
        let error = result.unwrap_err();
        assert_eq!((error.problem(), error.class()), (SessionProblem::ExpiredOnArrival, Class::Retry));
        for _ in 0..100 {
            assert_eq!(served(&session).await.unwrap_err().problem(), SessionProblem::ExpiredOnArrival);
        }
        assert_eq!(script.count(), 1);
        clock.advance(seconds(1));
        script.release(1);
        assert_eq!((served(&session).await.unwrap().as_str(), script.count()), ("b", 2));
    }
}

/// In either window a failed renewal leaves the token, waits, and tries again; after expiry it is never served.
#[tokio::test]
async fn a_failed_renewal_keeps_a_valid_token() {
    for (age, window) in [(80, "advisory"), (96, "mandatory")] {
        let script = Script::<MINT>::new([token("a", 100), refused(500), refused(502), token("b", 100)]);
        let (session, clock) = session(&script);
        assert_eq!(served(&session).await.unwrap(), "a");
        clock.advance(seconds(age));
        for _ in 0..10 {
            assert_eq!(served(&session).await.unwrap(), "a", "{window}");
            let state = settled(&session).await;
            assert_eq!((state.failures, state.error.unwrap().class()), (1, Class::Retry), "{window}");
        }
        assert_eq!(script.count(), 2, "{window}: no request during the back-off");
        clock.advance(seconds(1));
        assert_eq!(served(&session).await.unwrap(), "a", "{window}");
        assert_eq!(settled(&session).await.failures, 2, "{window}");
        clock.advance(Duration::from_millis((100 - age - 1) * 1000 - 1));
        assert_eq!(script.count(), 3, "{window}");
        clock.advance(Duration::from_millis(1));
        assert_eq!(served(&session).await.unwrap(), "b", "{window}: expired");
        assert_eq!((settled(&session).await.failures, script.count()), (0, 4), "{window}");
    }
}

#[tokio::test]
async fn a_token_is_never_served_past_its_expiry() {
    let script = Script::<MINT>::new([token("a", 100), Reply::Refuse(503, Some("3600"), "{}")]);
    let (session, clock) = session(&script);
    assert_eq!(served(&session).await.unwrap(), "a");
    clock.advance(seconds(97));
    assert_eq!(served(&session).await.unwrap(), "a", "it is still valid");
    clock.advance(seconds(3));
    for _ in 0..10 {
        assert_eq!(served(&session).await.unwrap_err().class(), Class::Retry);
    }
    assert_eq!(script.count(), 2);
}

#[tokio::test]
async fn a_caller_waits_no_longer_than_its_deadline() {
    let script = Script::<MINT>::gated([token("a", 100), token("b", 100)]);
    let (builder, clock) = build(&script);
    let session = builder.deadline(Duration::from_millis(5)).build();
    let error = served(&session).await.unwrap_err();
    assert_eq!((error.problem(), error.is_retryable()), (SessionProblem::Deadline, true));
    script.release(1);
    settled(&session).await;
    assert_eq!((served(&session).await.unwrap().as_str(), script.count()), ("a", 1), "the request went on");
    clock.advance(seconds(96));
    assert_eq!(served(&session).await.unwrap(), "a", "mandatory, and no answer in time");
    script.release(1);
    settled(&session).await;
    assert_eq!((served(&session).await.unwrap().as_str(), script.count()), ("b", 2));
}

#[tokio::test]
async fn a_request_that_hangs_is_ended() {
    let script = Script::<MINT>::new([Reply::Hang, token("a", 100)]);
    let (builder, clock) = build(&script);
    let session = builder.request_timeout(Duration::from_millis(5)).build();
    assert_eq!(served(&session).await.unwrap_err().problem(), SessionProblem::RequestTime);
    clock.advance(seconds(1));
    assert_eq!(served(&session).await.unwrap(), "a");
}

/// The clock that is read first is late by as much as is allowed.
struct Lagging(ManualClock);

impl Clock for Lagging {
    fn now(&self) -> Moment {
        self.0.now()
    }

    fn recent(&self) -> Moment {
        let Moment { monotonic, wall } = self.now();
        Moment { monotonic: monotonic.saturating_sub(seconds(2)), wall: wall - seconds(2) }
    }
}

/// Without windows the token is fresh until it expires: nothing else hides a clock that is late.
#[tokio::test]
async fn a_clock_that_lies_behind_lengthens_no_life() {
    for lifetime in [1, 2, 3, 100] {
        let script = Script::<MINT>::new([token("a", lifetime), token("b", lifetime)]);
        let (builder, clock) = build(&script);
        let session = builder.windows(Windows::percent(0, 0)).clock(Lagging(clock.clone())).build();
        assert_eq!(served(&session).await.unwrap(), "a");
        clock.advance(seconds(lifetime).saturating_sub(Duration::from_nanos(1)));
        assert_eq!((served(&session).await.unwrap().as_str(), script.count()), ("a", 1));
        clock.advance(Duration::from_nanos(1));
        assert_eq!((served(&session).await.unwrap().as_str(), script.count()), ("b", 2));
    }
}

/// No clock makes arithmetic panic.
#[tokio::test]
async fn extreme_clocks() {
    for wall in [SystemTime::UNIX_EPOCH, SystemTime::UNIX_EPOCH + seconds(4_000_000_000_000)] {
        let script = Script::<MINT>::new((0..4).map(|_| token("a", u64::MAX)));
        let (session, clock) = session(&script);
        clock.set_wall(wall);
        assert_eq!(served(&session).await.unwrap(), "a");
        clock.advance(Duration::MAX);
        let _ = served(&session).await;
        clock.set_wall(SystemTime::UNIX_EPOCH);
        let _ = served(&session).await;
    }
}

/// A clock on which more than half a second passes with each reading.
#[derive(Default)]
struct Hurried(AtomicU64);

impl Clock for Hurried {
    fn now(&self) -> Moment {
        let passed = Duration::from_millis(600) * u32::try_from(self.0.fetch_add(1, Relaxed)).unwrap();
        Moment { monotonic: passed, wall: SystemTime::UNIX_EPOCH + passed }
    }
}

/// The token is valid when it arrives, and expires before the waiting caller wakes up: the caller gets an error.
#[tokio::test]
async fn a_token_that_nobody_can_use_in_time() {
    let script = Script::<MINT>::new((0..4).map(|_| token("a", 1)));
    let (builder, _clock) = build(&script);
    let session = builder.clock(Hurried::default()).build();
    assert_eq!(served(&session).await.unwrap_err().problem(), SessionProblem::ExpiredOnArrival);
    assert_eq!(script.left(), 0);
}

/// Tokens that live on as long as they are used: an unused one is over after 95 s, a twentieth before the provider says so.
struct Used(Script<MINT>);

impl TokenSource<Acme> for Used {
    const IDLE: Option<Duration> = Some(Duration::from_secs(100));

    async fn mint(&self, at: &Connection<Acme>) -> Result<Minted, SessionError> {
        self.0.mint(at).await
    }
}

impl Used {
    fn session(script: &Script<MINT>) -> (Session<Acme>, ManualClock) {
        let clock = ManualClock::default();
        (Session::builder(Self(script.clone()), &connection()).clock(clock.clone()).build(), clock)
    }
}

/// Returning a token to a caller counts as a use, whichever way it is returned.
#[tokio::test]
async fn a_token_lives_on_while_it_is_used() {
    let script = Script::<MINT>::new([Reply::Token("a", None, None), Reply::Token("b", None, None)]);
    let (session, clock) = Used::session(&script);
    assert_eq!(served(&session).await.unwrap(), "a");
    for _ in 0..3 {
        clock.advance(seconds(90));
        assert_eq!(served(&session).await.unwrap(), "a");
        clock.advance(seconds(90));
        assert_eq!(session.header().await.unwrap(), "Bearer a");
        clock.advance(seconds(90));
        assert!(session.token_within(seconds(1)).await.unwrap().secret().matches("a"));
    }
    clock.suspend(seconds(95));
    assert_eq!(served(&session).await.unwrap(), "b", "unused for too long, by the clock of the wall");
    assert_eq!(script.calls(), ["mint", "mint"]);
}

/// A caller that has waited for a token uses it only then, and not when it was requested.
#[tokio::test]
async fn the_end_of_a_wait_is_a_use() {
    let script = Script::<MINT>::gated([Reply::Token("a", None, None), Reply::Token("b", None, None)]);
    let (session, clock) = Used::session(&script);
    let (first, ()) = tokio::join!(served(&session), async {
        script.arrival().await;
        clock.advance(seconds(60));
        script.release(2);
    });
    assert_eq!(first.unwrap(), "a");
    clock.advance(seconds(90));
    assert_eq!(served(&session).await.unwrap(), "a");
    clock.advance(seconds(95));
    assert_eq!(served(&session).await.unwrap(), "b");
}
