//! Durations and points in time that are numbers.

use std::fmt;
use std::num::ParseIntError;
use std::str::FromStr;
use std::time::{Duration, SystemTime};

use super::seconds::Seconds;
use crate::value::decode::tolerance::is_tolerant;
use crate::value::json::is_number;
use crate::value::{Decode, DecodeError, Encode, JsonRef, Value};

/// A lifetime in milliseconds, at most ten years.
///
/// ```
/// use auth_runtime::value::Milliseconds;
///
/// assert_eq!(Milliseconds::new(900_000).as_duration().as_secs(), 900);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Milliseconds(u64);

/// A lifetime in minutes, at most ten years.
///
/// ```
/// use auth_runtime::value::Minutes;
///
/// assert_eq!(Minutes::new(30).as_duration().as_secs(), 1800);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Minutes(u64);

/// A point in time in seconds since 1970 (RFC 7519 calls it `NumericDate`).
///
/// ```
/// use auth_runtime::value::UnixSeconds;
///
/// assert_eq!(UnixSeconds::new(1_708_430_400).to_system_time(), std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_708_430_400));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnixSeconds(i64);

/// A point in time in milliseconds since 1970.
///
/// ```
/// use auth_runtime::value::{UnixMilliseconds, UnixSeconds};
///
/// assert_eq!(UnixMilliseconds::new(1_708_430_400_000).to_system_time(), UnixSeconds::new(1_708_430_400).to_system_time());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnixMilliseconds(i64);

macro_rules! lifetimes {
    ($($name:ident $of:ident $per_second:literal / $seconds:literal $unit:literal $what:literal;)*) => {$(
        impl $name {
            /// Ten years of 365 days.
            pub const MAX: Self = Self(Seconds::MAX.get() * $per_second / $seconds);

            /// Makes a duration of `count` units, at most [`MAX`](Self::MAX).
            #[must_use]
            pub const fn new(count: u64) -> Self {
                if count < Self::MAX.0 { Self(count) } else { Self::MAX }
            }

            /// Returns the number.
            #[must_use]
            pub const fn get(self) -> u64 {
                self.0
            }

            /// Converts the value to a duration of std.
            #[must_use]
            pub const fn as_duration(self) -> Duration {
                Duration::$of(self.0 * $seconds)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!("{} ", $unit), self.0)
            }
        }

        impl From<u64> for $name {
            fn from(count: u64) -> Self {
                Self::new(count)
            }
        }

        impl From<$name> for Duration {
            fn from(lifetime: $name) -> Self {
                lifetime.as_duration()
            }
        }

        impl FromStr for $name {
            type Err = ParseIntError;

            fn from_str(text: &str) -> Result<Self, ParseIntError> {
                text.parse().map(Self::new)
            }
        }

        /// Decodes a number, or a number as text.
        impl Decode for $name {
            fn decode(json: JsonRef<'_>) -> Result<Self, DecodeError> {
                let count = whole_number(json).and_then(|count| u64::try_from(count).ok());
                count.map(Self::new).ok_or_else(|| DecodeError::expected($what))
            }

            /// Returns zero, which a session treats as absent.
            fn unreadable() -> Option<Self> {
                Some(Self(0))
            }
        }

        impl Encode for $name {
            fn encode(&self) -> Value<'_> {
                Value::Unsigned(self.0)
            }
        }
    )*};
}

lifetimes! {
    Milliseconds from_millis 1000 / 1 "ms" "a number of milliseconds";
    Minutes from_secs 1 / 60 "min" "a number of minutes";
}

