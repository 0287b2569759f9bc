//! Formats times.

/// The format of a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Time {
    /// Seconds since 1970.
    UnixSeconds,
    /// Milliseconds since 1970.
    UnixMilliseconds,
    /// RFC 3339 with whole seconds: `2015-08-30T12:36:00Z`.
    Timestamp,
    /// An HTTP date (RFC 9110 §5.6.7): `Sun, 30 Aug 2015 12:36:00 GMT`.
    HttpDate,
    /// A pattern of `strftime` with `%Y`, `%m`, `%d`, `%H`, `%M`, `%S` and `%%`, in UTC: `%Y%m%dT%H%M%SZ`.
    Pattern(&'static str),
}
