//! Time limits.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use tokio::time::Timeout;

use super::{SessionError, SessionProblem};

/// Ends `work` after that time. An error if the caller's runtime has no timers.
///
/// Tokio cannot be asked whether a runtime has timers: where there are none it panics, before `work` has begun.
pub(super) fn limited<F: Future>(time: Duration, work: F) -> Result<Timeout<F>, SessionError> {
    let limited = catch_unwind(AssertUnwindSafe(|| tokio::time::timeout(time, work)));
    limited.map_err(|_| SessionError::of(SessionProblem::NoRuntime))
}
