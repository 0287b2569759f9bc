//! Which refusals of an API have caused renewals.

use std::sync::Arc;
use std::time::Duration;

/// Which refusals have caused renewals since a token was last renewed for its age.
///
/// An API may answer 401 because a token is not good any more, or because this endpoint does not like good tokens. A
/// renewal tells: an endpoint that refuses the new token as well causes no further one, until it accepts a token, or a
/// token is renewed for its age. Renewals without a known endpoint become rarer and rarer.
#[derive(Debug, Default)]
pub(crate) struct Refusals {
    /// Endpoints that caused a renewal and have not accepted a token since.
    endpoints: Vec<Arc<str>>,
    /// Renewals in a row, and when the last one was caused, by the monotonic clock.
    renewals: u32,
    last: Duration,
}

/// How long after a renewal by refusal the next one may follow: doubled each time.
const FIRST_PAUSE: Duration = Duration::from_secs(10);
const LONGEST_PAUSE: Duration = Duration::from_secs(60 * 60);
/// More endpoints are not remembered one by one.
const ENDPOINTS: usize = 64;

impl Refusals {
    /// Whether a refusal by that endpoint causes a renewal, which is then noted.
    pub(crate) fn causes_renewal(&mut self, endpoint: Option<&str>, now: Duration) -> bool {
        let is_known = endpoint.is_some_and(|endpoint| self.endpoints.iter().any(|known| **known == *endpoint));
        let is_early = self.renewals > 0 && now < self.last.saturating_add(self.pause());
        // After the longest pause an endpoint may try again: a token without an end is never renewed for its age.
        let is_stale = self.renewals > 0 && now >= self.last.saturating_add(LONGEST_PAUSE);
        if is_early || (is_known && !is_stale) {
            return false;
        }
        if let Some(endpoint) = endpoint.filter(|_| !is_known && self.endpoints.len() < ENDPOINTS) {
            self.endpoints.push(endpoint.into());
        }
        (self.renewals, self.last) = (self.renewals.saturating_add(1), now);
        true
    }

    fn pause(&self) -> Duration {
        FIRST_PAUSE.saturating_mul(1 << self.renewals.saturating_sub(1).min(16)).min(LONGEST_PAUSE)
    }

    /// The renewal has helped.
    pub(crate) fn accepted(&mut self, endpoint: &str) {
        let before = self.endpoints.len();
        self.endpoints.retain(|known| **known != *endpoint);
        if self.endpoints.len() < before {
            self.renewals = 0;
        }
    }

    pub(crate) fn clear(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_endpoint_causes_one_renewal() {
        let second = Duration::from_secs;
        let mut refusals = Refusals::default();
        // Seconds, endpoint, whether the refusal causes a renewal.
        let rows = [
            (0, Some("/admin"), true),
            (5, Some("/admin"), false),
            (60, Some("/admin"), false),
            (60, Some("/me"), true),
            (70, Some("/other"), false),
            (80, Some("/other"), true),
            (119, None, false),
            (120, None, true),
            (120 + 79, None, false),
            (120 + 80, None, true),
            (120 + 80 + 3599, Some("/admin"), false),
            (120 + 80 + 3600, Some("/admin"), true),
        ];
        for (at, endpoint, expected) in rows {
            assert_eq!(refusals.causes_renewal(endpoint, second(at)), expected, "{at} {endpoint:?}");
        }
        refusals.accepted("/me");
        assert!(refusals.causes_renewal(Some("/me"), second(3801)), "the renewal has helped");
        refusals.clear();
        assert!(refusals.causes_renewal(Some("/me"), second(3801)), "renewed for age");
    }

    #[test]
    fn the_memory_is_bounded() {
        let mut refusals = Refusals::default();
        let caused = (0..100_000_u64).filter(|second| {
            let endpoint = format!("/users/{second}");
            refusals.causes_renewal(Some(&endpoint), Duration::from_secs(*second))
        });
        assert!(caused.count() < 40);
        assert!(refusals.endpoints.len() <= ENDPOINTS);
    }
}
