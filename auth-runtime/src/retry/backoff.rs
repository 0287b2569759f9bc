//! Computes the back-off after failures.

use std::time::Duration;

const FIRST: Duration = Duration::from_millis(500);
const LONGEST: Duration = Duration::from_secs(60);

/// Returns the wait after this number of consecutive failures: it doubles each time, up to a minute, and is reduced by
/// up to half at random, so that many machines do not return at the same moment.
pub(crate) fn backoff(failures: u32) -> Duration {
    spread(full(failures))
}

/// Reduces a wait by up to half at random.
pub(crate) fn spread(wait: Duration) -> Duration {
    jittered(wait, random())
}

fn full(failures: u32) -> Duration {
    FIRST.saturating_mul(1 << failures.saturating_sub(1).min(31)).min(LONGEST)
}

/// Reduces a wait: `random` of 0 gives half of it, 255 nearly all of it.
fn jittered(wait: Duration, random: u8) -> Duration {
    wait / 2 + wait.saturating_mul(random.into()) / 512
}

/// Returns a random byte. Without random bytes the waits are less well spread, but still valid.
fn random() -> u8 {
    let mut byte = [0];
    let _ = getrandom::fill(&mut byte);
    let [byte] = byte;
    byte
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubles_up_to_a_minute() {
        let rows = [(0, 500), (1, 500), (2, 1000), (3, 2000), (8, 60_000), (u32::MAX, 60_000)];
        for (failures, expected) in rows {
            let wait = Duration::from_millis(expected);
            assert_eq!(full(failures), wait, "{failures}");
            assert_eq!(jittered(wait, 0), wait / 2);
            assert!(jittered(wait, 255) > wait * 9 / 10 && jittered(wait, 255) < wait);
            assert!(backoff(failures) >= wait / 2 && backoff(failures) < wait);
        }
    }
}
