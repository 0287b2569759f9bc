//! What contradicts a reply or the body of an error, of which another problem says that it has the wrong type.

use auth_language::problem::Code;

use crate::cause::entries::{keys, line_of, name_of, words};
use crate::cause::said::{self, mistyped, quoted};
use crate::text::Problem;

pub(super) fn explains(other: &Problem, problem: &Problem, text: &str) -> bool {
    is_of_reply(other, problem, text)
        || is_of_error(other, problem, text)
        || is_of_field(other, problem, text)
        || is_of_property(other, problem, text)
}

/// Whether an example contradicts the type of a field, and a property or the place of that field does, too.
fn is_of_property(other: &Problem, problem: &Problem, text: &str) -> bool {
    if ![Code::FIELD_PROPERTY, Code::MEANING, Code::PLACE].contains(&other.code) {
        return false;
    }
    let line = line_of(text, other.line);
    let missing = quoted(&problem.message).into_iter().filter(|_| said::is_missing(problem));
    let is_named = |name: &str| words(line).any(|word| name.rsplit('.').next() == Some(word));
    missing.chain(mistyped(problem, text).map(|(field, _)| field)).any(is_named)
}

/// Whether a reply is not what a credential needs, and an example of the call contradicts its type.
fn is_of_reply(other: &Problem, problem: &Problem, text: &str) -> bool {
    if !(said::is_of_reply(problem) || said::has_no_fields(problem)) || other.code != Code::EXAMPLE {
        return false;
    }
    let name = name_of(text, other.line);
    let in_line =
        |name: &str| said::has_no_fields(problem) && words(line_of(text, problem.line)).any(|word| word == name);
    name.is_some_and(|name| quoted(&problem.message).first().copied() == Some(name) || in_line(name))
}

/// Whether the type of the bodies of errors has a field that it cannot have: it is another type, or that field has another.
fn is_of_error(other: &Problem, problem: &Problem, text: &str) -> bool {
    let Some(field) = said::not_optional(other) else { return false };
    let has = |text: &str| quoted(text).iter().any(|name| name.rsplit('.').next() == Some(field));
    match problem.code {
        Code::CONDITION => has(&problem.message) || problem.help.as_deref().is_some_and(has),
        Code::EXAMPLE if has(&problem.message) => true,
        Code::EXAMPLE => mistyped(problem, text).is_some_and(|(name, _)| name == field || is_at(field, name, text)),
        _ => false,
    }
}

/// Whether a field is declared as the member of that name.
fn is_at(field: &str, member: &str, text: &str) -> bool {
    text.lines().any(|line| keys(line).next() == Some(field) && words(line).any(|word| word == member))
}

/// Whether a field of the body of errors has a type that does not exist, or not the one for its meaning.
fn is_of_field(other: &Problem, problem: &Problem, text: &str) -> bool {
    let Some(field) = said::not_optional(problem) else { return false };
    let line = line_of(text, other.line);
    let is_why = [Code::TYPE, Code::MEANING, Code::YAML_FEATURE].contains(&other.code) || said::is_of_other_way(other);
    is_why && keys(line).any(|key| key == field)
}
