//! Lowers the calls that renew and revoke a token.

use auth_language::name;
use auth_language::problem::Code;
use auth_language::suggest;

use super::calls::{Calls, Returned};
use super::capture::own_name;
use super::replies::{Made, Replies};
use super::steps::{ACCESS_TOKEN, Carries};
use crate::lower::context::Context;
use crate::lower::value::field::{is_open, sound};
use crate::model::{EndpointId, Field, Token, TokenReply};
use crate::read::{Text, TokenSpec};

/// The request field for the refresh token (RFC 6749 §6).
const REFRESH_TOKEN: &str = "refresh_token";
/// The request field for the token to revoke (RFC 7009 §2.1).
const TOKEN: &str = "token";

/// Returns the token that each step of a renewal carries. `None` if none of the steps carries a token.
pub(super) fn carries_of_refresh(
    steps: &[Made<'_, '_>],
    first: &Replies<'_, '_, '_>,
    token: &TokenSpec,
    calls: &Calls<'_>,
    cx: &mut Context<'_>,
) -> Option<Vec<Carries>> {
    if let Some(step) = steps.iter().find(|step| is_refresh_token_forgotten(step.endpoint, token, calls)) {
        report_refresh_token(&step.spec.call, first, token, cx);
        return None;
    }
    if let Some((step, wire)) = steps.iter().find_map(|step| Some((step, answered(step, first, token, calls)?))) {
        let message = format!("`token` does not name the refresh token that `{}` sends", step.spec.call.value);
        cx.report(Code::TOKEN, token.spot, message, format!("add `{REFRESH_TOKEN}: {wire}` to `token`"));
        return None;
    }
    let value = names(token.value.as_ref().ok(), Token::Access);
    let refresh_token = names(sound(&token.refresh_token), Token::Refresh);
    let standard = token.refresh_token.as_ref().map(|_| (REFRESH_TOKEN.to_owned(), Token::Refresh));
    let wanted: Vec<_> = refresh_token.into_iter().chain(standard).chain(value).collect();
    carries(steps, &wanted, token, calls, cx)
}

/// Returns the token that each step of a revocation carries. Without the field of the token, it is not known which field
/// carries it.
pub(super) fn carries_of_revoke(
    steps: &[Made<'_, '_>],
    token: &TokenSpec,
    has_value: bool,
    calls: &Calls<'_>,
    cx: &mut Context<'_>,
) -> Option<Vec<Carries>> {
    let value = names(token.value.as_ref().ok(), Token::Each);
    let wanted: Vec<_> = [(TOKEN.to_owned(), Token::Each)].into_iter().chain(value).collect();
    let carries =
        if has_value { carries(steps, &wanted, token, calls, cx)? } else { find_carries(steps, &wanted, token, calls) };
    let carries = steps.iter().zip(carries).map(|(step, found)| found.or_else(|| attached(step, &wanted, calls)));
    let carries: Vec<Carries> = carries.collect();
    check_alike(steps, &carries, cx);
    Some(carries)
}

/// Checks that the calls of a revocation are about the same tokens.
fn check_alike(steps: &[Made<'_, '_>], carries: &[Carries], cx: &mut Context<'_>) {
    let is_of = |wanted: Token| move |carries: &&Carries| carries.as_ref().is_some_and(|(_, token)| *token == wanted);
    let own = carries.iter().position(|carries| is_of(Token::Access)(&carries));
    if let (Some(step), true) = (own.and_then(|own| steps.get(own)), carries.iter().any(|it| is_of(Token::Each)(&it))) {
        let message = "this call is about the access token, and another one is made with each token";
        let help = "say `with` of the other, too, or remove one of the two";
        cx.report(Code::TOKEN_CALL, step.spec.call.at, message, help);
    }
}

/// Returns the fields that may carry a token, without the names of their steps.
fn names(names: Option<&crate::read::Names>, token: Token) -> Vec<(String, Token)> {
    let names = names.into_iter().flatten();
    names.map(|name| (own_name(&name.value).to_owned(), token)).collect()
}

