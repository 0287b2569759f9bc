//! What time it is, by both clocks.

use std::sync::LazyLock;
use std::time::{Duration, Instant, SystemTime};

/// One moment, read from both clocks.
///
/// A monotonic clock stands still while a laptop sleeps, a wall clock can be set back: only both together tell whether a
/// token has expired.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Time since some fixed start; it never goes back.
    pub monotonic: Duration,
    /// The time of day.
    pub wall: SystemTime,
}

impl Moment {
    /// The moment `wait` later. What the platform's calendar cannot hold is not added, so that such an end has come already.
    pub(crate) fn after(self, wait: Duration) -> Self {
        let Self { monotonic, wall } = self;
        Self { monotonic: monotonic.saturating_add(wait), wall: wall.checked_add(wait).unwrap_or(wall) }
    }

    /// Whether either clock says that `end` has come.
    pub(crate) fn has_reached(&self, end: &Self) -> bool {
        self.monotonic >= end.monotonic || self.wall >= end.wall
    }
}

/// A source of time: [`SystemClock`], or one that a test moves by hand.
///
/// ```
/// use auth_runtime::session::{Clock, SystemClock};
///
/// let clock = SystemClock;
/// assert!(clock.now().monotonic <= clock.now().monotonic);
/// ```
pub trait Clock: Send + Sync + 'static {
    /// Both clocks now. It is asked at every use of a token: it must not block.
    fn now(&self) -> Moment;
}

/// The clocks of the operating system.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Moment {
        // One start for the process, so that the moments of any two sessions can be compared.
        static START: LazyLock<Instant> = LazyLock::new(Instant::now);
        Moment { monotonic: START.elapsed(), wall: SystemTime::now() }
    }
}
