//! Query parameters that every client adds to a visit, and that are not fields of the spec.

use auth_codegen::model::{Call, Place};
use auth_language::sign::Sign;

use crate::read::pkce;
use crate::read::received::Pairs;
use crate::route::candidate::Candidate;

/// The parameter that the callback returns unchanged.
pub(crate) const STATE: &str = "state";
/// The parameters of RFC 6749 §4.1.1 and RFC 7636 §4.3.
const OWN: [&str; 3] = [STATE, pkce::CHALLENGE, pkce::METHOD];

/// The query parameters of an AWS presigned URL.
const PRESIGNED: [&str; 7] = [
    "X-Amz-Algorithm",
    "X-Amz-Credential",
    "X-Amz-Date",
    "X-Amz-Expires",
    "X-Amz-SignedHeaders",
    "X-Amz-Security-Token",
    "X-Amz-Signature",
];

/// Returns the query parameters that are fields of the endpoint.
pub(crate) fn without_own(candidate: &Candidate<'_>, mut query: Pairs) -> Pairs {
    if is_visit(candidate) {
        let is_part = |name: &str| candidate.endpoint.parts_in(Place::Query).any(|part| part.name.value == name);
        query.retain(|(name, _)| !OWN.contains(&name.as_str()) || is_part(name));
    }
    let of_credentials = candidate.credentials();
    let signs = of_credentials.iter().map(|credential| &credential.sign).chain([&candidate.endpoint.sign]);
    let signed: Vec<&str> = signs.flat_map(|sign| signed(sign.as_ref())).collect();
    query.retain(|(name, _)| !signed.contains(&name.as_str()));
    query
}

/// Whether a parameter is part of a PKCE challenge.
pub(crate) fn is_challenge(candidate: &Candidate<'_>, name: &str) -> bool {
    is_visit(candidate) && [pkce::CHALLENGE, pkce::METHOD].contains(&name)
}

/// Returns the query parameters that a signature adds.
fn signed<P>(sign: Option<&Sign<P>>) -> Vec<&str> {
    match sign {
        Some(Sign::Into(parts)) => {
            parts.iter().filter(|part| part.place == Place::Query).map(|part| part.name.value.as_str()).collect()
        }
        Some(Sign::Scheme(scheme, _)) if scheme.name == "sigv4" => PRESIGNED.to_vec(),
        Some(Sign::Scheme(..)) | None => Vec::new(),
    }
}

fn is_visit(candidate: &Candidate<'_>) -> bool {
    matches!(candidate.endpoint.call, Call::Visit(_))
}
