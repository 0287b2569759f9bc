//! Credentials that endpoints make tokens of.

mod consent;
mod inputs;
mod lifetimes;

use crate::lower::{report_unknown, request};
use crate::model::{Call, Endpoint, Field, Record, Token, TokenCall, TokenReply, TokenSource, Type};
use crate::read::{CredentialSpec, Spec, Text, TokenSpec};
use crate::suggest;
use crate::text::diagnostics::Diagnostics;

/// The field for a token that is to be renewed (RFC 6749 §6).
const REFRESH_TOKEN: &str = "refresh_token";
/// The field for a token that is to be revoked (RFC 7009 §2.1).
const TOKEN: &str = "token";

/// What a credential may refer to.
pub(super) struct Index<'a> {
    pub(super) spec: &'a Spec,
    pub(super) endpoints: &'a [Endpoint],
    /// Of which endpoints nothing was reported: the fields of others may be incomplete.
    pub(super) sound: &'a [bool],
    pub(super) records: &'a [Record],
}

impl Index<'_> {
    pub(super) fn token_source(
        &self,
        spec: &CredentialSpec,
        token: &TokenSpec,
        diagnostics: &mut Diagnostics,
    ) -> Option<TokenSource> {
        let mint = self.mint(&token.from, diagnostics);
        let first = mint.map(|(_, record)| record);
        let reply = first.and_then(|first| lower_reply(first, token, diagnostics));
        let refresh = spec.refresh.as_ref().and_then(|name| self.refresh(name, first, token, diagnostics));
        let revoke = spec.revoke.as_ref().and_then(|name| self.revoke(name, token, diagnostics));
        let authorize = spec.authorize.as_ref().and_then(|name| self.visit(name, diagnostics));
        let lifetime = token.lifetime.as_ref().and_then(|text| lifetimes::lower(text, diagnostics));
        let (mint, record) = mint?;
        lifetimes::check(record, token, diagnostics);
        let calls = inputs::Calls {
            authorize: authorize.zip(spec.authorize.as_ref()),
            mint,
            refresh: refresh.as_ref(),
            revoke: revoke.as_ref(),
        };
        let inputs = inputs::lower(self, spec, token, &calls, diagnostics);
        Some(TokenSource { authorize, inputs, mint, refresh, revoke, reply: reply?, lifetime })
    }

    /// A first token is made by a call that needs none, and read from its reply. What is refused is not looked into.
    fn mint(&self, from: &Text, diagnostics: &mut Diagnostics) -> Option<(usize, &Record)> {
        let endpoint = self.call(from, diagnostics)?;
        if self.is_protected(endpoint) {
            let message = format!("`{}` needs a token itself", from.value);
            diagnostics.report(from.spot, message, "name an endpoint without `auth: required`");
            return None;
        }
        Some((endpoint, self.record(endpoint, from, diagnostics)?))
    }

    /// A refresh is read like the first token, so it has the same type.
    fn refresh(
        &self,
        name: &Text,
        first: Option<&Record>,
        token: &TokenSpec,
        diagnostics: &mut Diagnostics,
    ) -> Option<TokenCall> {
        let endpoint = self.call(name, diagnostics)?;
        let first = first?;
        let expected = first.ident.as_str();
        let returned = self.endpoints.get(endpoint).and_then(request::returned_record);
        if returned != Some(expected) {
            let message = format!("`{}` does not return `{expected}`, as the first token does", name.value);
            if !diagnostics.is_spared(&name.value) {
                diagnostics.report(name.spot, message, format!("let it return `{expected}`"));
            }
            return None;
        }
        if self.is_refresh_token_forgotten(endpoint, token) {
            report_refresh_token(name, first, token, diagnostics);
            return None;
        }
        let (refresh_token, value) = (token.refresh_token.as_ref(), token.value.value.as_str());
        let refresh_token = refresh_token.map(|text| (text.value.as_str(), Token::Refresh));
        let standard = refresh_token.map(|_| (REFRESH_TOKEN, Token::Refresh));
        self.token_call(name, endpoint, &[refresh_token, standard, Some((value, Token::Access))], diagnostics)
    }

    /// The request has a field for a refresh token, and none for the token that `token` names.
    fn is_refresh_token_forgotten(&self, endpoint: usize, token: &TokenSpec) -> bool {
        let has = |wire: &str| self.request_fields(endpoint).any(|field| field.wire == wire && is_token(field));
        token.refresh_token.is_none()
            && !self.is_protected(endpoint)
            && has(REFRESH_TOKEN)
            && !has(token.value.value.as_str())
    }

    fn revoke(&self, name: &Text, token: &TokenSpec, diagnostics: &mut Diagnostics) -> Option<TokenCall> {
        let endpoint = self.call(name, diagnostics)?;
        let (standard, value) = ((TOKEN, Token::Each), (token.value.value.as_str(), Token::Each));
        self.token_call(name, endpoint, &[Some(standard), Some(value)], diagnostics)
    }

    /// A call that is about a token has it attached, or has a field of one of these names for it.
    fn token_call(
        &self,
        name: &Text,
        endpoint: usize,
        wanted: &[Option<(&str, Token)>],
        diagnostics: &mut Diagnostics,
    ) -> Option<TokenCall> {
        if self.is_protected(endpoint) {
            return Some(TokenCall { endpoint, carries: None });
        }
        let wanted: Vec<(&str, Token)> = wanted.iter().flatten().copied().collect();
        let field = |wire: &str| self.request_fields(endpoint).find(|field| field.wire == wire && is_token(field));
        let carries = wanted.iter().find_map(|(wire, token)| Some((field(wire)?.ident.clone(), *token)));
        if carries.is_none() && self.is_sound(endpoint) {
            let mut names: Vec<String> = wanted.iter().map(|(wire, _)| format!("`{wire}`")).collect();
            names.dedup();
            let help =
                format!("say `auth: required` there, or declare a field {} of type `secret`", names.join(" or "));
            diagnostics.report(name.spot, format!("`{}` does not say which token it is about", name.value), help);
        }
        carries.map(|carries| TokenCall { endpoint, carries: Some(carries) })
    }

    /// What an endpoint returns, unless its reply is a type that does not exist, of which enough is said.
    fn record(&self, endpoint: usize, from: &Text, diagnostics: &mut Diagnostics) -> Option<&Record> {
        let name = self.endpoints.get(endpoint).and_then(request::returned_record);
        let record = name.and_then(|name| self.records.iter().find(|record| record.ident == name));
        if record.is_none() && !diagnostics.is_spared(&from.value) {
            let message = format!("`{}` does not return a type with fields", from.value);
            diagnostics.report(from.spot, message, "declare its reply under `types` and name it in `returns`");
        }
        record
    }

    /// What the caller gives.
    pub(super) fn request_fields(&self, endpoint: usize) -> impl Iterator<Item = &Field> {
        self.endpoints.get(endpoint).into_iter().flat_map(|endpoint| endpoint.fields().map(|(_, field)| field))
    }

    pub(super) fn is_sound(&self, endpoint: usize) -> bool {
        self.sound.get(endpoint).copied().unwrap_or_default()
    }

    fn is_protected(&self, endpoint: usize) -> bool {
        self.endpoints.get(endpoint).and_then(Endpoint::http).is_some_and(|call| call.protected)
    }

    fn call(&self, name: &Text, diagnostics: &mut Diagnostics) -> Option<usize> {
        let index = self.endpoint(name, diagnostics)?;
        let is_call = !self.is_visit(index);
        if !is_call {
            let message = format!("`{}` is visited by a browser", name.value);
            diagnostics.report(name.spot, message, "name an endpoint that is called");
        }
        is_call.then_some(index)
    }

    fn visit(&self, name: &Text, diagnostics: &mut Diagnostics) -> Option<usize> {
        let index = self.endpoint(name, diagnostics)?;
        let is_visit = self.is_visit(index);
        if !is_visit {
            let help = match self.visits().collect::<Vec<_>>().as_slice() {
                [] => "declare an endpoint with `visit: /path`".to_owned(),
                names => format!("the visits are `{}`", names.join("`, `")),
            };
            diagnostics.report(name.spot, format!("`{}` is not a `visit`", name.value), help);
        }
        is_visit.then_some(index)
    }

    /// The names of the pages that a browser visits.
    pub(super) fn visits(&self) -> impl Iterator<Item = &str> {
        let is_visit = |endpoint: &&Endpoint| matches!(endpoint.call, Call::Visit { .. });
        self.endpoints.iter().filter(is_visit).map(Endpoint::spec_name)
    }

    fn is_visit(&self, endpoint: usize) -> bool {
        self.endpoints.get(endpoint).is_some_and(|endpoint| matches!(endpoint.call, Call::Visit { .. }))
    }

    /// Whether a visit sends the challenge of a verifier without the caller asking for it.
    pub(super) fn has_pkce(&self, endpoint: usize) -> bool {
        self.endpoints.get(endpoint).is_some_and(|endpoint| matches!(endpoint.call, Call::Visit { pkce: true }))
    }

    fn endpoint(&self, name: &Text, diagnostics: &mut Diagnostics) -> Option<usize> {
        let index = self.spec.endpoints.iter().position(|named| named.name.value == name.value);
        if index.is_none() {
            let known: Vec<&str> = self.spec.endpoints.iter().map(|named| named.name.value.as_str()).collect();
            report_unknown("endpoint", &name.value, name.spot, &known, "the endpoints are", diagnostics);
        }
        index
    }
}

