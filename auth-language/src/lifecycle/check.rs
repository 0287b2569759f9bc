//! Checks the rules of a token's lifecycle.

use std::collections::HashSet;

use super::model::{Carried, Lifecycle, Step, Use};
use crate::problem::{Code, Dialect, Problems};
use crate::word::TokenMember;

/// Checks all rules of a token's lifecycle.
pub fn check_lifecycle<P: Copy>(lifecycle: &Lifecycle<P>, problems: &mut Problems<P>) {
    for (field, _) in lifecycle.mint.iter().filter_map(|step| step.carries.as_ref()) {
        let message = "there is no token yet when the first one is made";
        problems.report(Code::TOKEN_CALL, field.at, message, "remove the field");
    }
    for steps in [&lifecycle.mint, &lifecycle.refresh, &lifecycle.revoke] {
        check_steps(steps, problems);
    }
    check_members(lifecycle, problems);
    check_refresh(lifecycle, problems);
    check_inputs(lifecycle, problems);
    if let Some(lifetime) = lifecycle.lifetime.as_ref().filter(|lifetime| lifetime.value == 0) {
        problems.report(Code::LIFETIME, lifetime.at, "a token lives at least a second", "write another length of time");
    }
}

/// Checks that no two steps have the same name, because a reply is found by the name of its step.
pub(crate) fn check_steps<P: Copy>(steps: &[Step<P>], problems: &mut Problems<P>) {
    let mut seen = HashSet::new();
    for step in steps {
        if !seen.insert(step.name.as_str()) {
            let message = format!("two steps are called `{}`", step.name);
            let help = match problems.dialect() {
                Dialect::Yaml => "give one of them another name: `as: second`",
                Dialect::Rust => "give one of them another name: `Request as second`",
            };
            problems.report(Code::STEP, step.call.at, message, help);
        }
    }
}

/// Checks that the reply has an access token, and no member twice.
fn check_members<P: Copy>(lifecycle: &Lifecycle<P>, problems: &mut Problems<P>) {
    for (index, (member, field)) in lifecycle.reply.iter().enumerate() {
        if lifecycle.reply.iter().take(index).any(|(earlier, _)| earlier == member) {
            let message = format!("`{}` is listed twice", crate::word::Word::text(*member));
            problems.report(Code::TOKEN, field.at, message, "remove one of the two");
        }
    }
}

/// Checks that a refresh token that is sent is also in the reply.
fn check_refresh<P: Copy>(lifecycle: &Lifecycle<P>, problems: &mut Problems<P>) {
    let mut carrying = lifecycle.refresh.iter().filter_map(|step| Some((&step.call, step.carries.as_ref()?)));
    let Some((call, (field, _))) = carrying.find(|(_, (_, carried))| *carried == Carried::Refresh) else { return };
    if lifecycle.member(TokenMember::RefreshToken).is_none() {
        let message = format!("`{}` sends a refresh token, and no field of the reply is one", call.value);
        problems.report(Code::TOKEN, field.at, message, "say which field of the reply is the `refresh_token`");
    }
}

/// Checks that `refresh` and `revoke` do not send an input that the first call used up.
fn check_inputs<P: Copy>(lifecycle: &Lifecycle<P>, problems: &mut Problems<P>) {
    for input in &lifecycle.inputs {
        let name = &input.ident.value;
        if input.use_ != Use::Lasting && (input.refresh || input.revoke) {
            let message = format!("`{name}` can be used once, and `refresh` or `revoke` sends it again");
            problems.report(Code::ONCE, input.ident.at, message, "use it for the first token alone");
        }
        let missing = [(input.refresh, &lifecycle.refresh, "refresh"), (input.revoke, &lifecycle.revoke, "revoke")];
        for (_, _, call) in missing.iter().filter(|(is_used, steps, _)| *is_used && steps.is_empty()) {
            let message = format!("`{name}` is for `{call}`, and there is no such call");
            problems.report(Code::INPUT, input.ident.at, message, format!("say which request is the `{call}`"));
        }
    }
}
