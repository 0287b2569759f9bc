//! Lengths of time and points in time, whatever type a reply has them in.

use std::time::{Duration, SystemTime};

use crate::value::{Seconds, TextDuration, Timestamp};

/// A type that is a length of time.
pub trait IntoLifetime {
    /// The length; `None` where it is absent.
    fn lifetime(&self) -> Option<Duration>;
}

/// A type that is a point in time.
pub trait IntoInstant {
    /// The point in time; `None` where it is absent.
    fn instant(&self) -> Option<SystemTime>;
}

impl<T: IntoLifetime> IntoLifetime for Option<T> {
    fn lifetime(&self) -> Option<Duration> {
        self.as_ref()?.lifetime()
    }
}

impl<T: IntoInstant> IntoInstant for Option<T> {
    fn instant(&self) -> Option<SystemTime> {
        self.as_ref()?.instant()
    }
}

impl IntoLifetime for Seconds {
    fn lifetime(&self) -> Option<Duration> {
        Some(self.as_duration())
    }
}

impl IntoLifetime for TextDuration {
    fn lifetime(&self) -> Option<Duration> {
        Some(self.as_duration())
    }
}

impl IntoInstant for Timestamp {
    fn instant(&self) -> Option<SystemTime> {
        Some(self.to_system_time())
    }
}
