//! Whether the provider has received a request.

/// Whether the provider has received a request whose call failed. Every failure has it. It states what is known of the
/// exchange, and is not derived from the kind of failure.
///
/// It tells whether an input that can be used only once, such as an authorization code, is still valid, and whether a
/// request that is not idempotent may be sent again. After [`No`](Self::No), both are as if the request had never been
/// sent.
///
/// ```
/// use auth_runtime::call::Arrived;
/// use auth_runtime::{ApiError, Error};
///
/// fn may_be_sent_again<E: ApiError>(error: &Error<E>, is_idempotent: bool) -> bool {
///     error.is_retryable() && (is_idempotent || error.arrived() == Arrived::No)
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Arrived {
    /// The provider has not acted on the request: it was not sent, or the provider says that it was not processed.
    No,
    /// The request was sent, in part or completely, and no response arrived.
    Maybe,
    /// A response arrived, at least in part.
    Yes,
}
