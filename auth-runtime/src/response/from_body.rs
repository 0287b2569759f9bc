//! What a successful response is read as.

use crate::response::RawResponse;
use crate::value::{Decode, DecodeError, JsonRef};

/// What success can be read as: every type that implements [`Decode`], and `()`, which looks at nothing.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from a response",
    label = "does not implement `Decode`",
    note = "derive it on a struct: `#[derive(Decode)]`; write `response = ()` for nothing, `response = Json` to keep it as it is"
)]
pub trait FromBody: Sized {
    /// Reads the body of a 2xx answer. The error says what was expected.
    fn from_body(raw: &RawResponse) -> Result<Self, DecodeError>;
}

impl FromBody for () {
    fn from_body(_: &RawResponse) -> Result<Self, DecodeError> {
        Ok(())
    }
}

/// A type that may be absent reads an empty body, as 204 has it.
impl<T: Decode> FromBody for T {
    fn from_body(raw: &RawResponse) -> Result<Self, DecodeError> {
        if raw.is_encoded() {
            return Err(DecodeError::encoded());
        }
        if raw.body.is_empty() {
            return T::absent().ok_or_else(DecodeError::empty);
        }
        T::decode(JsonRef::parse(&raw.document())?)
    }
}
