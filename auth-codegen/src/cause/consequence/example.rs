//! What contradicts an example, because a line of it, or of its call, is not where it should be.

use auth_language::problem::Code;

use super::quoted;
use crate::cause::entries::{are_of_one, indent, is_of_errors, keys, line_of, name_of, words};
use crate::cause::said;
use crate::text::Problem;

pub(super) fn explains(other: &Problem, problem: &Problem, text: &str) -> bool {
    has_reply(other, problem, text)
        || has_value(problem, other, text)
        || is_misplaced(other, problem)
        || (said::needs_code(other) && (said::has_no_code(problem) || gives(other, problem, text)))
        || (said::lacks_code(other) && said::has_no_code(problem) && names_call_of(problem, other, text))
        || (said::is_in_no_example(other) && said::is_unknown_member(problem) && is_of_errors(text, problem.line))
        || is_of_unread_type(other, problem, text)
        || is_of_body(other, problem, text)
        || (said::is_one_value(other) && said::is_of_value(problem) && are_of_one(text, other.line, problem.line))
        || (is_of_client(other) && is_named(problem, text))
        || lacks_member(other, problem, text)
        || is_meant(other, problem)
        || ((said::is_no_url(other) || said::lacks_clients(other))
            && said::absent(problem).iter().any(|name| OF_CLIENTS.contains(name))
            && said::is_unknown_member(problem))
        || (said::is_unknown_member(other) && said::is_not_taken(problem) && names_call_of(problem, other, text))
        || (is_of_call(problem)
            && said::lacking_in_request(other).iter().any(|field| quoted(&problem.message).contains(field)))
        || is_renamed(other, problem, text)
        || (said::is_name_of_error(other) && said::is_of_value(problem) && is_of_item(other, problem, text))
        || (said::is_of_nothing(other) && lacks_example(problem) && are_of_one(text, other.line, problem.line))
}

/// Whether a problem is of what a caller gives: an example that needs it is of another call, or lacks its part.
fn is_of_call(problem: &Problem) -> bool {
    let is_unknown = problem.code == Code::UNKNOWN_NAME && problem.edit.is_none();
    said::is_not_given(problem) || said::is_unused_input(problem) || is_unknown
}

/// Whether an example lacks a member, and has it under a name that is part of that one.
fn is_renamed(other: &Problem, problem: &Problem, text: &str) -> bool {
    let missing = quoted(&other.message);
    let is_part = |name: &str| missing.iter().any(|missing| missing.contains(name));
    let is_of_call = || names_call_of(problem, other, text) && problem.code == Code::ONCE;
    let is_there = (other.line == problem.line && said::is_unknown_member(problem)) || is_of_call();
    let absent = said::absent(problem);
    let is_known = said::is_written_once(problem) && quoted(&problem.message).last().is_some_and(|name| is_part(name));
    said::is_missing(other) && (is_known || (is_there && !absent.is_empty() && absent.into_iter().all(is_part)))
}

/// Whether an example of a callback gives what is not there.
fn gives(example: &Problem, problem: &Problem, text: &str) -> bool {
    let given = |name: &str| keys(line_of(text, example.line)).any(|key| key == name);
    said::is_not_answered(problem) && said::absent(problem).into_iter().all(given)
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

/// The inputs with which a client proves who it is.
const OF_CLIENTS: [&str; 2] = ["client_id", "client_secret"];

/// Whether an input is not used, and a template elsewhere has its name, or a client authenticates with it.
fn is_named(problem: &Problem, text: &str) -> bool {
    let is_there = |name: &str| OF_CLIENTS.contains(&name) || text.contains(&format!("{{{name}}}"));
    said::is_unused_input(problem) && quoted(&problem.message).first().is_some_and(|name| is_there(name))
}

/// Whether nothing says how the client authenticates: what its assertion would name is not used, either.
fn is_of_client(other: &Problem) -> bool {
    other.code == Code::CLIENT_AUTHENTICATION || said::is_client_unsaid(other)
}

fn lacks_example(problem: &Problem) -> bool {
    problem.code == Code::EXAMPLE_MISSING || said::has_no_reply(problem)
}

/// Whether a problem names the call that another one is of.
fn names_call_of(problem: &Problem, other: &Problem, text: &str) -> bool {
    name_of(text, other.line).is_some_and(|name| quoted(&problem.message).contains(&name))
}

/// Whether the type of a field could not be read: its name on the wire is not known, and whether it may be absent.
fn is_of_unread_type(other: &Problem, problem: &Problem, text: &str) -> bool {
    let in_line = |name: &str| words(line_of(text, other.line)).any(|word| word == name);
    let is_absent = || said::is_unknown_member(problem) && said::absent(problem).into_iter().all(in_line);
    let is_missing = || said::lacking_in_request(problem).first().copied().is_some_and(in_line);
    other.code == Code::TYPE && are_of_one(text, other.line, problem.line) && (is_absent() || is_missing())
}

/// Whether the body of an error has not the field that its condition names, and its example has one that is not known.
fn is_of_body(other: &Problem, problem: &Problem, text: &str) -> bool {
    let lacks_field = other.code == Code::CONDITION && other.edit.is_none() && !said::absent(other).is_empty();
    lacks_field && said::is_unknown_member(problem) && are_of_one(text, other.line, problem.line)
}

/// Whether the body of an error has not the field of a condition, which another field would be, if the examples are right.
fn is_meant(other: &Problem, problem: &Problem) -> bool {
    let names = quoted(&problem.message);
    other.code == Code::CONDITION
        && said::is_written_once(problem)
        && said::absent(other).iter().any(|name| names.contains(name))
}

/// Whether an example has members of which another problem says why they are not there.
fn lacks_member(other: &Problem, problem: &Problem, text: &str) -> bool {
    let is_why = said::is_twice_in_callback(other)
        || said::lacks_secret(other)
        || is_value_unknown(other, problem, text)
        || is_value_broken(other, problem, text);
    is_why && said::is_unknown_member(problem) && are_of_one(text, other.line, problem.line)
}

/// Whether a member has a template as its value that could not be read.
fn is_value_broken(other: &Problem, problem: &Problem, text: &str) -> bool {
    let absent = said::absent(problem);
    let names_it = || quoted(&other.message).first().is_some_and(|name| absent.contains(name));
    let is_key = || keys(line_of(text, other.line)).any(|key| absent.contains(&key));
    other.code == Code::TEMPLATE && (names_it() || is_key())
}

/// Whether a member has a value whose name is not there.
fn is_value_unknown(other: &Problem, problem: &Problem, text: &str) -> bool {
    let line = line_of(text, other.line);
    let absent = said::absent(problem);
    other.code == Code::UNKNOWN_NAME && absent.first().is_some_and(|name| keys(line).any(|key| key == *name))
}
