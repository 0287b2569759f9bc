//! Lowers the lifetime of a token, and the facts about refresh tokens.

use auth_language::lifecycle::check_duration;
use auth_language::problem::Code;
use auth_language::value::Type;

use super::replies::Replies;
use crate::lower::context::Context;
use crate::lower::value::field::{is_open, sound};
use crate::model::{Field, Rotation, TokenReply};
use crate::read::{CredentialSpec, Member, Names, Text, TokenSpec};

/// Returns a duration in seconds.
pub(super) fn lower(text: &Text, cx: &mut Context<'_>) -> Option<u64> {
    check_duration(text, cx.problems()).ok()
}

/// Checks that either the reply or the spec states the lifetime of a token.
pub(super) fn check(
    replies: &Replies<'_, '_, '_>,
    reply: Option<&TokenReply>,
    (token, member): (&TokenSpec, Option<&Member>),
    cx: &mut Context<'_>,
) {
    let says_something = token.expires_at.is_some() || token.idle.is_some();
    match (&token.expires_in, &token.lifetime) {
        (Some(Ok(expires_in)), Some(Ok(lifetime))) => check_lifetime_applies(replies, reply, expires_in, lifetime, cx),
        // The fields may be about another of several tokens.
        (None, None) if !says_something && member.is_none() => check_nothing_is_left_out(replies, token, cx),
        (Some(_) | None, _) => {}
    }
}

fn check_lifetime_applies(
    replies: &Replies<'_, '_, '_>,
    reply: Option<&TokenReply>,
    expires_in: &Names,
    lifetime: &Text,
    cx: &mut Context<'_>,
) {
    let found =
        reply.and_then(|reply| reply.expires_in.as_ref()).filter(|found| !found.is_optional && !is_open(&found.field));
    let idents = replies.idents();
    let (Some(found), Some(name), Some(record)) = (found, expires_in.first(), idents.first()) else { return };
    let message = format!("this never applies: `{}` of `{record}` is always present", name.value);
    let help = format!("remove `lifetime`, or declare `{}` as `optional`", found.field.wire);
    cx.report(Code::LIFETIME, lifetime.at, message, help);
}

/// Reports a lifetime in the reply that the credential does not use, because a token without a known expiry is renewed
/// only after it is refused.
fn check_nothing_is_left_out(replies: &Replies<'_, '_, '_>, token: &TokenSpec, cx: &mut Context<'_>) {
    // The time that a device code lives is not that of the token.
    let is_of_code = token.every.is_some() || token.until.is_some();
    let is_its_own = |field: &&Field| is_end(&field.ty.value) && !field.wire.contains("refresh") && !is_of_code;
    let Some(field) = replies.fields().find(is_its_own) else { return };
    let key = if field.ty.value.is_instant() { "expires_at" } else { "expires_in" };
    let record = replies.idents().first().map(|ident| format!("`{ident}`")).unwrap_or_default();
    let message = format!("the lifetime of the token is missing, and {record} has `{}`", field.wire);
    let help = format!("add `{key}: {}`, or `lifetime: 15m`", field.wire);
    cx.report(Code::LIFETIME, token.spot, message, help);
}

/// Whether a field of this type is probably the token's lifetime: a duration, but not a point in time, which may have
/// another meaning.
fn is_end(ty: &Type) -> bool {
    ty.is_lifetime()
}

/// Checks that `rotation`, `reuse` and `grace` are said only of a token with a `refresh_token`, and `reuse` and `grace` only
/// with `rotation: replaced`.
pub(super) fn check_facts(spec: &CredentialSpec, token: &TokenSpec, rotation: Option<Rotation>, cx: &mut Context<'_>) {
    let facts = [&spec.rotation, &spec.reuse, &spec.grace].into_iter().filter_map(sound);
    if token.refresh_token.is_none() {
        for fact in facts {
            let message = "this applies only to refresh tokens, and `token` names none";
            cx.report(Code::TOKEN, fact.at, message, "add `refresh_token: FIELD` to `token`, or remove this");
        }
        return;
    }
    if rotation == Some(Rotation::Kept) {
        for fact in [&spec.reuse, &spec.grace].into_iter().filter_map(sound) {
            let message = "this applies only to refresh tokens that are replaced, and `rotation: kept` replaces none";
            cx.report(Code::TOKEN, fact.at, message, "remove it, or write `rotation: replaced`");
        }
    }
}