macro_rules! instants {
    ($($name:ident $of:ident $count:ident $what:literal;)*) => {$(
        impl $name {
            /// Makes a point in time `count` units after 1970, or before it if the number is negative.
            #[must_use]
            pub const fn new(count: i64) -> Self {
                Self(count)
            }

            /// Returns the number.
            #[must_use]
            pub const fn get(self) -> i64 {
                self.0
            }

            /// Converts the value to a time of std. What the platform's clock cannot represent is limited to ten
            /// thousand years.
            #[must_use]
            pub fn to_system_time(self) -> SystemTime {
                let distance = Duration::$of(self.0.unsigned_abs()).min(FARTHEST);
                let time = if self.0 < 0 {
                    SystemTime::UNIX_EPOCH.checked_sub(distance)
                } else {
                    SystemTime::UNIX_EPOCH.checked_add(distance)
                };
                time.unwrap_or(SystemTime::UNIX_EPOCH)
            }
        }

        impl From<SystemTime> for $name {
            fn from(time: SystemTime) -> Self {
                let count = |distance: Duration| i64::try_from(distance.$count()).unwrap_or(i64::MAX);
                Self(match time.duration_since(SystemTime::UNIX_EPOCH) {
                    Ok(after) => count(after),
                    Err(before) => -count(before.duration()),
                })
            }
        }

        impl From<$name> for SystemTime {
            fn from(time: $name) -> Self {
                time.to_system_time()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = ParseIntError;

            fn from_str(text: &str) -> Result<Self, ParseIntError> {
                text.parse().map(Self)
            }
        }

        /// Decodes a number, or a number as text.
        impl Decode for $name {
            fn decode(json: JsonRef<'_>) -> Result<Self, DecodeError> {
                whole_number(json).map(Self).ok_or_else(|| DecodeError::expected($what))
            }
        }

        impl Encode for $name {
            fn encode(&self) -> Value<'_> {
                Value::Integer(self.0)
            }
        }
    )*};
}

/// Ten thousand years.
const FARTHEST: Duration = Duration::from_secs(10_000 * 365 * 24 * 60 * 60);

instants! {
    UnixSeconds from_secs as_secs "a number of seconds since 1970";
    UnixMilliseconds from_millis as_millis "a number of milliseconds since 1970";
}

/// Decodes a number without a fraction, or such a number as text. In a token reply a fraction is rounded down.
fn whole_number(json: JsonRef<'_>) -> Option<i64> {
    let text = json.text();
    let number = match &text {
        Some(text) => &**text,
        None => json.number()?,
    };
    number.parse().ok().or_else(|| integral(number))
}

/// Returns the integer of a float. Above 2^53 a float does not identify an integer.
fn integral(text: &str) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let number: f64 = text.parse().ok().filter(|_| is_number(text))?;
    let fits = number.abs() <= EXACT && (number.fract() == 0.0 || is_tolerant());
    #[expect(clippy::cast_possible_truncation, reason = "the range and the fraction are checked")]
    fits.then_some(number as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read<T: Decode>(json: &str) -> Option<T> {
        JsonRef::parse(json.as_bytes()).ok().and_then(|json| T::decode(json).ok())
    }

    #[test]
    fn reads_numbers_and_texts_of_numbers() {
        let rows = [
            ("900000", Some(900_000)),
            ("\"900000\"", Some(900_000)),
            ("9e5", Some(900_000)),
            ("900000.0", Some(900_000)),
            ("99999999999999", Some(Milliseconds::MAX.get())),
            ("-1", None),
            ("0.5", None),
            ("\"\"", None),
            ("\" 9\"", None),
            ("\"inf\"", None),
            ("true", None),
        ];
        for (json, expected) in rows {
            assert_eq!(read::<Milliseconds>(json).map(Milliseconds::get), expected, "{json}");
        }
        assert_eq!(read::<Minutes>("30").map(Minutes::as_duration), Some(Duration::from_secs(1800)));
        assert_eq!(Minutes::MAX.as_duration(), Seconds::MAX.as_duration());
        assert_eq!(Milliseconds::MAX.as_duration(), Seconds::MAX.as_duration());
    }

    #[test]
    fn points_in_time_convert_both_ways() {
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_708_430_400);
        assert_eq!(read::<UnixSeconds>("\"1708430400\"").map(UnixSeconds::to_system_time), Some(time));
        assert_eq!(UnixMilliseconds::from(time).get(), 1_708_430_400_000);
        assert_eq!(UnixSeconds::from(SystemTime::UNIX_EPOCH - Duration::from_secs(5)).get(), -5);
        for extreme in [i64::MIN, i64::MAX] {
            let _ = (UnixSeconds::new(extreme).to_system_time(), UnixMilliseconds::new(extreme).to_system_time());
        }
    }
}
