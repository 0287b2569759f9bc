//! Checks the fields of an error body.

use super::condition::find;
use crate::problem::{Broken, Code, Dialect, Problems};
use crate::spanned::Spanned;
use crate::value::{Field, Type, check_meanings, check_read};

/// Checks all rules of an error body. Every field must be optional, because gateways send errors with other bodies.
pub fn check_body<P: Copy>(fields: &[Field<P>], problems: &mut Problems<P>) {
    for field in fields {
        check_read(field, problems);
        if !field.optional {
            let message = format!("`{}` may be absent, because an error may come from a gateway", field.wire);
            let help = match problems.dialect() {
                Dialect::Yaml => "make it `optional`",
                Dialect::Rust => "make it an `Option<…>`",
            };
            problems.report(Code::ERROR_BODY, field.ty.at, message, help);
        }
    }
    check_meanings(fields, problems);
}

/// Returns the Rust field of the error body that says when to try again.
///
/// # Errors
/// Reports a problem if the body has no such field, or if the field's type is not a length of time.
pub fn check_retry_after<P: Copy>(
    name: &Spanned<String, P>,
    fields: &[Field<P>],
    problems: &mut Problems<P>,
) -> Result<String, Broken> {
    let field = find(name, fields, problems)?;
    let is_time = field.ty.value.is_lifetime() || field.ty.value == Type::Foreign;
    if is_time {
        return Ok(field.ident.value.clone());
    }
    let message = format!("`{}` is not a length of time", name.value);
    Err(problems.report(Code::LIFETIME, name.at, message, "name a field of the type `optional seconds`"))
}
