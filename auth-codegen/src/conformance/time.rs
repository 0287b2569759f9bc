//! Durations and points in time.

use serde_json::Value as Json;

use crate::model::{Instant, Lifetime};

pub(super) fn is_lifetime(lifetime: Lifetime, json: &Json) -> bool {
    let text = json.as_str();
    match lifetime {
        Lifetime::Seconds | Lifetime::Milliseconds | Lifetime::Minutes => {
            json.as_u64().is_some() || text.is_some_and(|text| text.parse::<u64>().is_ok())
        }
        Lifetime::HoursMinutesSeconds => text.is_some_and(|text| is_clock(text, 60)),
        Lifetime::DaysHoursMinutes => text.is_some_and(|text| is_clock(text, 24)),
        Lifetime::Duration => text.is_some_and(is_duration),
    }
}

/// Returns whether a duration is a number, and its description.
pub(super) fn describe_lifetime(lifetime: Lifetime) -> (bool, &'static str) {
    match lifetime {
        Lifetime::Seconds => (true, "a number of seconds"),
        Lifetime::Milliseconds => (true, "a number of milliseconds"),
        Lifetime::Minutes => (true, "a number of minutes"),
        Lifetime::HoursMinutesSeconds => (false, "hours, minutes and seconds such as `177:05:38`"),
        Lifetime::DaysHoursMinutes => (false, "days, hours and minutes such as `7:00:30`"),
        Lifetime::Duration => (false, "a length of time such as `30d`"),
    }
}

pub(super) fn is_instant(instant: Instant, json: &Json) -> bool {
    let text = json.as_str();
    match instant {
        Instant::Timestamp => text.is_some_and(|text| text.parse::<jiff::Timestamp>().is_ok()),
        Instant::UnixSeconds | Instant::UnixMilliseconds => {
            json.as_i64().is_some() || text.is_some_and(|text| text.parse::<i64>().is_ok())
        }
        Instant::HttpDate => text.is_some_and(|text| jiff::fmt::rfc2822::parse(text).is_ok() && text.ends_with(" GMT")),
        Instant::Date => text.is_some_and(|text| text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok()),
    }
}

/// Returns whether a point in time is a number, and its description.
pub(super) fn describe_instant(instant: Instant) -> (bool, &'static str) {
    match instant {
        Instant::Timestamp => (false, "a time such as `2024-02-20T12:00:00Z` (RFC 3339)"),
        Instant::UnixSeconds => (true, "a number of seconds since 1970"),
        Instant::UnixMilliseconds => (true, "a number of milliseconds since 1970"),
        Instant::HttpDate => (false, "a date such as `Tue, 20 Feb 2024 12:00:00 GMT` (RFC 9110)"),
        Instant::Date => (false, "a date such as `2024-02-20`"),
    }
}

/// Whether a text is three numbers, of which the second is below `second` and the third below sixty.
fn is_clock(text: &str, second: u64) -> bool {
    let number = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse::<u64>().ok());
    let numbers: Vec<Option<u64>> = text.split(':').map(|digits| number(digits).flatten()).collect();
    matches!(numbers.as_slice(), [Some(_), Some(middle), Some(last)] if *middle < second && *last < 60)
}

fn is_duration(text: &str) -> bool {
    let number = text.strip_suffix(['d', 'h', 'm', 's']);
    number.is_some_and(|number| number.parse::<u32>().is_ok())
}
