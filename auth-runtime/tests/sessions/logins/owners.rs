//! Whose login a store has, and who may go on with it or end it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails may panic")]

use std::fs;

use auth_runtime::session::{
    FileStore, Identity, ManualClock, MemoryStore, Minted, Renewal, Session, SessionBuilder, SessionError,
    SessionProblem, Store, Stored, TokenSource,
};
use auth_runtime::{Class, Connection, Endpoint, Json, Seconds, Secret};

use crate::api;
use crate::session_support;
use crate::session_support::{
    Acme, Fault, GetProfile, INVALID_CLIENT, KEPT, MINT, REFRESH_TOKEN, REVOCABLE, Reply, Script, connection,
    connection_to, refused, seconds, served, token,
};

const FIRST: Reply = Reply::Token("a", Some(100), Some("r1"));
const SECOND: Reply = Reply::Token("b", Some(100), Some("r2"));

fn open<const R: u8>(script: &Script<R>, clock: &ManualClock, store: &MemoryStore) -> SessionBuilder<Acme> {
    Session::builder(script.clone(), &connection()).clock(clock.clone()).store(store.clone())
}

async fn stored(store: &MemoryStore) -> Stored {
    store.lock().await.unwrap().load().await.unwrap()
}

fn text(secret: Option<&Secret>) -> &str {
    secret.map_or("-", Secret::expose)
}

/// A log-out ends the other sessions of the login, and stays.
#[tokio::test]
async fn a_log_out_is_for_all() {
    let (store, clock) = (MemoryStore::default(), ManualClock::default());
    let script = Script::<REFRESH_TOKEN>::new([FIRST, token("", 1), SECOND]);
    let (one, other) = (open(&script, &clock, &store).build(), open(&script, &clock, &store).build());
    assert_eq!((served(&one).await.unwrap(), served(&other).await.unwrap()), ("a".into(), "a".into()));
    other.revoke().await.unwrap();
    clock.advance(seconds(100));
    for _ in 0..3 {
        let error = served(&one).await.unwrap_err();
        assert_eq!((error.problem(), error.class()), (SessionProblem::LoggedOut, Class::Reauthenticate));
        clock.advance(seconds(60));
    }
    assert_eq!(script.calls(), ["mint", "revoke a"]);
    // One that is built later may log in.
    assert_eq!(served(&open(&script, &clock, &store).build()).await.unwrap(), "b");
    let error = served(&one).await.unwrap_err();
    assert_eq!(error.problem(), SessionProblem::OtherLogin, "the login before is not the one that is there now");
    assert_eq!(text(stored(&store).await.refresh_token.as_ref()), "r2");
}

/// A new login of a person ends what others had, and leaves a record of another provider alone.
#[tokio::test]
async fn a_new_login_is_another_one() {
    let (store, clock) = (MemoryStore::default(), ManualClock::default());
    let script = Script::<REFRESH_TOKEN>::new([FIRST, SECOND]);
    let old = open(&script, &clock, &store).account("ada").build();
    assert_eq!(served(&old).await.unwrap(), "a");
    let anew = open(&script, &clock, &store).account("bob").log_in_anew().build();
    assert_eq!(served(&anew).await.unwrap(), "b");
    assert_eq!(served(&old).await.unwrap(), "a", "the access token is good");
    clock.advance(seconds(100));
    assert_eq!(served(&old).await.unwrap_err().problem(), SessionProblem::OtherOwner);
    assert_eq!(script.calls(), ["mint", "mint"]);
}

/// Where nothing but the access token is kept, that of another log-in of the same owner will do.
#[tokio::test]
async fn a_new_login_without_a_refresh_token_is_as_good() {
    let (store, clock) = (MemoryStore::default(), ManualClock::default());
    let script = Script::<MINT>::new([token("a", 100), token("b", 1000)]);
    let old = open(&script, &clock, &store).build();
    assert_eq!(served(&old).await.unwrap(), "a");
    let anew = open(&script, &clock, &store).log_in_anew().build();
    assert_eq!(served(&anew).await.unwrap(), "b");
    clock.advance(seconds(100));
    assert_eq!(served(&old).await.unwrap(), "b");
    assert_eq!(script.calls(), ["mint", "mint"]);
}

