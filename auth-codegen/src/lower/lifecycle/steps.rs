//! Lowers steps: calls that are made one after another.

mod around;
pub(in crate::lower) mod companion;
pub(super) mod expect;
pub(in crate::lower) mod implied;
pub(in crate::lower) mod qualified;
pub(super) mod session_key;
mod template;
mod wait;

pub(super) use self::around::ACCESS_TOKEN;
pub(super) use self::wait::question_of;

use auth_language::problem::Code;
use auth_language::spanned::Spanned;
use auth_language::template::is_template;

use self::around::Around;
use super::calls::Calls;
use super::lifetime;
use super::replies::{Lookup, Made, may_become};
use crate::lower::context::Context;
use crate::lower::value::field::{is_open, sound};
use crate::model::{EndpointId, Field, Question, Step, Taken, Token};
use crate::read::{StepSpec, Text, TokenSpec};

/// The field with which a step carries a token, and which token.
pub(super) type Carries = Option<(String, Token)>;

/// Resolves the endpoints of steps; `None` if an endpoint does not exist or cannot be called.
pub(super) fn find<'s, 'k>(
    steps: impl IntoIterator<Item = &'s StepSpec>,
    calls: &Calls<'k>,
    cx: &mut Context<'_>,
) -> Option<Vec<Made<'s, 'k>>> {
    let found: Vec<Option<Made<'s, 'k>>> = steps.into_iter().map(|spec| find_one(spec, calls, cx)).collect();
    found.into_iter().collect()
}

/// Resolves the endpoint of one step.
pub(super) fn find_one<'s, 'k>(spec: &'s StepSpec, calls: &Calls<'k>, cx: &mut Context<'_>) -> Option<Made<'s, 'k>> {
    let endpoint = calls.call(&spec.call, cx)?;
    Some(Made { spec, endpoint, returned: calls.returned(endpoint) })
}

/// Returns the steps, each with the token that it carries. `before` are steps whose replies are known already; `token` says
/// how the last step is repeated.
pub(super) fn lower(
    before: &[Made<'_, '_>],
    steps: &[Made<'_, '_>],
    carries: &[Carries],
    token: Option<&TokenSpec>,
    calls: &Calls<'_>,
    cx: &mut Context<'_>,
) -> Vec<Step> {
    let all: Vec<Made<'_, '_>> = before.iter().chain(steps).copied().collect();
    let lowered = steps.iter().zip(carries).enumerate().map(|(index, (made, carries))| {
        let around = Around { index: before.len() + index, steps: &all, calls };
        let auth = companion::lower(made, calls, cx);
        let when = wait::lower_when(made, &around, cx);
        let takes = takes(made, carries.as_ref(), &around, cx);
        let keep = sound(&made.spec.keep).and_then(|text| lifetime::lower(text, cx));
        let name = made.spec.name().value.clone();
        let is_optional = made.spec.is_optional;
        let is_last = index + 1 == steps.len();
        let repeats = token.filter(|_| is_last).and_then(|token| wait::lower_repeats(token, &around, cx));
        let expects = expect::lower(made, calls, cx);
        Step {
            name,
            endpoint: made.endpoint,
            carries: carries.clone(),
            takes,
            is_optional,
            keep,
            auth,
            when,
            repeats,
            expects,
        }
    });
    lowered.collect()
}

/// The fields that the caller gives when a step is made: their names, the endpoint of the step, and what it sees.
pub(super) struct Asked<'s> {
    pub(super) name: &'s Text,
    pub(super) endpoint: EndpointId,
    pub(super) question: Option<Question>,
}

/// Returns the fields that the caller gives when the steps of a login are made.
pub(super) fn asked<'s>(steps: &[Made<'s, '_>], calls: &Calls<'_>, cx: &mut Context<'_>) -> Vec<Asked<'s>> {
    let mut asked = Vec::new();
    for (index, step) in steps.iter().enumerate() {
        let names: &'s [Text] = step.spec.ask.as_ref().and_then(|names| names.as_deref().ok()).unwrap_or_default();
        let around = Around { index, steps, calls };
        let question = wait::question(&around);
        let first = names.first().filter(|_| !around.replies().has_unknown());
        if let (Some(first), None, None) = (first, &question, &step.spec.when) {
            wait::report_nothing_seen(first, steps.get(..index).unwrap_or_default(), cx);
        }
        asked.extend(names.iter().map(|name| Asked { name, endpoint: step.endpoint, question: question.clone() }));
    }
    asked
}

/// Reports `when`, `ask` and `auth` in the steps of a renewal or a revocation, which wait for nobody and are made with the
/// token.
pub(super) fn refuse_waiting(steps: &[Made<'_, '_>], cx: &mut Context<'_>) {
    let message = "this is for the steps of the first token";
    let help = "remove it: a renewal and a revocation ask nobody, and are made with the token";
    for step in steps {
        let ask = sound(&step.spec.ask).and_then(|names| names.first());
        for text in sound(&step.spec.when).into_iter().chain(ask) {
            cx.report(Code::STEP, text.at, message, help);
        }
        if let Some(auth) = sound(&step.spec.auth) {
            let help = format!("{help}; a call that is signed otherwise has `inputs` and a `sign` of its own");
            cx.report(Code::STEP, auth.at, message, help);
        }
    }
}

/// Returns the request fields whose values come from earlier replies: because of `with`, because a template of the
/// endpoint names the reply, or because a reply has a field of that name.
fn takes(
    step: &Made<'_, '_>,
    carries: Option<&(String, Token)>,
    around: &Around<'_, '_, '_>,
    cx: &mut Context<'_>,
) -> Vec<(String, Taken)> {
    let fields = around.calls.fields(step.endpoint);
    check_with(step, fields, around.calls, cx);
    let mut takes = Vec::new();
    for field in fields.iter().filter(|field| carries.is_none_or(|(carried, _)| *carried != field.ident.value)) {
        let named = step.spec.with.sound().find(|(name, _)| field.is_called(&name.value));
        let taken = match named {
            Some((_, from)) if is_template(&from.value) => template::lower(from, field, around, cx),
            Some((_, from)) => said(from, field, around, cx),
            None if Calls::is_implied(step.endpoint, field, cx) => {
                said(&Spanned::new(field.wire.clone(), step.spec.call.at), field, around, cx)
            }
            None => around.replies().same(field).map(Taken::Reply),
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
    for name in step.spec.with.names().filter(|name| !fields.iter().any(|field| field.is_called(&name.value))) {
        let known: Vec<&str> = fields.iter().map(Field::called).collect();
        let help = auth_language::suggest::help(&name.value, name.at, &known, "its fields are");
        let message = format!("`{}` has no field `{}`", step.spec.call.value, name.value);
        cx.report(Code::STEP, name.at, message, help);
    }
}

/// Returns the field of an earlier reply that `with`, or a template of the endpoint, names.
fn said(from: &Text, field: &Field, around: &Around<'_, '_, '_>, cx: &mut Context<'_>) -> Option<Taken> {
    if cx.is_reported(from.at) {
        return None;
    }
    match around.replies().find(&from.value) {
        Lookup::Found(found) => {
            check_fits(&found, field, from, cx);
            Some(Taken::Reply(found))
        }
        Lookup::Hidden => None,
        Lookup::Nothing => {
            around.report_unknown(from, &from.value, cx);
            None
        }
    }
}

/// Checks that a value has the type of the field that it is sent in. A text may become a secret, but not the reverse.
fn check_fits(found: &crate::model::ReplyField, field: &Field, from: &Text, cx: &mut Context<'_>) {
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
