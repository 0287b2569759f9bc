//! Whose tokens a store keeps, and in which state the login is.

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime};

use super::Owner;
use crate::host::captured::Captured;
use crate::{Json, Secret};

/// What a store keeps of a login in addition to its tokens. Sessions read and write it; an application that makes a record by hand
/// leaves it at its default, and the first session that uses the record becomes its owner.
///
/// A store keeps it as it keeps the rest of [`Stored`](super::Stored).
#[derive(Clone, Debug, Default)]
pub struct Grant {
    pub(crate) owner: Option<Owner>,
    /// A random text for each login.
    pub(crate) login: Option<String>,
    pub(crate) state: GrantState,
    /// How many replies in a row left the refresh token as it was.
    pub(crate) kept: u32,
    /// Written by a release whose records had no owner.
    pub(crate) is_old: bool,
    /// Further tokens of the login, by name.
    pub(crate) tokens: BTreeMap<String, NamedToken>,
    /// Further values of a token reply.
    pub(crate) captures: Captured,
    /// When the refresh token ends.
    pub(crate) refresh_expires_at: Option<SystemTime>,
    /// The private key that the tokens are bound to (RFC 9449).
    pub(crate) dpop_key: Option<Secret>,
    /// What a dynamic registration answered (RFC 7591).
    pub(crate) registration: BTreeMap<String, Secret>,
    /// Members of later releases, which are written back as they came.
    pub(crate) others: BTreeMap<String, Json>,
}

/// A further token of a login.
#[derive(Clone, Debug)]
pub(crate) struct NamedToken {
    pub(crate) secret: Secret,
    pub(crate) expires_at: Option<SystemTime>,
}

/// What is known about the refresh token of a record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum GrantState {
    /// Nobody is using it.
    #[default]
    Idle,
    /// It was about to be sent, and nobody has said how that ended.
    InUse(Attempt),
    /// It was sent, and the provider may have replaced it.
    Uncertain(Attempt),
    /// The login was ended. What remains of the record is that fact.
    Revoked,
}

/// A request with a refresh token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Attempt {
    /// A random text for each attempt.
    pub(crate) id: String,
    /// The session that makes it.
    pub(crate) holder: String,
    pub(crate) since: SystemTime,
    /// How long the request and the lock around it may last: other sessions leave the token alone until then.
    pub(crate) limit: Duration,
    /// How often the token was sent without a clear answer, this attempt included.
    pub(crate) count: u32,
}

impl Attempt {
    /// How long the request may still be on its way, for a session that has known of it for `watched`. Zero: it is over.
    pub(crate) fn others_wait(&self, now: SystemTime, watched: Duration) -> Duration {
        let passed = now.duration_since(self.since).unwrap_or_default();
        self.limit.saturating_sub(passed.max(watched))
    }
}

impl GrantState {
    /// The attempt of which nobody knows the end.
    pub(crate) fn attempt(&self) -> Option<&Attempt> {
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
    /// What remains after a log-out: whose login it was, and that it is over.
    pub(crate) fn tombstone(self) -> Self {
        let Self { owner, login, others, registration, .. } = self;
        Self { owner, login, state: GrantState::Revoked, registration, others, ..Self::default() }
    }

    /// A login that begins keeps the registration of the client and what later releases wrote.
    pub(crate) fn successor(self) -> Self {
        let Self { others, registration, .. } = self;
        Self { registration, others, ..Self::default() }
    }
}
