//! Durations and points in time. Each unit is a separate type.

mod clock;
mod convert;
mod date;
mod epoch;
mod expiry;
mod number;
mod seconds;
mod text_duration;
mod timestamp;

pub use self::clock::{ClockError, DaysHoursMinutes, HoursMinutesSeconds};
pub use self::convert::{IntoInstant, IntoLifetime};
pub use self::date::{Date, DateError, HttpDate};
pub(crate) use self::epoch::{milliseconds_since_1970, shifted, since_1970};
pub use self::expiry::Expiry;
pub use self::number::{Milliseconds, Minutes, UnixMilliseconds, UnixSeconds};
pub use self::seconds::Seconds;
pub use self::text_duration::{TextDuration, TextDurationError};
pub use self::timestamp::{Timestamp, TimestampError};
