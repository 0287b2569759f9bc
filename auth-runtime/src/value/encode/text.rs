//! Encodes values as text, for a form, a query, a path or a header.

use std::io::Write;

use super::Value;
use crate::value::wiped::WipedBuffer;

/// The value is a list or an object where a single text is expected, a number that is not finite, or a setting without
/// a value.
pub(crate) struct Nested;

/// Writes a value; nothing for an absent one.
pub(crate) fn write_text(value: &Value<'_>, out: &mut WipedBuffer) -> Result<(), Nested> {
    match value {
        Value::Absent => {}
        Value::Text(text) => out.push_str(text),
        Value::Secret(secret) => out.push_str(secret.expose()),
        Value::Made(secret) => out.push_str(secret.expose()),
        Value::Integer(number) => write!(out, "{number}").map_err(|_| Nested)?,
        Value::Unsigned(number) => write!(out, "{number}").map_err(|_| Nested)?,
        Value::Digits(digits) => out.push_str(digits),
        Value::Number(number) if number.is_finite() => write!(out, "{number}").map_err(|_| Nested)?,
        Value::Boolean(boolean) => write!(out, "{boolean}").map_err(|_| Nested)?,
        Value::Joined(items, separator) => write_items(items, separator, out)?,
        Value::Concat(pieces) => write_items(pieces, "", out)?,
        Value::Prefixed(prefix, secret) => {
            out.push_str(prefix);
            out.push_str(secret.expose());
        }
        Value::Number(_)
        | Value::List(_)
        | Value::Object(_)
        | Value::Map(_)
        | Value::Json(_)
        | Value::Setting(_)
        | Value::Computed(_)
        | Value::Bytes(_)
        | Value::Upload(_) => return Err(Nested),
    }
    Ok(())
}

/// Returns the text of a value; `None` if it is absent, or not one text.
pub(crate) fn text_of(value: &Value<'_>) -> Option<WipedBuffer> {
    if matches!(value, Value::Absent) { None } else { written(value).ok() }
}

/// Returns the text of a value; empty for an absent one.
pub(crate) fn written(value: &Value<'_>) -> Result<WipedBuffer, Nested> {
    let mut text = WipedBuffer::new();
    write_text(value, &mut text)?;
    Ok(text)
}

fn write_items(items: &[Value<'_>], separator: &str, out: &mut WipedBuffer) -> Result<(), Nested> {
    for (index, item) in items.iter().enumerate() {
        out.push_str(if index == 0 { "" } else { separator });
        write_text(item, out)?;
    }
    Ok(())
}