/// Sessions that differ in something that is not secret do not use each other's tokens.
#[tokio::test]
async fn an_owner_has_its_own_tokens() {
    struct Named(Identity);
    impl TokenSource<Acme> for Named {
        const RENEWAL: Renewal = Renewal::RefreshToken;

        async fn mint(&self, _: &Connection<Acme>) -> Result<Minted, SessionError> {
            Ok(Minted::new("a").expires_in(Seconds::new(100)).refresh_token(Some("r")))
        }

        fn identity(&self) -> Identity {
            self.0.clone()
        }
    }
    let first = || Identity::of("Oauth").client_id("app").input("email", "ada@example.com");
    let rows = [
        ("the same", first(), "", "http://127.0.0.1:1", true),
        ("an input more", first().input("tenant", "eu"), "", "http://127.0.0.1:1", true),
        ("another client", first().client_id("app2"), "", "http://127.0.0.1:1", false),
        ("another person", first().input("email", "bob@example.com"), "", "http://127.0.0.1:1", false),
        ("another credential", Identity::of("Device").client_id("app"), "", "http://127.0.0.1:1", false),
        ("another account", first(), "bob", "http://127.0.0.1:1", false),
        ("another host", first(), "", "http://127.0.0.1:2", false),
    ];
    for (name, identity, account, url, is_same) in rows {
        let (store, clock) = (MemoryStore::default(), ManualClock::default());
        let build = |identity, account: &str, url| {
            let builder = Session::builder(Named(identity), &connection_to(url)).clock(clock.clone());
            builder.store(store.clone()).account(account).build()
        };
        served(&build(first(), "", "http://127.0.0.1:1")).await.unwrap();
        let other = build(identity, account, url);
        let found = served(&other).await.map_err(|error| (error.problem(), error.class()));
        let expected = Err((SessionProblem::OtherOwner, Class::Configuration));
        assert_eq!(found, if is_same { Ok("a".to_owned()) } else { expected }, "{name}");
        assert_eq!(other.revoke().await.is_ok(), is_same, "{name}");
        assert_eq!(text(stored(&store).await.refresh_token.as_ref()), if is_same { "-" } else { "r" }, "{name}");
    }
    let only_secrets = Identity::of("Key").only_secrets();
    let builder = || Session::builder(Named(only_secrets.clone()), &connection());
    let error = served(&builder().store(MemoryStore::default()).build()).await.unwrap_err();
    assert_eq!((error.problem(), error.class()), (SessionProblem::NoAccount, Class::Configuration));
    served(&builder().build()).await.unwrap();
    served(&builder().store(MemoryStore::default()).account("ada").build()).await.unwrap();
}

