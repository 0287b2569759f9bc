//! Records which refusals of an API have caused renewals.

use std::sync::Arc;
use std::time::Duration;

/// The refusals that have caused renewals since a token was last renewed because of its age.
///
/// An API may answer 401 because a token is no longer valid, or because this endpoint does not accept even valid
/// tokens. A renewal shows which: an endpoint that refuses the new token too causes no further renewal until it accepts
/// a token, or a token is renewed because of its age. The intervals between renewals without a known endpoint grow.
#[derive(Debug, Default)]
pub(crate) struct Refusals {
    /// Endpoints that have caused a renewal and have not accepted a token since.
    endpoints: Vec<Arc<str>>,
    /// The number of consecutive renewals, and when the last one was caused, by the monotonic clock.
    renewals: u32,
    last: Duration,
}

/// The minimum time between two renewals because of refusals; it doubles each time.
const FIRST_PAUSE: Duration = Duration::from_secs(10);
const LONGEST_PAUSE: Duration = Duration::from_secs(60 * 60);
/// The maximum number of endpoints that are recorded individually.
const ENDPOINTS: usize = 64;

impl Refusals {
    /// Whether a refusal by an endpoint causes a renewal, which is then recorded.
    pub(crate) fn causes_renewal(&mut self, endpoint: Option<&str>, now: Duration) -> bool {
        let is_known = endpoint.is_some_and(|endpoint| self.knows(endpoint));
        let is_early = self.renewals > 0 && now < self.last.saturating_add(self.pause());
        if is_early || (is_known && !self.is_stale(now)) {
            return false;
        }
        let has_room = !is_known && self.endpoints.len() < ENDPOINTS;
        self.endpoints.extend(endpoint.filter(|_| has_room).map(Arc::from));
        (self.renewals, self.last) = (self.renewals.saturating_add(1), now);
        true
    }

    fn knows(&self, endpoint: &str) -> bool {
        self.endpoints.iter().any(|known| **known == *endpoint)
    }

    /// Whether an endpoint may cause a renewal again: after the longest pause, because a token without expiry is never
    /// renewed because of its age.
    fn is_stale(&self, now: Duration) -> bool {
        self.renewals > 0 && now >= self.last.saturating_add(LONGEST_PAUSE)
    }

    fn pause(&self) -> Duration {
        FIRST_PAUSE.saturating_mul(1 << self.renewals.saturating_sub(1).min(16)).min(LONGEST_PAUSE)
    }

    /// Records that an endpoint accepted a token.
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
