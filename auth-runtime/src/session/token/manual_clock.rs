//! A clock for tests.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use crate::session::token::clock::{Clock, Moment};

/// A clock that a test moves by hand (feature `test-util`). Clones show the same time.
///
/// ```
/// use auth_runtime::session::{Clock, ManualClock};
/// use std::time::Duration;
///
/// let clock = ManualClock::default();
/// let before = clock.now();
/// clock.advance(Duration::from_secs(60));
/// assert_eq!(clock.now().monotonic - before.monotonic, Duration::from_secs(60));
/// ```
#[derive(Clone, Debug)]
pub struct ManualClock(Arc<Mutex<Moment>>);

impl ManualClock {
    /// Moves both clocks forward.
    pub fn advance(&self, time: Duration) {
        self.change(|now| *now = now.after(time));
    }

    /// Moves only the wall clock forward, as if the machine slept.
    pub fn suspend(&self, time: Duration) {
        self.change(|now| now.wall = now.after(time).wall);
    }

    /// Sets the wall clock.
    pub fn set_wall(&self, wall: SystemTime) {
        self.change(|now| now.wall = wall);
    }

    fn change(&self, change: impl FnOnce(&mut Moment)) {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

/// A day in 2026.
impl Default for ManualClock {
    fn default() -> Self {
        let wall = SystemTime::UNIX_EPOCH + Duration::from_secs(1_790_000_000);
        Self(Arc::new(Mutex::new(Moment { monotonic: Duration::from_secs(1_000), wall })))
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Moment {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
