//! Points in time in RFC 3339 notation.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;
use std::time::{Duration, SystemTime};

/// A point in time in RFC 3339 notation. It keeps its text; comparisons use the point in time.
///
/// ```
/// use auth_runtime::Timestamp;
///
/// let created: Timestamp = "2024-01-21T12:00:00+00:00".parse()?;
/// assert_eq!(created.as_str(), "2024-01-21T12:00:00+00:00");
/// assert_eq!(created, "2024-01-21T13:00:00+01:00".parse()?);
/// # Ok::<(), auth_runtime::value::TimestampError>(())
/// ```
#[derive(Clone)]
pub struct Timestamp {
    text: String,
    time: SystemTime,
}

impl Timestamp {
    /// Returns the text as received.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Converts the timestamp to a time of std, with nanosecond precision.
    #[must_use]
    pub fn to_system_time(&self) -> SystemTime {
        self.time
    }
}

/// The text is not a [`Timestamp`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a timestamp has the form of RFC 3339: `2024-01-21T12:00:00Z`")]
pub struct TimestampError(());

impl FromStr for Timestamp {
    type Err = TimestampError;

    fn from_str(text: &str) -> Result<Self, TimestampError> {
        let instant: jiff::Timestamp = text.parse().map_err(|_| TimestampError(()))?;
        let time = system_time(instant).ok_or(TimestampError(()))?;
        Ok(Self { text: text.to_owned(), time })
    }
}

/// Converts the time by hand, because jiff's conversion may panic if the platform's clock ends before the calendar.
pub(super) fn system_time(instant: jiff::Timestamp) -> Option<SystemTime> {
    let distance = instant.as_duration();
    if distance.is_negative() {
        SystemTime::UNIX_EPOCH.checked_sub(distance.unsigned_abs())
    } else {
        SystemTime::UNIX_EPOCH.checked_add(distance.unsigned_abs())
    }
}

impl From<Timestamp> for SystemTime {
    fn from(timestamp: Timestamp) -> Self {
        timestamp.time
    }
}

/// Converts a time. Those beyond the year 9999 or before the year -9999 are limited to these years.
impl From<SystemTime> for Timestamp {
    fn from(time: SystemTime) -> Self {
        let late = time > SystemTime::UNIX_EPOCH + Duration::from_secs(1);
        let end = if late { jiff::Timestamp::MAX } else { jiff::Timestamp::MIN };
        let instant = jiff::Timestamp::try_from(time).unwrap_or(end);
        Self { text: instant.to_string(), time: system_time(instant).unwrap_or(time) }
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Timestamp({})", self.text)
    }
}

impl PartialEq for Timestamp {
    fn eq(&self, other: &Self) -> bool {
        self.time == other.time
    }
}

impl Eq for Timestamp {}

impl PartialOrd for Timestamp {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Timestamp {
    fn cmp(&self, other: &Self) -> Ordering {
        self.time.cmp(&other.time)
    }
}

impl Hash for Timestamp {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.time.hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_rfc_3339_only() {
        for text in [
            "2024-01-21T12:00:00Z",
            "2024-01-21T12:00:00.123456789+05:30",
            "1969-12-31T23:59:59Z",
            "0001-01-01T00:00:00Z",
        ] {
            assert_eq!(text.parse::<Timestamp>().unwrap().as_str(), text);
        }
        for text in ["", "2024-01-21", "2024-01-21T12:00:00", "1705838400", "yesterday", "2024-13-01T00:00:00Z"] {
            assert!(text.parse::<Timestamp>().is_err(), "{text}");
        }
    }

    #[test]
    fn converts_both_ways() {
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_705_838_400);
        let stamp = Timestamp::from(time);
        assert_eq!((stamp.as_str(), stamp.to_system_time()), ("2024-01-21T12:00:00Z", time));
        assert_eq!(stamp, "2024-01-21T12:00:00Z".parse().unwrap());
    }
}
