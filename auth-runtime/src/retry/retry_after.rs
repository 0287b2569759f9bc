//! Reads `Retry-After` (RFC 9110 §10.2.3).

use std::time::{Duration, SystemTime};

use crate::value::text::digits::is_digits;
use http::{HeaderMap, header};

/// The maximum wait. A provider that asks for more needs a person, not a retry.
pub(crate) const LONGEST: Duration = Duration::from_secs(60 * 60);

/// Reads seconds or any form of an HTTP date; at most one hour. A date in the past means no wait; other values are
/// ignored. A date is compared with the `Date` of the answer, because this machine's clock may be wrong.
pub(crate) fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let text = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim();
    let now = date(headers).unwrap_or(now);
    let wait = seconds(text).or_else(|| until(text, now))?;
    Some(wait.min(LONGEST))
}

/// Reads seconds. A number with too many digits for the type is a very long time.
fn seconds(text: &str) -> Option<Duration> {
    is_digits(text).then(|| Duration::from_secs(text.parse().unwrap_or(u64::MAX)))
}

/// Returns when the answer was made, by the server's clock (RFC 9110 §6.6.1).
fn date(headers: &HeaderMap) -> Option<SystemTime> {
    httpdate::parse_http_date(headers.get(header::DATE)?.to_str().ok()?.trim()).ok()
}

fn until(text: &str, now: SystemTime) -> Option<Duration> {
    Some(httpdate::parse_http_date(text).ok()?.duration_since(now).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_every_form() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777); // Sun, 06 Nov 1994 08:49:37 GMT
        let rows = [
            ("120", Some(120)),
            (" 0 ", Some(0)),
            ("100000000000", Some(3600)),
            ("99999999999999999999999", Some(3600)),
            ("Sun, 06 Nov 1994 08:50:37 GMT", Some(60)),
            ("Sunday, 06-Nov-94 08:49:47 GMT", Some(10)),
            ("Sun Nov  6 08:49:39 1994", Some(2)),
            ("Sun, 06 Nov 1994 08:00:00 GMT", Some(0)),
            ("Fri, 31 Dec 9999 23:59:59 GMT", Some(3600)),
            ("-1", None),
            ("1.5", None),
            ("", None),
            ("soon", None),
        ];
        for (text, expected) in rows {
            let headers = HeaderMap::from_iter([(header::RETRY_AFTER, text.parse().unwrap())]);
            assert_eq!(retry_after(&headers, now), expected.map(Duration::from_secs), "{text}");
        }
        assert_eq!(retry_after(&HeaderMap::new(), now), None);
    }

    #[test]
    fn a_date_is_compared_with_that_of_the_answer() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777); // Sun, 06 Nov 1994 08:49:37 GMT
        let rows = [
            ("Sun, 06 Nov 1994 06:50:37 GMT", "Sun, 06 Nov 1994 06:49:37 GMT", 60),
            ("Sun, 06 Nov 1994 10:50:37 GMT", "Sun, 06 Nov 1994 10:49:37 GMT", 60),
            ("Sun, 06 Nov 1994 08:50:37 GMT", "today", 60),
            ("120", "Sun, 06 Nov 1994 06:49:37 GMT", 120),
        ];
        for (wait, date, expected) in rows {
            let headers = [(header::RETRY_AFTER, wait), (header::DATE, date)];
            let headers = HeaderMap::from_iter(headers.map(|(name, text)| (name, text.parse().unwrap())));
            assert_eq!(retry_after(&headers, now), Some(Duration::from_secs(expected)), "{wait} {date}");
        }
    }
}
