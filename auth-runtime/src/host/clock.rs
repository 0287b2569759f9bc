//! Corrects the clock by that of a provider that has refused it.

use std::sync::atomic::{AtomicI64, Ordering::Relaxed};
use std::time::{Duration, SystemTime};

use http::{HeaderMap, header};

use crate::request::Context;

/// The difference in seconds up to which two clocks count as equal, because `Date` has no fractions.
const SAME: i64 = 2;

/// How far the provider's clock is ahead of ours, in seconds. It is measured when the provider says that ours is wrong.
#[derive(Debug, Default)]
pub(crate) struct Clock(AtomicI64);

impl Clock {
    /// Returns the context with the provider's clock.
    pub(crate) fn correct(&self, context: Context) -> Context {
        context.ahead(self.0.load(Relaxed))
    }

    /// Sets the clock by the `Date` of a reply (RFC 9110 §6.6.1). Returns whether it has changed, so that a request can
    /// be signed again.
    pub(crate) fn set(&self, own: Context, headers: &HeaderMap) -> bool {
        let Some(ahead) = date(headers).map(|theirs| ahead(own.now(), theirs)) else { return false };
        let before = self.0.swap(ahead, Relaxed);
        before.abs_diff(ahead) > SAME.unsigned_abs()
    }
}

fn date(headers: &HeaderMap) -> Option<SystemTime> {
    httpdate::parse_http_date(headers.get(header::DATE)?.to_str().ok()?).ok()
}

fn ahead(ours: SystemTime, theirs: SystemTime) -> i64 {
    let seconds = |by: Duration| i64::try_from(by.as_secs()).unwrap_or_default();
    match theirs.duration_since(ours) {
        Ok(ahead) => seconds(ahead),
        Err(behind) => -seconds(behind.duration()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_set_by_the_date_of_a_reply() {
        let ours = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777); // Sun, 06 Nov 1994 08:49:37 GMT
        let context = Context::system().at(ours);
        let rows = [
            (Some("Sun, 06 Nov 1994 08:59:37 GMT"), true, 600),
            (Some("Sun, 06 Nov 1994 08:59:38 GMT"), false, 601),
            (Some("Sun, 06 Nov 1994 08:39:37 GMT"), true, -600),
            (Some("yesterday"), false, -600),
            (None, false, -600),
        ];
        let clock = Clock::default();
        for (date, has_changed, ahead) in rows {
            let headers = date.map(|date| (header::DATE, http::HeaderValue::from_static(date)));
            assert_eq!(clock.set(context, &headers.into_iter().collect()), has_changed, "{date:?}");
            let now = clock.correct(context).now();
            assert_eq!(super::ahead(ours, now), ahead, "{date:?}");
        }
    }
}
