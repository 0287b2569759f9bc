//! The token that a session holds.

use std::fmt;
use std::time::SystemTime;

use crate::Secret;
use crate::credential::header_text::header_text;
use crate::retry::sync::atomic::{AtomicBool, Ordering};
use crate::session::token::copies::Copies;
use crate::session::token::lifetime::{Age, Ends};
use crate::session::{Clock, Moment, SessionError, SessionProblem, TokenHeader};

/// A token that has been checked, ready to be attached.
pub(crate) struct Held {
    pub(crate) generation: u64,
    pub(crate) header_name: TokenHeader,
    pub(crate) token: Checked,
    rejected: AtomicBool,
}

/// A token that can be put into a header. Without ends it lives until it is refused.
pub(crate) struct Checked {
    pub(crate) secret: Secret,
    pub(crate) header: Copies,
    pub(crate) ends: Option<Ends>,
    pub(crate) issued: Moment,
    pub(crate) scope: Option<String>,
}

impl Held {
    pub(crate) fn new(generation: u64, header_name: TokenHeader, token: Checked) -> Self {
        Self { generation, header_name, token, rejected: AtomicBool::new(false) }
    }

    /// A token that the provider's API has refused is as good as expired.
    pub(crate) fn age(&self, now: &Moment) -> Age {
        if self.is_rejected() { Age::Expired } else { self.token.age(now) }
    }

    /// What is asked at every use of a token, of a clock that costs little. `false` if that cannot tell.
    #[inline]
    pub(crate) fn is_surely_fresh(&self, clock: &dyn Clock) -> bool {
        let ends = self.token.ends.as_ref();
        !self.is_rejected() && ends.is_none_or(|ends| ends.is_surely_fresh(&clock.recent()))
    }

    pub(crate) fn is_rejected(&self) -> bool {
        self.rejected.load(Ordering::Acquire)
    }

    /// Whether this call was the first to say so.
    pub(crate) fn reject(&self) -> bool {
        !self.rejected.swap(true, Ordering::AcqRel)
    }

    pub(crate) fn expires_at(&self) -> Option<SystemTime> {
        Some(self.token.ends?.expiry.wall)
    }
}

impl Checked {
    pub(crate) fn age(&self, now: &Moment) -> Age {
        self.ends.map_or(Age::Fresh, |ends| ends.age(now))
    }
}

impl fmt::Debug for Held {
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

/// The value of the header, in buffers that are wiped when the last request that holds one is dropped.
pub(crate) fn header_value(header: TokenHeader, token: &Secret) -> Result<Copies, SessionError> {
    let copies = header_text(header.prefix, token).and_then(|text| Copies::new(&text));
    copies.ok_or_else(|| SessionError::of(SessionProblem::TokenText))
}
