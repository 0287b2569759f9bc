//! What nothing uses, because another name or value is wrong where it is meant.

use auth_language::problem::Code;

use crate::text::Problem;

pub(super) fn explains(other: &Problem, problem: &Problem) -> bool {
    let help = other.help.as_deref().unwrap_or_default();
    // There, it is known what is meant.
    if other.edit.is_some() && help.starts_with("did you mean") {
        return false;
    }
    match problem.code {
        Code::UNUSED => is_of_declaration(other, problem),
        Code::INPUT if problem.message.ends_with("is never used") => {
            [Code::ATTACH, Code::METHOD, Code::TEMPLATE, Code::COMPUTED].contains(&other.code)
        }
        _ => false,
    }
}

fn is_of_declaration(other: &Problem, problem: &Problem) -> bool {
    let is_of = |kind: &str| problem.message.starts_with(&format!("the {kind} "));
    if is_of("type") || is_of("scopes") {
        return may_mean_type(other);
    }
    if is_of("setting") {
        let is_broken = other.line == problem.line && other.message.starts_with("a setting cannot be");
        let is_gone = other.code == Code::MISSING_KEY && other.message.ends_with("needs `base_url`");
        let codes = [Code::URL, Code::HOST, Code::TEMPLATE, Code::UNKNOWN_NAME];
        return is_broken || is_gone || codes.contains(&other.code);
    }
    [Code::TOKEN_CALL, Code::HOST].contains(&other.code)
}

/// Whether a problem may be of a type that is named instead of another one.
fn may_mean_type(problem: &Problem) -> bool {
    let says = |said: &str| problem.message.contains(said);
    let is_of_reply = [": expected ", "there is no field", "there are no fields", "this endpoint returns"];
    match problem.code {
        Code::EXAMPLE => is_of_reply.into_iter().any(says),
        Code::CONDITION => says("has no field"),
        Code::MISSING_KEY => says("needs `type`"),
        code => [Code::TYPE, Code::RETURNS, Code::ERROR_BODY, Code::TOKEN, Code::TOKEN_CALL].contains(&code),
    }
}
