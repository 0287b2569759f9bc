//! What a step of a credential lacks, because another problem is of the same field, or of the step that would have it.

use auth_language::name::field_ident;
use auth_language::problem::Code;
use auth_language::suggest;

use super::quoted;
use crate::cause::entries::{are_of_one, begins_with, keys, line_of, lines_of, name_of, section_of, words};
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
        || is_of_property(other, problem, text)
        || is_of_keys(other, problem, text)
        || is_not_called(other, problem, text)
        || (said::is_step_twice(other) && problem.code == Code::STEP && are_of_one(text, other.line, problem.line))
        || (said::is_no_mapping(other, &["callback"]) && said::is_not_answered(problem))
}

/// Whether a credential does not say how it gets its token, and what is registered or captured for that has no use.
fn is_of_secret(other: &Problem, problem: &Problem, text: &str) -> bool {
    let is_of_token = said::advises_token(problem) && are_of_one(text, other.line, problem.line);
    let lacks_inputs = said::lacks_input_of_signer(problem) && are_of_one(text, other.line, problem.line);
    let calls = lines_of(text, problem.line);
    let is_of_call =
        name_of(text, other.line).is_some_and(|name| calls.iter().any(|line| words(line).any(|it| it == name)));
    let is_of_its_call = problem.code == Code::UNKNOWN_NAME && problem.edit.is_none() && is_of_call;
    said::lacks_secret(other) && (is_of_token || lacks_inputs || said::is_not_captured(problem) || is_of_its_call)
}

/// Whether a credential does not make a call whose reply it uses.
fn is_not_called(other: &Problem, problem: &Problem, text: &str) -> bool {
    let call = absent(other).first().and_then(|name| name.split_once('.')).map(|(call, _)| call);
    let is_known =
        |call: &str| quoted(other.help.as_deref().unwrap_or_default()).iter().any(|name| name.starts_with(call));
    let is_endpoint = |call: &str| {
        let line = text.lines().position(|line| begins_with(line, call));
        line.is_some_and(|line| section_of(text, line + 1).starts_with("endpoints:"))
    };
    other.code == Code::UNKNOWN_NAME
        && problem.code == Code::STEP
        && !absent(problem).is_empty()
        && call.is_some_and(|call| is_endpoint(call) && !is_known(call))
}

/// Whether a name that is not there is two, between which the comma is missing.
fn is_joined(other: &Problem, problem: &Problem) -> bool {
    let names = quoted(&problem.message);
    let mut parts = absent(other).into_iter().filter(|name| name.contains(' ')).flat_map(|name| name.split(' '));
    said::is_not_answered(other) && problem.code == Code::AUTH && parts.any(|part| names.contains(&part))
}

/// Whether a field is not in a type, and an example of that type has it.
fn is_of_example(other: &Problem, problem: &Problem) -> bool {
    let known: Vec<String> = absent(other).iter().filter_map(|name| name.rsplit('.').next()).map(field_ident).collect();
    // One name is said once, with its places.
    let is_other = |name: &str| problem.code == Code::IDENTITY || !absent(other).contains(&name);
    let is_it = |name: &&str| {
        is_other(name) && name.rsplit('.').next().is_some_and(|field| known.iter().any(|known| known == field))
    };
    let lacks = if problem.code == Code::IDENTITY { quoted(&problem.message) } else { absent(problem) };
    let is_of_field = said::is_not_answered(problem) || problem.code == Code::IDENTITY;
    said::is_unknown_member(other) && is_of_field && lacks.iter().any(is_it)
}

/// Whether a field has a property of other types, and another type than elsewhere.
fn is_of_property(other: &Problem, problem: &Problem, text: &str) -> bool {
    let field = quoted(&problem.message).first().copied();
    said::has_two_types(problem)
        && said::is_of_other_types(other)
        && keys(line_of(text, other.line)).any(|key| Some(key) == field)
}

/// Whether the keys of an issuer are requested after a log-in, because its identity does not name them.
fn is_of_keys(other: &Problem, problem: &Problem, text: &str) -> bool {
    let call = name_of(text, problem.line);
    other.code == Code::IDENTITY
        && problem.code == Code::AUTH
        && call.is_some_and(|call| {
            said::advises_to_add(other, "keys") && other.help.as_deref().is_some_and(|help| help.contains(call))
        })
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

/// Whether a token of several could not be read, or is not there.
fn is_of_tokens(other: &Problem, problem: &Problem, text: &str) -> bool {
    let entry = name_of(text, other.line);
    let first = absent(problem).first().and_then(|name| name.split_once('.')).map(|(credential, _)| credential);
    let lacks_tokens = other.code == Code::SHAPE || said::lacks_token_call(other);
    lacks_tokens && problem.code == Code::AUTH && first.is_some() && first == entry
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
