//! Checks the conditions of `when`.

use crate::problem::{Broken, Code, Problems};
use crate::spanned::Spanned;
use crate::suggest;
use crate::value::{Field, Scalar};

/// Checks that a test names a field of the body and compares it with values of the field's type.
///
/// # Errors
/// Reports a problem if the body has no such field, or if a value has another type.
pub fn check_test<P: Copy>(
    name: &Spanned<String, P>,
    is: &[Spanned<Scalar, P>],
    fields: &[Field<P>],
    problems: &mut Problems<P>,
) -> Result<String, Broken> {
    let Some(field) = fields.iter().find(|field| field.wire == name.value) else {
        let known: Vec<&str> = fields.iter().map(|field| field.wire.as_str()).collect();
        let help = suggest::help(&name.value, name.at, &known, "the fields of this body are");
        return Err(problems.report(Code::CONDITION, name.at, format!("the body has no field `{}`", name.value), help));
    };
    if let Some(value) = is.iter().find(|value| !field.ty.value.accepts(&value.value)) {
        let message = format!("`{}` is never {}", name.value, value.value.describe());
        let help = "write a value of the field's type, or change the type";
        return Err(problems.report(Code::CONDITION, value.at, message, help));
    }
    Ok(field.ident.value.clone())
}
