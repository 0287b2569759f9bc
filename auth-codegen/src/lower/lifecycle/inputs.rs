//! Lowers the inputs of the calls that issue, renew and revoke a token.

use auth_language::lifecycle::{self, Lifecycle, Use, check_lifecycle};
use auth_language::problem::Code;
use auth_language::spanned::Spanned;
use auth_language::suggest;

use super::calls::{Called, Calls};
use super::consent;
use super::steps::{Asked, companion};
use crate::lower::context::Context;
use crate::lower::value::field::sound;
use crate::model::{EndpointId, Field, GoesInto, Input, InputKind, Step, Type};
use crate::read::{CredentialSpec, Text, TokenSpec};
use crate::text::Spot;

/// Returns all fields of the calls, except those with a token or a value from an earlier reply. A field that two calls
/// have under one name is one input.
pub(super) fn lower(
    calls: &Calls<'_>,
    spec: &CredentialSpec,
    token: &TokenSpec,
    (called, asked): (&Called<'_>, &[Asked<'_>]),
    cx: &mut Context<'_>,
) -> Vec<Input> {
    let mut inputs = Vec::new();
    gather(called.mint, |goes_into| goes_into.mint = true, &mut inputs, calls, spec, cx);
    mark_asked(calls, &mut inputs, asked, called.mint, cx);
    mark_once(calls, &mut inputs, token, called.mint, cx);
    consent::mark_code(calls, &mut inputs, spec, token, called, cx);
    gather(called.refresh, |goes_into| goes_into.refresh = true, &mut inputs, calls, spec, cx);
    gather(called.revoke, |goes_into| goes_into.revoke = true, &mut inputs, calls, spec, cx);
    companion::check_names(token.from.iter().flatten(), inputs.iter().map(|input| &input.field), cx);
    check_rules(&inputs, token, called, cx);
    inputs
}

fn gather(
    steps: &[Step],
    mark: fn(&mut GoesInto),
    inputs: &mut Vec<Input>,
    calls: &Calls<'_>,
    spec: &CredentialSpec,
    cx: &mut Context<'_>,
) {
    for step in steps {
        for field in calls.fields(step.endpoint).iter().filter(|field| is_given(field, step)) {
            let known = inputs.iter_mut().find(|input| input.field.ident.value == field.ident.value);
            if let Some(input) = known {
                allow_in_url(&mut input.field, field);
                input.field.env = input.field.env.take().or_else(|| field.env.clone());
                check_same(input, field, step.endpoint, calls, spec, cx);
                mark(&mut input.goes_into);
            } else {
                let mut goes_into = GoesInto::default();
                mark(&mut goes_into);
                let (field, endpoint) = (field.clone(), step.endpoint);
                inputs.push(Input { field, endpoint, kind: InputKind::Lasting, goes_into });
            }
        }
    }
}

/// Whether the caller gives the value of a step's field.
fn is_given(field: &Field, step: &Step) -> bool {
    let ident = &field.ident.value;
    let is_carried = step.carries.as_ref().is_some_and(|(carried, _)| carried == ident);
    !is_carried && !step.takes.iter().any(|(taken, _)| taken == ident)
}

/// Allows an input in a URL if one of the calls sends it there.
fn allow_in_url(input: &mut Field, field: &Field) {
    if input.ty.value == Type::Secret && field.ty.value == Type::SecretInUrl {
        input.ty.value = Type::SecretInUrl;
    }
}

/// Returns the type of the input. `secret in url` becomes `secret`, because each call decides whether it is sent in a
/// URL.
fn given(ty: &Type) -> &Type {
    if *ty == Type::SecretInUrl { &Type::Secret } else { ty }
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
    let form = |field: &Field| (given(&field.ty.value).clone(), field.optional);
    if is_open || form(&input.field) == form(field) {
        return;
    }
    let (first, second) = (calls.endpoints[input.endpoint].spec_name(), calls.endpoints[endpoint].spec_name());
    let at = spec.calls().find(|text| text.value == second);
    if let Some(text) = at {
        let message = format!("`{}` has another type in `{second}` than in `{first}`", field.wire);
        cx.report(Code::INPUT, text.at, message, "a credential has one value for both: declare them alike");
    }
}

