//! Determines the age of a token, and when it is renewed.

use std::time::Duration;

use crate::Seconds;
use crate::session::Moment;

/// When a token is renewed: windows at the end of its lifetime, in percent of it, so that they suit a token of 60
/// seconds as well as one of 7 days.
///
/// In the advisory window the token is used while a new one is requested. In the mandatory window callers wait
/// for the new one; if there is none, the old one is used until it expires.
///
/// ```
/// use auth_runtime::session::Windows;
///
/// let windows = Windows::percent(30, 10);
/// assert_eq!(Windows::percent(200, 95), Windows::percent(90, 90));
/// # assert_ne!(windows, Windows::default());
/// ```
///
/// **Jitter.** Machines that were started together have tokens of the same age, and would all renew them at the same
/// time. Therefore each session starts the advisory window later, by a random share of half the time until the
/// mandatory window. The share is drawn once, from the random bytes of the client's
/// [`Context`](crate::request::Context); the windows stay within their bounds. A session with its own
/// [clock](crate::session::SessionBuilder::clock) has no jitter, so that a test knows when it renews.
/// [`jitter`](Self::jitter) sets the share by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Windows {
    advisory: u32,
    mandatory: u32,
    jitter: Option<u16>,
    /// The minimum length of the advisory window, if the provider asks for one.
    early: Duration,
}

impl Windows {
    /// Sets the windows: at most 90 %, so that a new token is never due for renewal. The mandatory window is at most as
    /// long as the advisory one.
    #[must_use]
    pub fn percent(advisory: u32, mandatory: u32) -> Self {
        let advisory = advisory.min(90);
        Self { advisory, mandatory: mandatory.min(advisory), jitter: None, early: Duration::ZERO }
    }

    /// Sets how much later the advisory window starts: 0 for not at all, [`u16::MAX`] for half the time until the
    /// mandatory window.
    #[must_use]
    pub fn jitter(self, share: u16) -> Self {
        Self { jitter: Some(share), ..self }
    }

    /// Sets the jitter to the share that `draw` returns, unless it was set by hand.
    pub(crate) fn or_jitter(self, draw: impl FnOnce() -> u16) -> Self {
        Self { jitter: Some(self.jitter.unwrap_or_else(draw)), ..self }
    }

    /// Returns windows in which a token is not used while a new one is requested.
    pub(crate) fn without_background(self) -> Self {
        Self { advisory: self.mandatory, jitter: Some(0), early: Duration::ZERO, ..self }
    }

    /// Returns the lengths of both windows.
    fn lengths(self, lifetime: Duration) -> (Duration, Duration) {
        let advisory = share(lifetime, self.advisory).min(LONGEST_ADVISORY);
        let mandatory = share(lifetime, self.mandatory).min(LONGEST_MANDATORY);
        let later =
            advisory.saturating_sub(mandatory) / 2 * u32::from(self.jitter.unwrap_or_default()) / u32::from(u16::MAX);
        // A new token is never due for renewal.
        let early = self.early.min(share(lifetime, 90));
        (advisory.saturating_sub(later).max(early), mandatory)
    }

    /// Sets the minimum that the provider asks for, unless the session has its own windows.
    pub(crate) fn or_early(self, early: Option<Duration>) -> Self {
        Self { early: early.filter(|_| self.is_usual()).unwrap_or(self.early), ..self }
    }

    fn is_usual(self) -> bool {
        Self { jitter: None, ..self } == Self::default()
    }
}

/// The last 20 % and the last 5 % of the lifetime, but at most one hour and one minute.
impl Default for Windows {
    fn default() -> Self {
        Self::percent(20, 5)
    }
}

const LONGEST_ADVISORY: Duration = Duration::from_secs(60 * 60);
const LONGEST_MANDATORY: Duration = Duration::from_secs(60);
/// How far [`Clock::recent`](crate::session::Clock::recent) may be behind.
const RECENT: Duration = Duration::from_secs(2);

/// When each phase of a token's lifetime ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ends {
    /// The time until which a recent moment is precise enough.
    surely_fresh: Moment,
    advisory: Moment,
    mandatory: Moment,
    pub(crate) expiry: Moment,
}

/// The phase of its lifetime that a token is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Age {
    Fresh,
    Advisory,
    Mandatory,
    Expired,
}

impl Ends {
    /// Computes the ends. `remaining` counts from `from`, which is before the request was sent; `lifetime` is the
    /// original one.
    pub(crate) fn new(from: Moment, remaining: Duration, lifetime: Duration, windows: Windows) -> Self {
        let lifetime = lifetime.min(Seconds::MAX.as_duration());
        let remaining = remaining.min(lifetime);
        let before_end = |window: Duration| from.after(remaining.saturating_sub(window));
        let (advisory, mandatory) = windows.lengths(lifetime);
        Self {
            // For a short lifetime, a recent moment is not precise enough.
            surely_fresh: remaining.checked_sub(advisory + RECENT).map_or(Moment::LONG_AGO, |left| from.after(left)),
            advisory: before_end(advisory),
            mandatory: before_end(mandatory),
            expiry: from.after(remaining),
        }
    }

    /// Whether a moment of up to two seconds ago proves that the token is fresh now.
    pub(crate) fn is_surely_fresh(&self, recent: &Moment) -> bool {
        !recent.has_reached(&self.surely_fresh)
    }

    pub(crate) fn age(&self, now: &Moment) -> Age {
        if !now.has_reached(&self.advisory) {
            Age::Fresh
        } else if now.has_reached(&self.expiry) {
            Age::Expired
        } else if now.has_reached(&self.mandatory) {
            Age::Mandatory
        } else {
            Age::Advisory
        }
    }
}

