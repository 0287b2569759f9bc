//! What a step of a credential lacks, because another problem is of the same field, or of the step that would have it.

use auth_language::problem::Code;
use auth_language::suggest;

use super::quoted;
use crate::cause::entries::{are_of_one, line_of, lines_of, name_of, words};
use crate::cause::said::{self, absent, mistyped};
use crate::text::Problem;

pub(super) fn explains(other: &Problem, problem: &Problem, text: &str) -> bool {
    is_of_example(other, problem)
        || is_of_type(other, problem, text)
        || is_of_token(other, problem, text)
        || is_of_tokens(other, problem, text)
        || is_of_visit(other, problem, text)
        || is_in_query(other, problem, text)
        || is_of_secret(other, problem, text)
        || is_joined(other, problem)
}

/// Whether a credential does not say how it gets its token, and what is registered or captured for that has no use.
fn is_of_secret(other: &Problem, problem: &Problem, text: &str) -> bool {
    let is_of_token = said::advises_token(problem) && are_of_one(text, other.line, problem.line);
    said::lacks_secret(other) && (is_of_token || said::is_not_captured(problem))
}

/// Whether a name that is not there is two, between which the comma is missing.
fn is_joined(other: &Problem, problem: &Problem) -> bool {
    let names = quoted(&problem.message);
    let mut parts = absent(other).into_iter().filter(|name| name.contains(' ')).flat_map(|name| name.split(' '));
    said::is_not_answered(other) && problem.code == Code::AUTH && parts.any(|part| names.contains(&part))
}

/// Whether a field is not in a type, and an example of that type has it.
fn is_of_example(other: &Problem, problem: &Problem) -> bool {
    let known = absent(other);
    let is_it = |name: &&str| name.rsplit_once('.').is_some_and(|(_, field)| known.contains(&field));
    said::is_unknown_member(other) && said::is_not_answered(problem) && absent(problem).iter().any(is_it)
}

/// Whether an example contradicts the type of an input, and another call has the right one.
fn is_of_type(other: &Problem, problem: &Problem, text: &str) -> bool {
    let field = quoted(&problem.message).first().copied();
    said::has_two_types(problem) && mistyped(other, text).is_some_and(|(name, _)| Some(name) == field)
}

/// Whether a name of `token` is wrong, and what it would give is not there.
fn is_of_token(other: &Problem, problem: &Problem, text: &str) -> bool {
    if !are_of_one(text, other.line, problem.line) {
        return (said::is_not_captured(problem) && is_in_capture(other, text)) || could_capture(other, problem);
    }
    let is_near = || absent(problem).iter().any(|name| absent(other).iter().any(|it| suggest::is_near(it, name)));
    said::is_not_answered(other)
        && !said::is_guessed(other)
        && (said::lacks_refresh_token(problem) || (problem.code == Code::UNKNOWN_NAME && is_near()))
}

/// Whether a name that nothing captures is that of a field which could be captured, instead of one that is not there.
fn could_capture(other: &Problem, problem: &Problem) -> bool {
    let answered = other.help.as_deref().map(quoted).unwrap_or_default();
    let mut fields = answered.iter().filter_map(|name| name.rsplit('.').next());
    said::is_not_answered(other)
        && problem.code == Code::UNKNOWN_NAME
        && fields.any(|field| absent(problem).contains(&field))
}

/// Whether the value of `capture` could not be read.
fn is_in_capture(other: &Problem, text: &str) -> bool {
    let line = line_of(text, other.line);
    let before: String = line.chars().take(other.column - 1).collect();
    other.code == Code::SHAPE && before.rsplit(':').nth(1).is_some_and(|before| before.ends_with("capture"))
}

/// Whether a token of several could not be read.
fn is_of_tokens(other: &Problem, problem: &Problem, text: &str) -> bool {
    let entry = name_of(text, other.line);
    let first = absent(problem).first().and_then(|name| name.split_once('.')).map(|(credential, _)| credential);
    other.code == Code::SHAPE && problem.code == Code::AUTH && first.is_some() && first == entry
}

/// Whether an endpoint that a browser should visit has another method.
fn is_of_visit(other: &Problem, problem: &Problem, text: &str) -> bool {
    if said::is_of_visit(other) && said::lacks_returns(problem) {
        return are_of_one(text, other.line, problem.line);
    }
    let is_other = said::lacks_returns(other) || said::is_of_visit(other);
    let entry = name_of(text, other.line);
    is_other
        && said::takes_code(problem)
        && entry
            .is_some_and(|name| lines_of(text, problem.line).iter().any(|line| words(line).any(|word| word == name)))
}

/// Whether a body is sent in the query, and the client would authenticate in it.
fn is_in_query(other: &Problem, problem: &Problem, text: &str) -> bool {
    other.code == Code::SECRET_IN_URL && said::has_no_body(problem) && are_of_one(text, other.line, problem.line)
}
