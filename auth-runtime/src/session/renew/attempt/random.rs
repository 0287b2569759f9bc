//! Makes random names for logins, sessions and attempts.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::session::SystemClock;
use crate::session::token::clock::Clock;

/// Returns a unique text. If the system has no random bytes, the time is used, because the text is not a secret.
pub(crate) fn random_text() -> String {
    let mut bytes = [0; 12];
    if getrandom::fill(&mut bytes).is_err() {
        let nanoseconds = SystemClock.now().monotonic.as_nanos().to_be_bytes();
        bytes.iter_mut().zip(nanoseconds.iter().rev()).for_each(|(byte, part)| *byte = *part);
    }
    URL_SAFE_NO_PAD.encode(bytes)
}
