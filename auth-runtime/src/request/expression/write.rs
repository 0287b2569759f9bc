//! Writes a value as bytes.

use crate::request::RequestProblem;
use crate::value::Value;
use crate::value::encode::{write_json, write_text};
use crate::value::wiped::WipedBuffer;

/// Returns the bytes of a value without computations: its text, or its JSON.
pub(crate) fn bytes_of(value: &Value<'_>) -> Result<WipedBuffer, RequestProblem> {
    let unwritable = RequestProblem::Unwritable { name: "a computed value" };
    let mut out = WipedBuffer::new();
    match value {
        Value::Bytes(bytes) => out.push(bytes.as_slice()),
        Value::Concat(pieces) => {
            for piece in pieces {
                out.push(bytes_of(piece)?.as_slice());
            }
        }
        Value::Object(_) | Value::Json(_) | Value::List(_) => write_json(value, &mut out).map_err(|_| unwritable)?,
        value => write_text(value, &mut out).map_err(|_| unwritable)?,
    }
    Ok(out)
}
