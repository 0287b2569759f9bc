//! The rule for refresh tokens: whether one may be sent. The table is in `docs/sessions.md`.

use std::time::{Duration, SystemTime};

use crate::session::source::facts::{Facts, Reuse};
use crate::session::store::grant::{Attempt, GrantState};

/// The maximum number of times that a refresh token is sent without a clear answer.
const ATTEMPTS: u32 = 2;

/// Whether a refresh token may be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Permission {
    /// It may be sent now.
    Now,
    /// It may be sent when the access token has expired.
    AfterAccessToken,
    /// It may be sent after this time, because another session may still be sending it.
    After(Duration),
    /// It may never be sent again.
    Never,
}

/// The facts on which the rule is based.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Situation<'a> {
    pub(crate) facts: Facts,
    /// The number of consecutive replies that left the refresh token unchanged.
    pub(crate) kept: u32,
    pub(crate) state: &'a GrantState,
    /// The session that wants to send it.
    pub(crate) holder: &'a str,
    /// The time, by the clock with which the attempt was recorded.
    pub(crate) now: SystemTime,
    /// How long the session has known about the attempt, by its own monotonic clock.
    pub(crate) watched: Duration,
    /// Whether there is a usable access token.
    pub(crate) has_access_token: bool,
}

impl Situation<'_> {
    pub(crate) fn permission(&self) -> Permission {
        match self.state {
            GrantState::Idle => Permission::Now,
            GrantState::Revoked => Permission::Never,
            GrantState::InUse(attempt) | GrantState::Uncertain(attempt) => self.after(attempt),
        }
    }

    /// Decides after an attempt whose outcome is unknown.
    fn after(&self, attempt: &Attempt) -> Permission {
        let is_mine = attempt.holder == self.holder;
        let wait = attempt.others_wait(self.now, self.watched);
        if !is_mine && !wait.is_zero() {
            return Permission::After(wait);
        }
        if self.may_be_repeated_freely() || (is_mine && self.is_in_grace(attempt)) {
            return Permission::Now;
        }
        self.once_more(attempt)
    }

    /// Decides about a repetition that may end the login: once, and only when the access token is of no more use.
    fn once_more(&self, attempt: &Attempt) -> Permission {
        match (attempt.count < ATTEMPTS, self.has_access_token) {
            (false, _) => Permission::Never,
            (true, true) => Permission::AfterAccessToken,
            (true, false) => Permission::Now,
        }
    }

    /// Whether using the refresh token twice is harmless.
    fn may_be_repeated_freely(&self) -> bool {
        self.facts.is_kept(self.kept) || self.facts.reuse == Reuse::Tolerated || self.facts.until_used
    }

    /// Whether the holder may repeat the attempt once within the grace period.
    fn is_in_grace(&self, attempt: &Attempt) -> bool {
        attempt.count < ATTEMPTS && attempt.passed(self.now, self.watched) < self.facts.grace
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::session::source::Rotation;

    const ME: &str = "me";
    const SECOND: Duration = Duration::from_secs(1);

    fn at(seconds: u64) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(1_000 + seconds)
    }

    fn attempt(holder: &str, count: u32) -> Attempt {
        Attempt { id: "a".into(), holder: holder.into(), since: at(0), limit: Duration::from_secs(135), count }
    }

    fn facts(rotation: Rotation, reuse: Reuse, grace: u64) -> Facts {
        Facts { rotation, reuse, grace: Duration::from_secs(grace), until_used: false }
    }

    #[test]
    fn follows_the_table() {
        use {
            Permission as P, Reuse::EndsGrant, Reuse::Tolerated, Rotation::Kept, Rotation::Replaced, Rotation::Unknown,
        };
        let strict = facts(Unknown, EndsGrant, 0);
        // Facts, number of replies that kept the token, holder and number of the attempt, seconds since, access token;
        // then the permission.
        let rows = [
            (strict, 0, ME, 1, 0, true, P::AfterAccessToken),
            (strict, 0, ME, 1, 0, false, P::Now),
            (strict, 0, ME, 2, 0, false, P::Never),
            (strict, 0, "other", 1, 134, false, P::After(SECOND)),
            (strict, 0, "other", 1, 135, false, P::Now),
            (strict, 0, "other", 1, 135, true, P::AfterAccessToken),
            (strict, 0, "other", 2, 135, false, P::Never),
            (strict, 1, ME, 1, 0, true, P::AfterAccessToken),
            (strict, 2, ME, 9, 0, true, P::Now),
            (strict, 2, "other", 9, 134, true, P::After(SECOND)),
            (strict, 2, "other", 9, 135, true, P::Now),
            (facts(Kept, EndsGrant, 0), 0, ME, 9, 0, true, P::Now),
            (facts(Replaced, EndsGrant, 0), 9, ME, 1, 0, true, P::AfterAccessToken),
            (facts(Replaced, EndsGrant, 0), 9, ME, 2, 0, false, P::Never),
            (facts(Replaced, Tolerated, 0), 0, ME, 9, 0, true, P::Now),
            (Facts { until_used: true, ..facts(Replaced, EndsGrant, 0) }, 0, ME, 9, 99, true, P::Now),
            (Facts { until_used: true, ..facts(Replaced, EndsGrant, 0) }, 0, "other", 1, 134, true, P::After(SECOND)),
            (Facts { until_used: true, ..facts(Replaced, EndsGrant, 0) }, 0, "other", 9, 135, true, P::Now),
            (facts(Replaced, EndsGrant, 30), 0, ME, 1, 29, true, P::Now),
            (facts(Replaced, EndsGrant, 30), 0, ME, 2, 29, true, P::Never),
            (facts(Replaced, EndsGrant, 30), 0, ME, 1, 30, true, P::AfterAccessToken),
            (facts(Replaced, EndsGrant, 30), 0, "other", 1, 29, true, P::After(SECOND * 106)),
        ];
        for (facts, kept, holder, count, passed, has_access_token, expected) in rows {
            for state in [GrantState::InUse, GrantState::Uncertain].map(|state| state(attempt(holder, count))) {
                let now = at(passed);
                let watched = Duration::ZERO;
                let situation = Situation { facts, kept, state: &state, holder: ME, now, watched, has_access_token };
                assert_eq!(situation.permission(), expected, "{situation:?}");
            }
        }
    }

    #[test]
    fn an_idle_token_may_be_sent_and_a_revoked_one_may_not() {
        for (state, expected) in [(GrantState::Idle, Permission::Now), (GrantState::Revoked, Permission::Never)] {
            let facts = facts(Rotation::Unknown, Reuse::EndsGrant, 0);
            let (now, watched) = (at(0), Duration::ZERO);
            let situation =
                Situation { facts, kept: 0, state: &state, holder: ME, now, watched, has_access_token: true };
            assert_eq!(situation.permission(), expected);
        }
    }

    /// Another session's attempt is over after its limit, by the clock with which it was recorded, or because the
    /// session has known about it for that long. So a clock that was far ahead for a moment does not lock sessions out
    /// for years.
    #[test]
    fn an_attempt_of_another_is_over_by_either_clock() {
        use Permission::{After, Now};
        let far = 100_000;
        // Seconds by the clock of the attempt (negative: before it), seconds watched; then the permission.
        let rows = [(0, 0, After(SECOND * 135)), (0, 134, After(SECOND)), (0, 135, Now), (134, 0, After(SECOND))];
        let odd = [(-far, 0, After(SECOND * 135)), (-far, 134, After(SECOND)), (-far, 135, Now), (far, 0, Now)];
        for (passed, watched, expected) in rows.into_iter().chain(odd) {
            let state = GrantState::InUse(Attempt { since: at(1_000_000), ..attempt("other", 1) });
            let now = at(u64::try_from(1_000_000 + passed).unwrap());
            let situation = Situation {
                facts: facts(Rotation::Unknown, Reuse::EndsGrant, 0),
                kept: 0,
                state: &state,
                holder: ME,
                now,
                watched: SECOND * watched,
                has_access_token: false,
            };
            assert_eq!(situation.permission(), expected, "{passed} {watched}");
        }
    }
}
