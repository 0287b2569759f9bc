//! Counts what a server has received.

use std::sync::atomic::{AtomicU64, Ordering};

#[derive(Default)]
pub(super) struct Tally {
    pub(super) token_requests: AtomicU64,
    pub(super) reused_refresh_tokens: AtomicU64,
    pub(super) refused_calls: AtomicU64,
    pub(super) stale_tokens: AtomicU64,
    pub(super) strange_tokens: AtomicU64,
    pub(super) other_paths: AtomicU64,
    pub(super) connections_elsewhere: AtomicU64,
    pub(super) bytes_elsewhere: AtomicU64,
}

/// What a server has received since it was started.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counters {
    /// The number of token requests.
    pub token_requests: u64,
    /// The maximum number of concurrent token requests.
    pub token_requests_at_once: usize,
    /// The number of calls that were refused with 401.
    pub refused_calls: u64,
    /// The number of calls with an expired token.
    pub stale_tokens: u64,
    /// The number of calls with a token that no client should have accepted.
    pub strange_tokens: u64,
    /// The number of refresh tokens that were sent again after they were used, or more than once after they may have
    /// been used.
    pub reused_refresh_tokens: u64,
    /// The number of requests for other paths.
    pub other_paths: u64,
    /// The number of connections to the other origin.
    pub connections_elsewhere: u64,
    /// The number of bytes that were sent to the other origin.
    pub bytes_elsewhere: u64,
}

impl Tally {
    pub(super) fn counters(&self, token_requests_at_once: usize) -> Counters {
        let read = |counter: &AtomicU64| counter.load(Ordering::SeqCst);
        Counters {
            token_requests: read(&self.token_requests),
            token_requests_at_once,
            refused_calls: read(&self.refused_calls),
            stale_tokens: read(&self.stale_tokens),
            strange_tokens: read(&self.strange_tokens),
            reused_refresh_tokens: read(&self.reused_refresh_tokens),
            other_paths: read(&self.other_paths),
            connections_elsewhere: read(&self.connections_elsewhere),
            bytes_elsewhere: read(&self.bytes_elsewhere),
        }
    }
}

pub(super) fn add(counter: &AtomicU64, count: usize) {
    counter.fetch_add(count as u64, Ordering::SeqCst);
}
