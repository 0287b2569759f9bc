//! Lowers steps: calls that are made one after another.

use auth_language::problem::Code;

use super::calls::Calls;
use super::lifetime;
use super::replies::{Lookup, Made, Replies, may_become};
use crate::lower::context::Context;
use crate::lower::value::field::{is_open, sound};
use crate::model::{Field, ReplyField, Step, Token};
use crate::read::{Steps, Text};

/// The field with which a step carries a token, and which token.
pub(super) type Carries = Option<(String, Token)>;

/// Resolves the endpoints of steps; `None` if an endpoint does not exist or cannot be called.
pub(super) fn find<'s, 'k>(steps: &'s Steps, calls: &Calls<'k>, cx: &mut Context<'_>) -> Option<Vec<Made<'s, 'k>>> {
    let found: Vec<Option<Made<'s, 'k>>> = steps
        .iter()
        .map(|spec| {
            let endpoint = calls.call(&spec.call, cx)?;
            Some(Made { spec, endpoint, returned: calls.returned(endpoint) })
        })
        .collect();
    found.into_iter().collect()
}

/// Returns the steps, each with the token that it carries.
pub(super) fn lower(steps: &[Made<'_, '_>], carries: &[Carries], calls: &Calls<'_>, cx: &mut Context<'_>) -> Vec<Step> {
    let lowered = steps.iter().zip(carries).enumerate().map(|(index, (made, carries))| {
        let takes = takes(index, steps, carries.as_ref(), calls, cx);
        let keep = sound(&made.spec.keep).and_then(|text| lifetime::lower(text, cx));
        let name = made.spec.name().value.clone();
        let is_optional = made.spec.is_optional;
        Step { name, endpoint: made.endpoint, carries: carries.clone(), takes, is_optional, keep }
    });
    lowered.collect()
}

/// Returns the request fields whose values come from earlier replies, because of `with`, or because a reply has a field
/// of that name.
fn takes(
    index: usize,
    steps: &[Made<'_, '_>],
    carries: Option<&(String, Token)>,
    calls: &Calls<'_>,
    cx: &mut Context<'_>,
) -> Vec<(String, ReplyField)> {
    let Some((step, earlier)) = steps.get(index).zip(steps.get(..index)) else { return Vec::new() };
    let replies = Replies { steps: earlier };
    let fields = calls.fields(step.endpoint);
    check_with(step, fields, calls, cx);
    let mut takes = Vec::new();
    for field in fields.iter().filter(|field| carries.is_none_or(|(carried, _)| *carried != field.ident.value)) {
        let named = step.spec.with.sound().find(|(name, _)| name.value == field.wire);
        let taken = match named {
            Some((_, from)) => said(from, field, steps, &replies, cx),
            None if field.wire.contains('.') => implied(step, field, steps, &replies, cx),
            None => replies.same(field),
        };
        takes.extend(taken.map(|taken| (field.ident.value.clone(), taken)));
    }
    takes
}

/// Checks that `with` names fields of the request.
fn check_with(step: &Made<'_, '_>, fields: &[Field], calls: &Calls<'_>, cx: &mut Context<'_>) {
    if calls.is_open(step.endpoint, cx) {
        return;
    }
    for name in step.spec.with.names().filter(|name| !fields.iter().any(|field| field.wire == name.value)) {
        let known: Vec<&str> = fields.iter().map(|field| field.wire.as_str()).collect();
        let help = auth_language::suggest::help(&name.value, name.at, &known, "its fields are");
        let message = format!("`{}` has no field `{}`", step.spec.call.value, name.value);
        cx.report(Code::STEP, name.at, message, help);
    }
}

/// Returns the field of an earlier reply that `with` names.
fn said(
    from: &Text,
    field: &Field,
    steps: &[Made<'_, '_>],
    replies: &Replies<'_, '_, '_>,
    cx: &mut Context<'_>,
) -> Option<ReplyField> {
    match replies.find(&from.value) {
        Lookup::Found(found) => {
            check_fits(&found, field, from, cx);
            Some(found)
        }
        Lookup::Hidden => None,
        Lookup::Nothing => {
            report_unknown(from, steps, replies, cx);
            None
        }
    }
}

/// Returns the field of an earlier reply that a template of the endpoint uses.
fn implied(
    step: &Made<'_, '_>,
    field: &Field,
    steps: &[Made<'_, '_>],
    replies: &Replies<'_, '_, '_>,
    cx: &mut Context<'_>,
) -> Option<ReplyField> {
    let from = auth_language::spanned::Spanned::new(field.wire.clone(), step.spec.call.at);
    said(&from, field, steps, replies, cx)
}

fn report_unknown(from: &Text, steps: &[Made<'_, '_>], replies: &Replies<'_, '_, '_>, cx: &mut Context<'_>) {
    let all = Replies { steps };
    if matches!(all.find(&from.value), Lookup::Found(_)) {
        let message = format!("`{}` is not known yet at this step", from.value);
        cx.report(Code::STEP, from.at, message, "take it from an earlier step, or move this step behind it");
        return;
    }
    let known = replies.names(&from.value);
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let help = match known.as_slice() {
        [] => "this is the first step: the caller gives its fields".into(),
        known => auth_language::suggest::help(&from.value, from.at, known, "what is known here is"),
    };
    cx.report(Code::STEP, from.at, format!("no earlier step answers `{}`", from.value), help);
}

/// Checks that a value has the type of the field that it is sent in. A text may become a secret, but not the reverse.
fn check_fits(found: &ReplyField, field: &Field, from: &Text, cx: &mut Context<'_>) {
    if is_open(field) || is_open(&found.field) {
        return;
    }
    if found.is_optional && !field.optional {
        let message = format!("`{}` may be absent, and `{}` is needed each time", from.value, field.wire);
        cx.report(Code::STEP, from.at, message, "declare one of the two otherwise");
    } else if !may_become(found, &field.ty.value) {
        let message = format!("`{}` has another type than `{}`", from.value, field.wire);
        cx.report(Code::STEP, from.at, message, "declare them alike");
    }
}
