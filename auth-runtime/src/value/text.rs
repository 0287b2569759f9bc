//! Texts with formats.

mod choice;
mod code;
pub(crate) mod digits;
mod encoded;
pub(crate) mod format;
pub(crate) mod jwt;

pub use self::choice::{Choice, ChoiceError};
#[doc(hidden)]
pub use self::choice::{decode_choice, parse_choice};
pub use self::code::Code;
pub use self::encoded::{Base64, Base64Url, EncodingError, Hex};
pub use self::format::Format;
pub use self::jwt::Jwt;
