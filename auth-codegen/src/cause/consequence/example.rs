//! What contradicts an example, because a line of it, or of its call, is not where it should be.

use auth_language::problem::Code;

use super::quoted;
use crate::cause::entries::{are_of_one, indent, keys, line_of};
use crate::cause::said;
use crate::text::Problem;

pub(super) fn explains(other: &Problem, problem: &Problem, text: &str) -> bool {
    has_reply(other, problem, text)
        || has_value(problem, other, text)
        || is_misplaced(other, problem)
        || (said::needs_code(other) && said::has_no_code(problem))
        || (is_of_client(other) && is_named(problem, text))
        || lacks_member(other, problem, text)
        || (said::is_name_of_error(other) && said::is_of_value(problem) && is_of_item(other, problem, text))
        || (said::is_of_nothing(other) && said::has_no_reply(problem) && are_of_one(text, other.line, problem.line))
}

/// Whether an example has no reply, and its members are in the request.
fn has_reply(other: &Problem, problem: &Problem, text: &str) -> bool {
    let is_member = problem.code == Code::DUPLICATE_KEY || said::is_unknown_member(problem);
    said::has_no_reply(other) && is_member && is_below(other, problem, text)
}

/// Whether a problem is in the lines below the column of another one.
fn is_below(other: &Problem, problem: &Problem, text: &str) -> bool {
    let between = problem.line.saturating_sub(other.line);
    let mut lines = text.lines().skip(other.line).take(between);
    between > 0 && lines.all(|line| line.trim().is_empty() || indent(line) >= other.column)
}

/// Whether a problem is below another one in an item of a list.
fn is_of_item(other: &Problem, problem: &Problem, text: &str) -> bool {
    let depth = indent(line_of(text, other.line));
    let between = problem.line.saturating_sub(other.line);
    between > 0 && text.lines().skip(other.line).take(between).all(|line| indent(line) > depth)
}

/// Whether a member has no value, and what would be in it is beside it.
fn has_value(other: &Problem, problem: &Problem, text: &str) -> bool {
    let is_beside = problem.line == other.line + 1 && problem.column == other.column;
    let is_empty = || line_of(text, other.line).trim_end().ends_with(':');
    said::is_null(other) && is_beside && said::is_unknown_member(problem) && is_empty()
}

/// Whether a key is not where it is known, and an example lacks it.
fn is_misplaced(other: &Problem, problem: &Problem) -> bool {
    let Some(key) = quoted(&other.message).pop().filter(|_| other.code == Code::UNKNOWN_KEY) else { return false };
    let is_known = other.edit.is_some() || key.len() < 3;
    let words = problem.message.split([' ', '`']);
    problem.code == Code::EXAMPLE && !is_known && words.into_iter().any(|word| word == key)
}

/// Whether an input is not used, and a template elsewhere has its name.
fn is_named(problem: &Problem, text: &str) -> bool {
    said::is_unused_input(problem)
        && quoted(&problem.message).first().is_some_and(|name| text.contains(&format!("{{{name}}}")))
}

/// Whether nothing says how the client authenticates: what its assertion would name is not used, either.
fn is_of_client(other: &Problem) -> bool {
    other.code == Code::CLIENT_AUTHENTICATION || said::is_client_unsaid(other)
}

/// Whether an example has members of which another problem says why they are not there.
fn lacks_member(other: &Problem, problem: &Problem, text: &str) -> bool {
    let is_why = said::is_twice_in_callback(other)
        || said::lacks_secret(other)
        || is_value_unknown(other, problem, text)
        || is_value_broken(other, problem);
    is_why && said::is_unknown_member(problem) && are_of_one(text, other.line, problem.line)
}

/// Whether a member has a template as its value that could not be read.
fn is_value_broken(other: &Problem, problem: &Problem) -> bool {
    let absent = said::absent(problem);
    other.code == Code::TEMPLATE && quoted(&other.message).first().is_some_and(|name| absent.contains(name))
}

/// Whether a member has a value whose name is not there.
fn is_value_unknown(other: &Problem, problem: &Problem, text: &str) -> bool {
    let line = line_of(text, other.line);
    let absent = said::absent(problem);
    other.code == Code::UNKNOWN_NAME && absent.first().is_some_and(|name| keys(line).any(|key| key == *name))
}
