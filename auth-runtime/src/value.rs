//! Values of requests and replies: secrets, times, JSON, and the encoding and decoding of types.

pub(crate) mod decode;
pub(crate) mod encode;
pub(crate) mod head;
pub(crate) mod json;
pub(crate) mod literal;
mod origin;
pub(crate) mod scrub;
mod secret;
pub(crate) mod text;
mod time;
pub(crate) mod wiped;

pub use uuid::Uuid;

pub use self::decode::{Decode, DecodeError, Object, lenient, lenient_separated};
#[doc(hidden)]
pub use self::decode::{Ending, lenient_at, lenient_ending, lenient_ending_at, lenient_separated_at};
#[doc(hidden)]
pub use self::encode::collect;
pub use self::encode::{Encode, Value};
pub(crate) use self::json::Text;
pub use self::json::{Json, JsonRef};
pub use self::literal::Literal;
pub use self::origin::Origin;
#[doc(hidden)]
pub use self::secret::IntoSecret;
pub use self::secret::{Secret, SecretFileError};
pub use self::text::{Base64, Base64Url, Choice, ChoiceError, Code, EncodingError, Format, Hex, Jwt};
#[doc(hidden)]
pub use self::text::{decode_choice, parse_choice};
pub use self::time::{
    ClockError, Date, DateError, DaysHoursMinutes, Expiry, HoursMinutesSeconds, HttpDate, IntoInstant, IntoLifetime,
    Milliseconds, Minutes, Seconds, TextDuration, TextDurationError, Timestamp, TimestampError, UnixMilliseconds,
    UnixSeconds,
};
pub(crate) use self::time::{milliseconds_since_1970, shifted, since_1970};
