//! Members of a record that are sent with a constant value.

use super::Field;
use crate::problem::{Code, Problems};
use crate::spanned::Spanned;
use crate::value::literal::Scalar;

/// A member of a record that is sent with a constant value. The Rust struct has no field for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Constant<P> {
    /// The name on the wire.
    pub name: Spanned<String, P>,
    /// What is sent.
    pub value: Spanned<Scalar, P>,
}

/// Checks that no member of a record is sent twice.
pub fn check_constants<P: Copy>(constants: &[Constant<P>], fields: &[Field<P>], problems: &mut Problems<P>) {
    for (index, Constant { name, value: _ }) in constants.iter().enumerate() {
        let is_constant = constants.iter().take(index).any(|known| known.name.value == name.value);
        if is_constant || fields.iter().any(|field| field.wire == name.value) {
            let message = format!("`{}` would be sent twice", name.value);
            problems.report(Code::DUPLICATE_PART, name.at, message, "remove one of the two");
        }
    }
}
