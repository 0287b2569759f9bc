//! PKCE (RFC 7636): names, and the S256 challenge.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

/// The request field for the verifier in the code exchange (§4.5).
pub(crate) const VERIFIER: &str = "code_verifier";
/// The query parameter for the challenge in the visit (§4.3).
pub(crate) const CHALLENGE: &str = "code_challenge";
/// The query parameter for the challenge method in the visit (§4.3).
pub(crate) const METHOD: &str = "code_challenge_method";
/// The only accepted method.
pub(crate) const S256: &str = "S256";

/// Returns the S256 challenge of a verifier (§4.2).
pub(crate) fn challenge(verifier: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(verifier))
}

/// Whether a text is a possible S256 challenge: 32 bytes in base64url.
pub(crate) fn is_challenge(text: &str) -> bool {
    URL_SAFE_NO_PAD.decode(text).is_ok_and(|bytes| bytes.len() == 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of RFC 7636, appendix B.
    #[test]
    fn challenges_as_in_the_rfc() {
        let found = challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
        assert_eq!(found, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
        assert!(is_challenge(&found) && !is_challenge("short") && !is_challenge("é"));
    }
}
