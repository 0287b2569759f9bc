//! Checks the conditions of `when`.

use crate::problem::{Broken, Code, Help, Problems};
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
    let field = find(name, fields, problems)?;
    if let Some(value) = is.iter().find(|value| !field.ty.value.accepts(&value.value)) {
        let message = format!("`{}` is never {}", name.value, value.value.describe());
        let help = "write a value of the field's type, or change the type";
        return Err(problems.report(Code::CONDITION, value.at, message, help));
    }
    Ok(field.ident.value.clone())
}

/// Returns the field of a body that has this name.
pub(super) fn find<'f, P: Copy>(
    name: &Spanned<String, P>,
    fields: &'f [Field<P>],
    problems: &mut Problems<P>,
) -> Result<&'f Field<P>, Broken> {
    let found = fields.iter().find(|field| field.wire == name.value);
    found.ok_or_else(|| {
        let message = format!("the body has no field `{}`", name.value);
        problems.report(Code::CONDITION, name.at, message, no_field(name, fields))
    })
}

/// Returns advice for a name that no field of a body has: that of the field at this path, if there is one.
fn no_field<P: Copy>(name: &Spanned<String, P>, fields: &[Field<P>]) -> Help<P> {
    let is_there = |field: &&Field<P>| field.at.iter().any(|origin| origin.value.to_string() == name.value);
    if let Some(field) = fields.iter().find(is_there) {
        let (at, text) = (name.at, field.wire.clone());
        return Help::Edit { at, advice: format!("the field that is there is called `{text}`"), text };
    }
    let known: Vec<&str> = fields.iter().map(|field| field.wire.as_str()).collect();
    suggest::help(&name.value, name.at, &known, "the fields of this body are")
}
