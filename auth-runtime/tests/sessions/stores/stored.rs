//! Stored tokens (promise 2.9).
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails may panic")]

use std::collections::VecDeque;
use std::fs;
use std::sync::{Arc, Mutex};

use auth_runtime::session::{
    FileStore, Locked, ManualClock, MemoryStore, Minted, Renewal, Session, SessionError, SessionProblem, Store,
    StoreFuture, Stored, TokenSource,
};
use auth_runtime::{Class, Connection, Secret};

use crate::rotating::{has_done_its_part, run_two_processes};
use crate::session_support;
use crate::session_support::{
    ACCESS_TOKEN, Acme, INVALID_GRANT, KEPT, MINT, REFRESH_TOKEN, REVOCABLE, Reply, Script, build, refused, seconds,
    served, token,
};

const FIRST: Reply = Reply::Token("a", Some(100), Some("r1"));
const SECOND: Reply = Reply::Token("b", Some(100), Some("r2"));

/// A store that records its calls and fails on demand.
#[derive(Clone, Default)]
struct Noting(Arc<Mutex<Notes>>);

#[derive(Default)]
struct Notes {
    /// The results of the loads, in order; the last is repeated.
    found: VecDeque<Stored>,
    log: Vec<String>,
    /// What someone who does not hold the lock writes after the next save.
    replacement: Option<Secret>,
    fails: Option<&'static str>,
    session: Option<Session<Acme>>,
}

impl Noting {
    fn finding(refresh_tokens: &[&str]) -> Self {
        let found =
            refresh_tokens.iter().map(|token| Stored { refresh_token: Some((*token).into()), ..Stored::default() });
        Self(Arc::new(Mutex::new(Notes { found: found.collect(), ..Notes::default() })))
    }

    fn fails(&self, fails: Option<&'static str>) {
        self.0.lock().unwrap().fails = fails;
    }

    fn log(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().unwrap().log)
    }

    fn note(&self, what: &str, text: String) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        let mut notes = self.0.lock().unwrap();
        notes.log.extend(Some(text).filter(|text| !text.is_empty()));
        if notes.fails == Some(what) { Err("the disk is full".into()) } else { Ok(()) }
    }
}

impl Store for Noting {
    fn lock(&self) -> StoreFuture<'_, Box<dyn Locked>> {
        Box::pin(async { self.note("lock", "lock".to_owned()).map(|()| Box::new(self.clone()) as Box<dyn Locked>) })
    }
}

impl Locked for Noting {
    fn load(&mut self) -> StoreFuture<'_, Stored> {
        Box::pin(async {
            self.note("load", "load".to_owned())?;
            let mut notes = self.0.lock().unwrap();
            let first = notes.found.front().cloned().unwrap_or_default();
            if notes.found.len() > 1 {
                notes.found.pop_front();
            }
            Ok(first)
        })
    }

    fn save<'a>(&'a mut self, stored: &'a Stored) -> StoreFuture<'a, ()> {
        Box::pin(async {
            let text = |secret: &Option<Secret>| secret.as_ref().map_or("-", Secret::expose).to_owned();
            let session = self.0.lock().unwrap().session.clone();
            let published = session.map_or(0, |session| session.state().borrow().generation);
            let tokens = format!("{} {}", text(&stored.access_token), text(&stored.refresh_token));
            let grant = format!("{:?}", stored.grant);
            let states = [("InUse", ", in use"), ("Uncertain", ", uncertain"), ("Revoked", ", revoked")];
            let state = states.iter().find(|(name, _)| grant.contains(name)).map_or("", |(_, state)| state);
            let what = if state == ", in use" { "mark" } else { "reply" };
            self.note("save", format!("save {tokens} at {published}{state}"))?;
            self.note(what, String::new())?;
            let mut notes = self.0.lock().unwrap();
            let replacement = notes.replacement.take();
            let refresh_token = replacement.or_else(|| stored.refresh_token.clone());
            notes.found = [Stored { refresh_token, ..stored.clone() }].into();
            Ok(())
        })
    }
}

fn with_store<const R: u8>(script: &Script<R>, store: &Noting) -> (Session<Acme>, ManualClock) {
    let (builder, clock) = build(script);
    let session = builder.store(store.clone()).build();
    store.0.lock().unwrap().session = Some(session.clone());
    (session, clock)
}

