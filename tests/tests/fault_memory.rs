//! The memory that the faults cost. It is alone in its binary, because the allocator counts for all tests.
#![allow(unsafe_code, reason = "an allocator cannot be written without")]
#![allow(clippy::unwrap_used, reason = "a test that fails may panic")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use auth_runtime::session::{ManualClock, Session};
use auth_tests::faults::{FaultServer, Login, Row, connection, rows};
use auth_tests::on_threads;
use tokio::runtime::Builder;
use tokio::task::JoinSet;

const LIMIT: isize = 8 * 1024 * 1024;

/// A client has a thread of its own, with what it waits for. Most of them wait for a server, and so there are more than cores.
const THREADS: usize = 8;

thread_local! {
    static NOW: Cell<isize> = const { Cell::new(0) };
    static MOST: Cell<isize> = const { Cell::new(0) };
}

/// Counts what the client of this thread holds. The servers have a thread of their own and pass nothing to other threads.
struct Counting;

fn count(bytes: usize, sign: isize) {
    let bytes = isize::try_from(bytes).unwrap_or(isize::MAX) * sign;
    // A thread that ends has no counters any more.
    let counted = NOW.try_with(|now| {
        now.set(now.get() + bytes);
        now.get()
    });
    let _ = counted.and_then(|now| MOST.try_with(|most| most.set(most.get().max(now))));
}

// SAFETY: every method passes its arguments to the system's allocator unchanged.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size(), 1);
        // SAFETY: as the caller promises.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        count(layout.size(), -1);
        // SAFETY: as the caller promises.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

#[test]
fn no_row_takes_eight_mebibytes() {
    let trials: Vec<(&'static Row, usize)> =
        rows().iter().flat_map(|row| [1, 100].map(|callers| (row, callers))).collect();
    let mut costs = on_threads(THREADS, &trials, |(row, callers)| {
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        (runtime.block_on(growth(row, *callers)), *callers, &row.name)
    });
    costs.sort_unstable();
    for (bytes, callers, name) in costs.iter().rev().take(8) {
        println!("{:>6} KiB, {callers:>3} callers: {name}", bytes / 1024);
    }
    let (most, ..) = *costs.last().unwrap();
    assert!(most > 1024 * 1024, "a megabyte of token is counted");
    assert!(most < LIMIT, "{most} bytes");
}

/// How much more memory the client holds at most while callers wait for the token.
async fn growth(row: &'static Row, callers: usize) -> isize {
    let server = FaultServer::start();
    server.fail(row);
    let connection = connection(&server.url(), row.patience());
    let session = Session::builder(Login::default(), &connection).clock(ManualClock::default()).build();
    let before = NOW.get();
    MOST.set(before);
    let mut tasks = JoinSet::new();
    for _ in 0..callers {
        let session = session.clone();
        tasks.spawn(async move { session.token().await.is_ok() });
    }
    assert_eq!(tasks.join_all().await.len(), callers);
    MOST.get() - before
}
