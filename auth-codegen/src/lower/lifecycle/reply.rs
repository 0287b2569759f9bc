//! Lowers the fields that are read from token replies.

use auth_language::problem::{Code, Help};
use auth_language::suggest;
use auth_language::value::Type;

use super::replies::{Lookup, Replies};
use crate::lower::context::Context;
use crate::lower::value::field::{is_open, sound};
use crate::model::{ReplyField, TokenReply};
use crate::read::{Member, Names, Read, Text, TokenSpec};

/// The types that a field of the token reply may have: a test, and a description for people.
type Accepts = (fn(&Type) -> bool, &'static str);

const SECRET: Accepts = (Type::is_secret, "secret");
const LIFETIME: Accepts = (Type::is_lifetime, "seconds");
const INSTANT: Accepts = (Type::is_instant, "timestamp");
const SCOPES: Accepts = (is_scope, "list of Scope");
const TEXT: Accepts = (|ty| *ty == Type::String, "string");

/// Returns the fields that are read from the replies to the first token requests. `None` if the access token is broken.
pub(super) fn lower(
    replies: &Replies<'_, '_, '_>,
    (token, member): (&TokenSpec, Option<&Member>),
    cx: &mut Context<'_>,
) -> Option<TokenReply> {
    if is_of_another(replies, token) {
        report_another(replies, cx);
        return None;
    }
    let value = token.value.as_ref().ok();
    let access_token = value.and_then(|value| find(replies, value, SECRET, cx));
    let may_be_absent = member.is_some_and(|member| member.is_optional);
    if let (Some(found), Some(value), false) = (&access_token, value, may_be_absent) {
        check_always_there(replies, found, value, cx);
    }
    let mut member = |names: &Option<Read<Names>>, accepts| find(replies, sound(names)?, accepts, cx);
    let reply = TokenReply {
        access_token: None,
        expires_in: member(&token.expires_in, LIFETIME),
        expires_at: member(&token.expires_at, INSTANT),
        refresh_token: member(&token.refresh_token, SECRET),
        refresh_expires_in: member(&token.refresh_expires_in, LIFETIME),
        scope: member(&token.scope, SCOPES),
        token_type: member(&token.token_type, TEXT),
        captures: Vec::new(),
    };
    Some(TokenReply { access_token: Some(access_token?), ..reply })
}

/// Whether the replies have none of several fields that `token` names: the call is another one than is meant.
fn is_of_another(replies: &Replies<'_, '_, '_>, token: &TokenSpec) -> bool {
    let TokenSpec { expires_in, expires_at, refresh_token, scope, token_type, capture, .. } = token;
    let others = [expires_in, expires_at, refresh_token, scope, token_type, capture];
    let names = token.value.iter().chain(others.into_iter().filter_map(sound)).flatten();
    let lookups: Vec<Lookup> = names.map(|name| replies.find(&name.value)).collect();
    replies.steps.len() == 1 && lookups.len() > 1 && lookups.iter().all(|lookup| matches!(lookup, Lookup::Nothing))
}

fn report_another(replies: &Replies<'_, '_, '_>, cx: &mut Context<'_>) {
    let Some(call) = replies.steps.last().map(|step| &step.spec.call) else { return };
    let known = replies.names("");
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let message = format!("`{}` answers none of the fields that `token` names", call.value);
    let help =
        format!("name the call that makes the token, or {}", suggest::all_of("the fields of its reply:", &known));
    cx.report(Code::TOKEN, call.at, message, help);
}

/// Returns the fields that are read from the replies of a renewal, which may have fewer.
pub(super) fn lower_renewed(replies: &Replies<'_, '_, '_>, token: &TokenSpec) -> TokenReply {
    let member = |names: Option<&Names>, accepts: Accepts| {
        let found = names?.iter().find_map(|name| as_found(replies.find(&name.value)))?;
        fits(&found, accepts).then_some(found)
    };
    TokenReply {
        access_token: member(token.value.as_ref().ok(), SECRET),
        expires_in: member(sound(&token.expires_in), LIFETIME),
        expires_at: member(sound(&token.expires_at), INSTANT),
        refresh_token: member(sound(&token.refresh_token), SECRET),
        refresh_expires_in: member(sound(&token.refresh_expires_in), LIFETIME),
        scope: member(sound(&token.scope), SCOPES),
        token_type: member(sound(&token.token_type), TEXT),
        captures: Vec::new(),
    }
}

/// Finds the first of these fields that a reply has.
fn find(replies: &Replies<'_, '_, '_>, names: &Names, accepts: Accepts, cx: &mut Context<'_>) -> Option<ReplyField> {
    let lookups: Vec<Lookup> = names.iter().map(|name| replies.find(&name.value)).collect();
    let is_hidden = lookups.iter().any(|lookup| matches!(lookup, Lookup::Hidden));
    let found = lookups.into_iter().zip(names).find_map(|(lookup, name)| Some((as_found(lookup)?, name)));
    match (found, names.as_slice()) {
        (Some((found, name)), _) => {
            check_type(replies, &found, name, accepts, cx);
            Some(found)
        }
        (None, [name]) if !is_hidden => {
            let fits = |known: &str| as_found(replies.find(known)).is_some_and(|found| fits(&found, accepts));
            report_unfit(replies, name, fits, cx);
            None
        }
        (None, _) => None,
    }
}

fn as_found(lookup: Lookup) -> Option<ReplyField> {
    match lookup {
        Lookup::Found(found) => Some(found),
        Lookup::Hidden | Lookup::Nothing => None,
    }
}

/// Whether a field has an accepted type. The claim of a JWT is checked only when it is read.
fn fits(found: &ReplyField, (accepts, _): Accepts) -> bool {
    found.claim.is_some() || is_open(&found.field) || accepts(&found.field.ty.value)
}

fn check_type(replies: &Replies<'_, '_, '_>, found: &ReplyField, name: &Text, accepts: Accepts, cx: &mut Context<'_>) {
    let (_, what) = accepts;
    if !fits(found, accepts) {
        let message = format!("`{}` of {} is not of type `{what}`", name.value, subject(replies));
        cx.report(Code::TOKEN, name.at, message, format!("declare it as `{what}`, or name another field"));
    }
}

/// Whether the access token has the type of one.
pub(super) fn has_sound_token(reply: &TokenReply) -> bool {
    reply.access_token.as_ref().is_none_or(|found| fits(found, SECRET))
}

/// Reports a field that no reply has. Only one that is not named yet may have been meant.
pub(super) fn report_unknown(
    replies: &Replies<'_, '_, '_>,
    name: &Text,
    is_free: impl Fn(&str) -> bool,
    cx: &mut Context<'_>,
) {
    let known = replies.names(&name.value);
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    // The name of a call is none of its fields.
    let is_call = |known: &str| known.split_once('.').is_some_and(|(call, _)| call == name.value);
    let free: Vec<&str> = known.iter().copied().filter(|known| is_free(known) && !is_call(known)).collect();
    let (message, all) = unknown(replies, name);
    let help = match suggest::nearest(&name.value, &free) {
        Some(_) => suggest::help(&name.value, name.at, &free, all),
        None => Help::Prose(suggest::all_of(all, &known)),
    };
    cx.report(Code::TOKEN, name.at, message, help);
}

/// Says that no reply has a field, and how those that they have are introduced.
fn unknown(replies: &Replies<'_, '_, '_>, name: &Text) -> (String, &'static str) {
    match replies.idents().as_slice() {
        [ident] => (format!("`{ident}` has no field `{}`", name.value), "its fields are"),
        _ => (format!("no step answers a field `{}`", name.value), "what they answer is"),
    }
}

/// Reports a field that no reply has. Only one that fits may have been meant.
fn report_unfit(replies: &Replies<'_, '_, '_>, name: &Text, fits: impl Fn(&str) -> bool, cx: &mut Context<'_>) {
    let known = replies.names(&name.value);
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let fitting: Vec<&str> = known.iter().copied().filter(|known| fits(known)).collect();
    let (message, all) = unknown(replies, name);
    let slip = known.iter().copied().find(|known| suggest::is_slip(&name.value, known));
    let help = match (suggest::nearest(&name.value, &fitting), slip) {
        (Some(_), _) => suggest::help(&name.value, name.at, &fitting, all),
        (None, Some(slip)) => {
            Help::Prose(format!("did you mean `{slip}`? then declare it as `secret`, or as the type that is needed"))
        }
        (None, None) => Help::Prose(suggest::all_of(all, &known)),
    };
    cx.report(Code::TOKEN, name.at, message, help);
}

/// Describes the record, or the replies, for a message.
fn subject(replies: &Replies<'_, '_, '_>) -> String {
    match replies.idents().as_slice() {
        [ident] => format!("`{ident}`"),
        _ => "the replies".to_owned(),
    }
}

/// Checks that the access token is not optional.
fn check_always_there(replies: &Replies<'_, '_, '_>, found: &ReplyField, names: &Names, cx: &mut Context<'_>) {
    let is_absent = found.is_optional && !replies.has_broken_condition() && !replies.has_unknown();
    let Some(name) = names.first().filter(|_| is_absent) else { return };
    let message = format!("`{}` of {} may be absent, and a token is never", name.value, subject(replies));
    cx.report(Code::TOKEN, name.at, message, "declare it without `optional`, in every reply that is a success, or name another field; `nothing` has no fields");
}

fn is_scope(ty: &Type) -> bool {
    match ty {
        Type::List(item) => matches!(**item, Type::Choice(_) | Type::String),
        _ => *ty == Type::String,
    }
}
