//! Sessions of several machines, with a real Redis (promise 2.9).
#![cfg(feature = "redis")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails may panic")]

use std::error::Error;
use std::time::Duration;

use auth_runtime::Class;
use auth_runtime::session::{RedisStore, RedisStoreError, SessionError, SessionProblem, Store, Stored};
use tokio::task::JoinSet;

use crate::redis_server::Server;
use crate::rotating::{has_done_its_part, run_two_processes};
use crate::session_support::{REFRESH_TOKEN, Reply, Script, build, seconds, served};

const KEY: &str = "acme:ada";
const LOCK: &str = "{acme:ada}:lock";
const FIRST: Reply = Reply::Token("a", Some(100), Some("r1"));
const SECOND: Reply = Reply::Token("b", Some(100), Some("r2"));

fn store(server: &Server) -> RedisStore {
    RedisStore::new(&server.url(), KEY).unwrap()
}

fn with_tokens(access_token: &str, refresh_token: Option<&str>) -> Stored {
    Stored {
        access_token: Some(access_token.into()),
        lifetime: Some(seconds(900)),
        refresh_token: refresh_token.map(Into::into),
        ..Stored::default()
    }
}

async fn save(store: &RedisStore, stored: &Stored) {
    store.lock().await.unwrap().save(stored).await.unwrap();
}

async fn load(store: &RedisStore) -> String {
    let stored = store.lock().await.unwrap().load().await.unwrap();
    let text = |secret: Option<auth_runtime::Secret>| secret.map_or("-".to_owned(), |it| it.expose().to_owned());
    format!("{} {}", text(stored.access_token), text(stored.refresh_token))
}

fn of_store(error: &SessionError) -> &RedisStoreError {
    let source = error.source().unwrap().downcast_ref().unwrap();
    let can_wait = matches!(source, RedisStoreError::Unreachable(_));
    let class = if can_wait { Class::Retry } else { Class::Configuration };
    assert_eq!((error.problem(), error.class()), (SessionProblem::Store, class), "{source:?}");
    source
}

#[tokio::test]
async fn keeps_what_is_saved_until_it_is_useless() {
    let Some(server) = Server::start() else { return };
    let store = store(&server);
    assert_eq!(load(&store).await, "- -");
    let day = store.clone().expires_after(seconds(86_400));
    let rows = [
        (&store, with_tokens("a", Some("r")), "a r", None),
        (&store, with_tokens("b", None), "b -", Some(900_000)),
        (&day, with_tokens("c", Some("r")), "c r", Some(86_400_000)),
        (&store, with_tokens("d", Some("r")), "d r", None),
    ];
    for (store, stored, expected, expiry) in rows {
        save(store, &stored).await;
        assert_eq!(load(store).await, expected);
        let left = server.number(&format!("PTTL {KEY}"));
        match expiry {
            Some(expiry) => assert!((1..=expiry).contains(&left), "{expected}: {left}"),
            None => assert_eq!(left, -1, "{expected}"),
        }
    }
    let text = r#"{"format":"authwright session 2","access_token":"d","lifetime":900,"refresh_token":"r"}"#;
    assert!(server.tell(&format!("GET {KEY}")).contains(text));
    save(&store, &Stored::default()).await;
    assert_eq!(server.number(&format!("EXISTS {KEY}")), 0, "what is empty has no key");
}

