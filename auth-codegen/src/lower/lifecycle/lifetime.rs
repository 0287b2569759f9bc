//! How long a token lives, and what happens to refresh tokens.

use auth_language::lifecycle::check_duration;
use auth_language::problem::Code;
use auth_language::value::Type;

use crate::lower::context::Context;
use crate::lower::value::field::sound;
use crate::model::{Field, Record, Rotation};
use crate::read::{CredentialSpec, Text, TokenSpec};

/// A number of seconds.
pub(super) fn lower(text: &Text, cx: &mut Context<'_>) -> Option<u64> {
    check_duration(text, cx.problems()).ok()
}

/// Either the reply says how long a token lives, or the spec does.
pub(super) fn check(record: &Record, token: &TokenSpec, cx: &mut Context<'_>) {
    match (&token.expires_in, &token.lifetime) {
        (Some(Ok(expires_in)), Some(Ok(lifetime))) => check_lifetime_applies(record, expires_in, lifetime, cx),
        (None, None) => check_nothing_is_left_out(record, token, cx),
        (Some(_), _) | (_, Some(_)) => {}
    }
}

fn check_lifetime_applies(record: &Record, expires_in: &Text, lifetime: &Text, cx: &mut Context<'_>) {
    let is_always_there = |field: &Field| field.ty.value == Type::Seconds && !field.optional;
    if record.fields.iter().any(|field| field.wire == expires_in.value && is_always_there(field)) {
        let message = format!("this never applies: `{}` of `{}` is always there", expires_in.value, record.ident);
        let help = format!("remove `lifetime`, or declare `{}` as `optional seconds`", expires_in.value);
        cx.report(Code::LIFETIME, lifetime.at, message, help);
    }
}

/// A token without an end is renewed only when it is refused.
fn check_nothing_is_left_out(record: &Record, token: &TokenSpec, cx: &mut Context<'_>) {
    let is_its_own = |field: &&Field| field.ty.value == Type::Seconds && !field.wire.contains("refresh");
    let Some(field) = record.fields.iter().find(is_its_own) else { return };
    let message = format!("nothing says how long the token lives, and `{}` has `{}`", record.ident, field.wire);
    let help = format!("add `expires_in: {}`, or `lifetime: 15m`", field.wire);
    cx.report(Code::LIFETIME, token.spot, message, help);
}

/// What is said about refresh tokens needs one; what is said about replaced ones needs them to be replaced.
pub(super) fn check_facts(spec: &CredentialSpec, token: &TokenSpec, rotation: Option<Rotation>, cx: &mut Context<'_>) {
    let facts = [&spec.rotation, &spec.reuse, &spec.grace].into_iter().filter_map(sound);
    if token.refresh_token.is_none() {
        for fact in facts {
            let message = "this is about refresh tokens, and `token` names none";
            cx.report(Code::TOKEN, fact.at, message, "add `refresh_token: FIELD` to `token`, or remove this");
        }
        return;
    }
    if rotation == Some(Rotation::Kept) {
        for fact in [&spec.reuse, &spec.grace].into_iter().filter_map(sound) {
            let message = "this is about replaced refresh tokens, and `rotation: kept` replaces none";
            cx.report(Code::TOKEN, fact.at, message, "remove it, or write `rotation: replaced`");
        }
    }
}
