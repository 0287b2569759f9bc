//! The failure of a token request, as a session reports it.

use crate::call::Arrived;
use crate::credential::SessionError;
use crate::{ApiError, Error};

/// The failure of a call: its class, its `retry_after`, and itself as the source.
impl<E: ApiError + Send + Sync + 'static> From<Error<E>> for SessionError {
    fn from(error: Error<E>) -> Self {
        let (class, retry_after, used) = (error.class(), error.retry_after(), may_have_been_used(&error));
        Self::request(class, error.arrived(), used, Box::new(error)).with_retry_after(retry_after)
    }
}

/// A server that answers 4xx or 503 says that it has not done what it was asked; behind another status, a broken
/// connection or an answer that cannot be read, it may have.
fn may_have_been_used<E>(error: &Error<E>) -> bool {
    match error {
        Error::Api(refusal) => !refusal.status().is_client_error() && refusal.status().as_u16() != 503,
        Error::Transport(transport) => transport.may_have_arrived(),
        Error::Timeout { arrived, .. } => *arrived != Arrived::No,
        Error::TooLarge { .. } | Error::Undecodable(_) => true,
        // A session within a session: the request of the outer one was not sent.
        Error::Request(_) | Error::Session { .. } | Error::Sign { .. } => false,
        // Who followed has sent it to someone else, and maybe to the provider after all.
        Error::Redirect { followed, .. } => *followed,
    }
}
