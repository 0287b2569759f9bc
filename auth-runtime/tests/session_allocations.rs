//! A valid token costs no allocation (promise 2.3). This is alone in its binary, because the allocator counts for all tests.
#![cfg(all(feature = "derive", feature = "test-util"))]
#![allow(unsafe_code, reason = "an allocator cannot be written without")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails may panic")]

mod session_support;

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use auth_runtime::session::{Session, SystemClock};
use session_support::{MINT, Script, build, connection, seconds, token};

thread_local! {
    static ALLOCATIONS: Cell<u64> = const { Cell::new(0) };
}

struct Counting;

// SAFETY: every method passes its arguments to the system's allocator unchanged.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.with(|count| count.set(count.get() + 1));
        // SAFETY: as the caller promises.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: as the caller promises.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// The allocations of this thread while `work` runs.
async fn allocations(work: impl AsyncFnOnce()) -> u64 {
    let before = ALLOCATIONS.get();
    work().await;
    ALLOCATIONS.get() - before
}

#[tokio::test]
async fn a_fresh_token_allocates_nothing() {
    let script = Script::<MINT>::new([token("a", 3600)]);
    let session = Session::builder(script, &connection()).clock(SystemClock).build();
    let cold = allocations(async || drop(session.token().await.unwrap())).await;
    assert!(cold > 0, "the allocator counts");
    let header = async || {
        for _ in 0..1000 {
            assert!(session.header().await.unwrap().is_sensitive());
        }
    };
    let token = async || {
        for _ in 0..1000 {
            assert_eq!(session.token().await.unwrap().generation(), 1);
        }
    };
    assert_eq!((allocations(header).await, allocations(token).await), (0, 0));
}

#[tokio::test]
async fn nor_does_one_that_is_being_renewed() {
    let script = Script::<MINT>::gated([token("a", 100), token("b", 100)]);
    let (builder, clock) = build(&script);
    let session = builder.build();
    script.release(1);
    session.token().await.unwrap();
    clock.advance(seconds(80));
    session.token().await.unwrap();
    assert!(session.state().borrow().refreshing);
    let header = async || assert!(session.header().await.unwrap().is_sensitive());
    let elsewhere = || {
        // The first use of any `ArcSwap` on a thread allocates.
        now(header());
        now(allocations(header))
    };
    assert_eq!(std::thread::scope(|scope| scope.spawn(elsewhere).join().unwrap()), 0);
    assert_eq!(allocations(header).await, 0);
}

/// The output of a future that is ready.
fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("it waits"),
    }
}