#[tokio::test]
async fn one_session_renews_and_the_other_takes_it() {
    let Some(server) = Server::start() else { return };
    let script = Script::<REFRESH_TOKEN>::new([FIRST, SECOND]);
    let sessions =
        [build(&script), build(&script)].map(|(builder, clock)| (builder.store(store(&server)).build(), clock));
    for (expected, requests, order) in [("a", 1, [0, 1]), ("b", 2, [1, 0])] {
        for index in order {
            assert_eq!(served(&sessions[index].0).await.unwrap(), expected);
            assert_eq!(script.count(), requests);
            assert_eq!(server.number(&format!("EXISTS {LOCK}")), 0, "it is given back before the token is handed out");
        }
        for (_, clock) in &sessions {
            clock.advance(seconds(100));
        }
    }
    assert_eq!(script.calls(), ["mint", "refresh r1"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_sessions_make_one_request() {
    let Some(server) = Server::start() else { return };
    let script = Script::<REFRESH_TOKEN>::gated([FIRST]);
    let mut waiting = JoinSet::new();
    for _ in 0..20 {
        let (builder, clock) = build(&script);
        let session = builder.store(store(&server)).build();
        waiting.spawn(async move { (served(&session).await, clock) });
    }
    // All have asked for the lock before the one that has it gets its token.
    server.until("set", 20).await;
    script.release(20);
    for (token, _clock) in waiting.join_all().await {
        assert_eq!(token.unwrap(), "a");
    }
    assert_eq!(script.count(), 1);
}

/// The machine stops while it holds the lock, so the lock is not extended.
#[tokio::test]
async fn the_lock_of_a_crashed_holder_expires() {
    let Some(server) = Server::start() else { return };
    let store = store(&server).lock_ttl(Duration::from_millis(300));
    let crashing = store.clone();
    let crash = move || {
        let machine = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        std::mem::forget(machine.block_on(crashing.lock()).unwrap());
    };
    tokio::task::spawn_blocking(crash).await.unwrap();
    assert_eq!(server.number(&format!("EXISTS {LOCK}")), 1);
    save(&store, &with_tokens("a", None)).await;
    assert_eq!(load(&store).await, "a -");
}

#[tokio::test]
async fn a_lock_is_extended_while_it_is_held() {
    let Some(server) = Server::start() else { return };
    let mut held = store(&server).lock_ttl(Duration::from_millis(500)).lock().await.unwrap();
    for _ in 0..4 {
        let mut left = server.number(&format!("PTTL {LOCK}"));
        loop {
            tokio::time::sleep(Duration::from_millis(10)).await;
            let now = server.number(&format!("PTTL {LOCK}"));
            assert!(now > 0, "the lock is gone");
            if now > left {
                break;
            }
            left = now;
        }
    }
    held.save(&with_tokens("a", None)).await.unwrap();
}

#[tokio::test]
async fn who_has_lost_the_lock_reads_and_writes_nothing() {
    let Some(server) = Server::start() else { return };
    let store = store(&server);
    save(&store, &with_tokens("a", Some("r1"))).await;
    let mut loser = store.lock().await.unwrap();
    server.tell(&format!("DEL {LOCK}"));
    let mut winner = store.lock().await.unwrap();
    let errors = [
        loser.load().await.unwrap_err(),
        loser.save(&with_tokens("b", None)).await.unwrap_err(),
        loser.save(&Stored::default()).await.unwrap_err(),
    ];
    for error in errors {
        assert!(matches!(error.downcast_ref(), Some(RedisStoreError::LockLost)), "{error}");
    }
    assert_eq!(winner.load().await.unwrap().access_token.unwrap().expose(), "a");
    // What the loser gives back is not the winner's.
    server.tell("CONFIG RESETSTAT");
    drop(loser);
    server.until("eval", 1).await;
    winner.save(&with_tokens("c", None)).await.unwrap();
}

/// A caller who stops waiting leaves no lock behind, and the lock is given back when it is dropped.
#[tokio::test]
async fn a_lock_is_waited_for() {
    let Some(server) = Server::start() else { return };
    // So long that nobody gets in by its expiry.
    let store = store(&server).lock_ttl(seconds(3600));
    let held = store.lock().await.unwrap();
    let (builder, _clock) = build(&Script::<REFRESH_TOKEN>::new([FIRST]));
    let session = builder.store(store.clone()).request_timeout(Duration::from_millis(50)).build();
    assert_eq!(served(&session).await.unwrap_err().problem(), SessionProblem::RequestTime);
    drop(held);
    let (builder, _clock) = build(&Script::<REFRESH_TOKEN>::new([FIRST]));
    assert_eq!(served(&builder.store(store).build()).await.unwrap(), "a");
}

#[tokio::test]
async fn works_again_after_a_restart() {
    let Some(mut server) = Server::start_lasting() else { return };
    let script = Script::<REFRESH_TOKEN>::new([FIRST, SECOND]);
    let (builder, clock) = build(&script);
    let session = builder.store(store(&server)).build();
    assert_eq!(served(&session).await.unwrap(), "a");
    server.stop();
    clock.advance(seconds(96));
    assert_eq!(served(&session).await.unwrap(), "a", "the token that is still valid");
    clock.advance(seconds(4));
    let error = served(&session).await.unwrap_err();
    assert!(matches!(of_store(&error), RedisStoreError::Unreachable(_)), "{error:?}");
    assert_eq!(script.count(), 1, "nothing is requested that cannot be saved");
    server.go_on();
    clock.advance(seconds(60));
    assert_eq!(served(&session).await.unwrap(), "b");
    assert_eq!(script.calls(), ["mint", "refresh r1"]);
    assert_eq!(load(&store(&server)).await, "b r2");
}

/// What was obtained while the server went away is saved as soon as it is back, under the same lock.
#[tokio::test(flavor = "multi_thread")]
async fn a_save_waits_for_the_server() {
    let Some(mut server) = Server::start_lasting() else { return };
    let store = store(&server).lock_ttl(seconds(60));
    let mut held = store.lock().await.unwrap();
    server.stop();
    let saving = tokio::spawn(async move { held.save(&with_tokens("a", Some("r1"))).await });
    let going_on = tokio::task::spawn_blocking(move || {
        server.go_on();
        server
    });
    let _server = going_on.await.unwrap();
    saving.await.unwrap().unwrap();
}

#[tokio::test]
async fn no_other_key_is_written_over() {
    let Some(server) = Server::start() else { return };
    for (make, look) in [("RPUSH acme:ada other", "LRANGE acme:ada 0 -1"), ("SET acme:ada other", "GET acme:ada")] {
        server.tell(&format!("DEL {KEY}"));
        server.tell(make);
        let (builder, _clock) = build(&Script::<REFRESH_TOKEN>::new([]));
        let session = builder.store(store(&server)).build();
        for error in [served(&session).await.unwrap_err(), session.revoke().await.unwrap_err()] {
            assert!(matches!(of_store(&error), RedisStoreError::Foreign { .. }), "{error:?}");
            assert_eq!(
                of_store(&error).to_string(),
                "the key `acme:ada` in Redis is not a record of a session; delete it"
            );
        }
        assert!(server.tell(look).contains("other"), "{make}");
    }
    server.tell(&format!("DEL {KEY}"));
    server.tell(&format!("RPUSH {KEY} other"));
    let mut held = store(&server).lock().await.unwrap();
    for stored in [with_tokens("a", None), Stored::default()] {
        let error = held.save(&stored).await.unwrap_err();
        assert!(matches!(error.downcast_ref(), Some(RedisStoreError::Foreign { .. })), "{error}");
    }
}

#[tokio::test]
async fn a_text_is_read_to_a_limit() {
    let Some(server) = Server::start() else { return };
    server.tell(&format!("SETRANGE {KEY} 104857600 x"));
    let error = store(&server).lock().await.unwrap().load().await.unwrap_err();
    assert!(matches!(error.downcast_ref(), Some(RedisStoreError::Foreign { .. })), "{error}");
}

/// Redis Cluster refuses a script whose keys are in several hash slots.
#[tokio::test]
async fn any_key_has_its_lock_in_its_hash_slot() {
    let Some(server) = Server::start_with(&["--cluster-enabled", "yes"]) else { return };
    server.tell("CLUSTER ADDSLOTSRANGE 0 16383");
    while !server.tell("CLUSTER INFO").contains("cluster_state:ok") {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    for key in ["acme:ada", "{acme}:ada", "{}ada", "acme{}:{ada}", "acme}ada", "{acme", "}{", "a{{b}}c", ""] {
        let store = RedisStore::new(&server.url(), key).unwrap();
        save(&store, &with_tokens("a", None)).await;
        assert_eq!(load(&store).await, "a -", "{key}");
    }
}

/// The commands that the documentation of the store names.
#[tokio::test]
async fn a_user_needs_no_more_than_is_said() {
    let Some(server) = Server::start() else { return };
    let rights = "+eval +set +get +del +type +pexpire";
    let answer = server.tell(&format!("ACL SETUSER ada on >pw ~{KEY} ~{LOCK} {rights}"));
    assert!(answer.starts_with("+OK"), "{answer}");
    let url = server.url().replace("//", "//ada:pw@");
    let store = RedisStore::new(&url, KEY).unwrap().lock_ttl(Duration::from_millis(300));
    let mut held = store.lock().await.unwrap();
    server.until("pexpire", 1).await;
    for (stored, expected) in [(with_tokens("a", None), true), (Stored::default(), false)] {
        held.save(&stored).await.unwrap();
        assert_eq!(held.load().await.unwrap().access_token.is_some(), expected);
    }
    held.unlock().await.unwrap();
    assert_eq!(server.number(&format!("EXISTS {LOCK}")), 0);
}

/// Neither the password of the URL nor a token is in any error.
#[tokio::test]
async fn no_error_shows_a_secret() {
    let Some(server) = Server::start_with(&["--requirepass", "right"]) else { return };
    let at = |password: &str| server.url().replace("//", &format!("//:{password}@"));
    let mut errors = vec![
        said(&RedisStore::new("redis://:c4nary@redis.example", KEY).unwrap_err()),
        said(&RedisStore::new("redis://:c4nary@redis.example:port", KEY).unwrap_err()),
        said(&RedisStore::new("http://:c4nary@127.0.0.1", KEY).unwrap_err()),
        said(&RedisStore::new(&format!("{}?protocol=c4nary", at("c4nary")), KEY).unwrap_err()),
    ];
    let nobody = "redis://:c4nary@127.0.0.1:1";
    for url in [at("c4nary").as_str(), &server.url(), nobody, "redis://ada:c4nary@127.0.0.1:1"] {
        let (builder, _clock) = build(&Script::<REFRESH_TOKEN>::new([]));
        let store = RedisStore::new(url, KEY).unwrap();
        let error = served(&builder.store(store.clone()).build()).await.unwrap_err();
        errors.extend([said(&error), said(&store), said(of_store(&error))]);
    }
    // What follows the first word may quote the command and what came with it.
    let store = RedisStore::new(&at("right"), KEY).unwrap();
    let mut held = store.lock().await.unwrap();
    server.tell("AUTH right\r\nACL SETUSER default -eval");
    let error = held.save(&with_tokens("c4nary", None)).await.unwrap_err();
    assert_eq!(format!("{error:?}"), "Refused { code: \"NOPERM\" }");
    errors.push(said(&*error));
    for error in errors {
        assert!(!error.contains("c4nary"), "{error}");
    }
}

/// Everything that can be printed.
fn said(error: &(impl std::fmt::Debug + ?Sized)) -> String {
    format!("{error:?} {error:#?}")
}

/// Two processes and a server that revokes everything when a refresh token is used twice.
#[test]
fn two_processes_use_each_refresh_token_once() {
    if has_done_its_part(|url| RedisStore::new(url, KEY).unwrap().lock_ttl(seconds(1))) {
        return;
    }
    let Some(server) = Server::start() else { return };
    run_two_processes("stores::in_redis::two_processes_use_each_refresh_token_once", &server.url());
}
