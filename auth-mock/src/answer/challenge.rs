//! The challenge of a 401.

use auth_codegen::model::{Credential, Place};

use crate::route::candidate::Candidate;

/// Returns the challenge of a 401, which RFC 9110 §15.5.2 requires. RFC 6750 §3 and RFC 7617 §2 define those of Bearer
/// and Basic.
pub(crate) fn challenge(chosen: &Candidate<'_>) -> Option<String> {
    let is_client = chosen.endpoint.parts_in(Place::Basic).next().is_some();
    let credentials = chosen.credentials();
    let bearer = credentials.iter().any(|credential| credential.is_bearer());
    let basic = is_client || credentials.iter().any(|credential| has_basic(credential));
    let schemes: Vec<&str> =
        bearer.then_some("Bearer").into_iter().chain(basic.then_some("Basic realm=\"mock\"")).collect();
    (!schemes.is_empty()).then(|| schemes.join(", "))
}

fn has_basic(credential: &Credential) -> bool {
    credential.parts.iter().any(|part| part.place == Place::Basic)
}