/// Checks that a renewal returns a new token, or the new lifetime of the current one.
pub(super) fn check_renewed(
    steps: &[Made<'_, '_>],
    renewed: &TokenReply,
    carried: &[Carries],
    (first, token): (&Replies<'_, '_, '_>, &TokenSpec),
    cx: &mut Context<'_>,
) -> bool {
    let is_unknown = steps.iter().any(|step| matches!(step.returned, Returned::Unknown));
    if renewed.access_token.is_some() || is_unknown || is_lifetime_broken(token, cx) {
        return true;
    }
    let returns = steps.iter().any(|step| matches!(step.returned, Returned::Record(_) | Returned::OneOf(_)));
    let carries_refresh_token = carried.iter().flatten().any(|(_, token)| *token == Token::Refresh);
    if (renewed.members().next().is_some() || !returns) && !carries_refresh_token {
        return true;
    }
    let Some(name) = steps.last().map(|step| &step.spec.call) else { return true };
    if let Some((wanted, found)) = nearly_answered(steps, token) {
        let message = format!("`{}` does not answer `{wanted}`, which `token` names", name.value);
        let help =
            format!("it answers `{found}`: call it alike in both, or name both: `[{wanted}, {}.{found}]`", name.value);
        cx.report(Code::TOKEN_CALL, name.at, message, help);
        return false;
    }
    let first = first.idents().first().map_or_else(|| "the token".to_owned(), |ident| format!("`{ident}`"));
    let message = format!("`{}` does not return {first}, as the first token does", name.value);
    let help = format!("let it return {first}, or name its field too: `value: [FIELD, {}.FIELD]`", name.value);
    cx.report(Code::TOKEN_CALL, name.at, message, help);
    false
}

/// Whether `token` names a lifetime that is none: the renewal may answer what is meant.
fn is_lifetime_broken(token: &TokenSpec, cx: &Context<'_>) -> bool {
    let mut lifetimes = [&token.expires_in, &token.expires_at].into_iter().flatten();
    lifetimes.any(|names| names.as_ref().map_or(true, |names| names.iter().any(|name| cx.is_reported(name.at))))
}

/// Returns a field that `token` names, and the field of a renewal's reply that has nearly its name.
fn nearly_answered<'t, 'k>(steps: &[Made<'_, 'k>], token: &'t TokenSpec) -> Option<(&'t str, &'k str)> {
    let lifetimes = [&token.expires_in, &token.expires_at].into_iter().filter_map(sound);
    let names: Vec<&Text> = token.value.iter().chain(lifetimes).flatten().collect();
    let fields = steps.iter().flat_map(|step| match step.returned {
        Returned::Record(record) => record.fields.as_slice(),
        Returned::OneOf(_) | Returned::Unknown | Returned::Other => &[],
    });
    fields.map(|field| field.wire.as_str()).find_map(|found| {
        let wanted = names.iter().find(|name| suggest::is_near(found, own_name(&name.value)))?;
        Some((wanted.value.as_str(), found))
    })
}

/// Whether the request has a field for a refresh token, but `token` does not name one in the reply.
fn is_refresh_token_forgotten(endpoint: EndpointId, token: &TokenSpec, calls: &Calls<'_>) -> bool {
    let has = |name: &str| calls.fields(endpoint).iter().any(|field| field.is_called(name) && is_token(field));
    let has_value = token.value.as_ref().map_or(true, |value| value.iter().any(|name| has(&name.value)));
    token.refresh_token.is_none() && !calls.is_protected(endpoint) && has(REFRESH_TOKEN) && !has_value
}

/// Returns the only token that a call sends, if the first reply has it and `token` does not name it.
fn answered<'k>(
    step: &Made<'_, '_>,
    first: &Replies<'_, '_, 'k>,
    token: &TokenSpec,
    calls: &Calls<'_>,
) -> Option<&'k str> {
    let sent = only_token(step, calls).filter(|_| token.refresh_token.is_none())?;
    let is_value =
        token.value.as_ref().map_or(true, |value| value.iter().any(|name| own_name(&name.value) == sent.wire));
    let found = first.fields().find(|field| field.wire == sent.wire && field.ty.value.is_secret())?;
    (!is_value).then_some(found.wire.as_str())
}

