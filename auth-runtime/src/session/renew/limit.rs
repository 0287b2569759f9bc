//! Time limits.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::time::Timeout;

use crate::credential::{SessionError, SessionProblem};

/// Limits the time of `work`. Returns an error if the caller has no runtime, or one without timers.
///
/// Tokio has no function that says whether a runtime has timers: without them it panics, before `work` has begun.
pub(crate) fn limited<F: Future>(time: Duration, work: F) -> Result<Timeout<F>, SessionError> {
    let no_runtime = || SessionError::of(SessionProblem::NoRuntime);
    Handle::try_current().map_err(|_| no_runtime())?;
    catch_unwind(AssertUnwindSafe(|| tokio::time::timeout(time, work))).map_err(|_| no_runtime())
}
