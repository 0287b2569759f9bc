//! The current token of a session.

use std::fmt;
use std::time::SystemTime;

use super::clock::{Clock, Moment};
use super::lifetime::Age;
use super::usable::UsableToken;
use crate::retry::sync::atomic::{AtomicBool, Ordering};
use crate::session::source::TokenHeader;

/// The current token of a session, ready to be attached.
pub(crate) struct CurrentToken {
    pub(crate) generation: u64,
    pub(crate) header_name: TokenHeader,
    pub(crate) token: UsableToken,
    rejected: AtomicBool,
}

impl CurrentToken {
    pub(crate) fn new(generation: u64, header_name: TokenHeader, token: UsableToken) -> Self {
        Self { generation, header_name, token, rejected: AtomicBool::new(false) }
    }

    /// Returns the age of the token. One that is to be renewed because an API refused it counts as expired.
    pub(crate) fn age(&self, now: &Moment) -> Age {
        if self.is_rejected() { Age::Expired } else { self.token.age(now) }
    }

    /// Whether the token is fresh according to a clock that is cheap to read. `false` if that clock is not precise
    /// enough.
    #[inline]
    pub(crate) fn is_surely_fresh(&self, clock: &dyn Clock) -> bool {
        let ends = self.token.ends.as_ref();
        !self.is_rejected()
            && self.token.idle.is_none()
            && ends.is_none_or(|ends| ends.is_surely_fresh(&clock.recent()))
    }

    /// Records that the token was returned to a caller.
    pub(crate) fn note_use(&self, now: &Moment) {
        if let Some(idle) = &self.token.idle {
            idle.note(now);
        }
    }

    pub(crate) fn is_rejected(&self) -> bool {
        self.rejected.load(Ordering::Acquire)
    }

    pub(crate) fn reject(&self) {
        self.rejected.store(true, Ordering::Release);
    }

    pub(crate) fn expires_at(&self) -> Option<SystemTime> {
        Some(self.token.ends?.expiry.wall)
    }
}

impl fmt::Debug for CurrentToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { generation, header_name, token: _, rejected: _ } = self;
        f.debug_struct("AccessToken")
            .field("generation", generation)
            .field("header", &header_name.name)
            .field("expires_at", &self.expires_at())
            .field("rejected", &self.is_rejected())
            .finish_non_exhaustive()
    }
}
