//! Checks when a request was signed: now, by a clock that may be wrong by some minutes.

use jiff::Timestamp;

use super::given::Given;
use super::signed::Signed;
use super::{http_signature, oauth1, proof, sigv4};
use crate::read::received::Received;

/// How far the clock of a client may be from the server's, in seconds.
const SKEW: i64 = 300;
/// The same for AWS ("the request must reach AWS within 15 minutes of the time stamp").
const SKEW_OF_AWS: i64 = 900;

/// Whether a request was signed a short time ago. What says no time is as fresh as its nonce, which is checked elsewhere.
pub(super) fn is_fresh(name: &str, given: &Given<'_>, received: &Received) -> bool {
    let (signed, skew) = match name {
        "sigv4" => (sigv4::signed_at(given, received), SKEW_OF_AWS),
        "oauth1" => (oauth1::signed_at(received).map(Signed::at), SKEW),
        "http_signature" => (http_signature::signed_at(received).map(Signed::at), SKEW),
        "dpop" => (proof::signed_at(received).map(Signed::at), SKEW),
        _ => (None, SKEW),
    };
    signed.is_none_or(|signed| signed.is_good(Timestamp::now().as_second(), skew))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_good_for_some_minutes_or_for_as_long_as_it_says() {
        let (once, presigned) = (Signed::at(1_000_000), Signed { at: 1_000_000, lives: 3600 });
        let rows = [(-301, false, false), (-300, true, true), (0, true, true), (300, true, true), (301, false, true)];
        for (later, of_once, of_presigned) in rows {
            let now = 1_000_000 + later;
            assert_eq!((once.is_good(now, SKEW), presigned.is_good(now, SKEW)), (of_once, of_presigned), "{later}");
        }
        assert!(!presigned.is_good(1_000_000 + 3600 + 301, SKEW));
        assert!(!Signed::at(i64::MAX).is_good(0, SKEW) && !Signed::at(i64::MIN).is_good(0, SKEW));
    }
}
