//! What the caller can do about a failure.

use http::StatusCode;

/// What the caller can do about a failure, whatever the provider calls it.
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
    /// The credential no longer works: obtain a new one.
    Reauthenticate,
    /// A passing failure: the same request may work later.
    Retry,
    /// Too many requests: come back after `retry_after`.
    RateLimited,
    /// The request, the client or its description is wrong: sending it again does not help.
    Configuration,
    /// The caller is known and may not do this.
    Denied,
    /// Something is awaited, such as a person's consent (RFC 8628 §3.5): ask again after the provider's interval.
    Pending,
    /// Something is awaited, and was asked for too often: wait longer between two requests.
    SlowDown,
    /// The clock of the caller is wrong. A client that signs with the time sets it by the `Date` of the reply, and repeats once.
    ClockSkew,
}

impl Class {
    /// What a status means where the provider says nothing else (RFC 9110 §15, RFC 6585 §4). An unknown one counts as a
    /// failure of the server, as §15 asks.
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

    /// Whether sending the same request again can help. Whether it is safe is another question.
    #[must_use]
    pub fn is_retryable(self) -> bool {
        matches!(self, Self::Retry | Self::RateLimited | Self::Pending | Self::SlowDown)
    }
}
