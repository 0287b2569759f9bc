//! Formats the time of a request.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::{Duration, SystemTime};

use super::time::Time;
use crate::request::Context;
use crate::value::{Timestamp, Value, milliseconds_since_1970, shifted, since_1970};

/// The last increasing number that was returned, for each unit.
static LAST: [AtomicU64; 2] = [AtomicU64::new(0), AtomicU64::new(0)];

impl Time {
    /// Returns the time of `context`, shifted by `offset` seconds. Increasing numbers are unique in a process, unless
    /// the context's time is fixed.
    pub(crate) fn now(self, context: &Context, offset: i64, increasing: bool) -> Value<'static> {
        let now = shifted(context.now(), offset);
        let increasing = increasing && !context.stands_still();
        match self {
            Self::UnixSeconds => number(since_1970(now).as_secs(), increasing.then_some(&LAST[0])),
            Self::UnixMilliseconds => number(milliseconds_since_1970(now), increasing.then_some(&LAST[1])),
            Self::Timestamp => Value::Text(Timestamp::from(to_second(now)).as_str().to_owned().into()),
            Self::HttpDate => Value::Text(httpdate::fmt_http_date(now).into()),
            Self::Pattern(pattern) => Value::Text(patterned(pattern, Timestamp::from(to_second(now)).as_str()).into()),
        }
    }
}

/// Writes a time of RFC 3339 by a pattern.
fn patterned(pattern: &str, time: &str) -> String {
    let mut rest = pattern.chars();
    let next = || match rest.next()? {
        '%' => rest.next().map(|directive| part(directive, time).unwrap_or(directive.into())),
        literal => Some(literal.into()),
    };
    std::iter::from_fn(next).collect()
}

/// Returns a part of a time of RFC 3339.
fn part(directive: char, time: &str) -> Option<String> {
    time.split(['-', 'T', ':', 'Z']).nth("YmdHMS".find(directive)?).map(str::to_owned)
}

fn to_second(time: SystemTime) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(since_1970(time).as_secs())
}

/// Returns a number, which is greater than the `last` one, if there is one.
fn number(number: u64, last: Option<&AtomicU64>) -> Value<'static> {
    Value::Integer(i64::try_from(last.map_or(number, |last| next(number, last))).unwrap_or(i64::MAX))
}

/// Returns `number`, or the number after the last one if that is greater.
fn next(number: u64, last: &AtomicU64) -> u64 {
    let step = |last: u64| number.max(last.saturating_add(1));
    let before = last.fetch_update(Relaxed, Relaxed, |last| Some(step(last))).unwrap_or_default();
    step(before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_each_form() {
        let context = Context::system().at(SystemTime::UNIX_EPOCH + Duration::from_millis(1_440_938_160_250));
        let text = |form: Time, offset| format!("{:?}", form.now(&context, offset, true));
        assert_eq!(text(Time::UnixSeconds, 0), "Integer(1440938160)");
        assert_eq!(text(Time::UnixSeconds, -60), "Integer(1440938100)");
        assert_eq!(text(Time::UnixMilliseconds, 1), "Integer(1440938161250)");
        assert_eq!(text(Time::Timestamp, 0), r#"Text("2015-08-30T12:36:00Z")"#);
        assert_eq!(text(Time::HttpDate, 0), r#"Text("Sun, 30 Aug 2015 12:36:00 GMT")"#);
        assert_eq!(text(Time::Pattern("%Y%m%dT%H:%M:%S+0000"), 0), r#"Text("20150830T12:36:00+0000")"#);
        assert_eq!(text(Time::Pattern("100%% %d.%m."), 86_400), r#"Text("100% 31.08.")"#);
    }

    #[test]
    fn increases() {
        let last = AtomicU64::new(0);
        let numbers: Vec<u64> = [5, 5, 3, 9].into_iter().map(|number| next(number, &last)).collect();
        assert_eq!(numbers, [5, 6, 7, 9]);
    }
}
