//! Encodes the fields of a request as JSON, form, query, path or header.

mod json;
mod text;
mod value;

use std::collections::BTreeMap;

pub(crate) use self::json::{object_of_texts, write_json, write_object};
pub(crate) use self::text::{text_of, write_text, written};
pub use self::value::Value;
use crate::request::Upload;
pub(crate) use crate::value::json::write::write_json_text;
use crate::value::{Json, Seconds, Secret, TextDuration, Timestamp, Uuid};

/// A type that can be a field of a request.
///
/// `#[derive(Encode)]` implements it for a record inside a JSON body. By hand:
///
/// ```
/// use auth_runtime::Encode;
/// use auth_runtime::value::Value;
///
/// struct Port(u16);
///
/// impl Encode for Port {
///     fn encode(&self) -> Value<'_> {
///         Value::Integer(self.0.into())
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be sent in a request",
    label = "does not implement `Encode`",
    note = "derive it on a type of your own: `#[derive(Encode)]`; from others take `String`, `Secret`, `i64`, `f64`, `bool` or `Json`"
)]
pub trait Encode {
    /// Returns the value, which borrows from the field so that secrets are not copied.
    fn encode(&self) -> Value<'_>;
}

/// Makes the list field of a request from any iterator.
#[doc(hidden)]
pub fn collect<T>(items: impl IntoIterator<Item = impl Into<T>>) -> Vec<T> {
    items.into_iter().map(Into::into).collect()
}

impl<T: Encode + ?Sized> Encode for &T {
    fn encode(&self) -> Value<'_> {
        (**self).encode()
    }
}

impl Encode for str {
    fn encode(&self) -> Value<'_> {
        Value::Text(self.into())
    }
}

impl Encode for String {
    fn encode(&self) -> Value<'_> {
        self.as_str().encode()
    }
}

impl Encode for Secret {
    fn encode(&self) -> Value<'_> {
        Value::Secret(self)
    }
}

impl Encode for i64 {
    fn encode(&self) -> Value<'_> {
        Value::Integer(*self)
    }
}

impl Encode for u64 {
    fn encode(&self) -> Value<'_> {
        Value::Unsigned(*self)
    }
}

impl Encode for f64 {
    fn encode(&self) -> Value<'_> {
        Value::Number(*self)
    }
}

impl Encode for bool {
    fn encode(&self) -> Value<'_> {
        Value::Boolean(*self)
    }
}

/// Leaves `None` out.
impl<T: Encode> Encode for Option<T> {
    fn encode(&self) -> Value<'_> {
        self.as_ref().map_or(Value::Absent, Encode::encode)
    }
}

impl<T: Encode> Encode for Vec<T> {
    fn encode(&self) -> Value<'_> {
        Value::List(self.iter().map(Encode::encode).collect())
    }
}

/// Encodes an object with arbitrary names, in the order of the map.
impl<T: Encode> Encode for BTreeMap<String, T> {
    fn encode(&self) -> Value<'_> {
        Value::Map(self.iter().map(|(name, value)| (name.as_str().into(), value.encode())).collect())
    }
}

impl<T: Encode + ?Sized> Encode for Box<T> {
    fn encode(&self) -> Value<'_> {
        (**self).encode()
    }
}

impl Encode for Seconds {
    fn encode(&self) -> Value<'_> {
        Value::Integer(self.get().try_into().unwrap_or(i64::MAX))
    }
}

impl Encode for TextDuration {
    fn encode(&self) -> Value<'_> {
        Value::Text(self.to_string().into())
    }
}

impl Encode for Timestamp {
    fn encode(&self) -> Value<'_> {
        self.as_str().encode()
    }
}

impl Encode for Uuid {
    fn encode(&self) -> Value<'_> {
        Value::Text(self.to_string().into())
    }
}

impl Encode for Upload {
    fn encode(&self) -> Value<'_> {
        Value::Upload(self.clone())
    }
}

impl Encode for Json {
    fn encode(&self) -> Value<'_> {
        Value::Json(self.as_json())
    }
}
