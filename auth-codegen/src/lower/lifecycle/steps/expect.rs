//! Lowers what the reply of a step must be, such as the issuer in its own metadata (RFC 8414 §3.3).

use auth_language::problem::Code;
use auth_language::suggest;
use auth_language::value::{Expr, Type};

use crate::lower::context::Context;
use crate::lower::lifecycle::calls::{Calls, Returned};
use crate::lower::lifecycle::replies::Made;
use crate::lower::value::field::is_open;
use crate::lower::value::template;
use crate::model::Field;
use crate::read::Text;

/// Returns the fields of a reply that must have a certain value, by their Rust names.
pub(in crate::lower::lifecycle) fn lower(
    step: &Made<'_, '_>,
    calls: &Calls<'_>,
    cx: &mut Context<'_>,
) -> Vec<(String, Expr)> {
    let scope = calls.settings.scope(Vec::new());
    let mut expects = Vec::new();
    for (name, text) in step.spec.expect.sound() {
        template::refer_to_names(&text.value, cx);
        let value = template::resolve(text, &scope, cx);
        if let Some(field) = find(step, name, cx) {
            check_type(field, name, cx);
            expects.extend(value.map(|value| (field.ident.value.clone(), value)));
        }
    }
    expects
}

fn find<'k>(step: &Made<'_, 'k>, name: &Text, cx: &mut Context<'_>) -> Option<&'k Field> {
    let fields: &[Field] = match step.returned {
        Returned::Record(record) => &record.fields,
        Returned::Unknown => return None,
        Returned::OneOf(_) | Returned::Other => &[],
    };
    let found = fields.iter().find(|field| field.wire == name.value);
    if found.is_none() {
        let known: Vec<&str> = fields.iter().map(|field| field.wire.as_str()).collect();
        let help = suggest::help(&name.value, name.at, &known, "its fields are");
        let message = format!("`{}` answers no field `{}`", step.spec.call.value, name.value);
        cx.report(Code::STEP, name.at, message, help);
    }
    found
}

/// Checks that a field is one text, which can be compared.
fn check_type(field: &Field, name: &Text, cx: &mut Context<'_>) {
    let is_text = matches!(field.ty.value, Type::String | Type::Url | Type::Uuid | Type::Format(_) | Type::Secret);
    if !is_text && !is_open(field) {
        let message = format!("`{}` is not a text, and only a text is compared", name.value);
        cx.report(Code::STEP, name.at, message, "declare it as `string` or `url`, perhaps with `at`");
    }
}

/// Reports expectations of calls whose replies are not read.
pub(in crate::lower::lifecycle) fn refuse(steps: &[Made<'_, '_>], cx: &mut Context<'_>) {
    for (name, _) in steps.iter().flat_map(|step| step.spec.expect.sound()) {
        let message = "what a revocation answers is not read";
        cx.report(Code::STEP, name.at, message, "remove it");
    }
}
