//! Lowers captured values: fields of replies that are kept with the token.

pub(super) mod captured;
pub(in crate::lower) mod elsewhere;
pub(super) mod log_out;

use auth_language::problem::Code;
use auth_language::spanned::Spanned;
use auth_language::value::split_path;
use auth_language::{name, value};

use super::replies::{Lookup, Replies};
use super::reply;
use crate::lower::context::Context;
use crate::lower::value::field::is_open;
use crate::model::{Field, Record, ReplyField, Type, Uses};
use crate::read::{Names, Text};

/// A captured value: its name, and the field of a reply that contains it.
pub(super) type Captured = (String, ReplyField);

/// Returns the captured values of the first token.
pub(super) fn lower(replies: &Replies<'_, '_, '_>, names: &Names, cx: &mut Context<'_>) -> Vec<Captured> {
    let mut captured: Vec<Captured> = Vec::new();
    for name in names {
        let found = match replies.find(&name.value) {
            Lookup::Found(found) => found,
            Lookup::Hidden => continue,
            Lookup::Nothing => {
                reply::report_unknown(replies, name, |known| !names.iter().any(|other| other.value == known), cx);
                continue;
            }
        };
        check_type(&found, name, cx);
        let own = own_name(&name.value).to_owned();
        if cx.spec.settings.has(&own) {
            let message = format!("`{own}` is a setting, too, and templates could mean either");
            let help =
                format!("remove it, or give the field a name of its own: `found_{own}: {{ type: …, at: {own} }}`");
            cx.report(Code::COLLISION, name.at, message, help);
        } else if captured.iter().any(|(known, _)| *known == own) {
            let message = format!("`{}` is captured twice", name.value);
            cx.report(Code::TOKEN, name.at, message, "remove one of the two");
        } else {
            check_name(&own, name, cx);
            captured.push((own, found));
        }
    }
    captured
}

/// Checks that calls can name a captured value in Rust.
fn check_name(own: &str, name: &Text, cx: &mut Context<'_>) {
    let is_word = own.chars().all(|char| char.is_alphanumeric() || char == '_');
    if !is_word || own.starts_with(|char: char| char.is_numeric()) {
        let message = format!("`{own}` cannot be the name of a captured value");
        let plain = name::plain(&name::field_ident(own)).to_owned();
        let help = format!("give the field a name of its own: `{plain}: {{ type: …, at: {own} }}`");
        cx.report(Code::NAME, name.at, message, help);
    }
}

/// Returns the captured values that the replies of a renewal contain too.
pub(super) fn lower_renewed(replies: &Replies<'_, '_, '_>, captured: &[Captured]) -> Vec<Captured> {
    let again = captured.iter().filter_map(|(own, first)| {
        let wire = match &first.claim {
            Some(claim) => format!("{}.{claim}", first.field.wire),
            None => first.field.wire.clone(),
        };
        let found = match replies.find(&wire) {
            Lookup::Found(found) => found,
            Lookup::Hidden | Lookup::Nothing => return None,
        };
        (found.field.ty.value == first.field.ty.value).then(|| (own.clone(), found))
    });
    again.collect()
}

/// Returns the name of a captured value, which is that of its field or its claim.
pub(in crate::lower) fn own_name(name: &str) -> &str {
    split_path(name).and_then(|names| names.last().copied()).unwrap_or(name)
}

/// Checks that a captured value is a single value, because it is stored and may be sent in a URL or a header.
fn check_type(found: &ReplyField, name: &Text, cx: &mut Context<'_>) {
    let ty = &found.field.ty.value;
    if found.claim.is_none() && !is_open(&found.field) && ty.is_object() {
        let message = format!("`{}` is an object, and a captured value is one value", name.value);
        cx.report(Code::TOKEN, name.at, message, "declare the member that is needed, with `at`, and capture that");
    }
}

/// Returns the record of all captured values.
pub(super) fn record(ident: &str, credential: &str, captured: &[Captured], cx: &mut Context<'_>) -> Record {
    let fields: Vec<Field> = captured.iter().map(|(own, found)| field(own, found)).collect();
    value::check_idents(&fields, cx.problems());
    Record {
        ident: ident.to_owned(),
        doc: Some(format!("What a log-in with `{credential}` captures.")),
        fields,
        constants: Vec::new(),
        uses: Uses { response: true, ..Uses::default() },
    }
}

/// Returns a field under the name by which the captured value is kept.
fn field(own: &str, found: &ReplyField) -> Field {
    let ReplyField { field, claim, is_optional, .. } = found;
    let ty = if claim.is_some() { Type::String } else { field.ty.value.clone() };
    let ident = Spanned::new(name::field_ident(own), field.ident.at);
    let mut kept = Field::new(ident, own, Spanned::new(ty, field.ty.at));
    kept.doc.clone_from(&field.doc);
    // What does not end is absent.
    kept.optional = *is_optional || field.never.is_some();
    kept
}
