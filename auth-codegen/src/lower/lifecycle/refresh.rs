//! The calls that renew and revoke a token.

use auth_language::problem::Code;
use auth_language::value::Type;

use super::calls::{Calls, Returned};
use crate::lower::context::Context;
use crate::lower::value::field::{is_open, sound};
use crate::model::{EndpointId, Field, Record, Token, TokenCall};
use crate::read::{Text, TokenSpec};

/// The field for a token that is to be renewed (RFC 6749 §6).
const REFRESH_TOKEN: &str = "refresh_token";
/// The field for a token that is to be revoked (RFC 7009 §2.1).
const TOKEN: &str = "token";

/// The call that makes the first token, and the record that it returns, if that is not broken.
type Mint<'k> = Option<(EndpointId, Option<&'k Record>)>;

/// A refresh is read like the first token, so it has the same type.
pub(super) fn lower_refresh(
    name: &Text,
    mint: Mint<'_>,
    token: &TokenSpec,
    calls: &Calls<'_>,
    cx: &mut Context<'_>,
) -> Option<TokenCall> {
    let endpoint = calls.call(name, cx)?;
    let first = mint.and_then(|(_, record)| record)?;
    let is_same = match calls.returned(endpoint) {
        Returned::Record(id) => calls.records[id].ident == first.ident,
        Returned::Unknown => true,
        Returned::Other => false,
    };
    if !is_same {
        let message = format!("`{}` does not return `{}`, as the first token does", name.value, first.ident);
        cx.report(Code::TOKEN_CALL, name.at, message, format!("let it return `{}`", first.ident));
        return None;
    }
    if is_refresh_token_forgotten(endpoint, token, calls) {
        report_refresh_token(name, first, token, cx);
        return None;
    }
    let value = token.value.as_ref().ok().map(|value| (value.value.as_str(), Token::Access));
    let refresh_token = sound(&token.refresh_token).map(|text| (text.value.as_str(), Token::Refresh));
    let standard = token.refresh_token.as_ref().map(|_| (REFRESH_TOKEN, Token::Refresh));
    token_call(name, endpoint, &[refresh_token, standard, value], calls, cx)
}

/// The request has a field for a refresh token, and none for the token that `token` names.
fn is_refresh_token_forgotten(endpoint: EndpointId, token: &TokenSpec, calls: &Calls<'_>) -> bool {
    let has = |wire: &str| calls.fields(endpoint).iter().any(|field| field.wire == wire && is_token(field));
    let has_value = token.value.as_ref().map_or(true, |value| has(&value.value));
    token.refresh_token.is_none() && !calls.is_protected(endpoint) && has(REFRESH_TOKEN) && !has_value
}

/// What a refresh sends must be taken from the reply before it.
fn report_refresh_token(name: &Text, first: &Record, token: &TokenSpec, cx: &mut Context<'_>) {
    let is_secret = |field: &Field| field.ty.value == Type::Secret || is_open(field);
    let is_there = first.fields.iter().any(|field| field.wire == REFRESH_TOKEN && is_secret(field));
    let field = if is_there { REFRESH_TOKEN } else { "FIELD" };
    let message = format!("`token` does not name the refresh token that `{}` sends", name.value);
    cx.report(Code::TOKEN, token.spot, message, format!("add `{REFRESH_TOKEN}: {field}` to `token`"));
}

pub(super) fn lower_revoke(
    name: &Text,
    token: &TokenSpec,
    calls: &Calls<'_>,
    cx: &mut Context<'_>,
) -> Option<TokenCall> {
    let endpoint = calls.call(name, cx)?;
    let value = token.value.as_ref().ok().map(|value| (value.value.as_str(), Token::Each));
    token_call(name, endpoint, &[Some((TOKEN, Token::Each)), value], calls, cx)
}

/// A call that is about a token has it attached, or has a field of one of these names for it.
fn token_call(
    name: &Text,
    endpoint: EndpointId,
    wanted: &[Option<(&str, Token)>],
    calls: &Calls<'_>,
    cx: &mut Context<'_>,
) -> Option<TokenCall> {
    if calls.is_protected(endpoint) {
        return Some(TokenCall { endpoint, carries: None });
    }
    let wanted: Vec<(&str, Token)> = wanted.iter().flatten().copied().collect();
    let field = |wire: &str| calls.fields(endpoint).iter().find(|field| field.wire == wire && is_token(field));
    let carries = wanted.iter().find_map(|(wire, token)| Some((field(wire)?.ident.value.clone(), *token)));
    if carries.is_none() && !calls.is_open(endpoint, cx) && !wanted.is_empty() {
        let mut names: Vec<String> = wanted.iter().map(|(wire, _)| format!("`{wire}`")).collect();
        names.dedup();
        let help = format!("say `auth: required` there, or declare a field {} of type `secret`", names.join(" or "));
        let message = format!("`{}` does not say which token it is about", name.value);
        cx.report(Code::TOKEN_CALL, name.at, message, help);
    }
    carries.map(|carries| TokenCall { endpoint, carries: Some(carries) })
}

fn is_token(field: &Field) -> bool {
    (field.ty.value == Type::Secret && !field.optional) || is_open(field)
}