#[tokio::test]
async fn saved_before_it_is_published() {
    let script = Script::<REFRESH_TOKEN>::new([FIRST, SECOND, token("c", 100)]);
    let store = Noting::default();
    let (session, clock) = with_store(&script, &store);
    let rows: [(_, &[&str]); 3] = [
        ("a", &["save a r1 at 0"]),
        ("b", &["save a r1 at 1, in use", "save b r2 at 1"]),
        ("c", &["save b r2 at 2, in use", "save c r2 at 2"]),
    ];
    for (expected, saves) in rows {
        assert_eq!(served(&session).await.unwrap(), expected);
        assert_eq!(store.log(), [&["lock", "load"], saves].concat());
        clock.advance(seconds(100));
    }
}

#[tokio::test]
async fn what_cannot_be_saved_is_not_served_and_not_lost() {
    // A store that cannot be written at all: nothing is sent. One that fails after the request: nothing is sent again.
    for (fails, requests) in [("save", 1), ("mark", 1), ("reply", 2)] {
        let script = Script::<REFRESH_TOKEN>::new([FIRST, SECOND]);
        let store = Noting::default();
        let (session, clock) = with_store(&script, &store);
        assert_eq!(served(&session).await.unwrap(), "a");
        clock.advance(seconds(96));
        store.fails(Some(fails));
        assert_eq!(served(&session).await.unwrap(), "a", "the token that is still valid");
        clock.advance(seconds(4));
        for _ in 0..5 {
            assert_eq!(served(&session).await.unwrap_err().problem(), SessionProblem::Store, "{fails}");
            clock.advance(seconds(2));
        }
        assert_eq!(script.count(), requests, "{fails}");
        store.fails(None);
        clock.advance(seconds(60));
        assert_eq!((served(&session).await.unwrap().as_str(), script.count()), ("b", 2), "{fails}");
    }
}

/// A refresh token that stays good needs no store that can be written.
#[tokio::test]
async fn a_store_that_is_read_only() {
    let script = Script::<KEPT>::new([token("b", 100), token("c", 100), token("d", 100)]);
    let store = Noting::finding(&["r1"]);
    store.fails(Some("save"));
    let (session, clock) = with_store(&script, &store);
    for expected in ["b", "c", "d"] {
        assert_eq!(served(&session).await.unwrap(), expected);
        clock.advance(seconds(100));
    }
    assert_eq!(script.calls(), ["refresh r1"; 3]);
}

/// A refresh token that was refused is not sent again, although the store still has it and cannot be changed: whether it
/// stays the same, may be replaced, or has been seen to stay.
#[tokio::test]
async fn a_refused_token_that_the_store_keeps_is_not_sent_again() {
    async fn calls<const R: u8>(fails: &'static str, observed: usize) -> Vec<String> {
        let replies = (0..observed).map(|_| token("a", 100));
        let refusal = [Reply::Refuse(400, None, INVALID_GRANT), refused(503), refused(503), FIRST];
        let script = Script::<R>::new(replies.chain(refusal));
        let store = Noting::finding(&["r1"]);
        let (session, clock) = with_store(&script, &store);
        for _ in 0..observed {
            assert_eq!(served(&session).await.unwrap(), "a");
            clock.advance(seconds(100));
        }
        store.fails(Some(fails));
        for _ in 0..3 {
            served(&session).await.unwrap_err();
            clock.advance(seconds(60));
        }
        store.fails(None);
        assert_eq!(served(&session).await.unwrap(), "a");
        script.calls().split_off(observed)
    }
    let expected = ["refresh r1", "mint", "mint", "mint"];
    assert_eq!(calls::<KEPT>("save", 0).await, expected);
    assert_eq!(calls::<KEPT>("reply", 1).await, expected);
    assert_eq!(calls::<REFRESH_TOKEN>("reply", 0).await, expected);
    assert_eq!(calls::<REFRESH_TOKEN>("save", 2).await, expected, "two replies have left it as it was");
}

