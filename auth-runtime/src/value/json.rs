//! JSON text that is checked but kept unchanged.

pub(crate) mod members;
mod scan;
mod text;
pub(crate) mod write;

use std::fmt;
use std::str::FromStr;

use secrecy::{ExposeSecret, SecretString};
use serde_core::de::{DeserializeOwned, IgnoredAny};

pub(crate) use self::scan::literals;
pub(crate) use self::text::Text;
use crate::value::DecodeError;
use crate::value::decode::textual::is_textual;
use crate::value::head::Head;

/// The maximum depth, which is that of `serde_json`, so that a [`Json`] can be parsed later.
pub(crate) const DEEPEST: usize = 128;

/// A well-formed JSON value in a body, which [`Decode`](crate::Decode) reads. It also refers to the headers of its
/// reply.
///
/// `Debug` shows only the length, because the text may contain secrets.
///
/// ```
/// let json = auth_runtime::value::JsonRef::parse(br#" {"a": 1.10} "#)?;
/// assert_eq!(json.get(), r#"{"a": 1.10}"#);
/// # Ok::<(), auth_runtime::value::DecodeError>(())
/// ```
#[derive(Clone, Copy)]
pub struct JsonRef<'a> {
    text: &'a str,
    head: Option<Head<'a>>,
}

fn utf8(body: &[u8]) -> Result<&str, DecodeError> {
    if body.starts_with(b"\xEF\xBB\xBF") {
        return Err(DecodeError::byte_order_mark());
    }
    std::str::from_utf8(body).map_err(|_| DecodeError::not_utf8())
}

/// Whether a scalar of well-formed JSON is a number.
pub(crate) fn is_number(scalar: &str) -> bool {
    scalar.starts_with(|first: char| first == '-' || first.is_ascii_digit())
}

impl<'a> JsonRef<'a> {
    /// Checks that `body` is a JSON value (RFC 8259) of at most 128 nested arrays and objects. The error contains the
    /// position of a mistake.
    pub fn parse(body: &'a [u8]) -> Result<Self, DecodeError> {
        let text = utf8(body)?;
        let trimmed = text.trim_matches([' ', '\t', '\n', '\r']);
        if trimmed.is_empty() {
            return Err(DecodeError::empty());
        }
        // The whole text is parsed, so that the position in the error is that in the body.
        serde_json::from_str::<IgnoredAny>(text).map_err(|error| DecodeError::not_json(&error))?;
        if scan::is_deeper(text, DEEPEST) { Err(DecodeError::too_deep()) } else { Ok(Self::of(trimmed)) }
    }

    /// Returns `null`, for a reply without a body.
    pub(crate) fn nothing() -> Self {
        Self::of("null")
    }

    const fn of(text: &'a str) -> Self {
        Self { text, head: None }
    }

    /// Sets the head of the reply.
    pub(crate) fn with_head(self, head: Head<'a>) -> Self {
        Self { head: Some(head), ..self }
    }

    /// Returns the head of the reply.
    pub(crate) fn head(self) -> Option<Head<'a>> {
        self.head
    }

    /// Returns the text, byte for byte.
    #[must_use]
    pub fn get(self) -> &'a str {
        self.text
    }

    /// Whether this is `null`.
    #[must_use]
    pub fn is_null(self) -> bool {
        self.text == "null"
    }

    /// Deserializes the value as a type of serde.
    pub fn parse_into<T: DeserializeOwned>(self) -> Result<T, DecodeError> {
        serde_json::from_str(self.text).map_err(|error| DecodeError::from_serde(&error))
    }

    pub(crate) fn is_object(self) -> bool {
        self.text.starts_with('{')
    }

    /// Returns the text of a string; `None` if this is not a string, or has an unpaired surrogate.
    pub(crate) fn text(self) -> Option<Text<'a>> {
        Text::read(self.own_text())
    }

    /// Returns the text of an element with attributes, which is its member `.`.
    fn own_text(self) -> &'a str {
        if !(is_textual() && self.is_object()) {
            return self.text;
        }
        self.members().find(|(name, _)| *name == r#"".""#).map_or(self.text, |(_, own)| own.text)
    }

    /// Returns an unquoted scalar: a number, `true`, `false` or `null`. In a document that contains only texts, a text
    /// may be one.
    pub(crate) fn bare(self) -> &'a str {
        let text = self.own_text();
        let inner = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
        inner.filter(|_| is_textual()).unwrap_or(text)
    }

    /// Returns the text of a number; `None` if this is not a number.
    pub(crate) fn number(self) -> Option<&'a str> {
        Some(self.bare()).filter(|text| is_number(text))
    }

    /// Returns the elements of an array; `None` if this is not an array.
    pub(crate) fn elements(self) -> Option<impl Iterator<Item = Self>> {
        let only = (is_textual() && !self.text.starts_with('[')).then_some(self);
        let list = if only.is_some() { "[]" } else { self.text };
        let items = move || scan::elements(list).map(move |text| Self { text, ..self });
        list.starts_with('[').then(|| only.into_iter().chain(items()))
    }

    /// Returns the members of an object in order: the name as a literal, and the value.
    pub(crate) fn members(self) -> impl Iterator<Item = (&'a str, Self)> {
        let text = if self.is_object() { self.text } else { "" };
        scan::members(text).map(move |(name, text)| (name, Self { text, ..self }))
    }
}

impl fmt::Debug for JsonRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "JsonRef({} bytes)", self.text.len())
    }
}

/// A JSON value that the provider does not document, kept byte for byte.
///
/// It may contain secrets: `Debug` shows only the length, and it is wiped when dropped.
///
/// ```
/// let json: auth_runtime::Json = r#"{"b":1.10,  "a":1e400}"#.parse()?;
/// assert_eq!(json.get(), r#"{"b":1.10,  "a":1e400}"#);
/// assert_eq!(format!("{json:?}"), "Json(22 bytes)");
/// # Ok::<(), auth_runtime::value::DecodeError>(())
/// ```
#[derive(Clone)]
pub struct Json(SecretString);

impl Json {
    /// Returns the text, byte for byte.
    #[must_use]
    pub fn get(&self) -> &str {
        self.0.expose_secret()
    }

    /// Deserializes the value as a type of serde, for example `serde_json::Value`.
    pub fn parse<T: DeserializeOwned>(&self) -> Result<T, DecodeError> {
        self.as_json().parse_into()
    }

    /// Returns the value for [`Decode`](crate::Decode).
    #[must_use]
    pub fn as_json(&self) -> JsonRef<'_> {
        JsonRef::of(self.get())
    }
}

impl From<JsonRef<'_>> for Json {
    fn from(json: JsonRef<'_>) -> Self {
        Self(SecretString::from(json.get()))
    }
}

impl FromStr for Json {
    type Err = DecodeError;

    fn from_str(text: &str) -> Result<Self, DecodeError> {
        JsonRef::parse(text.as_bytes()).map(Self::from)
    }
}

impl fmt::Debug for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Json({} bytes)", self.get().len())
    }
}
