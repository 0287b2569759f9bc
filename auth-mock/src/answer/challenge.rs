//! The challenge of a 401.

use auth_codegen::model::{Credential, Place};
use auth_language::sign::Sign;

use crate::route::candidate::Candidate;

/// Returns the challenge of a 401, which RFC 9110 §15.5.2 requires. RFC 6750 §3 and RFC 7617 §2 define those of Bearer
/// and Basic.
pub(crate) fn challenge(chosen: &Candidate<'_>) -> Option<String> {
    let is_client = chosen.endpoint.parts_in(Place::Basic).next().is_some();
    let credentials = chosen.credentials();
    let bearer = credentials.iter().any(|credential| credential.is_bearer());
    let basic = is_client || credentials.iter().any(|credential| has_basic(credential));
    let digest = credentials.iter().any(|credential| has_digest(credential));
    let schemes = [(bearer, "Bearer"), (basic, "Basic realm=\"mock\""), (digest, DIGEST)];
    let schemes: Vec<&str> = schemes.iter().filter(|(is_there, _)| *is_there).map(|(_, scheme)| *scheme).collect();
    (!schemes.is_empty()).then(|| schemes.join(", "))
}

/// Returns the challenge for a token that has ended (RFC 6750 §3.1).
pub(crate) fn invalid_token(chosen: &Candidate<'_>, why: &str) -> Option<String> {
    let is_bearer = chosen.credentials().iter().any(|credential| credential.is_bearer());
    let why: String =
        why.chars().filter(|c| c.is_ascii_graphic() && !matches!(c, '"' | '\\' | '`') || *c == ' ').collect();
    is_bearer.then(|| format!("Bearer error=\"invalid_token\", error_description=\"{why}\""))
}

/// The challenge for digest authentication (RFC 7616 §3.3). Its nonce is always the same.
const DIGEST: &str = "Digest realm=\"mock\", nonce=\"mock-nonce\", qop=\"auth\", algorithm=SHA-256";

fn has_digest(credential: &Credential) -> bool {
    matches!(&credential.sign, Some(Sign::Scheme(scheme, _)) if scheme.name == "digest")
}

fn has_basic(credential: &Credential) -> bool {
    credential.parts.iter().any(|part| part.place == Place::Basic)
}