/// A reply that could not be saved is given up if somebody else has sent the refresh token meanwhile, because the lock was
/// lost: the record says what is known now.
#[tokio::test]
async fn a_reply_is_not_saved_over_the_attempt_of_another() {
    let script = Script::<REFRESH_TOKEN>::new([FIRST, SECOND, Reply::Fail(no_input())]);
    let store = Noting::default();
    let (session, clock) = with_store(&script, &store);
    assert_eq!(served(&session).await.unwrap(), "a");
    clock.advance(seconds(100));
    store.fails(Some("reply"));
    assert_eq!(served(&session).await.unwrap_err().problem(), SessionProblem::Store);
    store.fails(None);
    let text = store.0.lock().unwrap().found[0].to_text();
    let value = |name: &str| text.expose().split(&format!("\"{name}\":\"")).nth(1).unwrap().split('"').next().unwrap();
    let of_another = text.expose().replace(value("id"), "another").replace(value("holder"), "other");
    store.0.lock().unwrap().found = [Stored::from_text(&of_another).unwrap()].into();
    store.log();
    clock.advance(seconds(10));
    assert_eq!(served(&session).await.unwrap_err().problem(), SessionProblem::Uncertain);
    let saves: Vec<_> = store.log().into_iter().filter(|line| line.contains("r2")).collect();
    assert_eq!(saves, Vec::<String>::new(), "r2 belongs to an attempt that is not the last");
    assert_eq!(script.calls(), ["mint", "refresh r1", "mint"]);
}

/// A reply that could not be saved does not undo a log-out, also where the record had no token that would differ.
#[tokio::test]
async fn a_reply_is_not_saved_over_a_log_out() {
    let script = Script::<MINT>::new([token("two words", 100), token("b", 100)]);
    let store = Noting::default();
    let (session, clock) = with_store(&script, &store);
    assert_eq!(served(&session).await.unwrap_err().problem(), SessionProblem::TokenText);
    clock.advance(seconds(10));
    store.fails(Some("reply"));
    assert_eq!(served(&session).await.unwrap_err().problem(), SessionProblem::Store);
    store.fails(None);
    let other = Session::builder(script.clone(), &session_support::connection()).store(store.clone()).build();
    let _ = other.revoke().await;
    assert_eq!(store.log().last().unwrap(), "save - - at 0, revoked");
    clock.advance(seconds(10));
    assert_eq!(served(&session).await.unwrap_err().problem(), SessionProblem::LoggedOut);
    assert_eq!(script.calls(), ["mint", "mint"]);
}

/// Expired while it could not be saved; then someone sets the wall clock back, which is the only one that the store knows.
#[tokio::test]
async fn what_is_over_when_it_is_saved_is_not_found_again() {
    let script = Script::<REFRESH_TOKEN>::new([FIRST, SECOND]);
    let store = Noting::default();
    let (session, clock) = with_store(&script, &store);
    store.fails(Some("save"));
    assert_eq!(served(&session).await.unwrap_err().problem(), SessionProblem::Store);
    store.fails(None);
    clock.advance(seconds(100));
    clock.set_wall(auth_runtime::session::Clock::now(&clock).wall - seconds(3600));
    assert_eq!(served(&session).await.unwrap_err().problem(), SessionProblem::ExpiredOnArrival);
    assert_eq!(store.log().last().unwrap(), "save - r1 at 0");
    clock.advance(seconds(1));
    assert_eq!(served(&session).await.unwrap(), "b");
    assert_eq!(script.calls(), ["mint", "refresh r1"]);
}

#[tokio::test]
async fn a_store_that_fails_is_a_typed_error() {
    for step in ["lock", "load", "save"] {
        let script = Script::<REFRESH_TOKEN>::new([FIRST]);
        let store = Noting::default();
        let (session, clock) = with_store(&script, &store);
        store.fails(Some(step));
        let error = served(&session).await.unwrap_err();
        assert_eq!((error.problem(), error.class()), (SessionProblem::Store, Class::Retry), "{step}");
        assert_eq!(std::error::Error::source(&error).unwrap().to_string(), "the disk is full");
        store.fails(None);
        clock.advance(seconds(1));
        assert_eq!((served(&session).await.unwrap().as_str(), script.count()), ("a", 1), "{step}");
    }
}

