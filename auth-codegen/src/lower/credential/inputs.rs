//! Lowers the inputs from which a credential is made.

use auth_language::problem::Code;
use auth_language::spanned::Spanned;
use auth_language::value::{self, Type};
use auth_language::word::{self, Encoding};
use serde_json::Value as Json;

use crate::lower::context::Context;
use crate::lower::value::field::{self, sound};
use crate::lower::value::types;
use crate::model::Field;
use crate::read::{CredentialSpec, FieldKind, FieldSpec, KeySpec, Named, Read, TypeExpr};
use crate::text::Spot;

/// A credential with `key` has one input, which templates call `{key}`.
const KEY: &str = "key";

pub(super) fn lower(spec: &CredentialSpec, cx: &mut Context<'_>) -> Vec<Field> {
    let key = spec.key.as_ref().and_then(|key| key.as_ref().ok()).map(|key| key_field(key, cx));
    let inputs: Vec<Field> =
        key.into_iter().chain(spec.inputs.iter().filter_map(|named| lower_input(named, cx))).collect();
    for input in &inputs {
        value::check_sent(input, cx.problems());
        if let Some(at) = input.raw {
            let message = "`raw` is for the path and the query of an endpoint";
            cx.report(Code::FIELD_PROPERTY, at, message, "remove it");
        }
    }
    value::check_idents(&inputs, cx.problems());
    inputs
}

fn key_field(key: &KeySpec, cx: &mut Context<'_>) -> Field {
    let ty = sound(&key.ty).map_or(Type::Secret, |expr| key_type(expr, cx));
    let mut field = Field::new(Spanned::new(KEY.to_owned(), key.spot), KEY, Spanned::new(ty, key.spot));
    field.env = sound(&key.env).cloned();
    field
}

/// Returns the encoding of a key, by its name.
pub(super) fn encoding_of_key(spec: &CredentialSpec, cx: &mut Context<'_>) -> Vec<(String, Encoding)> {
    let encoding = sound(&spec.key).and_then(|key| sound(&key.encoding));
    let encoding = encoding.and_then(|text| word::check(text, "`encoding`", cx.problems()).ok());
    encoding.map(|encoding| (KEY.to_owned(), encoding)).into_iter().collect()
}

/// Resolves the type of a key, which is a secret that may be allowed in a URL.
fn key_type(expr: &Spanned<TypeExpr, Spot>, cx: &mut Context<'_>) -> Type {
    let ty = types::resolve(expr, cx);
    let is_fine = ty.is_secret() && !ty.is_list() && !expr.value.optional;
    if !is_fine && ty != Type::Foreign {
        let help = "write `secret` or `secret in url`; what else the caller gives is declared under `inputs`";
        cx.report(Code::CREDENTIAL, expr.at, "a key is one secret", help);
    }
    if is_fine { ty } else { Type::Secret }
}

fn lower_input(named: &Named<Read<FieldSpec>>, cx: &mut Context<'_>) -> Option<Field> {
    let Ok(spec) = &named.value else { return Some(field::stand_in(&named.name)) };
    match &spec.kind {
        Ok(FieldKind::Type(expr)) => Some(field::lower_given(&named.name, spec, expr, cx)),
        Ok(FieldKind::Constant(_) | FieldKind::Template(_) | FieldKind::Computed(_)) => {
            let message = "an input is given by the caller";
            cx.report(Code::CONSTANT, named.name.at, message, "give it a type, or write it where it is sent");
            None
        }
        Err(_) => Some(field::stand_in(&named.name)),
    }
}

/// Returns the made-up inputs by Rust field.
pub(super) fn lower_example(spec: &CredentialSpec, inputs: &[Field]) -> Vec<(String, Json)> {
    let key = spec.key.as_ref().and_then(|key| key.as_ref().ok()).and_then(|key| sound(&key.example));
    let key = key.map(|example| (KEY.to_owned(), Json::from(example.value.as_str())));
    let given = sound(&spec.example).map(crate::text::Node::to_json);
    let others = inputs.iter().filter_map(|input| {
        let value = given.as_ref()?.get(&input.wire)?.clone();
        Some((input.ident.value.clone(), value))
    });
    key.into_iter().chain(others).collect()
}
