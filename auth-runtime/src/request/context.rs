//! The source of time and random bytes for computed values.

use std::fmt;
use std::time::SystemTime;

use crate::request::RequestProblem;
use crate::value::shifted;

/// The source of time and random bytes for the computed parts of a request or a credential.
///
/// ```
/// use std::time::SystemTime;
///
/// use auth_runtime::request::Context;
///
/// let context = Context::system().at(SystemTime::UNIX_EPOCH);
/// assert_eq!(context.now(), SystemTime::UNIX_EPOCH);
/// let mut nonce = [0; 16];
/// context.random(&mut nonce)?;
/// # Ok::<(), auth_runtime::request::RequestProblem>(())
/// ```
#[derive(Clone, Copy)]
pub struct Context {
    now: Option<SystemTime>,
    /// How far the provider's clock is ahead, in seconds.
    ahead: i64,
    random: fn(&mut [u8]) -> bool,
}

impl Context {
    /// Uses the clock and the random bytes of the operating system.
    #[must_use]
    pub const fn system() -> Self {
        Self { now: None, ahead: 0, random: fill }
    }

    /// Fixes the time, for tests.
    #[must_use]
    pub const fn at(self, now: SystemTime) -> Self {
        Self { now: Some(now), ..self }
    }

    /// Sets another source of random bytes, for tests. It returns `false` if it has none.
    #[must_use]
    pub const fn with_random(self, random: fn(&mut [u8]) -> bool) -> Self {
        Self { random, ..self }
    }

    /// Returns the current time.
    #[must_use]
    pub fn now(&self) -> SystemTime {
        shifted(self.now.unwrap_or_else(SystemTime::now), self.ahead)
    }

    /// Sets how many seconds the clock is ahead.
    #[cfg(feature = "client")]
    pub(crate) const fn ahead(self, ahead: i64) -> Self {
        Self { ahead, ..self }
    }

    /// Whether the time is fixed.
    pub(crate) fn stands_still(&self) -> bool {
        self.now.is_some()
    }

    /// Fills `bytes` with random bytes. Returns an error if the operating system has none.
    pub fn random(&self, bytes: &mut [u8]) -> Result<(), RequestProblem> {
        if (self.random)(bytes) { Ok(()) } else { Err(RequestProblem::Randomness) }
    }

    pub(crate) fn random_bytes<const N: usize>(&self) -> Result<[u8; N], RequestProblem> {
        let mut bytes = [0; N];
        self.random(&mut bytes)?;
        Ok(bytes)
    }
}

impl Default for Context {
    fn default() -> Self {
        Self::system()
    }
}

impl fmt::Debug for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Context").field("now", &self.now).finish_non_exhaustive()
    }
}

fn fill(bytes: &mut [u8]) -> bool {
    getrandom::fill(bytes).is_ok()
}
