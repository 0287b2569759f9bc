//! A fault, as tests make it.

use std::time::Duration;

/// What an endpoint does instead of its usual reply. Until it is switched off, unless it is limited by
/// [`once`](Self::once), [`times`](Self::times) or [`every`](Self::every).
///
/// As text, for command lines and for tests in other languages, it is a list of words:
///
/// ```
/// use std::time::Duration;
/// use auth_mock::Fault;
///
/// let fault: Fault = "429 retry-after 3, 2 times".parse()?;
/// assert_eq!(fault, Fault::status(429).retry_after(3).times(2));
/// assert_eq!(Fault::slow(Duration::from_millis(500)).every(3).to_string(), "slow 500ms, every 3");
/// assert_eq!("InvalidGrant once".parse::<Fault>()?, Fault::case("InvalidGrant").once());
/// # Ok::<(), auth_mock::FaultError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub(super) delay: Option<Duration>,
    pub(super) effect: Option<Effect>,
    pub(super) retry_after: Option<u64>,
    pub(super) when: When,
}

/// What happens to a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// A reply with this status.
    Status(u16),
    /// An error case of the spec.
    Case(String),
    /// No reply.
    Closed,
    /// Half a reply.
    Truncated,
    /// The token of the call has expired.
    Expired,
    /// The token of the call was revoked, and the grant with it.
    Revoked,
    /// The reply has another refresh token than before, and the former ends.
    Rotated,
}

/// Which calls of an endpoint a fault is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    /// All of them.
    Always,
    /// The first ones.
    Times(u32),
    /// Each time this many.
    Every(u32),
}

impl Fault {
    fn of(effect: Effect) -> Self {
        Self { delay: None, effect: Some(effect), retry_after: None, when: When::Always }
    }

    /// The reply comes after a delay.
    #[must_use]
    pub fn slow(delay: Duration) -> Self {
        Self { delay: Some(delay), effect: None, retry_after: None, when: When::Always }
    }

    /// The call is refused with a status from 400 to 599. The body is that of the spec's error for this status, if there is
    /// one.
    #[must_use]
    pub fn status(status: u16) -> Self {
        Self::of(Effect::Status(status))
    }

    /// The call is refused with an error case of the spec, by its name: `InvalidGrant`.
    #[must_use]
    pub fn case(name: &str) -> Self {
        Self::of(Effect::Case(name.to_owned()))
    }

    /// The connection is closed without a reply.
    #[must_use]
    pub fn closed() -> Self {
        Self::of(Effect::Closed)
    }

    /// The connection is closed in the middle of the reply. The call was carried out.
    #[must_use]
    pub fn truncated() -> Self {
        Self::of(Effect::Truncated)
    }

    /// The token of the call has expired: it is refused here and everywhere, until an endpoint issues it again. At an
    /// endpoint that renews tokens, the refresh token has expired: it is refused until a new log-in.
    #[must_use]
    pub fn expired() -> Self {
        Self::of(Effect::Expired)
    }

    /// As [`expired`](Self::expired), and the whole grant was revoked: it is not renewed either, until a new log-in.
    #[must_use]
    pub fn revoked() -> Self {
        Self::of(Effect::Revoked)
    }

    /// The reply has a new refresh token, and the one that was sent is refused from then on (RFC 9700 §4.14.2).
    #[must_use]
    pub fn rotated() -> Self {
        Self::of(Effect::Rotated)
    }

    /// Sends `Retry-After` with this number of seconds (RFC 9110 §10.2.3). Otherwise, a 429 has one second.
    #[must_use]
    pub fn retry_after(self, seconds: u64) -> Self {
        Self { retry_after: Some(seconds), ..self }
    }

    /// Delays the reply as well.
    #[must_use]
    pub fn after(self, delay: Duration) -> Self {
        Self { delay: Some(delay), ..self }
    }

    /// Limits it to the next call.
    #[must_use]
    pub fn once(self) -> Self {
        self.times(1)
    }

    /// Limits it to the next calls.
    #[must_use]
    pub fn times(self, count: u32) -> Self {
        Self { when: When::Times(count), ..self }
    }

    /// Limits it to each third call, for example.
    #[must_use]
    pub fn every(self, count: u32) -> Self {
        Self { when: When::Every(count), ..self }
    }
}
