//! What contradicts a reply or the body of an error, of which another problem says that it has the wrong type.

use auth_language::problem::Code;

use super::quoted;
use crate::cause::said::mistyped;
use crate::text::Problem;

pub(super) fn explains(other: &Problem, problem: &Problem, text: &str) -> bool {
    is_of_reply(other, problem, text) || is_of_error(other, problem, text) || is_of_field(other, problem, text)
}

/// Whether a reply is not what a credential needs, and an example of the call contradicts its type.
fn is_of_reply(other: &Problem, problem: &Problem, text: &str) -> bool {
    let said = ["does not return", "does not answer", "answers none", "does not say which token"];
    let is_of_reply = [Code::TOKEN, Code::TOKEN_CALL, Code::IDENTITY].contains(&problem.code)
        && said.iter().any(|said| problem.message.contains(said));
    if !is_of_reply || other.code != Code::EXAMPLE {
        return false;
    }
    let call = quoted(&problem.message).first().copied();
    call.is_some_and(|call| is_inside(text, call, other.line))
}

/// Whether a line is in the entry of a name.
fn is_inside(text: &str, name: &str, line: usize) -> bool {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let lines: Vec<&str> = text.lines().take(line).collect();
    let begins = |line: &&str| line.trim_start().strip_prefix(name).is_some_and(|rest| rest.starts_with(':'));
    let Some(first) = lines.iter().rposition(begins) else { return false };
    lines[first + 1..].iter().all(|line| line.trim().is_empty() || indent(line) > indent(lines[first]))
}

/// Whether the type of the bodies of errors has a field that it cannot have: it is another type, or that field has another.
fn is_of_error(other: &Problem, problem: &Problem, text: &str) -> bool {
    if other.code != Code::ERROR_BODY || !other.message.contains("is not optional") {
        return false;
    }
    let Some(field) = quoted(&other.message).first().copied() else { return false };
    let has = |text: &str| quoted(text).contains(&field);
    match problem.code {
        Code::CONDITION => has(&problem.message) || problem.help.as_deref().is_some_and(has),
        Code::EXAMPLE => has(&problem.message) || mistyped(problem, text).is_some_and(|(name, _)| name == field),
        _ => false,
    }
}

/// Whether a field of the body of errors has a type that does not exist, or not the one for its meaning.
fn is_of_field(other: &Problem, problem: &Problem, text: &str) -> bool {
    if problem.code != Code::ERROR_BODY || ![Code::TYPE, Code::MEANING].contains(&other.code) {
        return false;
    }
    let field = quoted(&problem.message).first().copied().unwrap_or_default();
    let line = text.lines().nth(other.line - 1).unwrap_or_default();
    line.split([' ', '{', ',']).any(|word| word.strip_suffix(':') == Some(field))
}
