//! What the caller can do about a failure.

use http::StatusCode;

/// What the caller can do about a failure, independent of the provider's own error codes.
///
/// ```
/// use auth_runtime::Class;
/// use auth_runtime::http::StatusCode;
///
/// assert_eq!(Class::of_status(StatusCode::TOO_MANY_REQUESTS), Class::RateLimited);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Class {
    /// The credential is no longer valid: obtain a new one.
    Reauthenticate,
    /// A temporary failure: the same request may work later.
    Retry,
    /// Too many requests: try again after `retry_after`.
    RateLimited,
    /// The request, the client or the spec is wrong: sending the request again does not help.
    Configuration,
    /// The caller is authenticated but lacks permission.
    Denied,
    /// The provider is waiting for something, such as the user's consent (RFC 8628 §3.5): ask again after its interval.
    Pending,
    /// The provider is waiting for something, and was asked too often: increase the interval.
    SlowDown,
    /// The caller's clock is wrong. A client that signs with the time adjusts it by the `Date` of the reply, and
    /// repeats the request once.
    ClockSkew,
}

impl Class {
    /// Returns the class of a status if the provider documents nothing else (RFC 9110 §15, RFC 6585 §4). An unknown
    /// status counts as a server failure, as §15 requires.
    #[must_use]
    pub fn of_status(status: StatusCode) -> Self {
        match status.as_u16() {
            401 => Self::Reauthenticate,
            403 => Self::Denied,
            429 => Self::RateLimited,
            408 | 500.. => Self::Retry,
            _ => Self::Configuration,
        }
    }

    /// Whether sending the same request again can help. Whether that is safe is another question.
    #[must_use]
    pub fn is_retryable(self) -> bool {
        matches!(self, Self::Retry | Self::RateLimited | Self::Pending | Self::SlowDown)
    }
}
