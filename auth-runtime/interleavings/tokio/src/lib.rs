//! `tokio` as the runtime sees it in these tests. Its tasks can be dropped, as a runtime that is shut down does it.

use shuttle::sync::{Mutex, MutexGuard};
pub use shuttle_tokio::*;

shuttle::lazy_static! {
    static ref SPAWNED: Mutex<Vec<shuttle_tokio::task::AbortHandle>> = Mutex::new(Vec::new());
}

/// As `tokio::spawn`.
pub fn spawn<F>(task: F) -> shuttle_tokio::task::JoinHandle<F::Output>
where
    F: Future<Output: Send> + Send + 'static,
{
    let handle = shuttle_tokio::spawn(task);
    spawned().push(handle.abort_handle());
    handle
}

/// Drops every task that was spawned so far and has not ended.
pub fn shut_down() {
    for handle in std::mem::take(&mut *spawned()) {
        handle.abort();
    }
}

/// All threads are one to std: while one of them panics, the locks of every other are poisoned.
fn spawned() -> MutexGuard<'static, Vec<shuttle_tokio::task::AbortHandle>> {
    SPAWNED.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}
