//! The types as which a successful response can be read.

use bytes::Bytes;

use crate::response::{RawResponse, document};
use crate::value::head::Head;
use crate::value::{Decode, DecodeError, JsonRef};

/// A type as which a successful response can be read: every type that implements [`Decode`], and `()`, which ignores
/// the body. A type that depends on the status can implement it by hand.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from a response",
    label = "does not implement `Decode`",
    note = "derive it on a struct: `#[derive(Decode)]`; write `response = ()` for nothing, `response = Json` to keep it as it is"
)]
pub trait FromResponse: Sized {
    /// Decodes a successful response. The error says what was expected, but never shows what was found.
    fn from_response(raw: &RawResponse) -> Result<Self, DecodeError>;

    /// Whether a response whose status is not 2xx is a success of this type. None is, for most types.
    fn takes(raw: &RawResponse) -> bool {
        let _ = raw;
        false
    }
}

impl FromResponse for () {
    fn from_response(_: &RawResponse) -> Result<Self, DecodeError> {
        Ok(())
    }
}

/// Returns the body unchanged.
impl FromResponse for Bytes {
    fn from_response(raw: &RawResponse) -> Result<Self, DecodeError> {
        if raw.is_encoded() { Err(DecodeError::encoded()) } else { Ok(raw.body.clone()) }
    }
}

/// Returns the error for a response that matches none of several documented replies.
#[doc(hidden)]
#[must_use]
pub fn no_such_reply() -> DecodeError {
    DecodeError::expected("one of the documented replies")
}

/// Decodes the body. A type that may be absent accepts an empty body, as with 204.
impl<T: Decode> FromResponse for T {
    fn from_response(raw: &RawResponse) -> Result<Self, DecodeError> {
        let head = Head::new(&raw.headers);
        if !raw.body.is_empty() || raw.is_encoded() {
            return document::with_value(raw, |json| T::decode(json?.with_head(head)));
        }
        match T::absent() {
            Some(absent) => Ok(absent),
            None if T::reads_head() => T::decode(JsonRef::nothing().with_head(head)),
            None => Err(DecodeError::empty()),
        }
    }
}
