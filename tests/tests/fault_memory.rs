//! The memory that the faults cost. It is alone in its binary, because the allocator counts for all tests.
#![allow(unsafe_code, reason = "an allocator cannot be written without")]
#![allow(clippy::unwrap_used, reason = "a test that fails may panic")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicIsize, Ordering};

use auth_runtime::session::{ManualClock, Session};
use auth_tests::faults::{FaultServer, Login, Row, connection, is_server_thread, rows};
use tokio::task::JoinSet;

const LIMIT: isize = 8 * 1024 * 1024;

static NOW: AtomicIsize = AtomicIsize::new(0);
static MOST: AtomicIsize = AtomicIsize::new(0);

/// Counts what the client holds: everything that is not allocated by the servers, which have a thread of their own and
/// pass nothing to other threads.
struct Counting;

fn count(bytes: usize, sign: isize) {
    if !is_server_thread() {
        let bytes = isize::try_from(bytes).unwrap_or(isize::MAX) * sign;
        let now = NOW.fetch_add(bytes, Ordering::Relaxed) + bytes;
        MOST.fetch_max(now, Ordering::Relaxed);
    }
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

#[tokio::test]
async fn no_row_takes_eight_mebibytes() {
    let mut costs = Vec::new();
    for row in rows() {
        for callers in [1, 100] {
            costs.push((growth(row, callers).await, callers, &row.name));
        }
    }
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
    let before = NOW.load(Ordering::Relaxed);
    MOST.store(before, Ordering::Relaxed);
    let mut tasks = JoinSet::new();
    for _ in 0..callers {
        let session = session.clone();
        tasks.spawn(async move { session.token().await.is_ok() });
    }
    assert_eq!(tasks.join_all().await.len(), callers);
    MOST.load(Ordering::Relaxed) - before
}
