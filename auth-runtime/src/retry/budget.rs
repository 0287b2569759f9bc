//! How many repeated requests a provider may be sent.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, Weak};
use std::time::Duration;

use crate::retry::sync::{Mutex, MutexGuard};

const CAPACITY: u32 = 10;
const REFILL: Duration = Duration::from_secs(10);

/// A token bucket for requests that follow a failure: 10 of them, one more every 10 seconds and after every success.
///
/// All sessions of one account and token endpoint draw from the same bucket: a hundred of them do not knock a hundred times
/// at a provider that is down. First requests are free, and so are those after a refusal, which have their back-off.
#[derive(Clone, Debug, Default)]
pub(crate) struct RetryBudget(Arc<Mutex<Spent>>);

/// A budget for each account and token endpoint of a connection, by a text that names both.
#[derive(Clone, Debug, Default)]
pub(crate) struct RetryBudgets(Arc<Mutex<BTreeMap<String, Weak<Mutex<Spent>>>>>);

impl RetryBudgets {
    /// The budget that all sessions of that name share.
    pub(crate) fn of(&self, name: &str) -> RetryBudget {
        let mut budgets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(budget) = budgets.get(name).and_then(Weak::upgrade) {
            return RetryBudget(budget);
        }
        budgets.retain(|_, budget| budget.strong_count() > 0);
        let budget = RetryBudget::default();
        budgets.insert(name.to_owned(), Arc::downgrade(&budget.0));
        budget
    }
}

/// What is missing from the bucket.
#[derive(Debug, Default)]
struct Spent {
    drawn: u32,
    /// When the next one is put back.
    refill: Duration,
}

impl RetryBudget {
    /// Takes one out, or says how long to wait for one. `now` is monotonic.
    pub(crate) fn draw(&self, now: Duration) -> Result<(), Duration> {
        let mut spent = self.lock();
        spent.put_back(now);
        if spent.drawn >= CAPACITY {
            return Err(spent.refill.saturating_sub(now));
        }
        if spent.drawn == 0 {
            spent.refill = now.saturating_add(REFILL);
        }
        spent.drawn += 1;
        Ok(())
    }

    /// A request succeeded.
    pub(crate) fn reward(&self) {
        let mut spent = self.lock();
        spent.drawn = spent.drawn.saturating_sub(1);
    }

    fn lock(&self) -> MutexGuard<'_, Spent> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Spent {
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
        // Monotonic clocks do not go back; if one does, nothing is put back and nothing overflows.
        assert_eq!(budget.draw(second(0)), Err(second(120)));
        assert_eq!(budget.draw(Duration::MAX), Ok(()));
    }
}
