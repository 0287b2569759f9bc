//! Lowers templates under `with`: texts that are made of earlier replies, inputs and settings.

use auth_language::problem::Code;
use auth_language::template::{self, Piece};

use super::around::Around;
use crate::lower::context::{Context, Declared};
use crate::lower::lifecycle::replies::Lookup;
use crate::model::{Field, ReplyField, Taken, TakenPiece, Type};
use crate::read::Text;

/// Returns the value of a request's field; `None` if the template is broken, which was reported.
pub(super) fn lower(text: &Text, field: &Field, around: &Around<'_, '_, '_>, cx: &mut Context<'_>) -> Option<Taken> {
    let template = template::check(&text.value, text.at, cx.problems()).ok()?;
    let pieces: Vec<Option<TakenPiece>> = template
        .pieces()
        .iter()
        .map(|piece| match piece {
            Piece::Text(text) => Some(TakenPiece::Text(text.clone())),
            Piece::Name(name) => lower_name(name, text, around, cx),
        })
        .collect();
    let pieces = pieces.into_iter().collect::<Option<Vec<_>>>()?;
    check(&pieces, text, field, cx);
    Some(Taken::Text(pieces))
}

fn lower_name(name: &str, text: &Text, around: &Around<'_, '_, '_>, cx: &mut Context<'_>) -> Option<TakenPiece> {
    match around.replies().find(name) {
        Lookup::Found(found) => return Some(TakenPiece::Reply(found)),
        Lookup::Hidden => return None,
        Lookup::Nothing => {}
    }
    if cx.spec.settings.may_have(name) {
        cx.refer(Declared::Setting, name);
        return Some(TakenPiece::Setting(name.to_owned()));
    }
    if let Some(input) = around.input(name) {
        return Some(TakenPiece::Input(input.clone()));
    }
    let named = Text::new(name.to_owned(), text.at);
    around.report_unknown(&named, &text.value, cx);
    None
}

/// Checks that the text has a place: a secret in a secret, and nothing that may be absent where it is needed.
fn check(pieces: &[TakenPiece], text: &Text, field: &Field, cx: &mut Context<'_>) {
    let ty = &field.ty.value;
    let is_text = matches!(ty, Type::String | Type::Url | Type::Foreign) || ty.is_secret();
    let whole = pieces.iter().filter_map(TakenPiece::as_reply).find(|found| !is_one_text(found));
    let absent = pieces.iter().find(|piece| piece.is_optional()).filter(|_| !field.optional);
    let (message, help) = if let Some(found) = whole {
        (format!("`{{{}}}` is not one text", found.field.wire), "name a value that is text, a number or a boolean")
    } else if !is_text {
        (format!("a template is text, and `{}` is not", field.wire), "name a field of the same type, without braces")
    } else if pieces.iter().any(TakenPiece::is_secret) && !ty.is_secret() {
        (format!("this holds a secret, and `{}` is shown", field.wire), "declare it as `secret`")
    } else if absent.is_some() {
        (format!("a part of this may be absent, and `{}` is needed each time", field.wire), "declare it as `optional`")
    } else {
        return;
    };
    cx.report(Code::STEP, text.at, message, help);
}

fn is_one_text(found: &ReplyField) -> bool {
    found.claim.is_some() || !(found.field.ty.value.is_list() || found.field.ty.value.is_object())
}
