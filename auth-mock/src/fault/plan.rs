//! The planned faults, and which of them a call meets.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::fault::kind::{Effect, Fault, When};
use crate::route::candidate::Key;

/// The planned faults, in the order in which they were planned.
#[derive(Debug, Default)]
pub(crate) struct Faults(Mutex<Vec<Planned>>);

#[derive(Debug)]
struct Planned {
    key: Key,
    fault: Fault,
    /// How many calls came to it.
    seen: u32,
    /// How many of them it has met.
    met: u32,
}

/// What a call meets.
#[derive(Clone, Debug, Default)]
pub(crate) struct Met {
    pub(crate) delay: Duration,
    pub(crate) effect: Option<Effect>,
    pub(crate) retry_after: Option<u64>,
    /// The faults as text.
    pub(crate) said: Vec<String>,
}

impl Faults {
    pub(crate) fn plan(&self, key: Key, fault: Fault) {
        self.planned().push(Planned { key, fault, seen: 0, met: 0 });
    }

    /// Removes the faults of some endpoints, and returns how many there were.
    pub(crate) fn remove(&self, keys: &[Key]) -> usize {
        let mut planned = self.planned();
        let before = planned.len();
        planned.retain(|known| !keys.contains(&known.key));
        before - planned.len()
    }

    /// Returns the planned faults that may still happen.
    pub(crate) fn list(&self) -> Vec<(Key, Fault)> {
        self.planned().iter().map(|known| (known.key, known.fault.clone())).collect()
    }

    /// Counts a call of an endpoint, and returns what it meets: all delays up to the first other effect. What comes after
    /// that is kept for the next call.
    pub(crate) fn meet(&self, key: Key) -> Met {
        let mut planned = self.planned();
        let mut met = Met::default();
        for known in planned.iter_mut().filter(|known| known.key == key) {
            if !known.is_due() {
                continue;
            }
            met.delay += known.fault.delay.unwrap_or_default();
            met.said.push(known.fault.to_string());
            if known.fault.effect.is_some() {
                met.effect.clone_from(&known.fault.effect);
                met.retry_after = known.fault.retry_after;
                break;
            }
        }
        planned.retain(|known| !known.is_over());
        met
    }

    /// Locks the list. A poisoned lock can be used: each change is a single call.
    fn planned(&self) -> MutexGuard<'_, Vec<Planned>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Planned {
    fn is_due(&mut self) -> bool {
        self.seen = self.seen.wrapping_add(1);
        let is_due = match self.fault.when {
            When::Always => true,
            When::Times(count) => self.met < count,
            When::Every(count) => self.seen.is_multiple_of(count.max(1)),
        };
        self.met = self.met.wrapping_add(u32::from(is_due));
        is_due
    }

    fn is_over(&self) -> bool {
        match self.fault.when {
            When::Always | When::Every(_) => false,
            When::Times(count) => self.met >= count,
        }
    }
}