/// Marks the inputs that `ask` names, which the caller gives when the call is made.
fn mark_asked(calls: &Calls<'_>, inputs: &mut [Input], asked: &[Asked<'_>], mint: &[Step], cx: &mut Context<'_>) {
    for Asked { name, endpoint, question } in asked {
        let is_it = |field: &Field| field.is_called(&name.value);
        let input = inputs.iter_mut().find(|input| is_it(&input.field));
        let is_of_step = calls.fields(*endpoint).iter().any(is_it);
        let senders = mint
            .iter()
            .filter(|step| calls.fields(step.endpoint).iter().any(|field| is_it(field) && is_given(field, step)));
        match (input, question) {
            (Some(_), _) if is_of_step && senders.count() > 1 => {
                let message = format!("several steps send `{}`, and it is asked for at one of them", name.value);
                cx.report(Code::STEP, name.at, message, "give the field of one of them its value by `with`");
            }
            (Some(input), Some(question)) if is_of_step => input.kind = InputKind::Asked(question.clone()),
            (Some(_) | None, None) => {}
            _ if calls.is_open(*endpoint, cx) => {}
            _ => {
                let step = mint.iter().find(|step| step.endpoint == *endpoint);
                let is_free = |field: &&Field| step.is_none_or(|step| is_given(field, step));
                let given = calls.fields(*endpoint).iter().filter(is_free);
                let known: Vec<&str> = given.map(|field| field.wire.as_str()).collect();
                let message = format!(
                    "`{}` has no field `{}` that the caller gives",
                    calls.endpoints[*endpoint].spec_name(),
                    name.value
                );
                let help = suggest::help(&name.value, name.at, &known, "the caller gives");
                cx.report(Code::STEP, name.at, message, help);
            }
        }
    }
}

fn once(token: &TokenSpec) -> impl Iterator<Item = &Text> {
    sound(&token.once).into_iter().flatten().filter_map(|name| name.as_ref().ok())
}

/// Marks the inputs that `once` names, which are fields of the first token request.
fn mark_once(calls: &Calls<'_>, inputs: &mut [Input], token: &TokenSpec, mint: &[Step], cx: &mut Context<'_>) {
    for name in once(token) {
        match inputs.iter_mut().find(|input| input.field.is_called(&name.value)) {
            Some(input) if input.field.optional && !crate::lower::value::field::is_open(&input.field) => {
                let message = format!("`{}` is optional, and what is used once is needed each time", name.value);
                let help = "declare it without `optional`, or remove it from `once`";
                cx.report(Code::ONCE, name.at, message, help);
            }
            Some(input) => input.kind = InputKind::Once,
            None if !mint.iter().any(|step| calls.is_open(step.endpoint, cx)) => {
                let fields = || mint.iter().flat_map(|step| calls.fields(step.endpoint));
                let known: Vec<&str> = fields().map(|field| field.wire.as_str()).collect();
                let steps: Vec<&str> = mint.iter().map(|step| calls.endpoints[step.endpoint].spec_name()).collect();
                let message = format!("`{}` has no field `{}`", steps.join("`, `"), name.value);
                let help = suggest::help(&name.value, name.at, &known, "its fields are");
                cx.report(Code::ONCE, name.at, message, help);
            }
            None => {}
        }
    }
}

/// Checks the rules that specs share with derives. Problems of an input are reported where `once` names it.
fn check_rules(inputs: &[Input], token: &TokenSpec, called: &Called<'_>, cx: &mut Context<'_>) {
    let steps = |steps: &[Step]| steps.iter().map(|step| rule_of_step(step, token.spot)).collect();
    let rules = Lifecycle {
        mint: steps(called.mint),
        refresh: steps(called.refresh),
        revoke: steps(called.revoke),
        reply: Vec::new(),
        lifetime: None,
        inputs: inputs.iter().map(|input| rule(input, token)).collect(),
    };
    check_lifecycle(&rules, cx.problems());
}

/// Converts a call's token field to the language's model. Every token is passed as the access token, because lowering
/// has already checked that the reply has the refresh token.
fn rule_of_step(step: &Step, spot: Spot) -> lifecycle::Step<Spot> {
    let carries = step.carries.as_ref();
    let carries = carries.map(|(field, _)| (Spanned::new(field.clone(), spot), lifecycle::Carried::Access));
    lifecycle::Step { name: step.name.clone(), call: Spanned::new(String::new(), spot), carries }
}

fn rule(input: &Input, token: &TokenSpec) -> lifecycle::Input<Spot> {
    let Input { field, endpoint: _, kind, goes_into } = input;
    let at = once(token).find(|name| field.is_called(&name.value)).map_or(field.ident.at, |name| name.at);
    let GoesInto { mint, refresh, revoke } = *goes_into;
    let use_ = match kind {
        InputKind::Once => Use::Once,
        InputKind::Lasting | InputKind::Asked(_) | InputKind::AuthorizationCode { .. } | InputKind::Grant { .. } => {
            Use::Lasting
        }
    };
    lifecycle::Input { ident: Spanned::new(field.ident.value.clone(), at), use_, mint, refresh, revoke }
}
