//! Lowers `log_out`: the page that ends the session of the browser, too.

use auth_language::problem::Code;
use auth_language::suggest;

use crate::lower::context::Context;
use crate::lower::lifecycle::calls::Calls;
use crate::lower::value::field::is_open;
use crate::model::{Field, LogOut, TokenReply};
use crate::read::{StepSpec, Steps, Text};

/// Lowers the page; `None` if it is broken.
pub(in crate::lower::lifecycle) fn lower(
    steps: &Steps,
    reply: &TokenReply,
    calls: &Calls<'_>,
    cx: &mut Context<'_>,
) -> Option<LogOut> {
    let step = steps.first()?;
    if let Some(second) = steps.get(1) {
        cx.report(Code::CONSENT, second.call.at, "a log-out is one page", "remove this one");
    }
    let page = Calls::find(&step.call, cx)?;
    if Calls::is_broken(page, cx) {
        return None;
    }
    if !calls.is_visit(page) {
        let message = format!("`{}` is called, and a person visits the page of a log-out", step.call.value);
        cx.report(Code::CONSENT, step.call.at, message, "name a `visit`; a call that ends the token is `revoke`");
        return None;
    }
    check_callback(step, calls.callback(page).map(|record| record.fields.as_slice()), cx);
    let fields = calls.fields(page);
    check_with(step, fields, cx);
    let takes = fields.iter().filter_map(|field| {
        let captured = captured_for(field, step, (reply, calls.are_cut), cx)?;
        check_fits(&captured, field, step, cx);
        Some((field.ident.value.clone(), captured))
    });
    Some(LogOut { page, takes: takes.collect() })
}

/// Checks that the page gives back no code.
fn check_callback(step: &StepSpec, fields: Option<&[Field]>, cx: &mut Context<'_>) {
    if fields.is_none_or(|fields| fields.iter().any(|field| field.wire == "code")) {
        let message = format!("`{}` would give back a `code`, and a log-out gives none", step.call.value);
        cx.report(Code::CONSENT, step.call.at, message, "say there `callback: { state: \"{state}\" }`");
    }
}

fn check_with(step: &StepSpec, fields: &[Field], cx: &mut Context<'_>) {
    for name in step.with.names().filter(|name| !fields.iter().any(|field| field.wire == name.value)) {
        let known: Vec<&str> = fields.iter().map(|field| field.wire.as_str()).collect();
        let help = suggest::help(&name.value, name.at, &known, "its fields are");
        let message = format!("`{}` has no field `{}`", step.call.value, name.value);
        cx.report(Code::STEP, name.at, message, help);
    }
}

/// Returns the captured value for a field: the one that `with` names, or the one of its name.
/// Of a log-in that is cut, not all is known that it captures.
fn captured_for(
    field: &Field,
    step: &StepSpec,
    (reply, is_cut): (&TokenReply, bool),
    cx: &mut Context<'_>,
) -> Option<String> {
    let is_captured = |name: &str| reply.captures.iter().any(|(known, _)| known == name);
    let Some((_, from)) = step.with.sound().find(|(name, _)| name.value == field.wire) else {
        return is_captured(&field.wire).then(|| field.wire.clone());
    };
    if !is_captured(&from.value) {
        if !is_cut && !cx.is_mentioned(&from.value) {
            report_not_captured(from, reply, cx);
        }
        return None;
    }
    Some(from.value.clone())
}

fn report_not_captured(from: &Text, reply: &TokenReply, cx: &mut Context<'_>) {
    let known: Vec<&str> = reply.captures.iter().map(|(name, _)| name.as_str()).collect();
    let help = if known.is_empty() {
        format!("capture it: `token: {{ capture: {} }}`", from.value).into()
    } else {
        suggest::help(&from.value, from.at, &known, "what is captured is")
    };
    cx.report(Code::UNKNOWN_NAME, from.at, format!("nothing captures `{}`", from.value), help);
}

/// Checks that a field can be absent, because a log-in may not have captured its value, and that it is redacted.
fn check_fits(captured: &str, field: &Field, step: &StepSpec, cx: &mut Context<'_>) {
    if is_open(field) || (field.optional && field.ty.value.is_secret()) {
        return;
    }
    let message = format!("`{}` takes the captured `{captured}`, and is no optional secret", field.wire);
    let help = "declare it as `optional secret in url`: the session gives it, if the log-in has brought it";
    cx.report(Code::STEP, step.call.at, message, help);
}
