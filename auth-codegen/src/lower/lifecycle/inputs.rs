//! What a caller gives for the calls that make, renew and revoke a token.

use auth_language::lifecycle::{self, Lifecycle, Step, Use, check_lifecycle};
use auth_language::problem::Code;
use auth_language::spanned::Spanned;
use auth_language::suggest;

use super::calls::{Calls, Made};
use super::consent;
use crate::lower::context::Context;
use crate::lower::value::field::sound;
use crate::model::{EndpointId, Field, GoesInto, Input, InputKind, TokenCall};
use crate::read::{CredentialSpec, Text, TokenSpec};
use crate::text::Spot;

/// Every field of the calls that no token goes into, once. A field that two calls have under one name is one input.
pub(super) fn lower(
    calls: &Calls<'_>,
    spec: &CredentialSpec,
    token: &TokenSpec,
    made: &Made<'_>,
    cx: &mut Context<'_>,
) -> Vec<Input> {
    let mut inputs = Vec::new();
    let mint = TokenCall { endpoint: made.mint, carries: None };
    gather(&mint, |goes_into| goes_into.mint = true, &mut inputs, calls, spec, cx);
    mark_once(calls, &mut inputs, token, made.mint, cx);
    consent::mark_code(calls, &mut inputs, spec, token, made, cx);
    if let Some(refresh) = made.refresh {
        gather(refresh, |goes_into| goes_into.refresh = true, &mut inputs, calls, spec, cx);
    }
    if let Some(revoke) = made.revoke {
        gather(revoke, |goes_into| goes_into.revoke = true, &mut inputs, calls, spec, cx);
    }
    check_rules(&inputs, token, made, cx);
    inputs
}

fn gather(
    call: &TokenCall,
    mark: fn(&mut GoesInto),
    inputs: &mut Vec<Input>,
    calls: &Calls<'_>,
    spec: &CredentialSpec,
    cx: &mut Context<'_>,
) {
    let carried = call.carries.as_ref().map(|(field, _)| field);
    for field in calls.fields(call.endpoint).iter().filter(|field| Some(&field.ident.value) != carried) {
        let known = inputs.iter_mut().find(|input| input.field.ident.value == field.ident.value);
        if let Some(input) = known {
            check_same(input, field, call.endpoint, calls, spec, cx);
            mark(&mut input.goes_into);
        } else {
            let mut goes_into = GoesInto::default();
            mark(&mut goes_into);
            inputs.push(Input { field: field.clone(), endpoint: call.endpoint, kind: InputKind::Lasting, goes_into });
        }
    }
}

fn check_same(
    input: &Input,
    field: &Field,
    endpoint: EndpointId,
    calls: &Calls<'_>,
    spec: &CredentialSpec,
    cx: &mut Context<'_>,
) {
    let is_open = [&input.field, field].into_iter().any(crate::lower::value::field::is_open);
    if is_open || (&input.field.ty.value, input.field.optional) == (&field.ty.value, field.optional) {
        return;
    }
    let (first, second) = (calls.endpoints[input.endpoint].spec_name(), calls.endpoints[endpoint].spec_name());
    let at = [&spec.refresh, &spec.revoke].into_iter().filter_map(sound).find(|text| text.value == second);
    if let Some(text) = at {
        let message = format!("`{}` has another type in `{second}` than in `{first}`", field.wire);
        cx.report(Code::INPUT, text.at, message, "a credential has one value for both: declare them alike");
    }
}

fn once(token: &TokenSpec) -> impl Iterator<Item = &Text> {
    sound(&token.once).into_iter().flatten().filter_map(|name| name.as_ref().ok())
}

/// `once` names fields of the request that makes the first token.
fn mark_once(calls: &Calls<'_>, inputs: &mut [Input], token: &TokenSpec, mint: EndpointId, cx: &mut Context<'_>) {
    for name in once(token) {
        match inputs.iter_mut().find(|input| input.field.wire == name.value) {
            Some(input) if input.field.optional && !crate::lower::value::field::is_open(&input.field) => {
                let message = format!("`{}` is optional, and what is used once is needed each time", name.value);
                let help = "declare it without `optional`, or remove it from `once`";
                cx.report(Code::ONCE, name.at, message, help);
            }
            Some(input) => input.kind = InputKind::Once,
            None if !calls.is_open(mint, cx) => {
                let known: Vec<&str> = calls.fields(mint).iter().map(|field| field.wire.as_str()).collect();
                let message = format!("`{}` has no field `{}`", calls.endpoints[mint].spec_name(), name.value);
                let help = suggest::help(&name.value, name.at, &known, "its fields are");
                cx.report(Code::ONCE, name.at, message, help);
            }
            None => {}
        }
    }
}

/// The rules that specs share with derives. An input is where `once` names it.
fn check_rules(inputs: &[Input], token: &TokenSpec, made: &Made<'_>, cx: &mut Context<'_>) {
    let step =
        |call: &TokenCall| Step { call: Spanned::new(String::new(), token.spot), carries: carried(call, token.spot) };
    let mint = TokenCall { endpoint: made.mint, carries: None };
    let rules = Lifecycle {
        mint: step(&mint),
        refresh: made.refresh.map(step),
        revoke: made.revoke.map(step),
        reply: Vec::new(),
        lifetime: None,
        inputs: inputs.iter().map(|input| rule(input, token)).collect(),
    };
    check_lifecycle(&rules, cx.problems());
}

/// The reply is read by name, so whether it has a refresh token is known before.
fn carried(call: &TokenCall, spot: Spot) -> Option<(Spanned<String, Spot>, lifecycle::Carried)> {
    call.carries.as_ref().map(|(field, _)| (Spanned::new(field.clone(), spot), lifecycle::Carried::Access))
}

fn rule(input: &Input, token: &TokenSpec) -> lifecycle::Input<Spot> {
    let Input { field, endpoint: _, kind, goes_into } = input;
    let at = once(token).find(|name| name.value == field.wire).map_or(field.ident.at, |name| name.at);
    let GoesInto { mint, refresh, revoke } = *goes_into;
    let use_ = match kind {
        InputKind::Once => Use::Once,
        InputKind::Lasting | InputKind::AuthorizationCode { .. } => Use::Lasting,
    };
    lifecycle::Input { ident: Spanned::new(field.ident.value.clone(), at), use_, mint, refresh, revoke }
}
