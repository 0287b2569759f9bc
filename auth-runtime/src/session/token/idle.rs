//! A lifetime that restarts at each use.

use std::time::Duration;

use super::clock::Moment;
use crate::retry::sync::atomic::{AtomicU64, Ordering};
use crate::value::milliseconds_since_1970;

/// When a token was last used, by both clocks. Returning it to a caller counts as a use.
pub(crate) struct Idle {
    limit: Duration,
    /// The last use, in nanoseconds of the monotonic clock.
    monotonic: AtomicU64,
    /// The last use, in milliseconds since 1970.
    wall: AtomicU64,
}

/// The maximum time before its expiry at which a token counts as expired, because a request takes time to arrive.
const LONGEST_MARGIN: Duration = Duration::from_secs(60);

impl Idle {
    pub(crate) fn new(limit: Duration, now: &Moment) -> Self {
        let margin = (limit / 20).min(LONGEST_MARGIN);
        let idle = Self { limit: limit.saturating_sub(margin), monotonic: AtomicU64::new(0), wall: AtomicU64::new(0) };
        idle.note(now);
        idle
    }

    pub(crate) fn note(&self, now: &Moment) {
        self.monotonic.store(nanoseconds(now.monotonic), Ordering::Relaxed);
        self.wall.store(milliseconds_since_1970(now.wall), Ordering::Relaxed);
    }

    /// Whether the token was unused for too long by either clock.
    pub(crate) fn is_over(&self, now: &Moment) -> bool {
        let passed =
            Duration::from_nanos(nanoseconds(now.monotonic).saturating_sub(self.monotonic.load(Ordering::Relaxed)));
        let wall =
            Duration::from_millis(milliseconds_since_1970(now.wall).saturating_sub(self.wall.load(Ordering::Relaxed)));
        passed >= self.limit || wall >= self.limit
    }
}

fn nanoseconds(time: Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use super::*;

    #[test]
    fn each_use_starts_it_again() {
        let start = Moment { monotonic: Duration::from_secs(9), wall: SystemTime::UNIX_EPOCH + Duration::from_secs(9) };
        let at = |seconds| start.after(Duration::from_secs(seconds));
        let idle = Idle::new(Duration::from_secs(100), &start);
        assert!(!idle.is_over(&at(94)) && idle.is_over(&at(95)));
        idle.note(&at(94));
        assert!(!idle.is_over(&at(188)) && idle.is_over(&at(189)));
        let asleep = Moment { monotonic: at(94).monotonic, wall: at(400).wall };
        assert!(idle.is_over(&asleep), "a machine that sleeps does not use it");
    }
}
