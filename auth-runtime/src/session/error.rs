//! Converts the failures of token requests to session errors.

use http::StatusCode;

use crate::call::Arrived;
use crate::credential::{Effect, SessionError};
use crate::response::Refusal;
use crate::value::lenient;
use crate::{ApiError, Class, Error};

/// Keeps the class and the `retry_after` of the error, and the error itself as the source. Whatever its status, the
/// refusal of a grant asks for another one.
impl<E: ApiError + Send + Sync + 'static> From<Error<E>> for SessionError {
    fn from(error: Error<E>) -> Self {
        let (arrived, effect, retry_after) = (error.arrived(), effect(&error), error.retry_after());
        let class = if effect == Effect::Refused { Class::Reauthenticate } else { error.class() };
        Self::request(class, arrived, effect, Box::new(error)).with_retry_after(retry_after)
    }
}

/// Returns what the answer to a token request says about the input of the request.
fn effect<E: ApiError>(error: &Error<E>) -> Effect {
    match error {
        Error::Api(refusal) => effect_of_refusal(refusal),
        // The HTTP client that followed the redirect has sent the request to another host, and possibly to the provider
        // too.
        Error::Redirect { followed: false, .. } => Effect::NotUsed,
        Error::Redirect { .. } => Effect::Unknown,
        _ if error.arrived() != Arrived::No => Effect::Unknown,
        _ => Effect::Untouched,
    }
}

/// Returns what a refusal says about the grant. Only a refusal of the grant itself ends it: `invalid_grant` (RFC 6749
/// §5.2), or the class that the spec documents for that. A client that could not authenticate or must wait has not used
/// the grant, and neither has one that received another 4xx or 503. A server that failed does not know what it says, and
/// one that asks to wait has not looked.
fn effect_of_refusal<E: ApiError>(refusal: &Refusal<E>) -> Effect {
    let status = refusal.status();
    match error_code(refusal).filter(|_| knows_what_it_says(status)).as_deref() {
        Some("invalid_grant") => Effect::Refused,
        Some("use_dpop_nonce") => Effect::Untouched,
        Some(code) if KEEPS_GRANT.contains(&code) => Effect::NotUsed,
        _ if refusal.error().class() == Some(Class::Reauthenticate) => Effect::Refused,
        _ if status.is_client_error() || status.as_u16() == 503 => Effect::NotUsed,
        _ if status.is_success() || status.is_redirection() => Effect::NotUsed,
        _ => Effect::Unknown,
    }
}

fn knows_what_it_says(status: StatusCode) -> bool {
    !status.is_server_error() && status != StatusCode::TOO_MANY_REQUESTS
}

/// Error codes of a token endpoint that say nothing about the grant (RFC 6749 §5.2, RFC 8628 §3.5, RFC 9449 §8).
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

/// Returns the error code as the spec documents it, or the member `error` of RFC 6749.
fn error_code<E: ApiError>(refusal: &Refusal<E>) -> Option<String> {
    refusal.code().map(ToOwned::to_owned).or_else(|| refusal.with_body(|body| lenient(body, &["error"])))
}
