//! Shifts points in time, so that a recording tells no one's, and the time between two of them stays.

use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};

/// The first point in time of a recording: 2024-02-20T12:00:00Z.
const FIRST: i64 = 1_708_430_400;
/// Numbers that are seconds since 1970, from 2001 to 2065.
const SECONDS: std::ops::Range<i64> = 1_000_000_000..3_000_000_000;

/// The shifts of a recording, once the first point in time and the first day are known. A day, such as a birthday, may be far
/// from all points in time.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Shift {
    times: Option<i64>,
    days: Option<i64>,
}

impl Shift {
    /// Shifts a number of seconds since 1970.
    pub(super) fn seconds(&mut self, seconds: i64) -> i64 {
        seconds.saturating_add(self.by(seconds))
    }

    /// Shifts a point in time (RFC 3339). Its offset, and how exact it is, stay.
    pub(super) fn time(&mut self, text: &str) -> Option<String> {
        let time: Timestamp = text.parse().ok()?;
        let shifted = time.checked_add(SignedDuration::from_secs(self.by(time.as_second()))).ok()?;
        let separator = text.chars().nth(10)?;
        let fraction = text.get(19..).unwrap_or_default();
        let fraction: String = fraction.chars().take_while(|c| *c == '.' || c.is_ascii_digit()).collect();
        let zone = text.get(19 + fraction.len()..).unwrap_or_default();
        let local = shifted.to_zoned(TimeZone::fixed(offset(zone)?)).datetime();
        let day = local.date();
        let clock = local.time();
        let clock = format!("{:02}:{:02}:{:02}", clock.hour(), clock.minute(), clock.second());
        // The digits of a fraction are as telling as the rest.
        let fraction: String = fraction.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
        Some(format!("{day}{separator}{clock}{fraction}{zone}"))
    }

    /// Shifts a day.
    pub(super) fn day(&mut self, text: &str) -> Option<String> {
        let day: Date = text.parse().ok()?;
        let seconds = day.to_zoned(TimeZone::UTC).ok()?.timestamp().as_second();
        let by = *self.days.get_or_insert_with(|| FIRST.saturating_sub(seconds));
        let shifted = Timestamp::from_second(seconds.saturating_add(by)).ok()?;
        Some(shifted.to_zoned(TimeZone::UTC).date().to_string())
    }

    /// Shifts a date of HTTP (RFC 9110 §5.6.7).
    pub(super) fn http_date(&mut self, text: &str) -> Option<String> {
        let time = jiff::fmt::rfc2822::parse(text).ok()?.timestamp().as_second();
        let shifted = Timestamp::from_second(self.seconds(time)).ok()?;
        Some(shifted.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string())
    }

    fn by(&mut self, seconds: i64) -> i64 {
        *self.times.get_or_insert_with(|| FIRST.saturating_sub(seconds))
    }
}

/// Whether a number under this name is a point in time.
pub(super) fn is_time(name: &str, number: i64) -> bool {
    let ends = ["at", "time", "date", "exp", "iat", "nbf", "expires", "created", "updated", "timestamp"];
    SECONDS.contains(&number) && ends.iter().any(|end| name == *end || name.ends_with(&format!("_{end}")))
}

/// Reads `Z`, `+02:00` or `-0330`.
fn offset(zone: &str) -> Option<Offset> {
    if zone.eq_ignore_ascii_case("z") {
        return Some(Offset::UTC);
    }
    let sign = if zone.starts_with('-') { -1 } else { 1 };
    let digits: String = zone.chars().filter(char::is_ascii_digit).collect();
    let hours: i32 = digits.get(..2)?.parse().ok()?;
    let minutes: i32 = digits.get(2..4).unwrap_or("0").parse().ok()?;
    Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that fails may panic")]
mod tests {
    use super::*;

    #[test]
    fn the_time_between_two_points_stays() {
        let mut shift = Shift::default();
        assert_eq!(shift.time("2026-03-01T08:00:00.123Z").unwrap(), "2024-02-20T12:00:00.000Z");
        assert_eq!(shift.time("2026-03-01T11:00:00+02:00").unwrap(), "2024-02-20T15:00:00+02:00");
        assert_eq!(shift.seconds(1_772_352_000 + 60), FIRST + 60);
        assert_eq!(
            (shift.day("1906-12-09").unwrap(), shift.day("1906-12-11").unwrap()),
            ("2024-02-20".to_owned(), "2024-02-22".to_owned())
        );
        assert_eq!(shift.http_date("Sun, 01 Mar 2026 08:00:05 GMT").unwrap(), "Tue, 20 Feb 2024 12:00:05 GMT");
        assert_eq!((shift.time("yesterday"), shift.day("2026-13-01")), (None, None));
        assert!(shift.time("9999-12-30T00:00:00Z").is_some() && shift.seconds(i64::MAX) > 0);
    }
}
