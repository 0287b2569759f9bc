//! Values of requests and responses: secrets, times, JSON, and how a type is written and read.

mod choice;
pub(crate) mod decode;
pub(crate) mod encode;
pub(crate) mod json;
pub(crate) mod scrub;
mod seconds;
mod secret;
mod text_duration;
mod timestamp;
pub(crate) mod wiped;

pub use uuid::Uuid;

pub use self::choice::{Choice, ChoiceError};
#[doc(hidden)]
pub use self::choice::{decode_choice, parse_choice};
pub use self::decode::{Decode, DecodeError, Object, lenient, lenient_separated};
#[doc(hidden)]
pub use self::encode::collect;
pub use self::encode::{Encode, Value};
pub(crate) use self::json::Text;
pub use self::json::{Json, JsonRef};
pub use self::seconds::Seconds;
pub use self::secret::Secret;
pub use self::text_duration::{TextDuration, TextDurationError};
pub use self::timestamp::{Timestamp, TimestampError};
