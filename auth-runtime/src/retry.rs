//! Decides when requests are repeated: `Retry-After`, back-off, and budget.

#[cfg(feature = "client")]
pub(crate) mod backoff;
#[cfg(feature = "client")]
pub(crate) mod budget;
#[cfg(feature = "client")]
pub(crate) mod departure;
#[cfg(feature = "client")]
pub(crate) mod patience;
pub(crate) mod retry_after;
#[cfg(feature = "client")]
pub(crate) mod sync;
