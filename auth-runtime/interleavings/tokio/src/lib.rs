//! `tokio` for the runtime in these tests. Its tasks can be dropped, as by a runtime that is shut down.

use shuttle::sync::{Mutex, MutexGuard};
pub use shuttle_tokio::*;

shuttle::lazy_static! {
    static ref SPAWNED: Mutex<Vec<shuttle_tokio::task::AbortHandle>> = Mutex::new(Vec::new());
}

/// Like `tokio::spawn`.
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

/// For std, all threads are one: while one of them panics, the locks of all others are poisoned.
fn spawned() -> MutexGuard<'static, Vec<shuttle_tokio::task::AbortHandle>> {
    SPAWNED.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}
