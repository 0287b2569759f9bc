//! The texts that an input consists of: their names, and their rules.

use super::Field;
use super::split::{Piece, Split, piece_of};
use crate::problem::{Code, Problems};
use crate::value::computation::Computation;
use crate::value::expr::Expr;
use crate::value::expression::scope::Scope;
use crate::value::named::{Name, NameKind};
use crate::value::ty::Type;

/// Adds the names of the texts that a field consists of: `{admin_key.id}`.
pub fn add_pieces<P: Copy>(field: &Field<P>, kind: NameKind, scope: Scope) -> Scope {
    let Some(split) = &field.split else { return scope };
    let whole = Name {
        kind,
        name: field.wire.clone(),
        ident: field.ident.value.clone(),
        ty: field.ty.value.clone(),
        optional: field.optional && field.default.is_none(),
    };
    if split.value.is_broken {
        return scope.with_broken_pieces(&field.wire);
    }
    split.value.into.iter().enumerate().fold(scope, |scope, (index, piece)| {
        let value = Expr::Computed(Box::new(Computation::Piece {
            of: Expr::Name(whole.clone()),
            by: split.value.by.value.clone(),
            index,
            count: split.value.into.len(),
            ty: piece.ty.value.clone(),
        }));
        scope.with_piece(format!("{}.{}", field.wire, piece.name.value), value, piece.encoding)
    })
}

/// Whether a text consists of as many texts as the field says.
pub(crate) fn is_split<P>(field: &Field<P>, text: &str) -> bool {
    field.split.as_ref().is_none_or(|split| {
        let (by, count) = (&split.value.by.value, split.value.into.len());
        by.is_empty() || split.value.is_broken || (0..count).all(|index| piece_of(text, by, index, count).is_some())
    })
}

/// Checks that what is split is one text, and that its texts are texts.
pub(crate) fn check_split<P: Copy>(field: &Field<P>, problems: &mut Problems<P>) {
    let Some(split) = &field.split else { return };
    let Split { by, into, is_broken } = &split.value;
    if !matches!(field.ty.value, Type::String | Type::Secret | Type::SecretInUrl | Type::Foreign) {
        let message = "only a text can be split";
        problems.report(Code::FIELD_PROPERTY, split.at, message, "make the type `secret` or `string`, or remove this");
    }
    if by.value.is_empty() && !is_broken {
        problems.report(
            Code::FIELD_PROPERTY,
            by.at,
            "nothing separates the texts",
            "write what is between them: `by: \":\"`",
        );
    }
    if into.len() < 2 && !is_broken {
        let help = "name all of them: `into: { id: string, secret: secret }`";
        problems.report(Code::FIELD_PROPERTY, split.at, "this is split into fewer than two texts", help);
    }
    for piece in into {
        check_piece(piece, problems);
    }
}

fn check_piece<P: Copy>(piece: &Piece<P>, problems: &mut Problems<P>) {
    if !matches!(piece.ty.value, Type::String | Type::Secret | Type::SecretInUrl | Type::Foreign) {
        let message = format!("`{}` is cut out of a text, so it is a text, too", piece.name.value);
        let help =
            "write `string`, `secret` or `secret in url`; a `pattern` of the whole input says what it looks like";
        problems.report(Code::TYPE, piece.ty.at, message, help);
    }
}