#[tokio::test]
async fn on_invalid_grant_the_store_is_read_once_more() {
    let rows = [
        ("another process was faster", true, SECOND, &["refresh r1", "refresh r2"][..], "save b r2 at 0"),
        ("nobody was", false, SECOND, &["refresh r1", "mint"], "save b r2 at 0"),
    ];
    for (name, is_replaced, reply, calls, saved) in rows {
        let script = Script::<REFRESH_TOKEN>::new([Reply::Refuse(400, None, INVALID_GRANT), reply]);
        let store = Noting::finding(&["r1"]);
        store.0.lock().unwrap().replacement = is_replaced.then(|| "r2".into());
        let (session, _clock) = with_store(&script, &store);
        assert_eq!(served(&session).await.unwrap(), "b", "{name}");
        assert_eq!(script.calls(), calls, "{name}");
        let log = store.log();
        assert_eq!(log.last().unwrap(), saved, "{name}: {log:?}");
    }
}

/// The store says that the token is about to be sent, and afterwards what is known about it.
#[tokio::test]
async fn an_attempt_is_in_the_store() {
    let in_use = "save - r1 at 0, in use";
    let rows: [(_, _, &[&str]); 5] = [
        ("uncertain", refused(502), &[in_use, "save - r1 at 0, uncertain"]),
        ("not used", refused(429), &[in_use, "save - r1 at 0"]),
        ("refused", Reply::Refuse(400, None, INVALID_GRANT), &[in_use, "save - - at 0", "save b r2 at 0"]),
        ("replaced", SECOND, &[in_use, "save b r2 at 0"]),
        ("nobody knows", Reply::Panic, &[in_use]),
    ];
    for (name, reply, expected) in rows {
        let script = Script::<REFRESH_TOKEN>::new([reply, SECOND]);
        let store = Noting::finding(&["r1"]);
        let (session, _clock) = with_store(&script, &store);
        let _ = served(&session).await;
        let saves: Vec<_> = store.log().into_iter().filter(|line| line.starts_with("save")).collect();
        assert_eq!(saves, expected, "{name}");
    }
}

/// The process that made the attempt has gone. Another waits as long as the first may take, and then tries once.
#[tokio::test]
async fn an_attempt_of_a_process_that_has_gone() {
    let store = MemoryStore::default();
    let script = Script::<REFRESH_TOKEN>::new([FIRST, Reply::Panic, token("other", 50), SECOND]);
    let (builder, clock) = build(&script);
    let first = builder.store(store.clone()).build();
    assert_eq!(served(&first).await.unwrap(), "a");
    clock.advance(seconds(100));
    served(&first).await.unwrap_err();
    drop(first);
    let open = || Session::builder(script.clone(), &session_support::connection()).clock(clock.clone());
    let second = open().store(store.clone()).build();
    assert_eq!(served(&second).await.unwrap(), "other", "the inputs can be used at any time");
    assert_eq!(script.calls(), ["mint", "refresh r1", "mint"]);
}

#[tokio::test]
async fn an_attempt_of_a_process_that_has_gone_and_no_input() {
    let store = MemoryStore::default();
    let nothing = || Reply::Fail(no_input());
    let script = Script::<REFRESH_TOKEN>::new([FIRST, Reply::Panic, nothing(), SECOND]);
    let (builder, clock) = build(&script);
    let first = builder.store(store.clone()).build();
    assert_eq!(served(&first).await.unwrap(), "a");
    clock.advance(seconds(100));
    served(&first).await.unwrap_err();
    drop(first);
    let open = || Session::builder(script.clone(), &session_support::connection()).clock(clock.clone());
    let second = open().store(store.clone()).build();
    let error = served(&second).await.unwrap_err();
    assert_eq!((error.problem(), error.class()), (SessionProblem::Uncertain, Class::Retry));
    assert_eq!(error.retry_after(), Some(seconds(122)), "as long as an attempt may take");
    clock.advance(seconds(122));
    assert_eq!(served(&second).await.unwrap(), "b");
    assert_eq!(script.calls(), ["mint", "refresh r1", "mint", "refresh r1"]);
}

/// A log-in on another device, for which a person is asked.
struct Device(Script<REFRESH_TOKEN>);

impl TokenSource<Acme> for Device {
    const RENEWAL: Renewal = Renewal::RefreshToken;
    const WAITS: bool = true;

    async fn mint(&self, at: &Connection<Acme>) -> Result<Minted, SessionError> {
        self.0.mint(at).await
    }

    async fn refresh(&self, at: &Connection<Acme>, with: &Secret) -> Result<Minted, SessionError> {
        self.0.refresh(at, with).await
    }
}

