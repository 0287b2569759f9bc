//! Points in time in the notations of HTTP and of calendars.

use std::fmt;
use std::str::FromStr;
use std::time::SystemTime;

use super::epoch::since_1970;
use super::timestamp::system_time;
use crate::value::decode::from_text;
use crate::value::{Decode, DecodeError, Encode, JsonRef, Value};

/// A point in time in HTTP notation (RFC 9110 §5.6.7): `Tue, 20 Feb 2024 12:00:00 GMT`.
///
/// ```
/// use auth_runtime::value::HttpDate;
///
/// let date: HttpDate = "Tue, 20 Feb 2024 12:00:00 GMT".parse()?;
/// assert_eq!(date.to_string(), "Tue, 20 Feb 2024 12:00:00 GMT");
/// # Ok::<(), auth_runtime::value::DateError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HttpDate(SystemTime);

/// A day (RFC 3339 `full-date`): `2024-02-20`. As a point in time it is the first moment of that day in UTC.
///
/// ```
/// use auth_runtime::value::Date;
///
/// let day: Date = "2024-02-20".parse()?;
/// assert_eq!(day.to_string(), "2024-02-20");
/// # Ok::<(), auth_runtime::value::DateError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// The first field, so that days are ordered by it.
    time: SystemTime,
    year: i16,
    month: i8,
    day: i8,
}

/// The text is not a date in this notation.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected {0}")]
pub struct DateError(&'static str);

const HTTP_DATE: &str = "a date such as `Tue, 20 Feb 2024 12:00:00 GMT`";
const DATE: &str = "a date such as `2024-02-20`";

impl HttpDate {
    /// Converts the date to a time of std.
    #[must_use]
    pub fn to_system_time(self) -> SystemTime {
        self.0
    }
}

impl Date {
    /// Returns the year, the month (1 to 12), and the day of the month (from 1).
    #[must_use]
    pub fn year_month_day(self) -> (i16, i8, i8) {
        (self.year, self.month, self.day)
    }

    /// Returns the first moment of the day in UTC.
    #[must_use]
    pub fn to_system_time(self) -> SystemTime {
        self.time
    }
}

/// Converts a time. Fractions of a second are cut off, and a time before 1970 becomes 1970.
impl From<SystemTime> for HttpDate {
    fn from(time: SystemTime) -> Self {
        Self(SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(since_1970(time).as_secs().min(LAST)))
    }
}

/// The last second of the year 9999, the last that HTTP notation can express.
const LAST: u64 = 253_402_300_799;

impl From<HttpDate> for SystemTime {
    fn from(date: HttpDate) -> Self {
        date.0
    }
}

impl From<Date> for SystemTime {
    fn from(date: Date) -> Self {
        date.time
    }
}

impl fmt::Display for HttpDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        httpdate::HttpDate::from(self.0).fmt(f)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl FromStr for HttpDate {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        httpdate::parse_http_date(text).map(Self).map_err(|_| DateError(HTTP_DATE))
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let refuse = || DateError(DATE);
        let is_plain = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
        let date: jiff::civil::Date = text.parse().ok().filter(|_| is_plain).ok_or_else(refuse)?;
        let midnight = date.to_zoned(jiff::tz::TimeZone::UTC).map_err(|_| refuse())?;
        let time = system_time(midnight.timestamp()).ok_or_else(refuse)?;
        Ok(Self { time, year: date.year(), month: date.month(), day: date.day() })
    }
}

macro_rules! texts {
    ($($name:ident $what:expr;)*) => {$(
        impl Decode for $name {
            fn decode(json: JsonRef<'_>) -> Result<Self, DecodeError> {
                from_text(json, $what)
            }
        }

        impl Encode for $name {
            fn encode(&self) -> Value<'_> {
                Value::Text(self.to_string().into())
            }
        }
    )*};
}

texts! {
    HttpDate HTTP_DATE;
    Date DATE;
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn reads_and_writes() {
        let noon = SystemTime::UNIX_EPOCH + Duration::from_secs(1_708_430_400);
        assert_eq!("Tue, 20 Feb 2024 12:00:00 GMT".parse(), Ok(HttpDate(noon)));
        assert_eq!(HttpDate::from(noon).to_string(), "Tue, 20 Feb 2024 12:00:00 GMT");
        let day: Date = "2024-02-20".parse().unwrap();
        assert_eq!(
            (day.to_system_time() + Duration::from_secs(12 * 60 * 60), day.year_month_day()),
            (noon, (2024, 2, 20))
        );
        for text in ["", "2024-2-20", "2024-02-30", "20240220", "2024-02-20T12:00:00Z", "Tue, 20 Feb 2024"] {
            assert!(text.parse::<Date>().is_err() && text.parse::<HttpDate>().is_err(), "{text}");
        }
        let _ = (
            HttpDate::from(SystemTime::UNIX_EPOCH - Duration::from_secs(1)).to_string(),
            HttpDate::from(noon + Duration::from_secs(1 << 40)).to_string(),
        );
    }
}
