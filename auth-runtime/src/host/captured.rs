//! Values that a login captured, which are kept with its token.

use std::collections::BTreeMap;

use crate::Secret;
use crate::value::Value;
#[cfg(feature = "client")]
use crate::value::encode::write_json_text;
use crate::value::encode::{write_json, write_text};
#[cfg(feature = "client")]
use crate::value::json::members::Members;
use crate::value::wiped::WipedBuffer;
#[cfg(feature = "client")]
use crate::value::{Decode, DecodeError, JsonRef};

/// The captured values by name.
#[doc(hidden)]
pub type Captured = BTreeMap<String, CapturedValue>;

/// The captured value that an `id_token` must repeat, if the authorization page had a nonce.
#[cfg(feature = "client")]
pub(crate) const NONCE: &str = "nonce";

/// Returns the name under which the value that the login captured is kept, after a renewal has captured another. No field
/// has such a name.
#[cfg(feature = "client")]
pub(crate) fn first_of(name: &str) -> String {
    format!(".first.{name}")
}

/// Returns the captured values after a renewal. Of a login with a nonce, those that it captured first are kept, because a
/// renewed `id_token` may have no nonce but must name the same person (`OpenID` Connect Core 1.0 §12.2).
#[cfg(feature = "client")]
pub(crate) fn renewed(before: Captured, new: Captured) -> Captured {
    let has_nonce = before.contains_key(NONCE);
    let is_first = |name: &String| has_nonce && !before.contains_key(&first_of(name));
    let firsts = new.keys().filter(|name| is_first(name));
    let firsts = firsts.filter_map(|name| Some((first_of(name), before.get(name)?.clone())));
    let firsts: Vec<_> = firsts.collect();
    before.into_iter().chain(firsts).chain(new).collect()
}

/// A captured value: its text, as in a URL or a header, and whether it is a string in JSON.
#[doc(hidden)]
#[derive(Clone, Debug)]
pub struct CapturedValue {
    pub(crate) text: Secret,
    /// Whether it is a string in JSON.
    is_text: bool,
}

impl CapturedValue {
    /// Returns the value as a part of a request. A text is treated as secret, because it comes from a token reply.
    pub(crate) fn value<'a>(&self) -> Value<'a> {
        if self.is_text {
            return Value::Made(self.text.clone());
        }
        let text = self.text.expose();
        let integer = text.parse().ok().map(Value::Integer);
        let number = || text.parse().ok().map(Value::Number);
        let boolean = || text.parse().ok().map(Value::Boolean);
        integer.or_else(number).or_else(boolean).unwrap_or_else(|| Value::Made(self.text.clone()))
    }

    /// Makes a captured value; `None` for an absent one.
    pub(crate) fn of(value: &Value<'_>) -> Option<Self> {
        let mut text = WipedBuffer::new();
        match value {
            Value::Absent => None,
            Value::Integer(_)
            | Value::Unsigned(_)
            | Value::Digits(_)
            | Value::Number(_)
            | Value::Boolean(_)
            | Value::List(_)
            | Value::Object(_)
            | Value::Map(_)
            | Value::Json(_) => {
                write_json(value, &mut text).ok()?;
                Some(Self { text: Secret::from(text.as_str()), is_text: false })
            }
            Value::Text(_)
            | Value::Secret(_)
            | Value::Made(_)
            | Value::Bytes(_)
            | Value::Upload(_)
            | Value::Computed(_)
            | Value::Concat(_)
            | Value::Prefixed(..)
            | Value::Joined(..)
            | Value::Setting(_) => {
                write_text(value, &mut text).ok()?;
                Some(Self { text: Secret::from(text.as_str()), is_text: true })
            }
        }
    }

    /// Reads a captured value from JSON.
    #[cfg(feature = "client")]
    pub(crate) fn read(json: JsonRef<'_>) -> Self {
        match json.text() {
            Some(text) => Self { text: Secret::from(&*text), is_text: true },
            None => Self { text: Secret::from(json.get()), is_text: false },
        }
    }

    /// Writes the value as JSON.
    #[cfg(feature = "client")]
    pub(crate) fn write(&self, out: &mut WipedBuffer) {
        if self.is_text { write_json_text(self.text.expose(), out) } else { out.push_str(self.text.expose()) }
    }
}

impl From<Secret> for CapturedValue {
    fn from(text: Secret) -> Self {
        Self { text, is_text: true }
    }
}

/// Decodes captured values as a type with a field for each.
#[cfg(feature = "client")]
pub(crate) fn decode<T: Decode>(captured: &Captured) -> Result<T, DecodeError> {
    let mut text = WipedBuffer::new();
    let mut object = Members::begin(&mut text);
    for (name, value) in captured {
        value.write(object.name(name));
    }
    object.end();
    T::decode(JsonRef::parse(text.as_slice())?)
}

#[cfg(all(test, feature = "client"))]
mod tests {
    use super::*;
    use crate::Encode;

    #[test]
    fn reads_what_it_keeps() {
        let rows: [(&dyn Encode, &str, &str); 5] = [
            (&"a\"b", "a\"b", r#""a\"b""#),
            (&Secret::from("1"), "1", r#""1""#),
            (&7_i64, "7", "7"),
            (&true, "true", "true"),
            (&vec!["a".to_owned()], r#"["a"]"#, r#"["a"]"#),
        ];
        for (value, text, json) in rows {
            let kept = CapturedValue::of(&value.encode()).unwrap();
            let mut written = WipedBuffer::new();
            kept.write(&mut written);
            assert_eq!((kept.text.expose(), written.as_str()), (text, json));
            let read = CapturedValue::read(JsonRef::parse(json.as_bytes()).unwrap());
            assert_eq!((read.text.expose(), read.is_text), (text, kept.is_text));
        }
        assert!(CapturedValue::of(&None::<String>.encode()).is_none());
    }

    #[test]
    fn captured_values_have_types() {
        let kept = |value: &dyn Encode| CapturedValue::of(&value.encode()).unwrap();
        let captured: Captured = [("id".to_owned(), kept(&7_i64)), ("url".to_owned(), kept(&"u"))].into();
        let json = decode::<crate::Json>(&captured).unwrap();
        assert_eq!(json.get(), r#"{"id":7,"url":"u"}"#);
        assert_eq!(decode::<crate::Json>(&Captured::new()).unwrap().get(), "{}");
    }
}
