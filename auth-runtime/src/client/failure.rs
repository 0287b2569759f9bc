//! The failures of a call without a usable response.

pub(crate) mod cause;

use std::error::Error as _;

use http::StatusCode;

use crate::call::transport::Broken;
use crate::call::{Arrived, Error, Transport};
use crate::client::sending::Sending;
use crate::credential::SessionError;
use crate::request::{RequestError, RequestProblem};
use crate::response::Class;
use crate::sign::SignError;

/// A failure other than a documented error, which has the same type for all endpoints.
pub(crate) enum Failure {
    Transport(Transport),
    Timeout { endpoint: &'static str, arrived: Arrived },
    TooLarge { endpoint: &'static str, status: StatusCode, limit: usize },
    Followed { endpoint: &'static str, status: StatusCode, host: Option<String> },
    Request(RequestError),
    Session { endpoint: &'static str, error: SessionError },
    Sign { endpoint: &'static str, error: SignError },
}

impl Failure {
    /// Converts an error of reqwest. Its `Display` is not used, because it prints the URL with the query.
    pub(crate) fn of(endpoint: &'static str, error: reqwest::Error, sending: &Sending) -> Self {
        let (arrived, what) = what_broke(&error, sending.give_up());
        if error.is_timeout() && what != Broken::NoConnection {
            return Self::Timeout { endpoint, arrived };
        }
        let class = cause::class(&error);
        Self::Transport(Transport::new(endpoint, arrived, what, class, error.without_url().into()))
    }

    pub(crate) fn no_runtime(endpoint: &'static str) -> Self {
        Self::Request(RequestError::new(endpoint, RequestProblem::NoRuntime))
    }

    /// Returns the failure for an HTTP client that cannot be built.
    pub(crate) fn no_client(endpoint: &'static str, error: crate::host::ConfigError) -> Self {
        Self::Transport(Transport::new(endpoint, Arrived::No, Broken::NoConnection, Class::Configuration, error.into()))
    }

    /// Whether the timeout passed before a connection was established.
    pub(crate) fn is_late_connection(&self) -> bool {
        match self {
            Self::Timeout { arrived, .. } => *arrived == Arrived::No,
            Self::Transport(transport) => transport.what() == Broken::NoConnection && is_late(transport),
            Self::TooLarge { .. }
            | Self::Followed { .. }
            | Self::Request(_)
            | Self::Session { .. }
            | Self::Sign { .. } => false,
        }
    }

    /// Whether the server says that it has not processed the request.
    pub(crate) fn is_not_taken(&self) -> bool {
        matches!(self, Self::Transport(transport) if transport.what() == Broken::NotTaken)
    }
}

/// Whether the timeout for connecting passed, which reqwest applies.
fn is_late(transport: &Transport) -> bool {
    transport.source().and_then(|source| source.downcast_ref()).is_some_and(reqwest::Error::is_timeout)
}

fn what_broke(error: &reqwest::Error, sent: Arrived) -> (Arrived, Broken) {
    match sent {
        Arrived::Yes => (Arrived::Yes, Broken::InExchange),
        _ if error.is_connect() || error.is_builder() => (Arrived::No, Broken::NoConnection),
        _ if cause::is_refused_handshake(error) => (Arrived::No, Broken::NoConnection),
        _ if cause::is_not_taken(error) => (Arrived::No, Broken::NotTaken),
        Arrived::No => (Arrived::No, Broken::NotSent),
        Arrived::Maybe => (Arrived::Maybe, Broken::InExchange),
    }
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
            Failure::Timeout { endpoint, arrived } => Self::Timeout { endpoint, arrived },
            Failure::TooLarge { endpoint, status, limit } => Self::TooLarge { endpoint, status, limit },
            Failure::Followed { endpoint, status, host } => Self::Redirect { endpoint, status, host, followed: true },
            Failure::Request(error) => Self::Request(error),
            Failure::Session { endpoint, error } => Self::Session { endpoint, error },
            Failure::Sign { endpoint, error } => Self::Sign { endpoint, error },
        }
    }
}