/// Nobody is asked while the other process may still save what it gets, or has a reply that it cannot save yet.
#[tokio::test]
async fn an_attempt_of_another_process_asks_no_person() {
    let script = Script::<REFRESH_TOKEN>::new([FIRST, Reply::Panic, SECOND]);
    let (store, clock) = (MemoryStore::default(), ManualClock::default());
    let open = || Session::builder(Device(script.clone()), &session_support::connection()).clock(clock.clone());
    let first = open().store(store.clone()).build();
    assert_eq!(served(&first).await.unwrap(), "a");
    clock.advance(seconds(100));
    served(&first).await.unwrap_err();
    drop(first);
    let second = open().store(store.clone()).build();
    let error = served(&second).await.unwrap_err();
    assert_eq!((error.problem(), error.retry_after()), (SessionProblem::Uncertain, Some(seconds(122))));
    clock.advance(seconds(122));
    assert_eq!(served(&second).await.unwrap(), "b");
    assert_eq!(script.calls(), ["mint", "refresh r1", "refresh r1"]);
}

/// A second attempt of the other process is waited for as long as the first: how long the first was known is another thing.
#[tokio::test]
async fn each_attempt_of_another_is_waited_for() {
    let store = MemoryStore::default();
    let nothing = || Reply::Fail(no_input());
    let script = Script::<REFRESH_TOKEN>::new([FIRST, Reply::Panic, nothing(), refused(502), nothing()]);
    let (builder, clock) = build(&script);
    let (first, second) = (builder.store(store.clone()).build(), {
        let builder = Session::builder(script.clone(), &session_support::connection());
        builder.clock(clock.clone()).store(store.clone()).build()
    });
    assert_eq!(served(&first).await.unwrap(), "a");
    clock.advance(seconds(100));
    served(&first).await.unwrap_err();
    assert_eq!(served(&second).await.unwrap_err().retry_after(), Some(seconds(122)));
    clock.advance(seconds(62));
    served(&first).await.unwrap_err();
    clock.advance(seconds(60));
    let error = served(&second).await.unwrap_err();
    assert_eq!((error.problem(), error.retry_after()), (SessionProblem::Uncertain, Some(seconds(62))));
    assert_eq!(script.calls(), ["mint", "refresh r1", "mint", "refresh r1", "mint"]);
}

/// A token that is longer than what a store reads: it is used, and the next session goes on with the refresh token.
#[tokio::test]
async fn a_token_that_is_too_long_for_a_store_leaves_its_login_there() {
    let directory = tempfile::tempdir().unwrap();
    let long: &'static str = Box::leak("t".repeat(1024 * 1024 - 300).into_boxed_str());
    let script = Script::<REFRESH_TOKEN>::new([Reply::Token(long, Some(100), Some("r1")), SECOND]);
    for token in [long, "b"] {
        let builder = Session::builder(script.clone(), &session_support::connection()).account("ada");
        let session = builder.store(FileStore::new(directory.path().join("session.json"))).build();
        assert!(served(&session).await.unwrap() == token);
        session.close().await.unwrap();
    }
    assert_eq!(script.calls(), ["mint", "refresh r1"]);
}

/// A refresh token that was used for a reply which could not be saved is not sent again, not even to revoke it: to some
/// providers that is theft.
#[tokio::test]
async fn a_used_refresh_token_is_not_revoked() {
    let script = Script::<REVOCABLE>::new([FIRST, SECOND, token("", 1), token("", 1)]);
    let store = Noting::default();
    let (session, clock) = with_store(&script, &store);
    assert_eq!(served(&session).await.unwrap(), "a");
    clock.advance(seconds(100));
    store.fails(Some("reply"));
    assert_eq!(served(&session).await.unwrap_err().problem(), SessionProblem::Store);
    store.fails(None);
    session.revoke().await.unwrap();
    assert_eq!(script.calls(), ["mint", "refresh r1", "revoke r2", "revoke b"]);
}

/// What `OneTime` says when it has nothing.
fn no_input() -> SessionError {
    let nothing = auth_runtime::session::OneTime::<Secret>::default();
    let mut next = std::pin::pin!(nothing.next());
    match next.as_mut().poll(&mut std::task::Context::from_waker(std::task::Waker::noop())) {
        std::task::Poll::Ready(Err(error)) => error,
        _ => panic!("there is an input"),
    }
}

