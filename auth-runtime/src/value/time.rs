//! Lifetimes and points in time.

mod seconds;
mod text_duration;
mod timestamp;

pub use self::seconds::Seconds;
pub use self::text_duration::{TextDuration, TextDurationError};
pub use self::timestamp::{Timestamp, TimestampError};
