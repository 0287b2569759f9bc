//! Random texts for `state` and PKCE, and PKCE challenges (RFC 7636).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::value::Secret;

/// Returns 32 random bytes as 43 characters, for `state` and for the PKCE verifier (RFC 7636 §4.1). `None` if the
/// operating system has no random bytes.
pub(crate) fn random_text() -> Option<Secret> {
    let mut bytes = Zeroizing::new([0_u8; 32]);
    getrandom::fill(bytes.as_mut_slice()).ok()?;
    let mut text = Zeroizing::new([0_u8; 43]);
    URL_SAFE_NO_PAD.encode_slice(bytes.as_slice(), text.as_mut_slice()).ok()?;
    std::str::from_utf8(text.as_slice()).ok().map(Secret::from)
}

/// Returns the S256 challenge of a verifier (RFC 7636 §4.2).
pub(crate) fn challenge(verifier: &Secret) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.expose()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of RFC 7636, appendix B.
    #[test]
    fn challenges_as_in_the_rfc() {
        let verifier = Secret::from("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
        assert_eq!(challenge(&verifier), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    #[test]
    fn never_repeats() {
        let (one, two) = (random_text().unwrap(), random_text().unwrap());
        assert_eq!(one.expose().len(), 43);
        assert!(!one.matches(two.expose()));
    }
}
