//! Copies of a header value for several CPU cores.

use std::cell::Cell;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::available_parallelism;

use bytes::Bytes;
use http::HeaderValue;

use crate::value::wiped::WipedBuffer;

/// The maximum number of copies. More would use memory in each session; the threads of larger machines share copies.
const MOST: usize = 8;

/// The length from which on a token has one copy: copying such a header takes longer than waiting for another core, and
/// few servers accept one.
const LONG: usize = 16 * 1024;

/// Several copies of a header value, each in its own buffer that is wiped with its last clone.
///
/// Cloning a header value writes to its reference count, and two cores that write to one count wait for each other:
/// fetching a token in two threads at once would be four times as slow as in one.
pub(crate) struct Copies(Box<[HeaderValue]>);

impl Copies {
    /// Makes the copies; `None` if `text` is not a valid header value.
    pub(crate) fn new(text: &WipedBuffer) -> Option<Self> {
        let count = if text.as_slice().len() < LONG { count() } else { 1 };
        Some(Self((0..count).map(|_| copy(text)).collect::<Option<_>>()?))
    }

    /// Returns the copy that this thread clones.
    #[inline]
    pub(crate) fn mine(&self) -> &HeaderValue {
        // The number of copies is a power of two, so the mask is a remainder.
        &self.0[turn() & (self.0.len() - 1)]
    }
}

/// Returns the number of this thread, from 1 on: copies are assigned to threads in the order in which they first use a
/// token.
#[inline]
fn turn() -> usize {
    thread_local! {
        static TURN: Cell<usize> = const { Cell::new(0) };
    }
    static TURNS: AtomicUsize = AtomicUsize::new(1);
    let turn = TURN.get();
    if turn != 0 {
        return turn;
    }
    TURN.set(TURNS.fetch_add(1, Ordering::Relaxed).max(1));
    TURN.get()
}

/// Returns twice the number of cores, so that two busy threads rarely share a copy.
fn count() -> usize {
    static COUNT: LazyLock<usize> = LazyLock::new(|| {
        let cores = available_parallelism().map_or(1, usize::from);
        cores.saturating_mul(2).min(MOST).next_power_of_two()
    });
    *COUNT
}

fn copy(text: &WipedBuffer) -> Option<HeaderValue> {
    let mut own = WipedBuffer::with_capacity(text.as_slice().len());
    own.push(text.as_slice());
    let mut value = HeaderValue::from_maybe_shared(Bytes::from_owner(Apart(own))).ok()?;
    value.set_sensitive(true);
    Some(value)
}

/// Keeps the counts of two copies in different cache lines; processors fetch two lines of 64 bytes at once.
#[repr(align(128))]
struct Apart(WipedBuffer);

impl AsRef<[u8]> for Apart {
    fn as_ref(&self) -> &[u8] {
        self.0.as_slice()
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    fn copies(text: &str) -> Option<Copies> {
        let mut buffer = WipedBuffer::new();
        buffer.push_str(text);
        Copies::new(&buffer)
    }

    #[test]
    fn threads_take_turns() {
        let copies = copies("Bearer at_1").unwrap();
        let address = || copies.mine().as_bytes().as_ptr().addr();
        assert_eq!(address(), address(), "a thread keeps its copy");
        let count = copies.0.len();
        assert!(count.is_power_of_two() && (2..=MOST).contains(&count));
        let mut all: Vec<_> = copies.0.iter().map(|copy| copy.as_bytes().as_ptr().addr()).collect();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count, "no two copies share a buffer");
        let used = |_| thread::scope(|scope| scope.spawn(address).join().unwrap());
        assert!((0..count).map(used).all(|address| all.contains(&address)));
    }

    #[test]
    fn each_is_sensitive_and_fit_for_a_header() {
        assert!(copies("Bearer at_1").unwrap().0.iter().all(|copy| copy.is_sensitive() && copy == "Bearer at_1"));
        assert!(copies("Bearer at\n1").is_none());
    }

    #[test]
    fn a_long_one_is_there_once() {
        for (length, is_one) in [(LONG - 1, false), (LONG, true), (1_000_000, true)] {
            assert_eq!(copies(&"t".repeat(length)).unwrap().0.len() == 1, is_one, "{length}");
        }
    }
}