fn is_token(field: &Field) -> bool {
    field.ty == Type::Secret && !field.optional
}

fn lower_reply(record: &Record, token: &TokenSpec, diagnostics: &mut Diagnostics) -> Option<TokenReply> {
    let TokenSpec { spot: _, from: _, value, expires_in, refresh_token, scope, token_type, lifetime: _, once: _ } =
        token;
    let mut field =
        |text: &Text, accepts: fn(&Type) -> bool, what: &str| reply_field(record, text, accepts, what, diagnostics);
    let access_token = field(value, |ty| *ty == Type::Secret, "secret");
    let expires_in = expires_in.as_ref().map(|text| field(text, |ty| *ty == Type::Seconds, "seconds"));
    let refresh_token = refresh_token.as_ref().map(|text| field(text, |ty| *ty == Type::Secret, "secret"));
    let scope = scope.as_ref().map(|text| field(text, is_scope, "list of Scope"));
    let token_type = token_type.as_ref().map(|text| field(text, |ty| *ty == Type::String, "string"));
    check_always_there(record, value, diagnostics);
    Some(TokenReply {
        access_token: access_token?,
        expires_in: expires_in.flatten(),
        refresh_token: refresh_token.flatten(),
        scope: scope.flatten(),
        token_type: token_type.flatten(),
    })
}

