//! A number of seconds, as in `expires_in`.

use std::fmt;
use std::num::ParseIntError;
use std::str::FromStr;
use std::time::Duration;

use crate::value::decode::tolerance::is_tolerant;
use crate::value::{Decode, DecodeError, JsonRef};

/// A lifetime in seconds, at most ten years.
///
/// Providers send it as a number (which RFC 6749 §5.1 requires), a float without fraction, or a numeric string. A
/// longer duration is reduced to ten years, so that no arithmetic on it can overflow.
///
/// ```
/// use auth_runtime::Seconds;
///
/// assert_eq!(Seconds::new(900).as_duration().as_secs(), 900);
/// assert_eq!(Seconds::new(u64::MAX), Seconds::MAX);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Seconds(u64);

impl Seconds {
    /// Ten years of 365 days.
    pub const MAX: Self = Self(10 * 365 * 24 * 60 * 60);

    /// Makes a duration of `seconds`, at most [`Seconds::MAX`].
    #[must_use]
    pub const fn new(seconds: u64) -> Self {
        if seconds < Self::MAX.0 { Self(seconds) } else { Self::MAX }
    }

    /// Returns the number of seconds.
    #[must_use]
    pub const fn get(self) -> u64 {
        self.0
    }

    /// Converts the value to a duration of std.
    #[must_use]
    pub const fn as_duration(self) -> Duration {
        Duration::from_secs(self.0)
    }
}

impl fmt::Display for Seconds {
    /// Formats the value: `900 s`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} s", self.get())
    }
}

impl From<u64> for Seconds {
    fn from(seconds: u64) -> Self {
        Self::new(seconds)
    }
}

impl From<Seconds> for Duration {
    fn from(seconds: Seconds) -> Self {
        seconds.as_duration()
    }
}

impl FromStr for Seconds {
    type Err = ParseIntError;

    fn from_str(text: &str) -> Result<Self, ParseIntError> {
        text.parse().map(Self::new)
    }
}

impl Decode for Seconds {
    fn decode(json: JsonRef<'_>) -> Result<Self, DecodeError> {
        let seconds = match json.text() {
            Some(text) if text.contains(|char: char| char.is_ascii_whitespace()) => None,
            Some(text) => JsonRef::parse(text.as_bytes()).ok().and_then(count),
            None => count(json),
        };
        seconds.ok_or_else(|| DecodeError::expected("a number of seconds"))
    }

    /// Returns zero, which a session treats as absent.
    fn unreadable() -> Option<Self> {
        Some(Self(0))
    }
}

fn count(json: JsonRef<'_>) -> Option<Seconds> {
    let number: f64 = json.number()?.parse().ok()?;
    #[expect(clippy::cast_precision_loss, reason = "ten years are exact in a float")]
    if number >= Seconds::MAX.0 as f64 {
        return Some(Seconds::MAX);
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the range is checked, and a fraction is refused or rounded down"
    )]
    (number >= 0.0 && (number.fract() == 0.0 || is_tolerant())).then_some(Seconds(number as u64))
}
