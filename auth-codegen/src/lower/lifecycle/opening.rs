//! Lowers the calls before a visit: a pushed authorization request (RFC 9126), a request token (RFC 5849 §2.1).

use auth_language::problem::Code;
use auth_language::request::{CODE_CHALLENGE, STATE};
use auth_language::value::Type;

use super::calls::Calls;
use super::replies::{Lookup, Made, Replies};
use super::steps::{self, companion};
use crate::lower::context::Context;
use crate::lower::value::field::{is_open, sound};
use crate::model::{Field, OPENING, Opening, ReplyField, Step, Taken, TokenReply};
use crate::read::Text;

/// The field of a reply with the lifetime of a pushed request (RFC 9126 §2.2).
const EXPIRES_IN: &str = "expires_in";

/// Lowers the calls before a visit; `None` if there are none. `ident` is the Rust name of the credential.
pub(super) fn lower(
    opening: &[Made<'_, '_>],
    visit: Made<'_, '_>,
    ident: &str,
    calls: &Calls<'_>,
    cx: &mut Context<'_>,
) -> Option<Opening> {
    if opening.is_empty() {
        return None;
    }
    let all: Vec<Made<'_, '_>> = opening.iter().copied().chain([visit]).collect();
    refuse_words(opening, cx);
    companion::check_given(opening, calls, cx).ok()?;
    let mut steps = steps::lower(&[], &all, &vec![None; all.len()], None, calls, cx);
    for step in &mut steps {
        add_own(step, calls);
    }
    let inputs = inputs(&steps, calls);
    companion::check_names(opening.iter().map(|step| step.spec), &inputs, cx);
    let visit = steps.pop()?;
    let expires = match Replies::of(opening, calls).find(EXPIRES_IN) {
        Lookup::Found(found) => Some(found).filter(|found| found.field.ty.value.is_lifetime()),
        Lookup::Hidden | Lookup::Nothing => None,
    };
    let ident = format!("{ident}Consent");
    Some(Opening { ident, steps, visit, inputs, captures: Vec::new(), keep: Vec::new(), expires })
}

/// Reports what only the calls after a visit can have: those before it are made each time, as they are.
fn refuse_words(opening: &[Made<'_, '_>], cx: &mut Context<'_>) {
    for spec in opening.iter().map(|step| step.spec) {
        let ask = sound(&spec.ask).and_then(|names| names.first());
        let texts = [&spec.keep, &spec.when].into_iter().filter_map(sound).chain(ask);
        let optional = spec.is_optional.then_some(spec.call.at);
        for at in texts.map(|text| text.at).chain(optional) {
            let message = "a call before a visit is made each time, asks nobody, and must succeed";
            let help = "remove this, or make the call after the visit: move it to `from`";
            cx.report(Code::STEP, at, message, help);
        }
    }
}

/// Returns the values that the calls before a visit have captured, in the order of the calls.
pub(super) fn captures(steps: &[Step], reply: Option<&TokenReply>) -> Vec<(String, ReplyField)> {
    let captured = reply.iter().flat_map(|reply| &reply.captures);
    let is_of = |found: &ReplyField| steps.iter().any(|step| step.name == found.step);
    captured.filter(|(_, found)| is_of(found)).cloned().collect()
}

/// Gives the state and the challenge of the authorization to the fields of these names.
fn add_own(step: &mut Step, calls: &Calls<'_>) {
    for field in calls.fields(step.endpoint) {
        let is_own = [STATE, CODE_CHALLENGE].contains(&field.called());
        let is_text = matches!(field.ty.value, Type::String | Type::Secret | Type::SecretInUrl);
        let is_taken = step.takes.iter().any(|(taken, _)| *taken == field.ident.value);
        if is_own && is_text && !is_taken {
            let own = ReplyField::of(OPENING, field);
            step.takes.push((field.ident.value.clone(), Taken::Reply(own)));
        }
    }
}

/// Returns the fields that the caller gives. A field that two requests have under one name is one input.
fn inputs(steps: &[Step], calls: &Calls<'_>) -> Vec<Field> {
    let mut inputs: Vec<Field> = Vec::new();
    for step in steps {
        for field in calls.fields(step.endpoint) {
            let is_taken = step.takes.iter().any(|(taken, _)| *taken == field.ident.value);
            let is_known = inputs.iter().any(|known| known.ident.value == field.ident.value);
            if !is_taken && !is_known {
                inputs.push(field.clone());
            }
        }
    }
    inputs
}

/// Returns the values of the calls before a visit that the login needs after it, which are texts.
pub(super) fn keep(
    opening: &[Made<'_, '_>],
    mint: &[Step],
    reply: Option<&TokenReply>,
    at: &Text,
    cx: &mut Context<'_>,
) -> Vec<ReplyField> {
    let is_before = |found: &&ReplyField| opening.iter().any(|step| step.spec.name().value == found.step);
    let taken = mint.iter().flat_map(|step| &step.takes).flat_map(|(_, taken)| taken.replies());
    let captured = reply.iter().flat_map(|reply| &reply.captures).map(|(_, found)| found);
    let mut keep: Vec<ReplyField> = Vec::new();
    for found in taken.chain(captured).filter(is_before) {
        if !keep.iter().any(|known| (&known.step, &known.field.wire) == (&found.step, &found.field.wire)) {
            keep.push(found.clone());
        }
    }
    if let Some(found) = keep.iter().find(|found| !is_text(found)) {
        let message =
            format!("`{}.{}` is needed after the visit, and only texts are kept", found.step, found.field.wire);
        cx.report(Code::CONSENT, at.at, message, "declare it as `string` or `secret`");
    }
    keep
}

fn is_text(found: &ReplyField) -> bool {
    let is_text = matches!(found.field.ty.value, Type::String | Type::Secret | Type::SecretInUrl | Type::Url);
    found.claim.is_none() && found.variant.is_none() && (is_text || is_open(&found.field))
}
