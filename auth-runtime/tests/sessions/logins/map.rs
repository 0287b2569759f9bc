//! A bounded map of sessions by account.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails may panic")]

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use auth_runtime::session::{Session, SessionMap};

use crate::session_support::{Acme, MINT, Reply, Script, build, served};

fn session(token: &'static str) -> Session<Acme> {
    build(&Script::<MINT>::new([Reply::Token(token, None, None)])).0.build()
}

fn accounts(map: &SessionMap<Acme>) -> Vec<&'static str> {
    ["a", "b", "c", "d"].into_iter().filter(|account| map.get(account).is_some()).collect()
}

#[tokio::test]
async fn an_account_has_one_session() {
    let map = SessionMap::new(10);
    let built = AtomicUsize::new(0);
    for account in ["a", "b", "a", "b", "a"] {
        let session = map.get_or_build(account, || {
            built.fetch_add(1, Ordering::SeqCst);
            session(if account == "a" { "of_a" } else { "of_b" })
        });
        assert_eq!(served(&session).await.unwrap(), format!("of_{account}"));
    }
    assert_eq!((built.load(Ordering::SeqCst), map.len()), (2, 2));
    let found = map.get_or_try_build("a", async { Err::<Session<Acme>, _>("not polled") }).await.unwrap();
    assert_eq!(served(&found).await.unwrap(), "of_a");
    assert_eq!(map.get_or_try_build("c", async { Err::<Session<Acme>, _>("failed") }).await.err(), Some("failed"));
    map.get_or_try_build("c", async { Ok::<_, Infallible>(session("of_c")) }).await.unwrap();
    assert_eq!(accounts(&map), ["a", "b", "c"]);
    assert!(map.remove("a").is_some() && map.remove("a").is_none() && !map.is_empty());
    assert_eq!(accounts(&map), ["b", "c"]);
}

#[tokio::test]
async fn what_was_not_used_longest_is_dropped() {
    let map = SessionMap::new(2);
    for account in ["a", "b"] {
        map.get_or_build(account, || session("x"));
    }
    drop(map.get("a"));
    map.get_or_build("c", || session("x"));
    assert_eq!((accounts(&map), map.len()), (vec!["a", "c"], 2));
}

/// A second session of an account would renew the same login.
#[tokio::test]
async fn what_is_in_use_is_kept() {
    let map = SessionMap::new(1);
    let held = ["a", "b", "c"].map(|account| map.get_or_build(account, || session("x")));
    assert_eq!(accounts(&map), ["a", "b", "c"]);
    let [a, b, c] = held;
    drop((a, c));
    map.get_or_build("d", || session("x"));
    assert_eq!((map.get("b").is_some(), map.len()), (true, 1));
    drop(b);
    map.get_or_build("d", || session("x"));
    assert_eq!((map.get("d").is_some(), map.len()), (true, 1));
}

#[tokio::test]
async fn a_request_under_way_keeps_its_session() {
    let map = SessionMap::new(0);
    let script = Script::<MINT>::gated([Reply::Token("a", None, None)]);
    let session = map.get_or_build("a", || build(&script).0.build());
    let waiting = tokio::spawn(async move { served(&session).await });
    script.arrival().await;
    map.get_or_build("b", || build(&Script::<MINT>::new([])).0.build());
    assert!(map.get("a").is_some());
    script.release(1);
    assert_eq!(waiting.await.unwrap().unwrap(), "a");
}

/// Several callers at once get the same session, and a caller who panics leaves the map as it was.
#[tokio::test(flavor = "multi_thread")]
async fn callers_at_once_share_a_session() {
    let map = Arc::new(SessionMap::<Acme>::new(10));
    let panicking = Arc::clone(&map);
    tokio::task::spawn_blocking(move || panicking.get_or_build("a", || panic!("no session"))).await.unwrap_err();
    let callers = (0..8).map(|_| {
        let map = Arc::clone(&map);
        tokio::task::spawn_blocking(move || map.get_or_build("a", || session("x")))
    });
    let mut sessions = Vec::new();
    for caller in callers.collect::<Vec<_>>() {
        sessions.push(caller.await.unwrap());
    }
    assert_eq!(map.len(), 1);
    assert_eq!(served(&sessions[0]).await.unwrap(), "x");
    assert_eq!(served(&sessions[7]).await.unwrap(), "x", "the script has one token");
}
