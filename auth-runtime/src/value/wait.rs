//! How long to wait, as a member of a body says it.

use std::time::Duration;

use crate::value::{Seconds, TextDuration};

/// A length of time in a body: what `retry_after = field` of `#[derive(ApiError)]` names.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a length of time",
    label = "does not say how long to wait",
    note = "name a field of the type `Option<Seconds>`"
)]
pub trait Wait {
    /// How long; `None` if it is absent or makes no sense.
    fn wait(&self) -> Option<Duration>;
}

impl Wait for Seconds {
    fn wait(&self) -> Option<Duration> {
        Some(self.as_duration())
    }
}

impl Wait for TextDuration {
    fn wait(&self) -> Option<Duration> {
        Some(self.as_duration())
    }
}

/// A number of seconds.
impl Wait for i64 {
    fn wait(&self) -> Option<Duration> {
        u64::try_from(*self).ok().map(Duration::from_secs)
    }
}

impl<T: Wait> Wait for Option<T> {
    fn wait(&self) -> Option<Duration> {
        self.as_ref().and_then(Wait::wait)
    }
}
