//! Converts fields of a token reply to the lifetime or the expiry of the token.

use std::time::{Duration, SystemTime};

use super::{
    Date, DaysHoursMinutes, HoursMinutesSeconds, HttpDate, Milliseconds, Minutes, Seconds, TextDuration, Timestamp,
    UnixMilliseconds, UnixSeconds,
};
use crate::value::Jwt;

/// A lifetime in any unit: the type of a field that is a token's `expires_in`.
///
/// ```
/// use auth_runtime::value::{IntoLifetime, Minutes};
///
/// assert_eq!(Some(Minutes::new(1)).lifetime(), Some(std::time::Duration::from_secs(60)));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a lifetime",
    note = "take `Seconds`, `Milliseconds`, `Minutes`, `HoursMinutesSeconds`, `DaysHoursMinutes` or `TextDuration`, or an `Expiry` or an `Option` of one"
)]
pub trait IntoLifetime {
    /// Returns the lifetime; `None` if the reply has none, or says that there is no end.
    fn lifetime(&self) -> Option<Duration>;

    /// Whether the reply says that there is no end.
    fn never_ends(&self) -> bool {
        false
    }
}

/// A point in time in any notation: the type of a field that is a token's `expires_at`.
///
/// ```
/// use auth_runtime::value::{IntoInstant, UnixSeconds};
///
/// assert_eq!(UnixSeconds::new(0).instant(), Some(std::time::UNIX_EPOCH));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a point in time",
    note = "take `Timestamp`, `UnixSeconds`, `UnixMilliseconds`, `HttpDate`, `Date` or `Jwt`, or an `Expiry` or an `Option` of one"
)]
pub trait IntoInstant {
    /// Returns the point in time; `None` if the reply has none, or says that there is no end.
    fn instant(&self) -> Option<SystemTime>;

    /// Whether the reply says that there is no end.
    fn never_ends(&self) -> bool {
        false
    }
}

macro_rules! lifetimes {
    ($($name:ident)*) => {$(
        impl IntoLifetime for $name {
            fn lifetime(&self) -> Option<Duration> {
                Some(self.as_duration())
            }
        }
    )*};
}

lifetimes!(Seconds Milliseconds Minutes HoursMinutesSeconds DaysHoursMinutes TextDuration);

macro_rules! instants {
    ($($name:ident)*) => {$(
        impl IntoInstant for $name {
            fn instant(&self) -> Option<SystemTime> {
                Some(self.to_system_time())
            }
        }
    )*};
}

instants!(Timestamp UnixSeconds UnixMilliseconds HttpDate Date);

impl<T: IntoLifetime> IntoLifetime for Option<T> {
    fn lifetime(&self) -> Option<Duration> {
        self.as_ref()?.lifetime()
    }

    fn never_ends(&self) -> bool {
        self.as_ref().is_some_and(T::never_ends)
    }
}

impl<T: IntoInstant> IntoInstant for Option<T> {
    fn instant(&self) -> Option<SystemTime> {
        self.as_ref()?.instant()
    }

    fn never_ends(&self) -> bool {
        self.as_ref().is_some_and(T::never_ends)
    }
}

/// Returns the claim `exp` (RFC 7519 §4.1.4).
impl IntoInstant for Jwt {
    fn instant(&self) -> Option<SystemTime> {
        self.claim::<UnixSeconds>("exp").map(UnixSeconds::to_system_time)
    }
}
