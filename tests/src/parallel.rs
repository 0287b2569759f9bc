//! Work on many things, on all cores.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Returns the first with `SAMPLES=large`, as in `.ci/run`, and else the second: how much of many things a test tries.
#[must_use]
pub fn by_samples(large: usize, usual: usize) -> usize {
    if std::env::var_os("SAMPLES").is_some_and(|samples| samples == "large") { large } else { usual }
}

/// Does the same with each item, on as many threads as there are cores, and returns the results in the order of the items. libtest
/// runs tests beside each other, and one that takes long leaves the other cores idle.
///
/// # Panics
/// If the work on an item does.
pub fn in_parallel<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    on_threads(thread::available_parallelism().map_or(2, NonZero::get), items, work)
}

/// Does the same on more or fewer threads: work that waits leaves a core to others.
///
/// # Panics
/// If the work on an item does.
pub fn on_threads<T: Sync, R: Send>(threads: usize, items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let (next, done) = (AtomicUsize::new(0), Mutex::new(Vec::with_capacity(items.len())));
    let work_off = || {
        while let Some((index, item)) = take(items, &next) {
            let result = work(item);
            done.lock().unwrap_or_else(PoisonError::into_inner).push((index, result));
        }
    };
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(work_off);
        }
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}

/// The next item that nobody has begun.
fn take<'i, T>(items: &'i [T], next: &AtomicUsize) -> Option<(usize, &'i T)> {
    let index = next.fetch_add(1, Ordering::Relaxed);
    items.get(index).map(|item| (index, item))
}
