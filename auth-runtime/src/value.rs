//! Values of requests and responses: secrets, times, JSON, and how a type is written and read.

mod choice;
pub(crate) mod decode;
pub(crate) mod encode;
pub(crate) mod head;
pub(crate) mod json;
pub(crate) mod literal;
mod origin;
pub(crate) mod scrub;
mod secret;
mod time;
mod wait;
mod times;
pub(crate) mod wiped;

pub use uuid::Uuid;

pub use self::choice::{Choice, ChoiceError};
#[doc(hidden)]
pub use self::choice::{decode_choice, parse_choice};
pub use self::decode::{Decode, DecodeError, Object, lenient, lenient_separated};
#[doc(hidden)]
pub use self::decode::{lenient_at, lenient_separated_at};
#[doc(hidden)]
pub use self::encode::collect;
pub use self::encode::{Encode, Value};
pub(crate) use self::json::Text;
pub use self::json::{Json, JsonRef};
pub use self::literal::Literal;
pub use self::origin::Origin;
pub use self::secret::Secret;
pub use self::time::{Seconds, TextDuration, TextDurationError, Timestamp, TimestampError};
pub use self::wait::Wait;
pub use self::times::{IntoInstant, IntoLifetime};
