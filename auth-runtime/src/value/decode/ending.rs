//! Decodes ends that may be "never".

use super::{Decode, DecodeError};
use crate::value::{JsonRef, Literal};

/// An [`Expiry`](crate::value::Expiry), or an `Option` of one, which is read with the values that mean "never".
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no value for \"never\"",
    note = "take `Expiry<Seconds>`, `Expiry` of another lifetime or point in time, or an `Option` of one"
)]
pub trait Ending: Decode {
    /// Decodes a value. One that equals a constant of `never` means that there is no end; a number may be sent as text.
    fn decode_ending(json: JsonRef<'_>, never: &[Literal]) -> Result<Self, DecodeError>;
}
