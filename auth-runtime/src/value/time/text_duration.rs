//! Durations in the text notation of some providers.

use crate::value::text::digits::is_digits;
use std::fmt;
use std::str::FromStr;
use std::time::Duration;

/// A duration in whole seconds, minutes, hours or days, written `90s`, `15m`, `12h` or `30d`.
///
/// ```
/// use auth_runtime::value::TextDuration;
///
/// assert_eq!(TextDuration::days(30).to_string(), "30d");
/// assert_eq!("12h".parse(), Ok(TextDuration::hours(12)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TextDuration {
    count: u32,
    unit: Unit,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Unit {
    Seconds,
    Minutes,
    Hours,
    Days,
}

impl TextDuration {
    /// Makes a duration of `count` days of 24 hours.
    #[must_use]
    pub const fn days(count: u32) -> Self {
        Self { count, unit: Unit::Days }
    }

    /// Makes a duration of `count` hours.
    #[must_use]
    pub const fn hours(count: u32) -> Self {
        Self { count, unit: Unit::Hours }
    }

    /// Makes a duration of `count` minutes.
    #[must_use]
    pub const fn minutes(count: u32) -> Self {
        Self { count, unit: Unit::Minutes }
    }

    /// Makes a duration of `count` seconds.
    #[must_use]
    pub const fn seconds(count: u32) -> Self {
        Self { count, unit: Unit::Seconds }
    }

    /// Converts the value to a duration of std.
    #[must_use]
    pub const fn as_duration(self) -> Duration {
        Duration::from_secs(self.count as u64 * self.unit.seconds())
    }
}

impl Unit {
    const fn seconds(self) -> u64 {
        match self {
            Self::Seconds => 1,
            Self::Minutes => 60,
            Self::Hours => 60 * 60,
            Self::Days => 24 * 60 * 60,
        }
    }

    const fn letter(self) -> char {
        match self {
            Self::Seconds => 's',
            Self::Minutes => 'm',
            Self::Hours => 'h',
            Self::Days => 'd',
        }
    }
}

impl From<TextDuration> for Duration {
    fn from(duration: TextDuration) -> Self {
        duration.as_duration()
    }
}

impl fmt::Display for TextDuration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.count, self.unit.letter())
    }
}

/// The text is not a [`TextDuration`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a duration is a whole number and a unit: `90s`, `15m`, `12h` or `30d`")]
pub struct TextDurationError(());

impl FromStr for TextDuration {
    type Err = TextDurationError;

    fn from_str(text: &str) -> Result<Self, TextDurationError> {
        let units = [Unit::Seconds, Unit::Minutes, Unit::Hours, Unit::Days];
        let found = units.into_iter().find_map(|unit| Some((text.strip_suffix(unit.letter())?, unit)));
        let (digits, unit) = found.ok_or(TextDurationError(()))?;
        if !is_digits(digits) {
            return Err(TextDurationError(()));
        }
        let count = digits.parse().map_err(|_| TextDurationError(()))?;
        Ok(Self { count, unit })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_prints() {
        for text in ["0m", "90s", "15m", "12h", "30d", "4294967295d"] {
            assert_eq!(text.parse::<TextDuration>().unwrap().to_string(), text);
        }
        for text in ["", "d", "30", "+1d", "-1d", "1.5h", "30D", " 30d", "4294967296d", "1w"] {
            assert!(text.parse::<TextDuration>().is_err(), "{text}");
        }
        assert_eq!(TextDuration::days(2).as_duration(), Duration::from_secs(172_800));
    }
}
