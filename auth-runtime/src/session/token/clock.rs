//! The monotonic and the wall clock.

use std::time::{Duration, SystemTime};

/// A moment, read from both clocks.
///
/// A monotonic clock stops while a laptop sleeps, and a wall clock can be set back: only both together show whether a
/// token has expired.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The time since some fixed start. It never goes back.
    pub monotonic: Duration,
    /// The time of day.
    pub wall: SystemTime,
}

impl Moment {
    /// A moment in the past, for ends that have already come.
    pub(crate) const LONG_AGO: Self = Self { monotonic: Duration::ZERO, wall: SystemTime::UNIX_EPOCH };

    /// Returns the moment after `wait`. If the platform's calendar cannot represent it, `wait` is not added to the wall
    /// clock, so that a token with such an end counts as expired.
    pub(crate) fn after(self, wait: Duration) -> Self {
        Self { monotonic: self.monotonic.saturating_add(wait), wall: self.wall.checked_add(wait).unwrap_or(self.wall) }
    }

    /// Whether `end` has come by either clock.
    pub(crate) fn has_reached(&self, end: &Self) -> bool {
        self.monotonic >= end.monotonic || self.wall >= end.wall
    }
}

/// A source of time: [`SystemClock`], or a clock that a test moves by hand.
///
/// ```
/// use auth_runtime::session::{Clock, SystemClock};
///
/// let clock = SystemClock;
/// assert!(clock.now().monotonic <= clock.now().monotonic);
/// ```
pub trait Clock: Send + Sync + 'static {
    /// Returns the time of both clocks. It must not block.
    fn now(&self) -> Moment;

    /// Returns a moment that is cheaper to read and at most two seconds behind [`now`](Self::now). It is read at every
    /// use of a token, and is sufficient while the token remains fresh for longer than that.
    fn recent(&self) -> Moment {
        self.now()
    }
}

/// The clocks of the operating system.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

#[cfg(any(target_os = "linux", target_os = "android"))]
mod system {
    use std::time::{Duration, SystemTime};

    use rustix::time::{ClockId, Timespec, clock_gettime};

    use crate::session::token::clock::{Clock, Moment, SystemClock};

    impl Clock for SystemClock {
        fn now(&self) -> Moment {
            let (monotonic, wall) = (clock_gettime(ClockId::Monotonic), clock_gettime(ClockId::Realtime));
            let Moment { monotonic: seconds, wall: day } = whole_seconds(monotonic, wall);
            Moment { monotonic: seconds + rest(monotonic), wall: day + rest(wall) }
        }

        /// Returns the time of the kernel's last tick; there are 100 to 1,000 per second. Setting the clock or waking
        /// the machine takes effect at once.
        fn recent(&self) -> Moment {
            whole_seconds(clock_gettime(ClockId::MonotonicCoarse), clock_gettime(ClockId::RealtimeCoarse))
        }
    }

    /// Converts the clocks' values. No clock runs long enough for an overflow; a time before 1970 is as wrong as one
    /// after.
    fn whole_seconds(monotonic: Timespec, wall: Timespec) -> Moment {
        let [monotonic, wall] = [monotonic, wall].map(|time| Duration::from_secs(time.tv_sec.unsigned_abs()));
        Moment { monotonic, wall: SystemTime::UNIX_EPOCH + wall }
    }

    fn rest(time: Timespec) -> Duration {
        Duration::from_nanos(time.tv_nsec.unsigned_abs())
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
mod system {
    use std::sync::LazyLock;
    use std::time::{Instant, SystemTime};

    use crate::session::token::clock::{Clock, Moment, SystemClock};

    impl Clock for SystemClock {
        fn now(&self) -> Moment {
            // All moments of the process have the same start, so that those of any two sessions can be compared.
            static START: LazyLock<Instant> = LazyLock::new(Instant::now);
            Moment { monotonic: START.elapsed(), wall: SystemTime::now() }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recent_lies_behind_by_less_than_two_seconds() {
        let (before, now, after) = (SystemClock.recent(), SystemClock.now(), SystemClock.recent());
        assert!(before.monotonic <= now.monotonic);
        assert!(now.monotonic < after.monotonic + Duration::from_secs(2));
        assert!(now.wall < after.wall + Duration::from_secs(2));
    }
}
