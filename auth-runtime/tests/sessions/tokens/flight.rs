//! One request in flight, however many callers ask, even if they are cancelled (promises 2.1, 2.2).
#![allow(clippy::unwrap_used, reason = "a test that fails may panic")]

use std::sync::Arc;
use std::thread;
use std::time::Duration;

use auth_runtime::Class;
use auth_runtime::session::{MemoryStore, Session, SessionError, SessionProblem, Store as _};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::Barrier;
use tokio::task::JoinSet;

use crate::session_support::{
    Acme, MINT, REFRESH_TOKEN, Reply, Script, build, refused, seconds, served, session, settled, token,
};

const CALLERS: usize = 1000;

/// What concurrent callers get.
async fn herd(session: &Session<Acme>, script: &Script) -> Vec<Result<String, SessionError>> {
    let (barrier, mut callers) = (Arc::new(Barrier::new(CALLERS + 1)), JoinSet::new());
    for _ in 0..CALLERS {
        let (session, barrier) = (session.clone(), Arc::clone(&barrier));
        callers.spawn(async move {
            barrier.wait().await;
            served(&session).await
        });
    }
    barrier.wait().await;
    script.arrival().await;
    tokio::task::yield_now().await;
    script.release(1);
    callers.join_all().await
}

#[tokio::test]
async fn a_thousand_cold_callers_make_one_request() {
    let rows = [
        ("healthy", token("a", 100), None),
        ("down", Reply::Refuse(503, Some("30"), "{}"), Some(Class::Retry)),
        ("throttled", Reply::Refuse(429, Some("30"), "{}"), Some(Class::RateLimited)),
        ("broken", refused(500), Some(Class::Retry)),
        ("refused", refused(401), Some(Class::Reauthenticate)),
        ("panics", Reply::Panic, Some(Class::Retry)),
    ];
    for (name, reply, failure) in rows {
        let script = Script::<MINT>::gated([reply]);
        let (session, _clock) = session(&script);
        let results = herd(&session, &script).await;
        assert_eq!((results.len(), script.count()), (CALLERS, 1), "{name}");
        for result in results {
            assert_eq!(result.as_ref().err().map(SessionError::class), failure, "{name}");
            assert_eq!(result.is_ok_and(|token| token == "a"), failure.is_none(), "{name}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn also_on_several_threads() {
    for reply in [token("a", 100), Reply::Refuse(503, Some("30"), "{}")] {
        let script = Script::<MINT>::gated([reply]);
        let (session, _clock) = session(&script);
        let results = herd(&session, &script).await;
        assert_eq!((results.len(), script.count()), (CALLERS, 1));
    }
}

/// An expired token under a herd, then a renewal in the advisory window under a herd.
#[tokio::test]
async fn a_thousand_warm_callers_make_one_request() {
    let script = Script::<MINT>::gated([token("a", 100), token("b", 100), token("c", 100)]);
    let (session, clock) = session(&script);
    script.release(1);
    assert_eq!(served(&session).await.unwrap(), "a");
    script.arrival().await;
    clock.advance(seconds(100));
    assert!(herd(&session, &script).await.into_iter().all(|result| result.unwrap() == "b"));
    assert_eq!(script.count(), 2);
    clock.advance(seconds(80));
    for _ in 0..CALLERS {
        assert_eq!(served(&session).await.unwrap(), "b", "nobody waits");
    }
    script.release(1);
    settled(&session).await;
    assert_eq!((served(&session).await.unwrap().as_str(), script.count()), ("c", 3));
}

#[tokio::test]
async fn callers_that_go_away_cancel_nothing() {
    let script = Script::<MINT>::gated([token("a", 100)]);
    let (session, _clock) = session(&script);
    for _ in 0..10 {
        let mut caller = Box::pin(session.token());
        assert!(
            std::future::poll_fn(|context| std::task::Poll::Ready(caller.as_mut().poll(context))).await.is_pending()
        );
    }
    script.release(1);
    settled(&session).await;
    assert_eq!((served(&session).await.unwrap().as_str(), script.count()), ("a", 1));
}

#[tokio::test]
async fn after_a_panic_the_next_call_starts_anew() {
    let script = Script::<MINT>::new([Reply::Panic, Reply::Panic, token("a", 100)]);
    let (session, clock) = session(&script);
    for _ in 0..2 {
        for _ in 0..100 {
            assert_eq!(served(&session).await.unwrap_err().problem(), SessionProblem::Panicked);
        }
        clock.advance(seconds(1));
    }
    assert_eq!((served(&session).await.unwrap().as_str(), script.count()), ("a", 3));
}

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

#[test]
fn works_when_the_runtime_that_built_it_is_gone() {
    let script = Script::<MINT>::new([token("a", 100), token("b", 100)]);
    let (session, clock) = runtime().block_on(async { session(&script) });
    assert_eq!(runtime().block_on(served(&session)).unwrap(), "a");
    clock.advance(seconds(100));
    assert_eq!(runtime().block_on(served(&session)).unwrap(), "b");
    assert_eq!(script.count(), 2);
}

/// The runtime of the first caller is shut down while the request is on its way: a caller on another starts anew.
#[test]
fn a_request_that_dies_with_its_runtime_is_made_again() {
    let script = Script::<MINT>::gated([token("a", 100)]);
    let (session, _clock) = session(&script);
    let first = runtime();
    first.block_on(async {
        tokio::spawn({
            let session = session.clone();
            async move { served(&session).await }
        });
        script.arrival().await;
    });
    thread::scope(|scope| {
        let waiting = scope.spawn(|| runtime().block_on(served(&session)));
        drop(first);
        runtime().block_on(script.arrival());
        script.release(1);
        assert_eq!(waiting.join().unwrap().unwrap(), "a");
    });
    assert_eq!(script.count(), 2);
}

/// A refresh token that died with its runtime may have reached the provider: it is sent once more, and never again.
#[test]
fn a_refresh_token_that_dies_with_its_runtime_is_uncertain() {
    let replies = [Reply::Token("a", Some(100), Some("r1")), refused(502), token("b", 100)];
    let script = Script::<REFRESH_TOKEN>::gated(replies);
    let (session, clock) = session(&script);
    script.release(1);
    assert_eq!(runtime().block_on(served(&session)).unwrap(), "a");
    clock.advance(seconds(100));
    runtime().block_on(async {
        script.arrival().await;
        tokio::spawn({
            let session = session.clone();
            async move { served(&session).await }
        });
        script.arrival().await;
    });
    script.release(2);
    runtime().block_on(served(&session)).unwrap_err();
    clock.advance(seconds(1));
    assert_eq!(runtime().block_on(served(&session)).unwrap(), "b");
    assert_eq!(script.calls(), ["mint", "refresh r1", "refresh r1", "mint"]);
}

/// A runtime of one thread that is no longer driven, but not dropped.
#[test]
fn a_request_that_stands_still_is_given_up() {
    let script = Script::<MINT>::gated([token("b", 100), token("c", 100)]);
    let (builder, clock) = build(&script);
    let session = builder.request_timeout(seconds(10)).deadline(Duration::from_millis(5)).build();
    let still = runtime();
    still.block_on(async { assert_eq!(served(&session).await.unwrap_err().problem(), SessionProblem::Deadline) });
    let other = runtime();
    assert_eq!(other.block_on(served(&session)).unwrap_err().problem(), SessionProblem::Deadline);
    assert_eq!(script.count(), 1);
    clock.advance(seconds(16));
    assert_eq!(other.block_on(served(&session)).unwrap_err().problem(), SessionProblem::Deadline);
    let noted = session.state().borrow().error.clone();
    assert_eq!(noted.unwrap().problem(), SessionProblem::Interrupted);
    // The first of these is for the task that stands still, which was first in the queue.
    script.release(2);
    assert_eq!(other.block_on(served(&session)).unwrap(), "b");
    // The first task goes on and finds that it was given up: it takes no answer.
    still.block_on(async {
        for _ in 0..10 {
            tokio::task::yield_now().await;
        }
    });
    assert_eq!(other.block_on(served(&session)).unwrap(), "b");
    assert_eq!((script.count(), script.left()), (2, 1));
}

/// The request that stands still has the lock of the store: a log-out gives it up, and whoever comes next has the store.
#[test]
fn a_log_out_ends_although_a_request_stands_still() {
    let script = Script::<REFRESH_TOKEN>::gated([token("b", 100)]);
    let (builder, clock) = build(&script);
    let store = MemoryStore::default();
    let builder = builder.account("ada").store(store.clone()).request_timeout(seconds(10));
    let session = builder.deadline(Duration::from_millis(5)).build();
    let still = runtime();
    still.block_on(async { assert_eq!(served(&session).await.unwrap_err().problem(), SessionProblem::Deadline) });
    assert_eq!(script.count(), 1);
    clock.advance(seconds(16));
    runtime().block_on(async {
        session.revoke().await.unwrap();
        let stored = store.lock().await.unwrap().load().await.unwrap();
        assert!(stored.access_token.is_none() && stored.refresh_token.is_none());
    });
    // What is answered late is not used.
    script.release(1);
    still.block_on(async { settled(&session).await });
    assert_eq!(runtime().block_on(served(&session)).unwrap_err().problem(), SessionProblem::Revoked);
}

#[test]
fn without_a_runtime_it_says_so() {
    let script = Script::<MINT>::new([token("a", 100)]);
    let (session, clock) = session(&script);
    let now = |session: &Session<Acme>| {
        let mut call = Box::pin(served(session));
        match call.as_mut().poll(&mut std::task::Context::from_waker(std::task::Waker::noop())) {
            std::task::Poll::Ready(result) => result,
            std::task::Poll::Pending => Ok("waits".to_owned()),
        }
    };
    assert_eq!(now(&session).unwrap_err().problem(), SessionProblem::NoRuntime);
    assert_eq!(runtime().block_on(served(&session)).unwrap(), "a");
    clock.advance(seconds(97));
    assert_eq!(now(&session).unwrap(), "a", "what is valid is handed out anywhere");
    clock.advance(seconds(3));
    assert_eq!(now(&session).unwrap_err().problem(), SessionProblem::NoRuntime);
    assert_eq!(script.count(), 1);
}

#[test]
fn on_a_runtime_without_timers_it_says_so() {
    let script = Script::<MINT>::new([token("a", 100), token("b", 100)]);
    let (session, clock) = session(&script);
    let timeless = Builder::new_current_thread().build().unwrap();
    assert_eq!(timeless.block_on(served(&session)).unwrap_err().problem(), SessionProblem::NoRuntime);
    assert_eq!(runtime().block_on(served(&session)).unwrap(), "a");
    for later in [80, 17] {
        clock.advance(seconds(later));
        assert_eq!(timeless.block_on(served(&session)).unwrap(), "a", "what is valid is handed out anywhere");
    }
    clock.advance(seconds(3));
    assert_eq!(timeless.block_on(served(&session)).unwrap_err().problem(), SessionProblem::NoRuntime);
    assert_eq!((session.state().borrow().failures, script.count()), (0, 1), "nothing was tried");
    assert_eq!(runtime().block_on(served(&session)).unwrap(), "b");
    assert_eq!(timeless.block_on(session.revoke()).unwrap_err().problem(), SessionProblem::NoRuntime);
    assert_eq!(runtime().block_on(served(&session)).unwrap_err().problem(), SessionProblem::Revoked);
}