/// A record of an earlier release does not say whose it is.
#[tokio::test]
async fn an_old_record_is_adopted() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("session.json");
    let old =
        r#"{"format":"authwright session 1","access_token":"old","expires_at":1,"lifetime":9,"refresh_token":"r1"}"#;
    fs::write(&path, old).unwrap();
    let script = Script::<REFRESH_TOKEN>::new([SECOND]);
    let builder = || Session::builder(script.clone(), &connection()).store(FileStore::new(&path));
    assert_eq!(served(&builder().build()).await.unwrap_err().problem(), SessionProblem::OldRecord);
    assert_eq!(fs::read_to_string(&path).unwrap(), old);
    assert_eq!(served(&builder().adopt_record().build()).await.unwrap(), "b");
    assert_eq!(script.calls(), ["refresh r1"]);
    assert!(fs::read_to_string(&path).unwrap().contains(r#""owner":{"provider":"acme""#));
}

/// What a later release writes survives.
#[tokio::test]
async fn unknown_members_stay() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("session.json");
    let record = r#"{"format":"authwright session 2","refresh_token":"r1","later":{"a":[1e400]}}"#;
    fs::write(&path, record).unwrap();
    let script = Script::<REFRESH_TOKEN>::new([SECOND]);
    let session = Session::builder(script, &connection()).store(FileStore::new(&path)).build();
    assert_eq!(served(&session).await.unwrap(), "b");
    assert!(fs::read_to_string(&path).unwrap().contains(r#""later":{"a":[1e400]}"#));
}

/// A store that loses its record is not a log-out: the refresh token is uncertain.
#[tokio::test]
async fn a_record_that_vanished() {
    let (store, clock) = (MemoryStore::default(), ManualClock::default());
    let script = Script::<REFRESH_TOKEN>::new([FIRST, SECOND]);
    let session = open(&script, &clock, &store).build();
    assert_eq!(served(&session).await.unwrap(), "a");
    store.lock().await.unwrap().save(&Stored::default()).await.unwrap();
    clock.advance(seconds(97));
    assert_eq!(served(&session).await.unwrap(), "a", "not while there is an access token");
    clock.advance(seconds(3));
    assert_eq!(served(&session).await.unwrap(), "b");
    assert_eq!(script.calls(), ["mint", "refresh r1"]);
    assert_eq!(text(stored(&store).await.refresh_token.as_ref()), "r2");
}

/// A valid token that is due for renewal is used after a restart.
#[tokio::test]
async fn a_restart_in_the_window() {
    let (store, clock) = (MemoryStore::default(), ManualClock::default());
    let script = Script::<REFRESH_TOKEN>::new([FIRST, refused(503), SECOND]);
    served(&open(&script, &clock, &store).build()).await.unwrap();
    for window in [85, 12] {
        clock.advance(seconds(window));
        assert_eq!(served(&open(&script, &clock, &store).build()).await.unwrap(), "a");
    }
}

/// What the provider answers to a refresh that fails, and what is sent next.
#[tokio::test]
async fn a_login_that_is_still_good_is_kept() {
    let no_input = || Reply::Fail(SessionError::new(Class::Reauthenticate, "log in again"));
    for status in [500, 502, 504] {
        let script = Script::<KEPT>::new([FIRST, refused(status), refused(status), refused(status), token("b", 100)]);
        let (session, clock) = session_support::session(&script);
        served(&session).await.unwrap();
        for _ in 0..4 {
            clock.advance(seconds(100));
            let _ = served(&session).await;
        }
        assert_eq!(script.calls()[1..], ["refresh r1"; 4], "{status}");
    }
    for (status, body) in [(401, INVALID_CLIENT), (400, INVALID_CLIENT), (401, "{}"), (401, "<html>")] {
        let mints = status == 401;
        let replies = [FIRST, Reply::Refuse(status, None, body)].into_iter().chain(mints.then(no_input));
        let script = Script::<REFRESH_TOKEN>::new(replies.chain([SECOND]));
        let (store, clock) = (MemoryStore::default(), ManualClock::default());
        let session = open(&script, &clock, &store).build();
        served(&session).await.unwrap();
        clock.advance(seconds(100));
        served(&session).await.unwrap_err();
        assert_eq!(text(stored(&store).await.refresh_token.as_ref()), "r1", "{status} {body}");
        clock.advance(seconds(10));
        assert_eq!(served(&session).await.unwrap(), "b");
        assert_eq!(script.calls().last().unwrap(), "refresh r1", "{status} {body}");
    }
}

/// Within the grace period of the provider the holder sends a token once more, whatever else it has.
#[tokio::test]
async fn a_grace_period_is_used_once() {
    let replies = [FIRST, refused(502), refused(502), token("b", 100)];
    let script = Script::<{ session_support::GRACE }>::new(replies);
    let (session, clock) = session_support::session(&script);
    served(&session).await.unwrap();
    clock.advance(seconds(96));
    for _ in 0..2 {
        assert_eq!(served(&session).await.unwrap(), "a");
        clock.advance(seconds(1));
    }
    assert_eq!(script.calls()[1..], ["refresh r1"; 2]);
    clock.advance(seconds(10));
    assert_eq!(served(&session).await.unwrap(), "b");
    assert_eq!(script.calls()[3], "mint");
}

/// A log-out ends what the session has or stored, and nobody else's.
#[tokio::test]
async fn a_given_token_is_revoked() {
    let (store, clock) = (MemoryStore::default(), ManualClock::default());
    let script = Script::<REVOCABLE>::new([FIRST, token("", 1), token("", 1)]);
    served(&open(&script, &clock, &store).account("ada").build()).await.unwrap();
    let other = open(&script, &clock, &store).account("bob").log_in_anew().refresh_token("given").build();
    other.revoke().await.unwrap();
    assert_eq!(script.calls(), ["mint", "revoke given"]);
    assert_eq!(text(stored(&store).await.refresh_token.as_ref()), "r1");
}

/// The end of a process in good order.
#[tokio::test]
async fn a_session_is_closed() {
    let (store, clock) = (MemoryStore::default(), ManualClock::default());
    let script = Script::<REFRESH_TOKEN>::gated([FIRST, SECOND]);
    let session = open(&script, &clock, &store).build();
    script.release(1);
    served(&session).await.unwrap();
    script.arrival().await;
    clock.advance(seconds(85));
    assert_eq!(served(&session).await.unwrap(), "a");
    let ((), closed) = tokio::join!(
        async {
            script.arrival().await;
            script.release(1);
        },
        session.close()
    );
    closed.unwrap();
    assert_eq!(text(stored(&store).await.refresh_token.as_ref()), "r2");
    assert_eq!(served(&session).await.unwrap(), "b");
    clock.advance(seconds(100));
    assert_eq!(served(&session).await.unwrap_err().problem(), SessionProblem::Closed);
}

/// An endpoint that refuses every token takes none away from the others.
#[tokio::test]
async fn one_endpoint_is_forbidden() {
    #[derive(Clone, Debug, Endpoint)]
    #[endpoint(GET "/admin", protected, response = Json, error = Fault)]
    struct Admin;

    let script = Script::<REFRESH_TOKEN>::new((0..100).map(|_| Reply::Token("a", Some(3600), Some("r"))));
    let (session, clock) = session_support::session(&script);
    let (forbidden, good) = (api::api(&[api::UNAUTHORIZED]), api::api(&[api::OK]));
    let admin = connection_to(&forbidden.url).with(session.clone());
    let client = connection_to(&good.url).with(session.clone());
    for _ in 0..30 {
        admin.call_protected(Admin).await.unwrap_err();
        client.call_protected(GetProfile).await.unwrap();
        clock.advance(seconds(20));
    }
    assert_eq!(session.state().borrow().requests, 2);
}