/// What a refresh sends must be taken from the reply before it.
fn report_refresh_token(name: &Text, first: &Record, token: &TokenSpec, diagnostics: &mut Diagnostics) {
    if diagnostics.is_lost(REFRESH_TOKEN) {
        return;
    }
    let is_there = first.fields.iter().any(|field| field.wire == REFRESH_TOKEN && field.ty == Type::Secret);
    let field = if is_there { REFRESH_TOKEN } else { "FIELD" };
    let message = format!("`token` does not name the refresh token that `{}` sends", name.value);
    diagnostics.report(token.spot, message, format!("add `{REFRESH_TOKEN}: {field}` to `token`"));
}

/// The field of a reply that a credential takes something from.
fn reply_field(
    record: &Record,
    text: &Text,
    accepts: fn(&Type) -> bool,
    what: &str,
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    let Some(field) = record.fields.iter().find(|field| field.wire == text.value) else {
        let known: Vec<&str> = record.fields.iter().map(|field| field.wire.as_str()).collect();
        if diagnostics.is_lost(&text.value) || diagnostics.is_spared(&text.value) {
            return None;
        }
        let help = suggest::word(&text.value, &known, "its fields are");
        diagnostics.report(text.spot, format!("`{}` has no field `{}`", record.ident, text.value), help);
        return None;
    };
    if !accepts(&field.ty) {
        let message = format!("`{}` of `{}` is not of type `{what}`", text.value, record.ident);
        diagnostics.report(text.spot, message, format!("declare it as `{what}`, or name another field"));
    }
    Some(field.ident.clone())
}

/// A reply without a token is none.
fn check_always_there(record: &Record, value: &Text, diagnostics: &mut Diagnostics) {
    if record.fields.iter().any(|field| field.wire == value.value && field.optional) {
        let message = format!("`{}` of `{}` may be absent, and a token is never", value.value, record.ident);
        diagnostics.report(value.spot, message, "declare it without `optional`, or name another field");
    }
}

fn is_scope(ty: &Type) -> bool {
    matches!(ty, Type::String) || matches!(ty, Type::List(item) if matches!(**item, Type::Choice(_) | Type::String))
}
