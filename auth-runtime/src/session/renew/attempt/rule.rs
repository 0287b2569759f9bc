//! The rule for refresh tokens: whether one may be sent. The table is in `docs/sessions.md`.

use std::time::SystemTime;

use crate::session::source::facts::{Facts, Reuse};
use crate::session::store::grant::{Attempt, GrantState};

/// How often a refresh token is sent without a clear answer.
const ATTEMPTS: u32 = 2;

/// Whether a refresh token may be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Permission {
    /// Now.
    Now,
    /// Not before the access token has ended.
    AfterAccessToken,
    /// Not before that time: another session may still be sending it.
    After(SystemTime),
    /// Never again.
    Never,
}

/// What the rule looks at.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Situation<'a> {
    pub(crate) facts: Facts,
    /// Replies in a row that left the refresh token as it was.
    pub(crate) kept: u32,
    pub(crate) state: &'a GrantState,
    /// The session that asks.
    pub(crate) holder: &'a str,
    pub(crate) now: SystemTime,
    /// Whether there is an access token that can still be used.
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

    /// Nobody knows how `attempt` ended.
    fn after(&self, attempt: &Attempt) -> Permission {
        let is_mine = attempt.holder == self.holder;
        if !is_mine && !attempt.is_over_for_others(self.now) {
            return Permission::After(attempt.others_wait_until());
        }
        if self.may_be_repeated_freely() || (is_mine && self.is_in_grace(attempt)) {
            return Permission::Now;
        }
        match (attempt.count < ATTEMPTS, self.has_access_token) {
            (false, _) => Permission::Never,
            (true, true) => Permission::AfterAccessToken,
            (true, false) => Permission::Now,
        }
    }

    /// A second use does no harm.
    fn may_be_repeated_freely(&self) -> bool {
        self.facts.is_kept(self.kept) || self.facts.reuse == Reuse::Tolerated
    }

    /// The holder repeats once within the grace period.
    fn is_in_grace(&self, attempt: &Attempt) -> bool {
        let passed = self.now.duration_since(attempt.since).unwrap_or_default();
        attempt.count < ATTEMPTS && passed < self.facts.grace
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::session::source::Rotation;

    const ME: &str = "me";

    fn at(seconds: u64) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(1_000 + seconds)
    }

    fn attempt(holder: &str, count: u32) -> Attempt {
        Attempt { id: "a".into(), holder: holder.into(), since: at(0), limit: Duration::from_secs(135), count }
    }

    fn facts(rotation: Rotation, reuse: Reuse, grace: u64) -> Facts {
        Facts { rotation, reuse, grace: Duration::from_secs(grace) }
    }

    #[test]
    fn follows_the_table() {
        use {
            Permission as P, Reuse::EndsGrant, Reuse::Tolerated, Rotation::Kept, Rotation::Replaced, Rotation::Unknown,
        };
        let strict = facts(Unknown, EndsGrant, 0);
        // Facts, replies that kept the token, whose attempt, its number, seconds since, access token; then the permission.
        let rows = [
            (strict, 0, ME, 1, 0, true, P::AfterAccessToken),
            (strict, 0, ME, 1, 0, false, P::Now),
            (strict, 0, ME, 2, 0, false, P::Never),
            (strict, 0, "other", 1, 134, false, P::After(at(135))),
            (strict, 0, "other", 1, 135, false, P::Now),
            (strict, 0, "other", 1, 135, true, P::AfterAccessToken),
            (strict, 0, "other", 2, 135, false, P::Never),
            (strict, 1, ME, 1, 0, true, P::AfterAccessToken),
            (strict, 2, ME, 9, 0, true, P::Now),
            (strict, 2, "other", 9, 134, true, P::After(at(135))),
            (strict, 2, "other", 9, 135, true, P::Now),
            (facts(Kept, EndsGrant, 0), 0, ME, 9, 0, true, P::Now),
            (facts(Replaced, EndsGrant, 0), 9, ME, 1, 0, true, P::AfterAccessToken),
            (facts(Replaced, EndsGrant, 0), 9, ME, 2, 0, false, P::Never),
            (facts(Replaced, Tolerated, 0), 0, ME, 9, 0, true, P::Now),
            (facts(Replaced, EndsGrant, 30), 0, ME, 1, 29, true, P::Now),
            (facts(Replaced, EndsGrant, 30), 0, ME, 2, 29, true, P::Never),
            (facts(Replaced, EndsGrant, 30), 0, ME, 1, 30, true, P::AfterAccessToken),
            (facts(Replaced, EndsGrant, 30), 0, "other", 1, 29, true, P::After(at(135))),
        ];
        for (facts, kept, holder, count, passed, has_access_token, expected) in rows {
            for state in [GrantState::InUse, GrantState::Uncertain].map(|state| state(attempt(holder, count))) {
                let now = at(passed);
                let situation = Situation { facts, kept, state: &state, holder: ME, now, has_access_token };
                assert_eq!(situation.permission(), expected, "{situation:?}");
            }
        }
    }

    #[test]
    fn an_idle_token_may_be_sent_and_a_revoked_one_may_not() {
        for (state, expected) in [(GrantState::Idle, Permission::Now), (GrantState::Revoked, Permission::Never)] {
            let facts = facts(Rotation::Unknown, Reuse::EndsGrant, 0);
            let situation = Situation { facts, kept: 0, state: &state, holder: ME, now: at(0), has_access_token: true };
            assert_eq!(situation.permission(), expected);
        }
    }
}
