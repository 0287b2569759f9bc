//! Computed values.

use auth_language::expression;
use auth_language::problem::Code;
use auth_language::request::Computed;
use auth_language::value::{Expr, Name, NameKind, Scope, Type};
use auth_language::word::{self, Encoding};

use crate::lower::context::Context;
use crate::lower::value::field::sound;
use crate::lower::value::template::refer_to_names;
use crate::read::{ComputedSpec, Entries, FieldKind, FieldSpec};
use crate::text::Spot;

/// Lowers a computation that is used as text; `None` if it is broken, which was reported.
pub(in crate::lower) fn resolve(spec: &ComputedSpec, scope: &Scope, cx: &mut Context<'_>) -> Option<Expr> {
    refer(spec, cx);
    let expr = expression::resolve_text(&spec.written, scope, cx.problems()).ok();
    if expr.is_none() {
        mention(spec, cx);
    }
    expr
}

/// Records that the names of a computation are in use.
fn refer(spec: &ComputedSpec, cx: &mut Context<'_>) {
    for text in spec.written.templates() {
        refer_to_names(&text.value, cx);
    }
}

pub(in crate::lower) fn mention(spec: &ComputedSpec, cx: &mut Context<'_>) {
    for text in spec.written.templates() {
        cx.mention(&text.value);
    }
}

/// Lowers named computed values, each of which can use the previous ones. Returns them with a scope that includes them.
pub(in crate::lower) fn lower_named(
    entries: &Entries<FieldSpec>,
    mut scope: Scope,
    cx: &mut Context<'_>,
) -> (Vec<Computed<Spot>>, Scope) {
    let mut computed = Vec::new();
    for named in entries.iter() {
        let name = &named.name;
        let value = match named.value.as_ref().map(|spec| &spec.kind) {
            Ok(Ok(FieldKind::Computed(spec))) => resolve(spec, &scope, cx),
            Ok(Ok(FieldKind::Type(_) | FieldKind::Constant(_) | FieldKind::Template(_))) => {
                let message = format!("`{}` is not computed", name.value);
                let help = "write what is computed, such as `{ random: uuid }`, or write it where it is sent";
                cx.report(Code::COMPUTED, name.at, message, help);
                None
            }
            Ok(Err(_)) | Err(_) => None,
        };
        if scope.knows(&name.value) {
            let message = format!("`{}` is declared already", name.value);
            cx.report(Code::COMPUTED, name.at, message, "choose another name");
            continue;
        }
        match value {
            Some(value) => {
                scope = scope.with(name_of(&name.value, &value));
                computed.push(Computed { name: name.clone(), value });
            }
            None => scope = scope.with_broken(&name.value),
        }
    }
    (computed, scope)
}

/// Returns a computed value as a name. It is text, and secret if it is computed from a secret.
pub(in crate::lower) fn name_of(name: &str, value: &Expr) -> Name {
    let ty = if value.is_secret() { Type::Secret } else { Type::String };
    let (kind, ident) = (NameKind::Computed, name.to_owned());
    Name { kind, name: name.to_owned(), ident, ty, optional: value.is_optional() }
}

/// Returns the names of the entries that are encoded bytes.
pub(in crate::lower) fn encodings<'s>(
    groups: impl IntoIterator<Item = &'s Entries<FieldSpec>>,
    cx: &mut Context<'_>,
) -> Vec<(String, Encoding)> {
    let mut encodings = Vec::new();
    for (name, spec) in groups.into_iter().flat_map(Entries::sound) {
        let Some(text) = sound(&spec.encoding) else { continue };
        if let Ok(encoding) = word::check(text, "`encoding`", cx.problems()) {
            encodings.push((name.value.clone(), encoding));
        }
    }
    encodings
}
