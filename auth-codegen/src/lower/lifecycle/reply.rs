//! What is taken from the reply that has a token.

use auth_language::problem::Code;
use auth_language::suggest;
use auth_language::value::Type;

use crate::lower::context::Context;
use crate::lower::value::field::{is_open, sound};
use crate::model::{Record, TokenReply};
use crate::read::{Text, TokenSpec};

/// `None` if the token itself is broken.
pub(super) fn lower(record: &Record, token: &TokenSpec, cx: &mut Context<'_>) -> Option<TokenReply> {
    let access_token = token.value.as_ref().ok().and_then(|value| {
        check_always_there(record, value, cx);
        find(record, value, |ty| *ty == Type::Secret, "secret", cx)
    });
    let mut member = |name: &Option<_>, accepts: fn(&Type) -> bool, what| {
        sound(name).and_then(|name| find(record, name, accepts, what, cx))
    };
    let expires_in = member(&token.expires_in, |ty| *ty == Type::Seconds, "seconds");
    let refresh_token = member(&token.refresh_token, |ty| *ty == Type::Secret, "secret");
    let scope = member(&token.scope, is_scope, "list of Scope");
    let token_type = member(&token.token_type, |ty| *ty == Type::String, "string");
    Some(TokenReply { access_token: access_token?, expires_in, refresh_token, scope, token_type })
}

/// The field of a reply that a credential takes something from.
fn find(record: &Record, text: &Text, accepts: fn(&Type) -> bool, what: &str, cx: &mut Context<'_>) -> Option<String> {
    let Some(field) = record.fields.iter().find(|field| field.wire == text.value) else {
        let known: Vec<&str> = record.fields.iter().map(|field| field.wire.as_str()).collect();
        let help = suggest::help(&text.value, text.at, &known, "its fields are");
        let message = format!("`{}` has no field `{}`", record.ident, text.value);
        cx.report(Code::TOKEN, text.at, message, help);
        return None;
    };
    if !is_open(field) && !accepts(&field.ty.value) {
        let message = format!("`{}` of `{}` is not of type `{what}`", text.value, record.ident);
        cx.report(Code::TOKEN, text.at, message, format!("declare it as `{what}`, or name another field"));
    }
    Some(field.ident.value.clone())
}

/// A reply without a token is none.
fn check_always_there(record: &Record, value: &Text, cx: &mut Context<'_>) {
    let is_it = |field: &&crate::model::Field| field.wire == value.value && field.optional && !is_open(field);
    if record.fields.iter().any(|field| is_it(&field)) {
        let message = format!("`{}` of `{}` may be absent, and a token is never", value.value, record.ident);
        cx.report(Code::TOKEN, value.at, message, "declare it without `optional`, or name another field");
    }
}

fn is_scope(ty: &Type) -> bool {
    match ty {
        Type::List(item) => matches!(**item, Type::Choice(_) | Type::String),
        _ => *ty == Type::String,
    }
}
