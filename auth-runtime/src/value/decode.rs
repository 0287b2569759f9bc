//! Decodes types from JSON, strictly. Errors contain the place, never the value.

mod ending;
mod error;
mod object;
mod path;
mod place;
mod scalar;
pub(crate) mod textual;
pub(crate) mod tolerance;

use std::collections::BTreeMap;

pub use self::ending::Ending;
pub use self::error::DecodeError;
pub use self::object::{
    Object, lenient, lenient_at, lenient_ending, lenient_ending_at, lenient_separated, lenient_separated_at,
};
pub(crate) use self::scalar::from_text;
use crate::value::{Json, JsonRef, Text};

/// A type that can be read from a member of a response.
///
/// `#[derive(Decode)]` implements it for a record. By hand, a scalar is a few lines:
///
/// ```
/// use auth_runtime::Decode;
/// use auth_runtime::value::{DecodeError, JsonRef};
///
/// struct Port(u16);
///
/// impl Decode for Port {
///     fn decode(json: JsonRef<'_>) -> Result<Self, DecodeError> {
///         let number = i64::decode(json)?;
///         u16::try_from(number).map(Self).map_err(|_| DecodeError::expected("a port number"))
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from a response",
    label = "does not implement `Decode`",
    note = "derive it on a type of your own: `#[derive(Decode)]`; from others take `String`, `Secret`, `i64`, `f64`, `bool` or `Json`"
)]
pub trait Decode: Sized {
    /// Decodes a value, which is never absent but may be `null`. The error says what was expected, but never shows what
    /// was found.
    fn decode(json: JsonRef<'_>) -> Result<Self, DecodeError>;

    /// Returns the value for an absent or `null` member; `None` if the member is required.
    #[must_use]
    fn absent() -> Option<Self> {
        None
    }

    /// Returns the value for a member of a token reply that cannot be read, or that is required and absent. `None` if
    /// the reply is then unusable.
    #[doc(hidden)]
    #[must_use]
    fn unreadable() -> Option<Self> {
        Self::absent()
    }

    /// Whether the value is a secret, or may be one.
    #[doc(hidden)]
    #[must_use]
    fn is_secret() -> bool {
        false
    }

    /// Whether headers of the reply are read, which are present even without a body.
    #[doc(hidden)]
    #[must_use]
    fn reads_head() -> bool {
        false
    }

    /// Decodes a list from a text whose items are separated by `separator`, such as OAuth's `scope` (RFC 6749 §3.3). An
    /// array is also accepted, because some providers send one. Types other than lists ignore the separator.
    fn decode_separated(json: JsonRef<'_>, _separator: &str) -> Result<Self, DecodeError> {
        Self::decode(json)
    }
}

impl<T: Decode> Decode for Option<T> {
    fn decode(json: JsonRef<'_>) -> Result<Self, DecodeError> {
        if json.is_null() { Ok(None) } else { T::decode(json).map(Some) }
    }

    fn absent() -> Option<Self> {
        Some(None)
    }

    fn is_secret() -> bool {
        T::is_secret()
    }

    fn decode_separated(json: JsonRef<'_>, separator: &str) -> Result<Self, DecodeError> {
        if json.is_null() { Ok(None) } else { T::decode_separated(json, separator).map(Some) }
    }
}

impl<T: Decode> Decode for Vec<T> {
    fn decode(json: JsonRef<'_>) -> Result<Self, DecodeError> {
        let elements = json.elements().ok_or_else(|| DecodeError::expected("an array"))?;
        elements.enumerate().map(|(index, json)| T::decode(json).map_err(|error| error.at_index(index))).collect()
    }

    fn decode_separated(json: JsonRef<'_>, separator: &str) -> Result<Self, DecodeError> {
        match json.text() {
            Some(text) => text.split(separator).filter(|item| !item.is_empty()).map(decode_text).collect(),
            None => Self::decode(json),
        }
    }
}

/// Decodes an object with arbitrary names. A repeated name is an error (RFC 8259 §4).
impl<T: Decode> Decode for BTreeMap<String, T> {
    fn decode(json: JsonRef<'_>) -> Result<Self, DecodeError> {
        if !json.is_object() {
            return Err(DecodeError::expected("an object"));
        }
        let mut map = Self::new();
        for (name, json) in json.members() {
            let name = Text::read(name).ok_or_else(|| DecodeError::expected("names that are text"))?;
            let value = T::decode(json).map_err(|error| error.at(&name))?;
            if map.insert(name.to_string(), value).is_some() {
                return Err(DecodeError::twice(&name));
            }
        }
        Ok(map)
    }
}

/// Decodes a value behind a pointer, whose type contains itself.
impl<T: Decode> Decode for Box<T> {
    fn decode(json: JsonRef<'_>) -> Result<Self, DecodeError> {
        T::decode(json).map(Self::new)
    }

    fn absent() -> Option<Self> {
        T::absent().map(Self::new)
    }

    fn is_secret() -> bool {
        T::is_secret()
    }
}

/// Decodes an item of a separated text, which is not a JSON literal.
fn decode_text<T: Decode>(item: &str) -> Result<T, DecodeError> {
    place::read_text(crate::value::json::write::json_literal(item).as_slice(), T::decode)
}

impl Decode for Json {
    fn decode(json: JsonRef<'_>) -> Result<Self, DecodeError> {
        Ok(Self::from(json))
    }
}