/// Sessions of one account: the second finds what the first obtained, and what it renewed.
#[tokio::test]
async fn sessions_share_a_store() {
    let script = Script::<REFRESH_TOKEN>::new([FIRST, SECOND, token("", 1)]);
    let (store, clock) = (MemoryStore::default(), ManualClock::default());
    let connection = session_support::connection();
    let session = || Session::builder(script.clone(), &connection).clock(clock.clone()).store(store.clone()).build();
    let (first, second) = (session(), session());
    assert_eq!((served(&first).await.unwrap(), served(&second).await.unwrap()), ("a".into(), "a".into()));
    clock.advance(seconds(100));
    assert_eq!((served(&second).await.unwrap(), served(&first).await.unwrap()), ("b".into(), "b".into()));
    assert_eq!(script.calls(), ["mint", "refresh r1"]);
    let expires = [&first, &second].map(|session| session.state().borrow().expires_at);
    assert_eq!(expires[0], expires[1]);
    first.revoke().await.unwrap();
    assert!(store.lock().await.unwrap().load().await.unwrap().access_token.is_none());
}

/// Another account's tokens are in the way of a new login, until it says that it is one. Then another process is faster.
#[tokio::test]
async fn a_new_login_replaces_what_is_stored() {
    for (anew, expected, calls) in [(false, "old", &[][..]), (true, "a", &["mint", "refresh r3"])] {
        let script = Script::<REFRESH_TOKEN>::new([FIRST, token("d", 100)]);
        let store = MemoryStore::default();
        let save = async |access_token: &str, refresh_token: &str, expires_at| {
            let (access_token, refresh_token) = (Some(access_token.into()), Some(refresh_token.into()));
            let stored = Stored { access_token, refresh_token, expires_at, ..Stored::default() };
            store.lock().await.unwrap().save(&stored).await.unwrap();
        };
        save("old", "r0", None).await;
        let (builder, clock) = build(&script);
        let builder = builder.store(store.clone());
        let session = if anew { builder.log_in_anew() } else { builder }.build();
        assert_eq!(served(&session).await.unwrap(), expected);
        if anew {
            let stored = store.lock().await.unwrap().load().await.unwrap();
            assert_eq!(stored.refresh_token.as_ref().map(Secret::expose), Some("r1"));
            let now = auth_runtime::session::Clock::now(&clock).wall;
            save("c", "r3", Some(now + seconds(200))).await;
            clock.advance(seconds(100));
            assert_eq!(served(&session).await.unwrap(), "c");
            clock.advance(seconds(100));
            assert_eq!(served(&session).await.unwrap(), "d");
        }
        assert_eq!(script.calls(), calls);
    }
}

/// A login that fails changes nothing in the store, and is still a new one when it is tried again; a refused refresh token
/// that it was given is not replaced by the other account's.
#[tokio::test]
async fn a_new_login_that_fails_is_tried_anew() {
    let script = Script::<REFRESH_TOKEN>::new([Reply::Refuse(400, None, INVALID_GRANT), refused(503), FIRST]);
    let store = Noting::finding(&["r0"]);
    let (builder, clock) = build(&script);
    let session = builder.store(store.clone()).refresh_token("given").log_in_anew().build();
    assert_eq!(served(&session).await.unwrap_err().class(), Class::Retry);
    clock.advance(seconds(60));
    assert_eq!(served(&session).await.unwrap(), "a");
    assert_eq!(script.calls(), ["refresh given", "mint", "mint"]);
    let saves: Vec<String> = store.log().into_iter().filter(|line| line.starts_with("save")).collect();
    assert_eq!(saves, ["save a r1 at 0"]);
}

