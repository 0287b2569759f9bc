//! Repeats a request while the provider waits for a person (RFC 8628 §3.5).

use std::time::Duration;

use crate::Class;
use crate::credential::{SessionError, SessionProblem};
use crate::value::{IntoLifetime, Seconds};

/// The interval if the provider states none (RFC 8628 §3.2), and what `slow_down` adds to it (§3.5).
const FIVE_SECONDS: Duration = Duration::from_secs(5);
/// The least interval, whatever the provider states.
const LEAST: Duration = Duration::from_secs(1);

/// When a request is repeated while it answers that the provider still waits. See [`Made::again`](super::Made::again).
///
/// ```
/// use auth_runtime::Seconds;
/// use auth_runtime::session::Polling;
///
/// let polling = Polling::new().every(&Seconds::new(5)).until(&Some(Seconds::new(900)));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct Polling {
    interval: Duration,
    /// How much of the time for the whole is left; `None` if the provider states no end.
    left: Option<Duration>,
}

/// Makes a length of time of the spec.
#[must_use]
pub fn seconds(seconds: u64) -> Seconds {
    Seconds::new(seconds)
}

impl Default for Polling {
    fn default() -> Self {
        Self::new()
    }
}

impl Polling {
    /// Repeats every five seconds, until the provider ends it.
    pub fn new() -> Self {
        Self { interval: FIVE_SECONDS, left: None }
    }

    /// Sets the interval. One that is absent or zero is five seconds.
    pub fn every(self, interval: &impl IntoLifetime) -> Self {
        let stated = interval.lifetime().filter(|interval| !interval.is_zero());
        Self { interval: stated.unwrap_or(FIVE_SECONDS).max(LEAST), ..self }
    }

    /// Sets how long it may take in total, counted by the waits.
    pub fn until(self, limit: &impl IntoLifetime) -> Self {
        Self { left: limit.lifetime(), ..self }
    }

    /// Returns how long to wait before the request is repeated; `None` if the answer ends the wait. After `slow_down`, the
    /// interval is the one that the provider states, or five seconds longer; after a failed connection it doubles.
    ///
    /// # Errors
    /// [`SessionProblem::NotInTime`] if the time is over.
    pub(crate) fn wait(&mut self, error: &SessionError) -> Result<Option<Duration>, SessionError> {
        let Some(once) = self.next_wait(error) else { return Ok(None) };
        if let Some(left) = &mut self.left {
            *left = left.checked_sub(once).ok_or_else(|| SessionError::of(SessionProblem::NotInTime))?;
        }
        Ok(Some(once))
    }

    fn next_wait(&mut self, error: &SessionError) -> Option<Duration> {
        let stated = error.retry_after();
        match error.class() {
            Class::Pending => {}
            Class::SlowDown => return Some(self.slow_down(stated)),
            Class::Retry | Class::RateLimited => self.interval = self.interval.saturating_mul(2),
            Class::Reauthenticate | Class::Configuration | Class::Denied | Class::ClockSkew => return None,
        }
        Some(self.interval.max(stated.unwrap_or_default()))
    }

    /// Makes the interval longer: as the provider states, or by five seconds.
    fn slow_down(&mut self, stated: Option<Duration>) -> Duration {
        let longer = self.interval.saturating_add(FIVE_SECONDS);
        self.interval = stated.filter(|stated| *stated > self.interval).unwrap_or(longer);
        self.interval
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(class: Class, retry_after: Option<u64>) -> SessionError {
        SessionError::new(class, "no").with_retry_after(retry_after.map(Duration::from_secs))
    }

    #[test]
    fn waits_as_rfc_8628_says() {
        let rows = [
            (Class::Pending, None, Some(5)),
            (Class::Pending, Some(7), Some(7)),
            (Class::SlowDown, None, Some(10)),
            (Class::Pending, None, Some(10)),
            (Class::SlowDown, Some(30), Some(30)),
            (Class::SlowDown, Some(1), Some(35)),
            (Class::Retry, None, Some(70)),
            (Class::RateLimited, Some(100), Some(140)),
            (Class::Denied, None, None),
            (Class::Reauthenticate, None, None),
            (Class::Configuration, None, None),
        ];
        let mut polling = Polling::new();
        for (class, stated, expected) in rows {
            let wait = polling.wait(&error(class, stated)).unwrap();
            assert_eq!(wait, expected.map(Duration::from_secs), "{class:?} {stated:?}");
        }
    }

    #[test]
    fn ends_when_the_time_is_over() {
        let mut polling = Polling::new().every(&Seconds::new(0)).until(&Seconds::new(11));
        assert_eq!(polling.wait(&error(Class::Pending, None)).unwrap(), Some(FIVE_SECONDS));
        assert_eq!(polling.wait(&error(Class::Pending, None)).unwrap(), Some(FIVE_SECONDS));
        let over = polling.wait(&error(Class::Pending, None)).unwrap_err();
        assert_eq!((over.problem(), over.class()), (SessionProblem::NotInTime, Class::Reauthenticate));
    }
}
