//! Lowers what a login waits for: a reply after which alone a step is made, answers of the caller, and a provider that is
//! asked again.

use auth_language::lifecycle::is_duration;
use auth_language::problem::Code;
use auth_language::suggest;

use super::around::Around;
use crate::lower::context::Context;
use crate::lower::lifecycle::calls::Returned;
use crate::lower::lifecycle::lifetime;
use crate::lower::lifecycle::replies::{Lookup, Made, Replies};
use crate::lower::value::field::{is_open, sound};
use crate::model::{Question, Repeats, Time};
use crate::read::{Text, TokenSpec};

/// Returns the step and the variant of its reply after which alone a step is made.
pub(super) fn lower_when(
    made: &Made<'_, '_>,
    around: &Around<'_, '_, '_>,
    cx: &mut Context<'_>,
) -> Option<(String, String)> {
    let when = sound(&made.spec.when)?;
    let (name, variant) = when.value.split_once('.').unwrap_or((&when.value, ""));
    let earlier = around.steps.get(..around.index).unwrap_or_default();
    let step = earlier.iter().find(|step| step.spec.name().value == name);
    let variants: Vec<&str> = match step.map(|step| step.returned) {
        Some(Returned::OneOf(one_of)) => one_of.variants.iter().map(|variant| variant.ident.as_str()).collect(),
        Some(Returned::Unknown) => return None,
        None if around.calls.are_cut => return None,
        Some(Returned::Record(_) | Returned::Other) | None => Vec::new(),
    };
    if variants.contains(&variant) {
        return Some((name.to_owned(), variant.to_owned()));
    }
    let known = earlier.iter().filter_map(|step| match step.returned {
        Returned::OneOf(one_of) => Some((step.spec.name(), one_of)),
        Returned::Record(_) | Returned::Unknown | Returned::Other => None,
    });
    let known = known.flat_map(|(step, one_of)| {
        one_of.variants.iter().map(|variant| format!("{}.{}", step.value, variant.ident)).collect::<Vec<_>>()
    });
    let known: Vec<String> = known.collect();
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let help = match known.as_slice() {
        [] => "let an earlier step answer one of several types: `one_of: [MfaChallenge, Token]`".into(),
        known => suggest::help(&when.value, when.at, known, "the replies that a step can follow are"),
    };
    cx.report(Code::STEP, when.at, format!("no earlier step answers `{}` as one of several", when.value), help);
    None
}

/// Returns what the caller sees before it answers a question of a step.
pub(super) fn question(around: &Around<'_, '_, '_>) -> Option<Question> {
    question_of(&around.replies())
}

/// Returns the last reply as what the caller sees.
pub(in crate::lower::lifecycle) fn question_of(replies: &Replies<'_, '_, '_>) -> Option<Question> {
    let answer = replies.last()?;
    let (step, variant) = (answer.step.spec.name().value.clone(), answer.variant.map(str::to_owned));
    Some(Question { step, variant, record: answer.id })
}

/// Reports a step whose caller has nothing to see yet.
pub(super) fn report_nothing_seen(name: &Text, earlier: &[Made<'_, '_>], cx: &mut Context<'_>) {
    let several = earlier.iter().find_map(|step| match step.returned {
        Returned::OneOf(one_of) => Some((step.spec.name(), one_of.variants.first()?)),
        Returned::Record(_) | Returned::Unknown | Returned::Other => None,
    });
    let Some((step, variant)) = several else {
        let message = "nothing is answered before this step that the caller could see";
        let help =
            format!("remove `ask`, and add `once: {}` to `token`: the caller gives it by a callback", name.value);
        cx.report(Code::STEP, name.at, message, help);
        return;
    };
    let message = format!("`{}` answers one of several, and nothing says after which this is asked", step.value);
    cx.report(Code::STEP, name.at, message, format!("say `when: {}.{}`, for example", step.value, variant.ident));
}

/// Lowers how the last step is repeated.
pub(super) fn lower_repeats(token: &TokenSpec, around: &Around<'_, '_, '_>, cx: &mut Context<'_>) -> Option<Repeats> {
    if let (None, Some(until)) = (&token.every, sound(&token.until)) {
        let message = "`until` is about a call that is repeated";
        cx.report(Code::TOKEN, until.at, message, "say how often it is made: `every: 5s`, or `every: interval`");
        return None;
    }
    let every = lower_time(sound(&token.every)?, around, cx);
    let until = sound(&token.until).and_then(|until| lower_time(until, around, cx));
    Some(Repeats { every: every?, until })
}

fn lower_time(text: &Text, around: &Around<'_, '_, '_>, cx: &mut Context<'_>) -> Option<Time> {
    if is_duration(&text.value) {
        return lifetime::lower(text, cx).map(Time::Fixed);
    }
    match around.replies().find(&text.value) {
        Lookup::Found(found)
            if found.claim.is_none() && (found.field.ty.value.is_lifetime() || is_open(&found.field)) =>
        {
            Some(Time::Reply(found))
        }
        Lookup::Found(_) => {
            let message = format!("`{}` is not a length of time", text.value);
            cx.report(Code::TOKEN, text.at, message, "declare it as `seconds`, or write a length of time such as `5s`");
            None
        }
        Lookup::Hidden => None,
        Lookup::Nothing => {
            around.report_unknown(text, &text.value, cx);
            None
        }
    }
}
