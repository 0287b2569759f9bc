//! Enums of documented texts, such as scopes and permissions.

use crate::value::{DecodeError, JsonRef};

/// One of a provider's documented texts. `#[derive(Scopes)]` and `#[derive(Choice)]` implement it for an enum, together
/// with `Encode`, `Decode`, `Display` and `FromStr`.
///
/// ```
/// #[derive(Clone, Debug, PartialEq, auth_runtime::Scopes)]
/// enum Scope {
///     #[scope("read")]
///     Read,
///     #[scope(other)]
///     Other(String),
/// }
///
/// assert_eq!(Scope::from("read"), Scope::Read);
/// assert_eq!(Scope::from("admin").to_string(), "admin");
/// ```
pub trait Choice: Sized {
    /// The documented texts, in the order of the variants.
    const TEXTS: &'static [&'static str];
    /// Whether undocumented texts are kept in a variant of their own.
    const IS_OPEN: bool;

    /// Returns the text on the wire.
    fn as_str(&self) -> &str;

    /// Returns the variant of a text, if there is one.
    fn from_text(text: &str) -> Option<Self>;
}

/// Implements `Decode` for a choice.
#[doc(hidden)]
pub fn decode_choice<T: Choice>(json: JsonRef<'_>, expected: &'static str) -> Result<T, DecodeError> {
    json.text().and_then(|text| T::from_text(&text)).ok_or_else(|| DecodeError::expected(expected))
}

/// Implements `FromStr` for a choice.
#[doc(hidden)]
pub fn parse_choice<T: Choice>(text: &str, expected: &'static str) -> Result<T, ChoiceError> {
    T::from_text(text).ok_or(ChoiceError { expected })
}

/// The text is not one of the documented ones.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected {expected}")]
pub struct ChoiceError {
    expected: &'static str,
}