/// Returns the field of an unprotected call that is a token, if there is only one.
fn only_token<'k>(step: &Made<'_, '_>, calls: &Calls<'k>) -> Option<&'k Field> {
    let mut tokens = calls.fields(step.endpoint).iter().filter(|field| is_token(field) && !is_open(field));
    tokens.next().filter(|_| tokens.next().is_none() && !calls.is_protected(step.endpoint))
}

/// Returns further advice for a call that does not say which token it is about: `with` says it.
fn advice(step: &Made<'_, '_>, wanted: &[(String, Token)], calls: &Calls<'_>) -> Option<String> {
    let call = &step.spec.call.value;
    let Some(field) = only_token(step, calls) else {
        return Some(format!(
            "; if the provider knows it by what else is sent, say so: `[{{ call: {call}, with: {{}} }}]`"
        ));
    };
    let sent = field.called();
    let from = match wanted.first()? {
        (name, Token::Refresh) => name,
        (_, Token::Access | Token::Each) => ACCESS_TOKEN,
    };
    Some(format!("; if `{sent}` is the token, say so: `[{{ call: {call}, with: {{ {sent}: {from} }} }}]`"))
}

/// Reports a refresh token that is sent but not read from the previous reply.
fn report_refresh_token(name: &Text, first: &Replies<'_, '_, '_>, token: &TokenSpec, cx: &mut Context<'_>) {
    let is_secret = |field: &Field| field.ty.value.is_secret() || is_open(field);
    let is_there = first.fields().any(|field| field.wire == REFRESH_TOKEN && is_secret(field));
    let field = if is_there { REFRESH_TOKEN } else { "FIELD" };
    let message = format!("`token` does not name the refresh token that `{}` sends", name.value);
    cx.report(Code::TOKEN, token.spot, message, format!("add `{REFRESH_TOKEN}: {field}` to `token`"));
}

/// Returns the token of each step, which is attached to it or sent in a field with one of these names. One of the steps
/// must carry a token.
fn carries(
    steps: &[Made<'_, '_>],
    wanted: &[(String, Token)],
    token: &TokenSpec,
    calls: &Calls<'_>,
    cx: &mut Context<'_>,
) -> Option<Vec<Carries>> {
    let carries = find_carries(steps, wanted, token, calls);
    check_nothing(steps, &carries, cx);
    check_secret(steps, wanted, token, calls, cx);
    let is_about = |(step, carries): (&Made<'_, '_>, &Carries)| {
        let is_said = step.spec.with_nothing.is_some() || carries.is_some();
        is_said || calls.is_protected(step.endpoint) || calls.is_open(step.endpoint, cx)
    };
    if steps.iter().zip(&carries).any(is_about) || wanted.is_empty() {
        return Some(carries);
    }
    let name = &steps.first()?.spec.call;
    let mut names: Vec<String> = wanted.iter().map(|(wire, _)| format!("`{wire}`")).collect();
    names.dedup();
    let advice = steps.first().and_then(|step| advice(step, wanted, calls)).unwrap_or_default();
    let help =
        format!("say `auth: required` there, or declare a field {} of type `secret`{advice}", names.join(" or "));
    let message = format!("`{}` does not say which token it is about", name.value);
    cx.report(Code::TOKEN_CALL, name.at, message, help);
    None
}

/// Reports an empty `with` of a call that sends the token.
fn check_nothing(steps: &[Made<'_, '_>], carries: &[Carries], cx: &mut Context<'_>) {
    for (step, carries) in steps.iter().zip(carries) {
        if let (Some(at), Some((field, _))) = (step.spec.with_nothing, carries) {
            let message = format!("`{}` sends the token, as `{}`", step.spec.call.value, name::plain(field));
            cx.report(Code::TOKEN_CALL, at, message, "remove `with`");
        }
    }
}

