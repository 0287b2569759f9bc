//! One entry, in which one problem leads to another one.

use auth_language::key;
use auth_language::problem::Code;

use super::line::is_inside;
use crate::cause::entries::{are_of_one, keys, line_of, lines_of};
use crate::cause::said;
use crate::text::Problem;

pub(super) fn explains(other: &Problem, problem: &Problem, text: &str) -> bool {
    are_of_one(text, other.line, problem.line) && is_of_entry(other, problem, text)
}

fn is_of_entry(other: &Problem, problem: &Problem, text: &str) -> bool {
    is_of_path(other, problem)
        || (said::sends_nothing(problem) && is_inside(problem, other, text))
        || is_of_parts(other, problem, text)
        || (said::has_two_methods(other) && is_of_method(problem))
        || (said::is_of_endpoint(other) && said::lacks_returns(problem) && has_no_method(other, text))
        || (said::has_no_meaning(other) && said::is_sent_elsewhere(problem))
        || (is_of_type(other) && problem.code == Code::SECRET_IN_URL && is_sent(other, problem, text))
        // The credential that is not there may add it.
        || (other.code == Code::AUTH && !said::absent(other).is_empty() && said::is_undeclared(problem))
        || (said::is_not_below(other) && problem.code == Code::UNKNOWN_KEY)
        || (said::is_no_encoding(other) && said::lacks_returns(problem))
        || (said::lacks_root(problem) && is_of_root(other, problem, text))
}

/// Whether what is in an XML body beside its root is not of it, or could not be read.
fn is_of_root(other: &Problem, problem: &Problem, text: &str) -> bool {
    let is_part = other.code == Code::TYPE && is_inside(problem, other, text);
    said::are_members_apart(other) || is_part || said::out_of_place(other).is_some()
}

/// Whether a problem is of a type, or of what is in the place of one.
fn is_of_type(problem: &Problem) -> bool {
    [Code::TYPE, Code::SHAPE].contains(&problem.code)
}

/// Whether a part has the value of a field whose type is not known.
fn is_sent(field: &Problem, part: &Problem, text: &str) -> bool {
    let line = line_of(text, part.line);
    field.line == part.line || keys(line_of(text, field.line)).any(|key| line.contains(&format!("{{{key}}}")))
}

/// Whether a problem is of what one method has, and another has not.
fn is_of_method(problem: &Problem) -> bool {
    said::lacks_returns(problem) || said::has_no_meaning(problem) || problem.code == Code::MISPLACED
}

/// Whether what an endpoint sends could not be read, or not all of it.
fn is_of_parts(other: &Problem, problem: &Problem, text: &str) -> bool {
    match problem.code {
        Code::INPUT => said::is_no_mapping_of_parts(other) && said::is_never_used(problem),
        Code::UNKNOWN_NAME => said::is_no_mapping_of_names(other),
        Code::EXAMPLE => {
            ((said::is_no_mapping_of_parts(other) || is_body(other, text)) && said::is_unknown_member(problem))
                || (other.code == Code::PLACE && said::is_of_value(problem))
        }
        _ => false,
    }
}

/// Whether no key of an entry is a method.
fn has_no_method(problem: &Problem, text: &str) -> bool {
    !lines_of(text, problem.line).iter().flat_map(|line| keys(line)).any(key::is_method)
}

/// Whether the type of a body is wrong.
fn is_body(problem: &Problem, text: &str) -> bool {
    let line = line_of(text, problem.line).trim_start();
    problem.code == Code::TYPE && ["json: ", "form: "].iter().any(|key| line.starts_with(key) && !line.contains('{'))
}

/// Whether what is sent in the path or in the body is missing, because the path is wrong or the body is taken for it.
fn is_of_path(other: &Problem, problem: &Problem) -> bool {
    let is_wrong = [Code::TEMPLATE, Code::UNKNOWN_NAME, Code::PATH].contains(&other.code);
    match problem.code {
        Code::ATTACH => is_wrong && said::lacks_placeholder(problem),
        Code::PATH_PARAMETER => {
            (other.code == Code::TEMPLATE || said::is_comment(other)) && said::is_not_in_path(problem)
        }
        Code::SHAPE | Code::PLACE => said::is_not_in_path(other),
        Code::CLIENT_AUTHENTICATION => said::is_not_in_path(other) && said::has_no_body(problem),
        _ => false,
    }
}
