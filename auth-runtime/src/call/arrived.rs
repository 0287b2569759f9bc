//! Whether a request has arrived.

/// Whether the provider has received a request whose call failed. It is part of every failure, and says what is known of
/// the exchange, not what the kind of failure suggests.
///
/// It answers whether something that can be used once, such as an authorization code, is still good, and whether a
/// request that is not idempotent may be sent again. After [`No`](Self::No) both are as if it had never been sent.
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
    /// The provider has not acted on the request: it was not sent, or the provider says that it did not look at it.
    No,
    /// The request was sent, in part or as a whole, and no response came.
    Maybe,
    /// A response came, or began to come.
    Yes,
}
