//! Lowers the fields of requests, replies and credentials.

use auth_language::name;
use auth_language::problem::Code;
use auth_language::spanned::Spanned;
use auth_language::value::{self, BYTES, MemberPath, Name, NameKind, Origin, Type};
use auth_language::word::{self, Case};

pub(in crate::lower) use super::property::{check_made, sound};
use super::{origin, split, types};
use crate::lower::context::Context;
use crate::model::{Field, Meaning};
use crate::read::{FieldSpec, Read, Text, TypeExpr};
use crate::text::Spot;

/// Lowers a field that has a type.
pub(in crate::lower) fn lower(
    name: &Text,
    spec: &FieldSpec,
    expr: &Spanned<TypeExpr, Spot>,
    cx: &mut Context<'_>,
) -> Field {
    let FieldSpec {
        kind: _,
        doc,
        deprecated,
        rust,
        origin,
        separator,
        default,
        never,
        at_least,
        at_most,
        pattern,
        case,
        means,
        encoding,
        env,
        split,
        raw,
    } = spec;
    let ident = lower_ident(name, rust.as_ref(), cx);
    let mut field = Field::new(ident, &name.value, Spanned::new(lower_type(expr, encoding.as_ref(), cx), expr.at));
    field.optional = expr.value.optional;
    field.doc = sound(doc).map(trimmed);
    field.deprecated = sound(deprecated).map(trimmed);
    field.separator = sound(separator).cloned();
    field.default = sound(default).cloned();
    field.never = sound(never).cloned();
    field.at_least = sound(at_least).copied();
    field.at_most = sound(at_most).copied();
    field.pattern = sound(pattern).cloned();
    field.case = sound(case).and_then(|case| lower_case(case, cx));
    field.means = sound(means).and_then(|means| lower_meaning(means, cx));
    field.env = sound(env).cloned();
    field.split = split.as_ref().map(|split| split::lower(name, split, cx));
    field.raw = *raw;
    let origin = origin.as_ref().map(|origin| origin::lower(origin, cx));
    let is_broken = matches!(separator, Some(Err(_)))
        || matches!(default, Some(Err(_)))
        || matches!(never, Some(Err(_)))
        || matches!(origin, Some(None));
    let is_anywhere = matches!(origin, Some(None));
    field.at = if is_anywhere { anywhere(name) } else { origin.flatten().unwrap_or_default() };
    let empty = field.never.take_if(|never| never.value.is_empty());
    if is_broken || empty.is_some() {
        open(&mut field, matches!(separator, Some(Err(_))));
        field.never = empty;
    }
    field
}

/// Resolves the type of a field. `encoding` is only for `bytes`.
fn lower_type(expr: &Spanned<TypeExpr, Spot>, encoding: Option<&Read<Text>>, cx: &mut Context<'_>) -> Type {
    let Some(encoding) = encoding else {
        let is_upload = expr.value.name == BYTES;
        return if is_upload { types::wrap(Type::Upload, &expr.value) } else { types::resolve(expr, cx) };
    };
    if matches!(expr.value.name.as_str(), "string" | "secret") {
        return types::resolve(expr, cx);
    }
    if expr.value.name != BYTES {
        if let Ok(encoding) = encoding {
            let message = "`encoding` says how `bytes` are written";
            cx.report(Code::FIELD_PROPERTY, encoding.at, message, "make the type `bytes`, or remove this");
        }
        return types::resolve(expr, cx);
    }
    let encoding = encoding.as_ref().ok().and_then(|text| word::check(text, "`encoding`", cx.problems()).ok());
    types::wrap(encoding.map_or(Type::Foreign, Type::Bytes), &expr.value)
}

/// Makes a field with a broken property accept any value, so that nothing more is reported about it.
/// Its list may be one text.
fn open(field: &mut Field, may_be_text: bool) {
    field.ty.value = match field.ty.value {
        Type::List(_) if !may_be_text => Type::List(Box::new(Type::Foreign)),
        _ => Type::Foreign,
    };
    field.separator = None;
    field.default = None;
    field.never = None;
    field.optional = true;
}

/// Returns the placeholder for a broken field: it is optional and accepts every value.
pub(in crate::lower) fn stand_in(name: &Text) -> Field {
    let ident = Spanned::new(name::field_ident(&name.value), name.at);
    let mut field = Field::new(ident, &name.value, Spanned::new(Type::Foreign, name.at));
    field.optional = true;
    field
}

/// Returns the placeholder for a broken field of a reply: where it is read from may be unknown, too.
pub(in crate::lower) fn member_stand_in(name: &Text, spec: Option<&FieldSpec>, cx: &mut Context<'_>) -> Field {
    let mut field = stand_in(name);
    let origin = spec.and_then(|spec| spec.origin.as_ref()).map(|origin| origin::lower(origin, cx));
    field.at = match origin {
        Some(Some(places)) => places,
        None if spec.is_some() => Vec::new(),
        Some(None) | None => anywhere(name),
    };
    field
}

/// Returns the places of a field that may be read from any: the whole body, of which no member is unknown.
fn anywhere(name: &Text) -> Vec<Spanned<Origin, Spot>> {
    vec![Spanned::new(Origin::Body(MemberPath::whole()), name.at)]
}

/// Whether a field is a placeholder for a broken one, or has a broken type.
pub(in crate::lower) fn is_open(field: &Field) -> bool {
    *field.ty.value.item() == Type::Foreign
}

/// Returns a text of the author's without surrounding spaces.
pub(in crate::lower) fn trimmed(text: &Text) -> String {
    text.value.trim().to_owned()
}

fn lower_ident(name: &Text, rust: Option<&Read<Text>>, cx: &mut Context<'_>) -> Spanned<String, Spot> {
    let Some(Ok(rust)) = rust else { return Spanned::new(name::field_ident(&name.value), name.at) };
    if !name::is_snake_case(&rust.value) {
        let message = format!("`{}` is not a valid name for a Rust field", rust.value);
        cx.report(Code::NAME, rust.at, message, "write it like `secret_key`");
    }
    Spanned::new(name::field_ident(&rust.value), name.at)
}

fn lower_case(text: &Text, cx: &mut Context<'_>) -> Option<Spanned<Case, Spot>> {
    word::check(text, "`case`", cx.problems()).ok().map(|case| Spanned::new(case, text.at))
}

/// Lowers a field that the caller gives. If it has a default, the caller may omit it.
pub(in crate::lower) fn lower_given(
    name: &Text,
    spec: &FieldSpec,
    expr: &Spanned<TypeExpr, Spot>,
    cx: &mut Context<'_>,
) -> Field {
    let mut field = lower(name, spec, expr, cx);
    if let Some(default) = &field.default {
        if expr.value.optional {
            let message = "a field with a default is never absent";
            cx.report(Code::DEFAULT, default.at, message, "remove `optional`, or the default");
        }
        field.optional = true;
    }
    field
}

fn lower_meaning(text: &Text, cx: &mut Context<'_>) -> Option<Spanned<Meaning, Spot>> {
    word::check(text, "`means`", cx.problems()).ok().map(|meaning| Spanned::new(meaning, text.at))
}

/// Returns a field as a name that a template can use.
pub(in crate::lower) fn as_name(field: &Field, kind: NameKind) -> Name {
    Name {
        kind,
        name: field.wire.clone(),
        ident: field.ident.value.clone(),
        ty: field.ty.value.clone(),
        optional: field.optional && field.default.is_none(),
    }
}

/// Checks that no two fields have the same Rust name.
pub(in crate::lower) fn check_idents(fields: &[Field], cx: &mut Context<'_>) {
    value::check_idents(fields, cx.problems());
}
