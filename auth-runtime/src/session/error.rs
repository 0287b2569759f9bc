//! The failure of a token request, as a session reports it.

use crate::call::Arrived;
use crate::credential::{Effect, SessionError};
use crate::response::Refusal;
use crate::value::{JsonRef, lenient};
use crate::{ApiError, Class, Error};

/// The failure of a call: its class, its `retry_after`, and itself as the source.
impl<E: ApiError + Send + Sync + 'static> From<Error<E>> for SessionError {
    fn from(error: Error<E>) -> Self {
        let (class, retry_after) = (error.class(), error.retry_after());
        let (arrived, effect) = (error.arrived(), effect(&error));
        Self::request(class, arrived, effect, Box::new(error)).with_retry_after(retry_after)
    }
}

/// What the answer to a token request says about what it was made with.
fn effect<E: ApiError>(error: &Error<E>) -> Effect {
    match error {
        Error::Api(refusal) => effect_of_refusal(refusal),
        // The HTTP client that followed has sent it to another host, and maybe to the provider too.
        Error::Redirect { followed: false, .. } => Effect::NotUsed,
        Error::Redirect { .. } => Effect::Unknown,
        _ if error.arrived() != Arrived::No => Effect::Unknown,
        _ => Effect::NotUsed,
    }
}

/// Only a refusal of the grant itself ends it: `invalid_grant` (RFC 6749 §5.2), or what the spec calls by that class. A
/// client that could not authenticate, or that has to wait, has used nothing; neither has one whose request was answered
/// with another 4xx or with 503.
fn effect_of_refusal<E: ApiError>(refusal: &Refusal<E>) -> Effect {
    let status = refusal.status();
    match error_code(refusal).as_deref() {
        Some("invalid_grant") => Effect::Refused,
        Some("use_dpop_nonce") => Effect::Untouched,
        Some(code) if KEEPS_GRANT.contains(&code) => Effect::NotUsed,
        _ if refusal.error().class() == Some(Class::Reauthenticate) => Effect::Refused,
        _ if status.is_client_error() || status.is_success() || status.as_u16() == 503 => Effect::NotUsed,
        _ => Effect::Unknown,
    }
}

/// Errors of a token endpoint that say nothing about the grant (RFC 6749 §5.2, RFC 8628 §3.5, RFC 9449 §8).
const KEEPS_GRANT: [&str; 9] = [
    "invalid_client",
    "invalid_request",
    "invalid_scope",
    "unauthorized_client",
    "unsupported_grant_type",
    "authorization_pending",
    "slow_down",
    "temporarily_unavailable",
    "invalid_dpop_proof",
];

/// The code as the spec reads it, or the member `error` of RFC 6749.
fn error_code<E: ApiError>(refusal: &Refusal<E>) -> Option<String> {
    let code = refusal.code().map(ToOwned::to_owned);
    code.or_else(|| lenient(JsonRef::parse(refusal.body()).ok(), &["error"]))
}
