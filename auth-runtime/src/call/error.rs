//! The error of a call.

use std::fmt;
use std::time::Duration;

use http::StatusCode;

use crate::call::{Arrived, Transport};
#[cfg(feature = "client")]
use crate::credential::SessionError;
use crate::request::RequestError;
use crate::response::{ApiError, Class, Refusal, Undecodable};
use crate::sign::SignError;

/// The error of a call. `E` is the enum of the errors that the provider documents for the endpoint.
///
/// `Display`, `Debug` and the source chain contain no secrets; the body of a response is available only through
/// explicit calls.
///
/// ```no_run
/// # use auth_runtime::{ApiError, Class, Error};
/// # fn retry_later(_: Option<std::time::Duration>) {}
/// # fn log_in_again() {}
/// fn handle<E: ApiError>(error: &Error<E>) {
///     match error.class() {
///         Class::Reauthenticate => log_in_again(),
///         Class::Retry | Class::RateLimited => retry_later(error.retry_after()),
///         _ => eprintln!("{error}"),
///     }
/// }
/// ```
#[non_exhaustive]
pub enum Error<E> {
    /// The provider refused the request.
    Api(Box<Refusal<E>>),
    /// The connection failed.
    Transport(Transport),
    /// No complete response arrived before the timeout.
    #[non_exhaustive]
    Timeout {
        /// The endpoint that was called.
        endpoint: &'static str,
        /// Whether the provider has received the request.
        arrived: Arrived,
    },
    /// The provider redirected the request. Redirects are not followed, because a credential must not be sent to
    /// another host. Only an HTTP client that the caller [passed in](crate::ClientBuilder::http_client) may have
    /// followed it.
    #[non_exhaustive]
    Redirect {
        /// The endpoint that was called.
        endpoint: &'static str,
        /// The 3xx status; if the redirect was followed, the final status.
        status: StatusCode,
        /// The host of the redirect's URL, if it has one.
        host: Option<String>,
        /// Whether the HTTP client followed the redirect, so that other hosts may have received the request.
        followed: bool,
    },
    /// The body of a successful reply is longer than the client accepts. The rest of it was not read.
    #[non_exhaustive]
    TooLarge {
        /// The endpoint that was called.
        endpoint: &'static str,
        /// The status.
        status: StatusCode,
        /// The maximum number of bytes.
        limit: usize,
    },
    /// A successful reply does not have the documented form.
    Undecodable(Box<Undecodable>),
    /// The request could not be built. Nothing was sent.
    Request(RequestError),
    /// The credential could not sign the request. This attempt was not sent.
    #[non_exhaustive]
    Sign {
        /// The endpoint that was to be called.
        endpoint: &'static str,
        /// Why it was not signed.
        error: SignError,
    },
    /// The session that is the client's credential has no valid token.
    #[cfg(feature = "client")]
    #[non_exhaustive]
    Session {
        /// The endpoint that was to be called.
        endpoint: &'static str,
        /// Why there is no token.
        error: SessionError,
    },
}

impl<E> Error<E> {
    /// Returns the endpoint that was called.
    #[must_use]
    pub fn endpoint(&self) -> &'static str {
        match self {
            Self::Api(refusal) => refusal.endpoint(),
            Self::Transport(transport) => transport.endpoint(),
            Self::Timeout { endpoint, .. }
            | Self::Redirect { endpoint, .. }
            | Self::TooLarge { endpoint, .. }
            | Self::Sign { endpoint, .. } => endpoint,
            Self::Undecodable(undecodable) => undecodable.endpoint(),
            Self::Request(error) => error.endpoint(),
            #[cfg(feature = "client")]
            Self::Session { endpoint, .. } => endpoint,
        }
    }

    /// Returns the status, if a response arrived.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Api(refusal) => Some(refusal.status()),
            Self::Undecodable(undecodable) => Some(undecodable.status()),
            Self::Redirect { status, .. } | Self::TooLarge { status, .. } => Some(*status),
            Self::Transport(_) | Self::Timeout { .. } | Self::Request(_) | Self::Sign { .. } => None,
            #[cfg(feature = "client")]
            Self::Session { .. } => None,
        }
    }

    /// Returns whether the provider has received the request, as far as known.
    #[must_use]
    pub fn arrived(&self) -> Arrived {
        match self {
            Self::Transport(transport) => transport.arrived(),
            Self::Timeout { arrived, .. } => *arrived,
            Self::Api(_) | Self::Redirect { .. } | Self::TooLarge { .. } | Self::Undecodable(_) => Arrived::Yes,
            Self::Request(_) | Self::Sign { .. } => Arrived::No,
            // The request that failed is the token request: see `SessionError::arrived`.
            #[cfg(feature = "client")]
            Self::Session { .. } => Arrived::No,
        }
    }

    /// Returns how long the provider asks to wait before the next request, at most one hour.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Api(refusal) => refusal.retry_after(),
            #[cfg(feature = "client")]
            Self::Session { error, .. } => error.retry_after(),
            _ => None,
        }
    }
}

