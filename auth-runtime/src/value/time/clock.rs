//! Durations in clock notation.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use super::seconds::Seconds;
use crate::value::decode::from_text;
use crate::value::text::digits::is_digits;
use crate::value::{Decode, DecodeError, Encode, JsonRef, Value};

/// A lifetime as hours, minutes and seconds: `177:05:38`. At most ten years.
///
/// ```
/// use auth_runtime::value::HoursMinutesSeconds;
///
/// let lifetime: HoursMinutesSeconds = "177:05:38".parse()?;
/// assert_eq!(lifetime.as_duration().as_secs(), 637_538);
/// # Ok::<(), auth_runtime::value::ClockError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HoursMinutesSeconds(u64);

/// A lifetime as days, hours and minutes: `1:02:03`. At most ten years.
///
/// ```
/// use auth_runtime::value::DaysHoursMinutes;
///
/// let lifetime: DaysHoursMinutes = "7:00:30".parse()?;
/// assert_eq!(lifetime.as_duration().as_secs(), 606_600);
/// # Ok::<(), auth_runtime::value::ClockError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DaysHoursMinutes(u64);

/// The text is not a duration in this notation.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected {0}")]
pub struct ClockError(&'static str);

/// How many of the third unit make one of the first and of the second, and the seconds of the third unit.
struct Units {
    first: u64,
    second: u64,
    seconds: u64,
}

macro_rules! clocks {
    ($($name:ident $units:expr, $what:literal;)*) => {$(
        impl $name {
            const UNITS: Units = $units;

            /// Returns the same length of time as a [`Duration`].
            #[must_use]
            pub const fn as_duration(self) -> Duration {
                Duration::from_secs(self.0)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let Units { first, second, seconds } = Self::UNITS;
                let count = self.0 / seconds;
                write!(f, "{}:{:02}:{:02}", count / first, count % first / second, count % second)
            }
        }

        impl From<Duration> for $name {
            fn from(lifetime: Duration) -> Self {
                Self(lifetime.as_secs().min(Seconds::MAX.get()))
            }
        }

        impl From<$name> for Duration {
            fn from(lifetime: $name) -> Self {
                lifetime.as_duration()
            }
        }

        impl FromStr for $name {
            type Err = ClockError;

            fn from_str(text: &str) -> Result<Self, ClockError> {
                read(text, &Self::UNITS).map(|seconds| Self(seconds.min(Seconds::MAX.get()))).ok_or(ClockError($what))
            }
        }

        impl Decode for $name {
            fn decode(json: JsonRef<'_>) -> Result<Self, DecodeError> {
                from_text(json, $what)
            }

            /// Returns zero, which a session treats as absent.
            fn unreadable() -> Option<Self> {
                Some(Self(0))
            }
        }

        impl Encode for $name {
            fn encode(&self) -> Value<'_> {
                Value::Text(self.to_string().into())
            }
        }
    )*};
}

clocks! {
    HoursMinutesSeconds Units { first: 3600, second: 60, seconds: 1 }, "hours, minutes and seconds such as `177:05:38`";
    DaysHoursMinutes Units { first: 1440, second: 60, seconds: 60 }, "days, hours and minutes such as `7:00:30`";
}

/// Parses a duration into seconds. The second and third numbers must be in the range of a clock.
fn read(text: &str, units: &Units) -> Option<u64> {
    let mut numbers = text.split(':').map(number);
    let (first, second, third) = (numbers.next()??, numbers.next()??, numbers.next()??);
    let fits = numbers.next().is_none() && second < units.first / units.second && third < units.second;
    let count = first.checked_mul(units.first)?.checked_add(second * units.second + third)?;
    count.checked_mul(units.seconds).filter(|_| fits)
}

fn number(digits: &str) -> Option<u64> {
    digits.parse().ok().filter(|_| is_digits(digits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reading_is_its_own() {
        let hours = |text: &str| text.parse::<HoursMinutesSeconds>().ok().map(|found| found.as_duration().as_secs());
        let days = |text: &str| text.parse::<DaysHoursMinutes>().ok().map(|found| found.as_duration().as_secs());
        let rows = [
            ("177:05:38", Some(637_538), Some(15_313_080)),
            ("1:02:03", Some(3_723), Some(93_780)),
            ("0:23:59", Some(1_439), Some(86_340)),
            ("0:24:00", Some(1_440), None),
            ("0:60:00", None, None),
            ("1:2", None, None),
            ("1:2:3:4", None, None),
            ("+1:00:00", None, None),
            ("", None, None),
            ("99999999999999999999:00:00", None, None),
            ("999999999:00:00", Some(Seconds::MAX.get()), Some(Seconds::MAX.get())),
        ];
        for (text, in_hours, in_days) in rows {
            assert_eq!((hours(text), days(text)), (in_hours, in_days), "{text}");
        }
        for text in ["177:05:38", "0:00:00"] {
            assert_eq!(text.parse::<HoursMinutesSeconds>().unwrap().to_string(), text);
        }
        assert_eq!("7:00:30".parse::<DaysHoursMinutes>().unwrap().to_string(), "7:00:30");
    }
}