fn share(lifetime: Duration, percent: u32) -> Duration {
    lifetime.saturating_mul(percent) / 100
}

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use super::*;

    const DAY: u64 = 24 * 60 * 60;

    fn start() -> Moment {
        Moment { monotonic: Duration::from_secs(5), wall: SystemTime::UNIX_EPOCH + Duration::from_secs(1_790_000_000) }
    }

    #[test]
    fn windows_follow_the_lifetime() {
        // Lifetime, then the first second of the advisory window, of the mandatory window, and of expiry.
        let rows =
            [(60, 48, 57, 60), (900, 720, 855, 900), (3600, 2880, 3540, 3600), (7 * DAY, 601_200, 604_740, 604_800)];
        for (lifetime, advisory, mandatory, expiry) in rows {
            let lifetime = Duration::from_secs(lifetime);
            let ends = Ends::new(start(), lifetime, lifetime, Windows::default());
            let age = |seconds: u64| ends.age(&start().after(Duration::from_secs(seconds)));
            assert_eq!((age(advisory - 1), age(advisory)), (Age::Fresh, Age::Advisory), "{lifetime:?}");
            assert_eq!((age(mandatory - 1), age(mandatory)), (Age::Advisory, Age::Mandatory), "{lifetime:?}");
            assert_eq!((age(expiry - 1), age(expiry)), (Age::Mandatory, Age::Expired), "{lifetime:?}");
        }
    }

    /// No lifetime is longer than ten years, whatever a source says.
    #[test]
    fn a_life_is_bounded() {
        let ends = Ends::new(start(), Duration::MAX, Duration::MAX, Windows::default());
        assert_eq!(ends.expiry, start().after(Seconds::MAX.as_duration()));
    }

    /// Jitter only starts the advisory window later.
    #[test]
    fn jitter_stays_within_the_first_half_of_the_advisory_window() {
        for seconds in [1, 60, 900, 3600, 7 * DAY] {
            let lifetime = Duration::from_secs(seconds);
            let plain = Ends::new(start(), lifetime, lifetime, Windows::default());
            let half = plain.mandatory.monotonic.checked_sub(plain.advisory.monotonic).unwrap() / 2;
            let mut before = plain.advisory.monotonic;
            for share in [0, 1, 1_000, u16::MAX / 2, u16::MAX - 1, u16::MAX] {
                let ends = Ends::new(start(), lifetime, lifetime, Windows::default().jitter(share));
                let begin = ends.advisory.monotonic;
                assert!(before <= begin && begin <= plain.advisory.monotonic + half, "{seconds} s, {share}");
                assert_eq!((ends.mandatory, ends.expiry), (plain.mandatory, plain.expiry));
                assert!(ends.surely_fresh.monotonic <= begin);
                before = begin;
            }
            assert!(
                (plain.advisory.monotonic + half).checked_sub(before).unwrap() < Duration::from_nanos(100),
                "the whole share is used"
            );
        }
        assert_eq!(Windows::default().jitter(7).or_jitter(|| 9), Windows::default().jitter(7));
        assert_eq!(Windows::default().or_jitter(|| 9), Windows::default().jitter(9));
    }

    #[test]
    fn a_provider_may_ask_for_an_early_renewal() {
        // Lifetime, early, then the first second of the advisory window.
        for (lifetime, early, advisory) in [(3600, 900, 2700), (3600, 60, 2880), (600, 900, 60)] {
            let lifetime = Duration::from_secs(lifetime);
            let windows = Windows::default().or_early(Some(Duration::from_secs(early)));
            let ends = Ends::new(start(), lifetime, lifetime, windows);
            let age = |seconds: u64| ends.age(&start().after(Duration::from_secs(seconds)));
            assert_eq!((age(advisory - 1), age(advisory)), (Age::Fresh, Age::Advisory), "{lifetime:?} {early}");
        }
        let own = Windows::percent(30, 10);
        assert_eq!(own.or_early(Some(Duration::from_secs(900))), own);
    }

    #[test]
    fn either_clock_ends_a_life() {
        let (hour, minute) = (Duration::from_secs(3600), Duration::from_secs(60));
        let ends = Ends::new(start(), hour, hour, Windows::default());
        let rows = [
            (start().monotonic + hour, start().wall, Age::Expired),
            (start().monotonic + hour, start().wall - hour, Age::Expired),
            (start().monotonic, start().wall + hour, Age::Expired),
            (start().monotonic, start().wall - hour, Age::Fresh),
            (start().monotonic + minute, start().wall + hour - minute, Age::Mandatory),
        ];
        for (monotonic, wall, expected) in rows {
            assert_eq!(ends.age(&Moment { monotonic, wall }), expected);
        }
    }

    #[test]
    fn no_lifetime_overflows() {
        let late = Moment { monotonic: Duration::MAX, wall: SystemTime::UNIX_EPOCH };
        for lifetime in [Duration::ZERO, Duration::from_nanos(1), Duration::MAX] {
            for from in [start(), late] {
                let ends = Ends::new(from, lifetime, lifetime, Windows::percent(u32::MAX, u32::MAX));
                assert!(ends.expiry.wall <= from.wall + Seconds::MAX.as_duration());
                assert_eq!(ends.age(&from.after(Duration::MAX)), Age::Expired);
            }
        }
        let none = Ends::new(start(), Duration::ZERO, Duration::ZERO, Windows::default());
        assert_eq!(none.age(&start()), Age::Expired);
    }
}
