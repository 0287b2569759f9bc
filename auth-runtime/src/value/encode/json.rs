//! Encodes values as JSON (RFC 8259).

use std::io::{self, Write};

use super::{Value, written};
use crate::value::json::members::Members;
use crate::value::json::write::write_json_text;
use crate::value::wiped::WipedBuffer;

/// A number cannot be represented in JSON, a list of lists cannot be joined, or a setting has no value.
pub(crate) struct Unwritable;

impl From<io::Error> for Unwritable {
    fn from(_: io::Error) -> Self {
        Self
    }
}

pub(crate) fn write_json(value: &Value<'_>, out: &mut WipedBuffer) -> Result<(), Unwritable> {
    match value {
        Value::Absent => out.push_str("null"),
        Value::Text(text) => write_json_text(text, out),
        Value::Secret(secret) => write_json_text(secret.expose(), out),
        Value::Made(secret) => write_json_text(secret.expose(), out),
        Value::Integer(number) => write!(out, "{number}")?,
        Value::Unsigned(number) => write!(out, "{number}")?,
        Value::Digits(digits) => out.push_str(digits),
        Value::Number(number) if number.is_finite() => write!(out, "{number:?}")?,
        Value::Number(_) | Value::Setting(_) | Value::Computed(_) | Value::Bytes(_) | Value::Upload(_) => {
            return Err(Unwritable);
        }
        Value::Boolean(boolean) => write!(out, "{boolean}")?,
        Value::List(items) => write_list(items, out)?,
        Value::Joined(..) | Value::Concat(_) | Value::Prefixed(..) => write_joined(value, out)?,
        Value::Object(members) => write_object(members.iter().map(|(name, value)| (*name, value)), out)?,
        Value::Map(members) => write_object(members.iter().map(|(name, value)| (&**name, value)), out)?,
        Value::Json(json) => out.push_str(json.get()),
    }
    Ok(())
}

/// Returns a JSON object of texts.
pub(crate) fn object_of_texts(members: impl Iterator<Item = (impl AsRef<str>, impl AsRef<str>)>) -> WipedBuffer {
    let mut json = WipedBuffer::new();
    let mut object = Members::begin(&mut json);
    members.for_each(|(name, text)| object.text(name.as_ref(), text.as_ref()));
    object.end();
    json
}

/// Writes an object. Absent members are left out.
pub(crate) fn write_object<'n, 'v, 'a: 'v>(
    members: impl Iterator<Item = (&'n str, &'v Value<'a>)>,
    out: &mut WipedBuffer,
) -> Result<(), Unwritable> {
    let present = members.filter(|(_, value)| !matches!(value, Value::Absent));
    let mut object = Members::begin(out);
    for (name, value) in present {
        write_json(value, object.name(name))?;
    }
    object.end();
    Ok(())
}

fn write_list(items: &[Value<'_>], out: &mut WipedBuffer) -> Result<(), Unwritable> {
    out.push_str("[");
    for (index, item) in items.iter().enumerate() {
        out.push_str(if index == 0 { "" } else { "," });
        write_json(item, out)?;
    }
    out.push_str("]");
    Ok(())
}

fn write_joined(value: &Value<'_>, out: &mut WipedBuffer) -> Result<(), Unwritable> {
    let text = written(value).map_err(|_| Unwritable)?;
    write_json_text(text.as_str(), out);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::{Encode, Json, Secret};

    fn json(field: &dyn Encode) -> Option<String> {
        let mut out = WipedBuffer::new();
        write_json(&field.encode(), &mut out).ok().map(|()| out.as_str().to_owned())
    }

    #[test]
    fn writes_what_serde_json_reads_back() {
        for text in ["", "plain", "é…😀", "\"\\\n\r\t\u{0}\u{1f}\u{7f}", "a\"b\\"] {
            let written = json(&text).unwrap();
            assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text);
        }
    }

    #[test]
    fn writes_each_kind() {
        assert_eq!(json(&Secret::from("s")).unwrap(), r#""s""#);
        assert_eq!(json(&vec![Some(1_i64), None]).unwrap(), "[1,null]");
        assert_eq!(json(&1.5_f64).unwrap(), "1.5");
        assert_eq!(json(&1e300_f64).unwrap(), "1e300");
        assert_eq!(json(&f64::NAN), None);
        assert_eq!(json(&"{\"a\":1.10 }".parse::<Json>().unwrap()).unwrap(), "{\"a\":1.10 }");
        let joined = vec!["a".to_owned(), "b\"".to_owned()];
        let mut out = WipedBuffer::new();
        assert!(write_json(&joined.encode().joined(" "), &mut out).is_ok());
        assert_eq!(out.as_str(), r#""a b\"""#);
    }
}
