//! The owner and the state of a stored login.

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime};

use super::Owner;
use crate::host::captured::Captured;
use crate::{Json, Secret};

/// What a store keeps about a login in addition to its tokens. Sessions read and write it; an application that makes a
/// record by hand leaves it at its default, and the first session that uses the record becomes its owner.
///
/// A store keeps it like the rest of [`Stored`](super::Stored).
#[derive(Clone, Debug, Default)]
pub struct Grant {
    pub(crate) owner: Option<Owner>,
    /// A random text for each login.
    pub(crate) login: Option<String>,
    pub(crate) state: GrantState,
    /// The number of consecutive replies that left the refresh token unchanged.
    pub(crate) kept: u32,
    /// Whether the record was written by a release whose records had no owner. It says nothing once there is one.
    pub(crate) is_old: bool,
    /// The tokens of the login, by name, if it has several. Then the record has none itself.
    pub(crate) tokens: BTreeMap<String, NamedToken>,
    /// Whether the login brought no such token. It is set in the part of a record that is one of several tokens.
    pub(crate) is_absent: bool,
    /// Whether the record has other tokens of the login and says nothing of this one. Only in the part of a token.
    pub(crate) is_missing: bool,
    /// Further values of a token reply.
    pub(crate) captures: Captured,
    /// When the refresh token expires.
    pub(crate) refresh_expires_at: Option<SystemTime>,
    /// The private key that the tokens are bound to (RFC 9449).
    pub(crate) dpop_key: Option<Secret>,
    /// The reply of a dynamic client registration (RFC 7591).
    pub(crate) registration: BTreeMap<String, Secret>,
    /// Members of later releases, which are written back unchanged.
    pub(crate) others: BTreeMap<String, Json>,
}

/// One of several tokens of a login, as a record keeps it.
#[derive(Clone, Debug, Default)]
pub(crate) struct NamedToken {
    pub(crate) secret: Option<Secret>,
    pub(crate) expires_at: Option<SystemTime>,
    pub(crate) lifetime: Option<Duration>,
    pub(crate) refresh_token: Option<Secret>,
    pub(crate) scope: Option<String>,
    pub(crate) state: GrantState,
    pub(crate) kept: u32,
    pub(crate) captures: Captured,
    pub(crate) refresh_expires_at: Option<SystemTime>,
    /// Whether the login brought no such token.
    pub(crate) is_absent: bool,
    /// Members of later releases, which are written back unchanged until the login ends.
    pub(crate) others: BTreeMap<String, Json>,
}

/// The state of a record's refresh token.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum GrantState {
    /// It is not in use.
    #[default]
    Idle,
    /// It was about to be sent, and the outcome is unknown.
    InUse(Attempt),
    /// It was sent, and the provider may have replaced it.
    Uncertain(Attempt),
    /// The user logged out; the rest of the login was removed.
    Revoked,
}

/// A request with a refresh token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Attempt {
    /// A random text for each attempt.
    pub(crate) id: String,
    /// The session that makes the attempt.
    pub(crate) holder: String,
    pub(crate) since: SystemTime,
    /// How long the request and its lock may last: other sessions do not use the token until then.
    pub(crate) limit: Duration,
    /// How often the token was sent without a clear answer, including this attempt.
    pub(crate) count: u32,
}

impl Attempt {
    /// Returns how long the request may still be in progress, for a session that has known about it for `watched`. Zero
    /// means that it is over.
    pub(crate) fn others_wait(&self, now: SystemTime, watched: Duration) -> Duration {
        self.limit.saturating_sub(self.passed(now, watched))
    }

    /// Corrects the start of a request that would begin only after its own end: the clock was set back. Returns whether
    /// it was corrected. Without that, sessions that live for a moment would wait until the clock is there again.
    pub(crate) fn begins_by(&mut self, now: SystemTime) -> bool {
        let is_wrong = self.since.duration_since(now).is_ok_and(|ahead| ahead > self.limit);
        if is_wrong {
            self.since = now;
        }
        is_wrong
    }

    /// Returns how long ago the request began: at least `watched`, whatever the clock says.
    pub(crate) fn passed(&self, now: SystemTime, watched: Duration) -> Duration {
        now.duration_since(self.since).unwrap_or_default().max(watched)
    }
}

impl GrantState {
    /// Returns the attempt whose outcome is unknown.
    pub(crate) fn attempt(&self) -> Option<&Attempt> {
        match self {
            Self::InUse(attempt) | Self::Uncertain(attempt) => Some(attempt),
            Self::Idle | Self::Revoked => None,
        }
    }

    pub(crate) fn attempt_mut(&mut self) -> Option<&mut Attempt> {
        match self {
            Self::InUse(attempt) | Self::Uncertain(attempt) => Some(attempt),
            Self::Idle | Self::Revoked => None,
        }
    }

    pub(crate) fn is_revoked(&self) -> bool {
        *self == Self::Revoked
    }
}

impl Grant {
    /// Returns what remains after a logout: the owner of the login, and that it ended.
    pub(crate) fn tombstone(self) -> Self {
        let Self { owner, login, others, registration, .. } = self;
        Self { owner, login, state: GrantState::Revoked, registration, others, ..Self::default() }
    }

    /// Returns the data for a new login, which keeps the registration of the client and the members of later releases.
    pub(crate) fn successor(self) -> Self {
        Self { registration: self.registration, others: self.others, ..Self::default() }
    }
}