/// Reports an empty `with` of a call for the first token, which there is not yet.
pub(super) fn refuse_nothing(steps: &[Made<'_, '_>], cx: &mut Context<'_>) {
    for at in steps.iter().filter_map(|step| step.spec.with_nothing) {
        let message = "an empty `with` says that a renewal or a revocation sends no token";
        cx.report(Code::TOKEN_CALL, at, message, "remove it: there is no token yet");
    }
}

fn find_carries(
    steps: &[Made<'_, '_>],
    wanted: &[(String, Token)],
    token: &TokenSpec,
    calls: &Calls<'_>,
) -> Vec<Carries> {
    let of = |step| said(step, wanted, token, calls).or_else(|| field_for(step, wanted, calls));
    steps.iter().map(of).collect()
}

/// Returns the field to which `with` gives a token: `with: { token: access_token }`, or the refresh token in a renewal.
fn said(step: &Made<'_, '_>, wanted: &[(String, Token)], token: &TokenSpec, calls: &Calls<'_>) -> Carries {
    let (name, _, token) = given(step, wanted, token)?;
    let mut fields = calls.fields(step.endpoint).iter();
    let is_meant = |field: &&Field| field.is_called(&name.value) && (field.ty.value.is_secret() || is_open(field));
    let field = fields.find(is_meant)?;
    Some((field.ident.value.clone(), token))
}

/// Returns the field to which `with` gives a token, the name of the token there, and which token it is.
fn given<'s>(
    step: &Made<'s, '_>,
    wanted: &[(String, Token)],
    token: &TokenSpec,
) -> Option<(&'s Text, &'s Text, Token)> {
    let value = token.value.as_ref().ok().into_iter().flatten();
    let is_value = |from: &str| from == ACCESS_TOKEN || value.clone().any(|name| name.value == from);
    let is_refresh = |from: &str| wanted.iter().any(|(name, token)| name == from && *token == Token::Refresh);
    step.spec.with.sound().find_map(|(name, from)| match from.value.as_str() {
        text if is_value(text) => Some((name, from, Token::Access)),
        text => is_refresh(text).then_some((name, from, Token::Refresh)),
    })
}

/// Reports a token that `with` gives to a field which is no secret.
fn check_secret(
    steps: &[Made<'_, '_>],
    wanted: &[(String, Token)],
    token: &TokenSpec,
    calls: &Calls<'_>,
    cx: &mut Context<'_>,
) {
    for step in steps {
        let Some((name, from, _)) = given(step, wanted, token) else { continue };
        let is_plain = |field: &Field| field.is_called(&name.value) && !field.ty.value.is_secret() && !is_open(field);
        if calls.fields(step.endpoint).iter().any(is_plain) {
            let message =
                format!("`{}` is a token, and `{}` of `{}` is no secret", from.value, name.value, step.spec.call.value);
            cx.report(Code::TOKEN_CALL, from.at, message, format!("declare `{}` as `secret` there", name.value));
        }
    }
}

/// Returns the field of a call with the token attached that has the token, too.
fn attached(step: &Made<'_, '_>, wanted: &[(String, Token)], calls: &Calls<'_>) -> Carries {
    let is_named = |field: &&Field| wanted.iter().any(|(name, _)| field.is_called(name)) && is_token(field);
    let mut fields = calls.fields(step.endpoint).iter().filter(|_| calls.is_protected(step.endpoint));
    Some((fields.find(is_named)?.ident.value.clone(), Token::Access))
}

fn field_for(step: &Made<'_, '_>, wanted: &[(String, Token)], calls: &Calls<'_>) -> Carries {
    if calls.is_protected(step.endpoint) {
        return None;
    }
    let field = |name: &str| calls.fields(step.endpoint).iter().find(|field| field.is_called(name) && is_token(field));
    wanted.iter().find_map(|(name, token)| Some((field(name)?.ident.value.clone(), *token)))
}

fn is_token(field: &Field) -> bool {
    (field.ty.value.is_secret() && !field.optional) || is_open(field)
}
