//! Limits how many repeated requests are sent to a provider.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, Weak};
use std::time::Duration;

use crate::retry::sync::{Mutex, MutexGuard};

const CAPACITY: u32 = 10;
const REFILL: Duration = Duration::from_secs(10);
/// A number of budgets that need not be swept.
const FEW: usize = 16;

/// A token bucket for requests that follow a failure: its capacity is 10, and one is added every 10 seconds and after
/// every success.
///
/// All sessions with the same account and token endpoint share one bucket, so that a hundred sessions do not send a
/// hundred requests to a provider that is down. A session whose account is unknown, because all its inputs are secret, has
/// its own. First requests are not counted, and neither are those after a refusal,
/// which have a back-off.
#[derive(Clone, Debug, Default)]
pub(crate) struct RetryBudget(Arc<Mutex<Spent>>);

/// The budgets of a connection, by a text that names the account and the token endpoint.
#[derive(Clone, Debug, Default)]
pub(crate) struct RetryBudgets(Arc<Mutex<ByName>>);

#[derive(Debug, Default)]
struct ByName {
    budgets: BTreeMap<String, Weak<Mutex<Spent>>>,
    /// The number of budgets at which those that nobody has any more are removed: twice as many as were left the last
    /// time, so that making many sessions takes no longer for each.
    sweep_at: usize,
}

impl RetryBudgets {
    /// Returns the budget that all sessions with this name share.
    pub(crate) fn of(&self, name: &str) -> RetryBudget {
        let mut by_name = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(budget) = by_name.budgets.get(name).and_then(Weak::upgrade) {
            return RetryBudget(budget);
        }
        by_name.sweep();
        let budget = RetryBudget::default();
        by_name.budgets.insert(name.to_owned(), Arc::downgrade(&budget.0));
        budget
    }
}

impl ByName {
    fn sweep(&mut self) {
        if self.budgets.len() >= self.sweep_at {
            self.budgets.retain(|_, budget| budget.strong_count() > 0);
            self.sweep_at = self.budgets.len().saturating_mul(2).max(FEW);
        }
    }
}

/// The tokens missing from the bucket.
#[derive(Debug, Default)]
struct Spent {
    drawn: u32,
    /// The time at which the next one is added.
    refill: Duration,
}

impl RetryBudget {
    /// Takes a token, or returns how long to wait for one. `now` is monotonic.
    pub(crate) fn draw(&self, now: Duration) -> Result<(), Duration> {
        let mut spent = self.lock();
        spent.put_back(now);
        if spent.drawn >= CAPACITY {
            return Err(spent.refill.saturating_sub(now));
        }
        spent.take(now);
        Ok(())
    }

    /// Adds a token after a successful request.
    pub(crate) fn reward(&self) {
        let mut spent = self.lock();
        spent.drawn = spent.drawn.saturating_sub(1);
    }

    fn lock(&self) -> MutexGuard<'_, Spent> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Spent {
    fn take(&mut self, now: Duration) {
        if self.drawn == 0 {
            self.refill = now.saturating_add(REFILL);
        }
        self.drawn += 1;
    }

    fn put_back(&mut self, now: Duration) {
        while self.drawn > 0 && self.refill <= now {
            self.drawn -= 1;
            self.refill = self.refill.saturating_add(REFILL);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refills_by_time_and_by_success() {
        let (budget, second) = (RetryBudget::default(), Duration::from_secs);
        for _ in 0..CAPACITY {
            assert_eq!(budget.draw(second(100)), Ok(()));
        }
        let rows = [(100, Err(second(10))), (109, Err(second(1))), (110, Ok(())), (110, Err(second(10)))];
        for (now, expected) in rows {
            assert_eq!(budget.draw(second(now)), expected, "{now}");
        }
        budget.reward();
        assert_eq!(budget.draw(second(110)), Ok(()));
        // Monotonic clocks do not go back; if one does, no token is added and nothing overflows.
        assert_eq!(budget.draw(second(0)), Err(second(120)));
        assert_eq!(budget.draw(Duration::MAX), Ok(()));
    }
}
