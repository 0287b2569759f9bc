//! Types and literals.

use crate::id::{ChoiceId, RecordId};

/// The type of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// Text.
    String,
    /// Text that must not be shown.
    Secret,
    /// A whole number, from -2⁶³ to 2⁶³-1.
    Integer,
    /// Any number.
    Number,
    /// True or false.
    Boolean,
    /// A number of seconds, or the same as text.
    Seconds,
    /// A length of time as text, such as `30d`.
    Duration,
    /// A point in time as text (RFC 3339).
    Timestamp,
    /// A UUID (RFC 9562).
    Uuid,
    /// An absolute URL.
    Url,
    /// Any JSON, kept byte for byte.
    Json,
    /// An enumeration.
    Choice(ChoiceId),
    /// An object.
    Record(RecordId),
    /// Several values of one type.
    List(Box<Type>),
    /// A type of the author's crate, of which only the compiler knows more.
    Foreign,
}

impl Type {
    /// The type of the items of a list, or the type itself.
    #[must_use]
    pub fn item(&self) -> &Type {
        match self {
            Self::List(item) => item,
            other => other,
        }
    }

    /// Whether values of the type, or items of it, must not be shown.
    #[must_use]
    pub fn is_secret(&self) -> bool {
        *self.item() == Self::Secret
    }

    /// Whether a value is a length of time.
    #[must_use]
    pub fn is_lifetime(&self) -> bool {
        matches!(self, Self::Seconds | Self::Duration)
    }

    /// Whether a value is a point in time.
    #[must_use]
    pub fn is_instant(&self) -> bool {
        matches!(self, Self::Timestamp)
    }

    /// Whether the type is a list.
    #[must_use]
    pub fn is_list(&self) -> bool {
        matches!(self, Self::List(_))
    }

    /// Whether the type is an object, which is not one text.
    #[must_use]
    pub fn is_object(&self) -> bool {
        matches!(self.item(), Self::Record(_) | Self::Json)
    }

    /// Whether a literal can be a value of the type. A number is never a text, nor the other way round.
    #[must_use]
    pub fn accepts(&self, scalar: &Scalar) -> bool {
        match scalar {
            _ if matches!(self, Self::Foreign | Self::Json) => true,
            Scalar::Number(number) if *self == Self::Integer => number.parse::<i64>().is_ok(),
            Scalar::Number(_) => matches!(self, Self::Number | Self::Seconds),
            Scalar::Boolean(_) => *self == Self::Boolean,
            Scalar::Text(_) => self.is_text(),
        }
    }

    /// Whether a value is text on the wire. Seconds may be.
    fn is_text(&self) -> bool {
        !matches!(self, Self::Integer | Self::Number | Self::Boolean | Self::Record(_) | Self::List(_))
    }
}

/// A literal value, with the type that it has on the wire.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Scalar {
    /// Text.
    Text(String),
    /// A number, as it is written.
    Number(String),
    /// True or false.
    Boolean(bool),
}

impl Scalar {
    /// What the literal is, for a message.
    #[must_use]
    pub fn describe(&self) -> &'static str {
        match self {
            Self::Text(_) => "text",
            Self::Number(_) => "a number",
            Self::Boolean(_) => "a boolean",
        }
    }

    /// The literal as text: what a path, query, header or form sends.
    #[must_use]
    pub fn as_text(&self) -> String {
        match self {
            Self::Text(text) | Self::Number(text) => text.clone(),
            Self::Boolean(value) => value.to_string(),
        }
    }
}
