//! Types of values.

use super::literal::Scalar;
use crate::id::{ChoiceId, RecordId};
use crate::word::{Encoding, Format, Instant, Lifetime, Word as _};

/// The type of a value. Units are separate types, so that a value is never taken for one in another unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// Text.
    String,
    /// Text that must not be shown in logs or errors.
    Secret,
    /// A secret that may be in a URL, because the provider requires it there.
    SecretInUrl,
    /// A JWT (RFC 7519): a secret whose claims can be read.
    Jwt,
    /// A whole number, from -2⁶³ to 2⁶³-1.
    Integer,
    /// An integer from 0 to 2⁶⁴-1.
    Unsigned,
    /// Any number.
    Number,
    /// True or false.
    Boolean,
    /// A code, which is a text or a number and is compared with its type.
    Code,
    /// A duration.
    Lifetime(Lifetime),
    /// A point in time.
    Instant(Instant),
    /// A UUID (RFC 9562).
    Uuid,
    /// An absolute URL.
    Url,
    /// Text in a format.
    Format(Format),
    /// Bytes, encoded as text.
    Bytes(Encoding),
    /// Bytes that are sent as they are: a file, or a body of bytes.
    Upload,
    /// Any JSON value, kept byte for byte.
    Json,
    /// An enumeration.
    Choice(ChoiceId),
    /// A record (a JSON object type).
    Record(RecordId),
    /// A list of values of one type.
    List(Box<Type>),
    /// An object with arbitrary names, and values of one type.
    Map(Box<Type>),
    /// A private key, or an external signer.
    PrivateKey,
    /// An X.509 certificate.
    Certificate,
    /// A type of the author's crate, about which only the compiler knows more.
    Foreign,
}

impl Type {
    /// Returns the names of the built-in types. `bytes` also has an encoding, which is a separate property.
    #[must_use]
    pub fn builtin_names() -> Vec<&'static str> {
        let plain = PLAIN.iter().map(|(name, _)| *name);
        plain.chain(Lifetime::texts()).chain(Instant::texts()).chain(Format::texts()).chain([BYTES]).collect()
    }

    /// Returns the built-in type with this name.
    #[must_use]
    pub fn builtin(name: &str) -> Option<Self> {
        let plain = PLAIN.iter().find(|(known, _)| *known == name).map(|(_, ty)| ty.clone());
        plain
            .or_else(|| Lifetime::find(name).map(Self::Lifetime))
            .or_else(|| Instant::find(name).map(Self::Instant))
            .or_else(|| Format::find(name).map(Self::Format))
    }

    /// Returns the type of the items of a list or the values of a map, or the type itself.
    #[must_use]
    pub fn item(&self) -> &Type {
        match self {
            Self::List(item) | Self::Map(item) => item.item(),
            other => other,
        }
    }

    /// Whether values of the type, or items of the list, must not be shown.
    #[must_use]
    pub fn is_secret(&self) -> bool {
        matches!(self.item(), Self::Secret | Self::SecretInUrl | Self::Jwt | Self::PrivateKey)
    }

    /// Whether the type is a secret that must not be in a URL.
    #[must_use]
    pub fn is_kept_from_urls(&self) -> bool {
        self.is_secret() && *self.item() != Self::SecretInUrl
    }

    /// Whether the type is a list.
    #[must_use]
    pub fn is_list(&self) -> bool {
        matches!(self, Self::List(_))
    }

    /// Whether values of the type are objects, or lists whose items are not single texts.
    #[must_use]
    pub fn is_object(&self) -> bool {
        match self {
            Self::List(item) => item.is_object() || item.is_list(),
            Self::Record(_) | Self::Map(_) | Self::Json => true,
            _ => false,
        }
    }

    /// Whether the type is a duration.
    #[must_use]
    pub fn is_lifetime(&self) -> bool {
        matches!(self, Self::Lifetime(_))
    }

    /// Whether the type states a point in time. A JWT states its expiry.
    #[must_use]
    pub fn is_instant(&self) -> bool {
        matches!(self, Self::Instant(_) | Self::Jwt)
    }

    /// Whether a literal is a value of the type. A number is never a text, and a text never a number.
    #[must_use]
    pub fn accepts(&self, scalar: &Scalar) -> bool {
        match scalar {
            _ if matches!(self, Self::Foreign | Self::Json) => true,
            Scalar::Number(number) => self.accepts_number(number),
            Scalar::Boolean(_) => *self == Self::Boolean,
            Scalar::Json(_) => false,
            Scalar::Text(text) => self.accepts_text(text),
        }
    }

    fn accepts_number(&self, number: &str) -> bool {
        match self {
            Self::Integer | Self::Instant(Instant::UnixSeconds | Instant::UnixMilliseconds) => {
                number.parse::<i64>().is_ok()
            }
            Self::Unsigned | Self::Lifetime(Lifetime::Milliseconds | Lifetime::Minutes) => {
                number.parse::<u64>().is_ok()
            }
            Self::Number | Self::Code | Self::Lifetime(Lifetime::Seconds) => true,
            _ => false,
        }
    }

    /// Whether a text is a value of the type. Numbers of time units may be texts on the wire.
    fn accepts_text(&self, text: &str) -> bool {
        match self {
            Self::Format(format) => super::format::fits(*format, text),
            Self::Integer
            | Self::Unsigned
            | Self::Number
            | Self::Boolean
            | Self::Upload
            | Self::Record(_)
            | Self::List(_)
            | Self::Map(_) => false,
            _ => true,
        }
    }
}

/// The name of the type of bytes.
pub const BYTES: &str = "bytes";

/// The built-in types without further properties.
const PLAIN: [(&str, Type); 14] = [
    ("string", Type::String),
    ("secret", Type::Secret),
    ("secret in url", Type::SecretInUrl),
    ("private_key", Type::PrivateKey),
    ("certificate", Type::Certificate),
    ("jwt", Type::Jwt),
    ("integer", Type::Integer),
    ("unsigned", Type::Unsigned),
    ("number", Type::Number),
    ("boolean", Type::Boolean),
    ("code", Type::Code),
    ("uuid", Type::Uuid),
    ("url", Type::Url),
    ("json", Type::Json),
];