/// A process that only logs out, and has not requested a token.
#[tokio::test]
async fn what_is_stored_is_revoked() {
    let rows: [(_, _, _, &[&str]); 4] = [
        ("valid", Some(1), false, &["revoke stored"]),
        ("without an end", None, false, &["revoke stored"]),
        ("expired", Some(0), false, &[]),
        ("beside another", Some(1), true, &["mint", "revoke a", "revoke stored"]),
    ];
    for (name, left, asks, calls) in rows {
        let script = Script::<MINT>::new([FIRST, token("", 1), token("", 1)]);
        let (builder, clock) = build(&script);
        let store = MemoryStore::default();
        let session = builder.store(store.clone()).build();
        if asks {
            served(&session).await.unwrap();
        }
        let expires_at = left.map(|left| auth_runtime::session::Clock::now(&clock).wall + seconds(left));
        let stored = Stored { access_token: Some("stored".into()), expires_at, ..Stored::default() };
        store.lock().await.unwrap().save(&stored).await.unwrap();
        session.revoke().await.unwrap();
        session.revoke().await.unwrap();
        assert_eq!(script.calls(), calls, "{name}");
        assert!(store.lock().await.unwrap().load().await.unwrap().access_token.is_none(), "{name}");
    }
}

/// The refresh token is the one that the store has: another process may have changed it.
#[tokio::test]
async fn a_stored_refresh_token_is_revoked() {
    let rows: [(_, &[&str]); 2] =
        [(false, &["revoke r2", "revoke b"]), (true, &["mint", "revoke r2", "revoke a", "revoke b"])];
    for (asks, calls) in rows {
        let script = Script::<REVOCABLE>::new([FIRST, token("", 1), token("", 1), token("", 1)]);
        let store = MemoryStore::default();
        let session = build(&script).0.store(store.clone()).build();
        if asks {
            served(&session).await.unwrap();
        }
        let stored = Stored { access_token: Some("b".into()), refresh_token: Some("r2".into()), ..Stored::default() };
        store.lock().await.unwrap().save(&stored).await.unwrap();
        session.revoke().await.unwrap();
        assert_eq!(script.calls(), calls);
    }
}

/// A revoked token is not revoked again if only the store could not be emptied.
#[tokio::test]
async fn a_store_that_fails_does_not_keep_a_token_alive() {
    for step in ["lock", "load", "save"] {
        let script = Script::<MINT>::new([FIRST, token("", 1)]);
        let store = Noting::default();
        let (session, _clock) = with_store(&script, &store);
        served(&session).await.unwrap();
        store.fails(Some(step));
        assert_eq!(session.revoke().await.unwrap_err().problem(), SessionProblem::Store, "{step}");
        store.fails(None);
        session.revoke().await.unwrap();
        assert_eq!(script.calls(), ["mint", "revoke a"], "{step}");
    }
}

/// A token that could not be saved is revoked too.
#[tokio::test]
async fn a_token_that_could_not_be_saved_is_revoked() {
    let script = Script::<MINT>::new([FIRST, token("", 1)]);
    let store = Noting::default();
    let (session, _clock) = with_store(&script, &store);
    store.fails(Some("save"));
    assert_eq!(served(&session).await.unwrap_err().problem(), SessionProblem::Store);
    store.fails(None);
    session.revoke().await.unwrap();
    assert_eq!(script.calls(), ["mint", "revoke a"]);
}

/// A stored token that is due for renewal is used, and exchanged.
#[tokio::test]
async fn a_stored_token_is_exchanged() {
    let clock = ManualClock::default();
    let wall = auth_runtime::session::Clock::now(&clock).wall;
    for (left, calls) in [(10, "refresh old"), (0, "mint")] {
        let store = MemoryStore::default();
        let stored = Stored {
            access_token: Some("old".into()),
            expires_at: Some(wall + seconds(left)),
            lifetime: Some(seconds(100)),
            ..Stored::default()
        };
        store.lock().await.unwrap().save(&stored).await.unwrap();
        let script = Script::<ACCESS_TOKEN>::new([token("a", 100)]);
        let (builder, _clock) = build(&script);
        let session = builder.store(store).build();
        if left > 0 {
            assert_eq!(served(&session).await.unwrap(), "old", "what has not expired is used");
            session_support::settled(&session).await;
            served(&session).await.unwrap();
            session_support::settled(&session).await;
        }
        assert_eq!(served(&session).await.unwrap(), "a");
        assert_eq!(script.calls(), [calls]);
    }
}

