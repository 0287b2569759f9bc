//! When a request is repeated: `Retry-After`, the back-off, and the budget.

#[cfg(feature = "client")]
pub(crate) mod backoff;
#[cfg(feature = "client")]
pub(crate) mod budget;
#[cfg(feature = "client")]
pub(crate) mod patience;
pub(crate) mod retry_after;
#[cfg(feature = "client")]
pub(crate) mod sync;
