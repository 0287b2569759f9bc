//! Query parameters that every client adds to a visit, without a field in the spec.

use auth_codegen::model::Call;

use crate::read::pkce;
use crate::read::received::Pairs;
use crate::route::candidate::Candidate;

/// The parameter that the callback returns unchanged.
pub(crate) const STATE: &str = "state";
/// RFC 6749 §4.1.1 and RFC 7636 §4.3.
const OWN: [&str; 3] = [STATE, pkce::CHALLENGE, pkce::METHOD];

/// The parameters of a query that belong to fields of the endpoint.
pub(crate) fn without_own(candidate: &Candidate<'_>, mut query: Pairs) -> Pairs {
    if is_visit(candidate) {
        query.retain(|(name, _)| !OWN.contains(&name.as_str()));
    }
    query
}

/// Whether a parameter is part of a PKCE challenge.
pub(crate) fn is_challenge(candidate: &Candidate<'_>, name: &str) -> bool {
    is_visit(candidate) && [pkce::CHALLENGE, pkce::METHOD].contains(&name)
}

fn is_visit(candidate: &Candidate<'_>) -> bool {
    matches!(candidate.endpoint.call, Call::Visit { .. })
}
