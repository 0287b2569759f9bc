//! Lowers the texts that an input consists of.

use auth_language::name;
use auth_language::problem::Code;
use auth_language::spanned::Spanned;
use auth_language::value::{Piece, Split};
use auth_language::word;

use super::property::{properties, sound};
use super::types;
use crate::lower::context::Context;
use crate::read::{FieldKind, FieldSpec, Read, SplitSpec, Text};
use crate::text::Spot;

/// Lowers the texts of an input, whose name is `name`.
pub(super) fn lower(name: &Text, spec: &Read<SplitSpec>, cx: &mut Context<'_>) -> Spanned<Split<Spot>, Spot> {
    let Ok(spec) = spec else {
        let by = Spanned::new(String::new(), name.at);
        return Spanned::new(Split { by, into: Vec::new(), is_broken: true }, name.at);
    };
    let mut is_whole = spec.into.broken().is_none() && spec.into.iter().all(|named| named.value.is_ok());
    let mut into = Vec::new();
    for (name, spec) in spec.into.sound() {
        let piece = lower_piece(name, spec, cx);
        is_whole &= piece.is_some();
        into.extend(piece);
    }
    let is_broken = !is_whole || spec.by.is_err();
    let by = spec.by.clone().unwrap_or_else(|_| Spanned::new(String::new(), spec.spot));
    Spanned::new(Split { by, into, is_broken }, spec.spot)
}

fn lower_piece(name: &Text, spec: &FieldSpec, cx: &mut Context<'_>) -> Option<Piece<Spot>> {
    if !name::is_snake_case(&name.value) {
        let message = format!("`{}` cannot be the name of a text", name.value);
        cx.report(Code::NAME, name.at, message, "use lower-case words joined by `_`");
    }
    for at in properties(spec).into_iter().chain(spec.raw) {
        let message = "a text in `split` has only a `type` and an `encoding`";
        cx.report(Code::FIELD_PROPERTY, at, message, "remove this, or say it of the whole input");
    }
    let FieldKind::Type(expr) = spec.kind.as_ref().ok()? else {
        let message = "this is cut out of what the caller gives, so it has no value here";
        cx.report(Code::CONSTANT, name.at, message, "write its type: `string` or `secret`");
        return None;
    };
    if expr.value.optional {
        let message = "each of the texts is always there";
        cx.report(Code::TYPE, expr.at, message, "remove `optional`; the whole may be `optional`");
    }
    let encoding = sound(&spec.encoding).map(|text| word::check(text, "`encoding`", cx.problems()));
    let encoding = encoding.transpose().ok()?;
    let ty = Spanned::new(types::resolve(expr, cx), expr.at);
    Some(Piece { name: name.clone(), ty, encoding })
}