impl<E: ApiError> Error<E> {
    /// Returns what the caller can do about the failure.
    #[must_use]
    pub fn class(&self) -> Class {
        match self {
            Self::Api(refusal) => refusal.class(),
            Self::Transport(transport) => transport.class(),
            Self::Timeout { .. } => Class::Retry,
            Self::Sign { error, .. } => error.class(),
            Self::Redirect { .. } | Self::TooLarge { .. } | Self::Undecodable(_) | Self::Request(_) => {
                Class::Configuration
            }
            #[cfg(feature = "client")]
            Self::Session { error, .. } => error.class(),
        }
    }

    /// Whether sending the same request again can help. Whether that is safe depends on the endpoint.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        self.class().is_retryable()
    }
}

impl<E> From<RequestError> for Error<E> {
    fn from(error: RequestError) -> Self {
        Self::Request(error)
    }
}

impl<E: ApiError> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Api(refusal) => refusal.fmt(f),
            Self::Transport(transport) => transport.fmt(f),
            Self::Timeout { endpoint, arrived } => late(f, endpoint, *arrived),
            Self::Redirect { endpoint, status, host, followed } => {
                redirected(f, endpoint, host.as_deref(), Some(*status).filter(|_| !followed))
            }
            Self::TooLarge { endpoint, limit, .. } => {
                write!(f, "`{endpoint}` was answered with more than {limit} bytes; raise `max_body` if that is right")
            }
            Self::Undecodable(undecodable) => undecodable.fmt(f),
            Self::Request(error) => error.fmt(f),
            Self::Sign { endpoint, error } => write!(f, "`{endpoint}` cannot be signed: {error}"),
            #[cfg(feature = "client")]
            Self::Session { endpoint, error } => write!(f, "`{endpoint}` has no token: {error}"),
        }
    }
}

fn late(f: &mut fmt::Formatter<'_>, endpoint: &str, arrived: Arrived) -> fmt::Result {
    match arrived {
        Arrived::No => write!(f, "`{endpoint}` could not be sent in time"),
        Arrived::Yes | Arrived::Maybe => write!(f, "`{endpoint}` was not answered in time"),
    }
}

/// Without a status, the HTTP client has followed.
fn redirected(
    f: &mut fmt::Formatter<'_>,
    endpoint: &str,
    host: Option<&str>,
    status: Option<StatusCode>,
) -> fmt::Result {
    write!(f, "`{endpoint}` was redirected to {}", host.unwrap_or("its own host"))?;
    match status {
        Some(status) => write!(f, " with {}; it is not followed", status.as_u16()),
        None => f.write_str(", and the HTTP client followed; hand in one that does not"),
    }
}

impl<E: ApiError> fmt::Debug for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Api(refusal) => f.debug_tuple("Api").field(refusal).finish(),
            Self::Transport(transport) => f.debug_tuple("Transport").field(transport).finish(),
            Self::Undecodable(undecodable) => f.debug_tuple("Undecodable").field(undecodable).finish(),
            Self::Request(error) => f.debug_tuple("Request").field(error).finish(),
            Self::Timeout { .. } | Self::Redirect { .. } | Self::TooLarge { .. } | Self::Sign { .. } => {
                write!(f, "Error({self})")
            }
            #[cfg(feature = "client")]
            Self::Session { endpoint, error } => {
                f.debug_struct("Session").field("endpoint", endpoint).field("error", error).finish()
            }
        }
    }
}

/// Skips the sources whose text is part of this error's `Display`.
impl<E: ApiError> std::error::Error for Error<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Transport(transport) => transport.source(),
            Self::Sign { error, .. } => error.source(),
            #[cfg(feature = "client")]
            Self::Session { error, .. } => error.source(),
            _ => None,
        }
    }
}
