//! What a successful response is read as.

use bytes::Bytes;

use crate::response::{RawResponse, document};
use crate::value::head::Head;
use crate::value::{Decode, DecodeError, JsonRef};

/// What a success can be read as: every type that implements [`Decode`], and `()`, which reads nothing. A type of your own
/// that reads the status implements it by hand.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from a response",
    label = "does not implement `Decode`",
    note = "derive it on a struct: `#[derive(Decode)]`; write `response = ()` for nothing, `response = Json` to keep it as it is"
)]
pub trait FromResponse: Sized {
    /// Reads a reply with a 2xx. The error says what was expected, never what was found.
    fn from_response(raw: &RawResponse) -> Result<Self, DecodeError>;
}

impl FromResponse for () {
    fn from_response(_: &RawResponse) -> Result<Self, DecodeError> {
        Ok(())
    }
}

/// The body as it is.
impl FromResponse for Bytes {
    fn from_response(raw: &RawResponse) -> Result<Self, DecodeError> {
        if raw.is_encoded() { Err(DecodeError::encoded()) } else { Ok(raw.body.clone()) }
    }
}

/// None of several documented replies fits.
#[doc(hidden)]
#[must_use]
pub fn no_such_reply() -> DecodeError {
    DecodeError::expected("one of the documented replies")
}

/// A type that may be absent reads an empty body, as 204 has it.
impl<T: Decode> FromResponse for T {
    fn from_response(raw: &RawResponse) -> Result<Self, DecodeError> {
        let head = Head::new(&raw.headers);
        if !raw.body.is_empty() || raw.is_encoded() {
            return document::with_json(raw, |json| T::decode(json?.with_head(head)));
        }
        match T::absent() {
            Some(absent) => Ok(absent),
            None if T::reads_head() => T::decode(JsonRef::nothing().with_head(head)),
            None => Err(DecodeError::empty()),
        }
    }
}