#[tokio::test]
async fn a_file_of_its_owner_only() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("session.json");
    // What a crash left behind is neither read nor trusted.
    fs::write(directory.path().join("session.json.new"), "{\"format\":").unwrap();
    let script = Script::<REFRESH_TOKEN>::new([FIRST]);
    for _ in 0..2 {
        let (builder, _clock) = build(&script);
        assert_eq!(served(&builder.store(FileStore::new(&path)).build()).await.unwrap(), "a");
    }
    assert_eq!(script.count(), 1, "the second session reads the file");
    let text = fs::read_to_string(&path).unwrap();
    let expected = r#"{"format":"authwright session 2","access_token":"a","expires_at":1790000100,"lifetime":100,"refresh_token":"r1","login":""#;
    assert!(text.starts_with(expected), "{text}");
    assert!(text.ends_with(r#"","owner":{"provider":"acme","host":"http://127.0.0.1:1"}}"#), "{text}");
    let mut names: Vec<_> = fs::read_dir(&directory).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["session.json", "session.json.lock"]);
    #[cfg(unix)]
    for name in names {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(directory.path().join(&name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name:?}");
    }
}

#[tokio::test]
async fn no_other_file_is_written_over() {
    let directory = tempfile::tempdir().unwrap();
    for text in ["", "export PATH=/bin", "{}", "{\"format\":\"authwright session 3\"}", "\u{0}\u{0}"] {
        let path = directory.path().join("other");
        fs::write(&path, text).unwrap();
        let (builder, _clock) = build(&Script::<REFRESH_TOKEN>::new([FIRST]));
        let error = served(&builder.store(FileStore::new(&path)).build()).await.unwrap_err();
        assert_eq!(error.problem(), SessionProblem::Store, "{text}");
        assert!(std::error::Error::source(&error).unwrap().to_string().ends_with("; delete the file"));
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
        let (builder, _clock) = build(&Script::<REFRESH_TOKEN>::new([]));
        let error = builder.store(FileStore::new(&path)).build().revoke().await.unwrap_err();
        assert_eq!(error.problem(), SessionProblem::Store, "{text}");
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
    }
    let (builder, _clock) = build(&Script::<REFRESH_TOKEN>::new([]));
    let nowhere = FileStore::new(directory.path().join("no/such/directory"));
    assert_eq!(served(&builder.store(nowhere).build()).await.unwrap_err().problem(), SessionProblem::Store);
}

/// The path, the error of the system, and what to do.
#[tokio::test]
async fn errors_of_a_file_name_it() {
    let directory = tempfile::tempdir().unwrap();
    let at = |name: &str| directory.path().join(name);
    fs::create_dir(at("is_a_directory")).unwrap();
    fs::create_dir(at("has_no_room.new")).unwrap();
    let rows = [
        ("no/session.json", "create its directory"),
        ("is_a_directory", "not a regular file"),
        ("has_no_room", "Is a directory (os error 21)"),
    ];
    for (name, end) in rows {
        let (builder, _clock) = build(&Script::<MINT>::new([FIRST]));
        let error = served(&builder.store(FileStore::new(at(name))).build()).await.unwrap_err();
        assert_eq!(error.to_string(), "the token store failed");
        let said = std::error::Error::source(&error).unwrap().to_string();
        assert!(said.starts_with(&format!("{}: ", at(name).display())), "{said}");
        assert!(cfg!(not(target_os = "linux")) || said.ends_with(end), "{said}");
    }
}

/// A caller waits for the lock, and a caller who gives up leaves no lock behind.
#[tokio::test]
async fn a_locked_file_is_waited_for() {
    let directory = tempfile::tempdir().unwrap();
    let store = FileStore::new(directory.path().join("session.json"));
    let held = store.lock().await.unwrap();
    let (builder, clock) = build(&Script::<REFRESH_TOKEN>::new([FIRST]));
    let session = builder.store(store.clone()).request_timeout(std::time::Duration::from_millis(5)).build();
    assert_eq!(served(&session).await.unwrap_err().problem(), SessionProblem::RequestTime);
    drop(held);
    drop(store.lock().await.unwrap());
    let (builder, _clock) = build(&Script::<REFRESH_TOKEN>::new([FIRST]));
    assert_eq!(served(&builder.store(store).build()).await.unwrap(), "a");
    clock.advance(seconds(1));
}

/// Two processes, one file, and a server that revokes everything when a refresh token is used twice.
#[test]
fn two_processes_use_each_refresh_token_once() {
    if !has_done_its_part(|path| FileStore::new(path)) {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("session.json");
        run_two_processes("stores::stored::two_processes_use_each_refresh_token_once", path.to_str().unwrap());
    }
}
