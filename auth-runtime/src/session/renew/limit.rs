//! Time limits.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::time::Timeout;

use crate::credential::{SessionError, SessionProblem};

/// Ends `work` after that time. An error if the caller has no runtime, or one without timers.
///
/// Tokio cannot be asked whether a runtime has timers: where there are none it panics, before `work` has begun.
pub(crate) fn limited<F: Future>(time: Duration, work: F) -> Result<Timeout<F>, SessionError> {
    let no_runtime = || SessionError::of(SessionProblem::NoRuntime);
    Handle::try_current().map_err(|_| no_runtime())?;
    catch_unwind(AssertUnwindSafe(|| tokio::time::timeout(time, work))).map_err(|_| no_runtime())
}
