//! Why a call has no response.

use http::StatusCode;

use crate::call::{Error, Transport};
use crate::credential::SessionError;
use crate::request::RequestError;

/// A failure that the provider's own errors take no part in, and so the same type for every endpoint.
pub(crate) enum Failure {
    Transport(Transport),
    Timeout { endpoint: &'static str },
    TooLarge { endpoint: &'static str, status: StatusCode, limit: usize },
    Followed { endpoint: &'static str, status: StatusCode, host: Option<String> },
    Request(RequestError),
    Session { endpoint: &'static str, error: SessionError },
}

impl From<RequestError> for Failure {
    fn from(error: RequestError) -> Self {
        Self::Request(error)
    }
}

impl<E> From<Failure> for Error<E> {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Transport(transport) => Self::Transport(transport),
            Failure::Timeout { endpoint } => Self::Timeout { endpoint },
            Failure::TooLarge { endpoint, status, limit } => Self::TooLarge { endpoint, status, limit },
            Failure::Followed { endpoint, status, host } => Self::Redirect { endpoint, status, host, followed: true },
            Failure::Request(error) => Self::Request(error),
            Failure::Session { endpoint, error } => Self::Session { endpoint, error },
        }
    }
}
